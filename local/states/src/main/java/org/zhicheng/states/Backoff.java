package org.zhicheng.states;

import java.time.Duration;

/** The pause before a retry. It protects the called service, so outside tests it takes real time, whatever the clock shows. */
@FunctionalInterface
public interface Backoff {

    void pause(Duration delay) throws InterruptedException;
}
