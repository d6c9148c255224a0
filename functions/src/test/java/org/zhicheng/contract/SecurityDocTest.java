package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/security.md} against the sources: each threat and each chapter has a test or a duty, and each test that it names is there. */
class SecurityDocTest {

    private static final Path DOCUMENT = Repository.ROOT.resolve("docs/security.md");
    private static final String TEST_NAME = "`(\\w+(?:Test|IT))`";

    @BeforeAll
    static void needsTheWholeRepository() {
        assumeTrue(Repository.isWhole());
    }

    @Test
    void shouldNameTestsThatAreThere() throws IOException {
        List<String> tests = Repository.tests().stream().map(file -> file.getFileName().toString().replace(".java", "")).toList();
        List<String> named = Repository.matches(TEST_NAME, Repository.text(DOCUMENT));

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(tests).containsAll(named);
    }

    @Test
    void shouldShowEachMeasureByATestOrACheck() {
        for (String heading : List.of("Who may try what", "By chapter of ASVS 5.0")) {
            assertThat(rows(heading)).as(heading).hasSizeGreaterThan(10)
                    .allSatisfy(row -> assertThat(row.substring(row.lastIndexOf(" | ", row.length() - 3)))
                            .containsPattern(TEST_NAME + "|`scripts/[a-z-]+`|the operator|nothing of it"));
        }
    }

    /** The lines of a section's table, without its head. */
    private static List<String> rows(String heading) {
        String text = Repository.text(DOCUMENT);
        String section = text.substring(text.indexOf("\n## " + heading)).substring(1).split("\n## ", 2)[0];
        return section.lines().filter(line -> line.startsWith("|")).skip(2).toList();
    }
}
