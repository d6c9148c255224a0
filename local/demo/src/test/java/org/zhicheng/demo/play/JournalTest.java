package org.zhicheng.demo.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import org.zhicheng.demo.play.Journal.Block;
import org.zhicheng.demo.play.Journal.StepFailed;

class JournalTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Journal journal = new Journal(new PrintStream(told, true, StandardCharsets.UTF_8));

    @Test
    void shouldKeepThePersonsLinesTogether() {
        try (Block one = journal.block("样例甲"); Block other = journal.block("样例乙")) {
            one.step("提交申报", () -> "SUBMITTED");
            other.step("提交申报", () -> "SUBMITTED");
            one.step("资格审核", () -> "EMPLOYER_REVIEW");
        }

        assertThat(text().lines()).hasSize(3).element(0).asString().contains("样例乙");
        assertThat(text()).containsPattern("(?s)样例甲 +提交申报 +→ SUBMITTED.*样例甲 +资格审核 +→ EMPLOYER_REVIEW");
        assertThat(journal.steps()).isEqualTo(3);
    }

    @Test
    void shouldRememberWhatFailedAndStopThePerson() {
        try (Block block = journal.block("样例甲")) {
            assertThatThrownBy(() -> block.step("提交申报", () -> {
                throw new Unexpected("POST /x → 500");
            })).isInstanceOf(StepFailed.class);
        }

        assertThat(journal.failures()).containsExactly("样例甲 提交申报: POST /x → 500");
        assertThat(text()).contains("✗ POST /x → 500");
    }

    @Test
    void shouldPrintNoHeadingAboveNothing() {
        journal.heading(LocalDate.of(2025, 2, 25), "提交申报");
        journal.heading(LocalDate.of(2025, 2, 26), "公示");
        journal.line("…");

        assertThat(text()).contains("2025-02-26").doesNotContain("2025-02-25");
    }

    @Test
    void shouldAlignChineseAndLatin() {
        assertThat(Journal.padded("样例㛃", 8)).isEqualTo("样例㛃  ");
        assertThat(Journal.padded("·a", 4)).isEqualTo("·a  ");
    }

    private String text() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
