package org.zhicheng.local;

import org.zhicheng.local.EmbeddedStack.Parts;

/** Which parts the stack that people start is put together from. */
final class Wiring {

    private Wiring() {
    }

    static Parts parts() {
        throw new UnsupportedOperationException("the services, the workflow engine and the handlers are wired here");
    }

    static Player player() {
        throw new UnsupportedOperationException("the player of the samples is wired here");
    }
}
