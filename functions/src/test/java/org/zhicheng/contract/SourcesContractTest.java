package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.ViolationCode;

@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class SourcesContractTest {

    @Test
    void shouldReadNoClockAndNoChanceInTheDomain() {
        List<Path> domain = Repository.sources().stream().filter(f -> !in(f, "aws") && !in(f, "lambda"))
                .filter(f -> !f.toString().contains("/handlers/")).filter(f -> !f.endsWith("DeliverOutbox.java")).toList();
        assertThat(domain).noneMatch(f -> Repository.text(f).matches(
                "(?s).*(Instant\\.now\\(\\)|LocalDate\\.now\\(|Clock\\.system|new Random\\(|new SecureRandom\\(|UUID\\.randomUUID).*"));
    }

    @Test
    void shouldTellEachRefusalInBothLanguagesWithTheSameFacts() {
        for (ErrorCode code : ErrorCode.values()) {
            // a placeholder without an argument stays as it is written
            String chinese = code.text(Locale.CHINESE);
            String english = code.text(Locale.ENGLISH);
            assertThat(chinese).as(code + " in Chinese").matches(".*\\p{IsHan}.*");
            assertThat(english).as(code + " in English").matches("[\\p{ASCII}]+").isNotBlank();
            assertThat(new TreeSet<>(Repository.matches("(\\{\\d})", chinese))).as(code.name())
                    .isEqualTo(new TreeSet<>(Repository.matches("(\\{\\d})", english)));
        }
    }

    @Test
    void shouldListEachCodeOfABrokenRule() throws IllegalAccessException {
        Set<String> listed = new TreeSet<>();
        for (var constant : ViolationCode.class.getFields()) {
            assertThat(listed.add((String) constant.get(null))).as(constant.getName() + " stands once").isTrue();
        }
        for (Path source : Repository.sources()) {
            List<String> told = Repository.matches("(?s)(?:new Violation\\(|\\bviolation\\()\\s*(?:\"R\\d+\",\\s*)?\"([A-Z][A-Z_]{3,})\"",
                    Repository.text(source));
            assertThat(listed).as(source.getFileName().toString()).containsAll(told);
        }
    }

    private static boolean in(Path source, String feature) {
        return source.getParent().endsWith(feature);
    }
}
