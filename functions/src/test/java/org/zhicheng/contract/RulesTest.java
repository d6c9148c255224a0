package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/rules.md} against the sources: every rule has a line, every class and test it names is there. */
class RulesTest {

    private static final Pattern LINE = Pattern.compile("\\| (R\\d+) \\| (.+) \\| `([\\w.]+)` \\| `(\\w+)` \\|");

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
        assertThat(rules().map(Rule::number).toList()).startsWith(IntStream.rangeClosed(1, 38).mapToObj(n -> "R" + n).toArray(String[]::new))
                .doesNotHaveDuplicates();
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
