package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.zhicheng.SettledFactsTest;

/** {@code docs/settled.md} says what is settled when (R50); each of its rows is a test, and each test a row. */
@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class SettledFactsDocTest {

    /** Fact, when it is settled, who is told, and the test. */
    private static final Pattern ROW = Pattern.compile("\\| .+ \\| .+ \\| .+ \\| `(\\w+_R50)` \\|");

    @Test
    void shouldHaveATestForEachSettledFactAndARowForEachTest_R50() throws IOException {
        List<String> rows = Files.readAllLines(Repository.ROOT.resolve("docs/settled.md")).stream().map(ROW::matcher)
                .filter(Matcher::matches).map(m -> m.group(1)).toList();
        List<String> tests = Arrays.stream(SettledFactsTest.class.getDeclaredMethods()).filter(m -> m.isAnnotationPresent(Test.class))
                .map(Method::getName).toList();

        assertThat(rows).isNotEmpty().containsExactlyInAnyOrderElementsOf(tests);
    }
}
