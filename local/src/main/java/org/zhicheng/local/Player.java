package org.zhicheng.local;

/** Plays the samples on a running stack, through its API as people would. */
public interface Player {

    /** Makes what must be there before anyone can do anything, such as the first administrator; repeatable. */
    void prepare(EmbeddedStack stack);

    /** Plays every sample to its end and tells what happened; whether all went as the samples say. */
    boolean play(EmbeddedStack stack);
}
