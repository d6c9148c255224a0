package org.zhicheng.local.dynamodb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import software.amazon.dynamodb.services.local.main.ServerRunner;

/**
 * Runs DynamoDB Local, unmodified, for as long as the process that started it lives: that one holds the other end of
 * standard input, which the system closes even when it is killed.
 */
public final class DynamoDbLauncher {

    private DynamoDbLauncher() {
    }

    /**
     * First argument: a lock file, so that two never open one database; the others are those of {@code ServerRunner}.
     */
    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().name("parent").start(DynamoDbLauncher::endWithParent);
        // Waits, where a killed stack's process is not quite gone yet; held until this process ends.
        FileChannel lock = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        ServerRunner.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent: only the end matters.
            }
        } catch (IOException e) {
            // The pipe broke: the same end.
        }
        // No exit hooks: every answered write is on the disk already, and a hook must not hold the lock.
        Runtime.getRuntime().halt(0);
    }
}
