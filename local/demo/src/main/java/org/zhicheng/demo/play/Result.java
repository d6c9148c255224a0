package org.zhicheng.demo.play;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What came of a play.
 *
 * @param failures everything that was not as the samples say
 * @param waiting what could not be played because time has to pass first, and the clock cannot be moved
 * @param certificates the folder with the downloaded certificates
 */
public record Result(List<Ending> endings, List<String> failures, List<String> waiting, int steps, Duration took, Path certificates) {

    public Result {
        endings = List.copyOf(endings);
        failures = List.copyOf(failures);
        waiting = List.copyOf(waiting);
    }

    /** True where everything went as the samples say, to the end. */
    public boolean held() {
        return failures.isEmpty() && waiting.isEmpty() && endings.stream().allMatch(Ending::held);
    }

    /**
     * How one application ended.
     *
     * @param expected as the dossier says: {@code CERTIFIED}, {@code REVOKED}, {@code REJECTED}, {@code EXPIRED} or {@code INELIGIBLE}
     * @param actual the same words, or the state the application is in
     * @param detail such as the certificate's number; may be empty
     */
    public record Ending(String slug, String name, String expected, String actual, String detail) {

        public boolean held() {
            return expected.equals(actual);
        }
    }
}
