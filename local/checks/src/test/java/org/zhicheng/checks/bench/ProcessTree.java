package org.zhicheng.checks.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and all that it started. */
record ProcessTree(ProcessHandle root) {

    /** Memory in use of all of them together, in MB: what the system says is resident. */
    double residentMegabytes() {
        return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessTree::residentKilobytes).sum() / 1024.0;
    }

    private static long residentKilobytes(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            if (Files.isReadable(status)) {
                return number(Files.readString(status).lines().filter(line -> line.startsWith("VmRSS:")).findFirst().orElse(""));
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
            return number(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It ended meanwhile.
            return 0;
        }
    }

    private static long number(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
