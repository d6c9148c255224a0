package org.zhicheng.checks.usage;

import java.util.Optional;

/**
 * The invocation that a thread works for, as the runtime named the thread; what the tests or the stack itself do works for none.
 *
 * @param function logical ID
 * @param id that of the request
 */
public record Invocation(String function, String id) {

    public static Optional<Invocation> current() {
        String[] name = Thread.currentThread().getName().split(" ");
        return name.length == 3 && name[0].equals("lambda") ? Optional.of(new Invocation(name[1], name[2])) : Optional.empty();
    }
}
