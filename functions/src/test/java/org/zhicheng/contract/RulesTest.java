package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.SettledFactsTest;

/** Holds {@code docs/rules.md} against the sources: every rule has a line, every class and test it names is there. */
class RulesTest {

    private static final Pattern LINE = Pattern.compile("\\| (R\\d+) \\| (.+) \\| `([\\w.]+)` \\| `(\\w+)` \\|");

    /** A row of the settled facts: what is told, and the test that holds it. */
    private static final Pattern FACT = Pattern.compile("\\| .+ \\| .+ \\| .+ \\| `([a-zA-Z]\\w+_R\\w+)` \\|");

    private record Rule(String number, String type, String test) {
        @Override
        public String toString() {
            return number;
        }
    }

    @BeforeAll
    static void needsTheWholeRepository() {
        assumeTrue(Repository.isWhole());
    }

    static Stream<Rule> rules() throws IOException {
        Path table = Repository.ROOT.resolve("docs/rules.md");
        return Files.exists(table)
                ? Files.readAllLines(table).stream().map(LINE::matcher).filter(Matcher::matches)
                        .map(m -> new Rule(m.group(1), m.group(3), m.group(4)))
                : Stream.empty();
    }

    @Test
    void shouldHaveOneLineForEachRuleOfTheNotice() throws IOException {
        assertThat(rules().map(Rule::number)).containsExactlyElementsOf(
                Stream.concat(IntStream.rangeClosed(1, 38).boxed(), Stream.of(43, 48, 50)).map(n -> "R" + n).toList());
    }

    @Test
    void shouldHaveATestForEachSettledFactAndARowForEachTest_R50() throws IOException {
        List<String> rows = Files.readAllLines(Repository.ROOT.resolve("docs/rules.md")).stream().map(FACT::matcher)
                .filter(Matcher::matches).map(m -> m.group(1)).toList();
        List<String> tests = Arrays.stream(SettledFactsTest.class.getDeclaredMethods()).filter(m -> m.isAnnotationPresent(Test.class))
                .map(Method::getName).toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(tests);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldNameAClassThatIsThere(Rule rule) {
        assertThat(Repository.SOURCES.resolve("org/zhicheng/" + rule.type().replace('.', '/') + ".java")).exists();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldNameATestThatNamesTheRule(Rule rule) throws IOException {
        List<Path> found = Repository.tests().stream().filter(file -> file.getFileName().toString().equals(rule.test() + ".java")).toList();

        assertThat(found).as(rule.test()).hasSize(1);
        assertThat(Files.readString(found.getFirst())).containsPattern("(?<![A-Za-z0-9])" + rule.number() + "(?![0-9])");
    }
}
