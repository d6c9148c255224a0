package org.zhicheng.ground.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

class ChineseTextTest {
    @Test
    void shouldSpaceNamesOfTwoCharactersOnly() {
        assertThat(ChineseText.spacedName("张三")).isEqualTo("张　三");
        assertThat(ChineseText.spacedName("𠅤三")).isEqualTo("𠅤　三");
        assertThat(ChineseText.spacedName("张小三")).isEqualTo("张小三");
        assertThat(ChineseText.spacedName("Li")).isEqualTo("Li");
        assertThat(ChineseText.spacedName("")).isEmpty();
    }

    @Test
    void shouldWriteDatesWithoutLeadingZeros() {
        assertThat(ChineseText.date(LocalDate.of(2025, 3, 7))).isEqualTo("2025年3月7日");
    }

    @Test
    void shouldPrintAGapForWhatIsEmpty() {
        assertThat(ChineseText.orBlank(" ")).isEqualTo("＿＿＿＿");
        assertThat(ChineseText.orBlank(" 汉族 ")).isEqualTo("汉族");
    }
}
