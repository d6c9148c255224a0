package org.zhicheng.stack.services;

import java.nio.file.Path;

/** A stack in a process of its own, to be killed: prints the database's process id and stays. */
public final class StackProcess {

    private StackProcess() {
    }

    public static void main(String[] args) throws InterruptedException {
        EmbeddedServices services = EmbeddedServices.start(EmbeddedServices.Options.forTests(Path.of(args[0])));
        System.out.println(services.dynamoDb().process().pid());
        Thread.currentThread().join();
    }
}
