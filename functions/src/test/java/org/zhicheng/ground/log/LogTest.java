package org.zhicheng.ground.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class LogTest {

    @Test
    void shouldSayWhatALibraryRefusedAndWhoAskedItButNotWhatItQuotes_R33() {
        String line = logged(() -> List.copyOf(java.util.Arrays.asList("样本", null)));

        assertThat(line).contains("\"event\":\"Sample\"").contains("java.lang.NullPointerException at java.base/")
                .containsPattern(" by org\\.zhicheng\\.ground\\.log\\.LogTest\\.[^\"]*LogTest\\.java:\\d+");
    }

    @Test
    void shouldNameEachCauseAndNoMessage_R33() {
        String line = logged(() -> {
            throw new IllegalStateException("张三", new IllegalArgumentException("650104199001011234"));
        });

        assertThat(line).contains("java.lang.IllegalStateException at org.zhicheng").contains(" < java.lang.IllegalArgumentException at ")
                .doesNotContain("张三").doesNotContain("650104199001011234").doesNotContain(" by ");
    }

    private static String logged(Runnable failing) {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            failing.run();
            throw new AssertionError("did not fail");
        } catch (RuntimeException e) {
            Log.error("Sample", e).write();
        } finally {
            System.setOut(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
