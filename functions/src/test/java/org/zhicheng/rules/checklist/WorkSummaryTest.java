package org.zhicheng.rules.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkSummaryTest {

    @Test
    @DisplayName("R16 工作小结：汉字、字母、数字、标点各计1字")
    void shouldCountWhatIsSeen() {
        assertThat(WorkSummary.count("")).isZero();
        assertThat(WorkSummary.count("任职以来，完成3项CAD设计。")).isEqualTo(15);
    }

    @Test
    @DisplayName("R16 工作小结：生僻字计1字")
    void shouldCountARareCharacterOnce() {
        assertThat(WorkSummary.count("𠮷")).isEqualTo(1);
    }

    @Test
    @DisplayName("R16 工作小结：空格和全角空格不计")
    void shouldNotCountWhiteSpace() {
        assertThat(WorkSummary.count("工 作\t小\r\n结\u3000\u00a0\u2003\u2028\u0085")).isEqualTo(4);
    }
}
