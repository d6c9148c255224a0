package org.zhicheng.rules.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkSummaryTest {

    @Test
    @DisplayName("A12: characters, letters, digits and punctuation count 1 each")
    void shouldCountWhatIsSeen() {
        assertThat(WorkSummary.count("")).isZero();
        assertThat(WorkSummary.count("任职以来，完成3项CAD设计。")).isEqualTo(15);
    }

    @Test
    @DisplayName("A12: a rare character outside the basic plane counts 1")
    void shouldCountARareCharacterOnce() {
        assertThat(WorkSummary.count("𠮷")).isEqualTo(1);
    }

    @Test
    @DisplayName("A12: no white space counts, the full-width blank neither")
    void shouldNotCountWhiteSpace() {
        assertThat(WorkSummary.count("工 作\t小\r\n结\u3000\u00a0\u2003\u2028\u0085")).isEqualTo(4);
    }
}
