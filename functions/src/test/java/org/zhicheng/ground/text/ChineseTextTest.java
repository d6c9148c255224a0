package org.zhicheng.ground.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

class ChineseTextTest {
    @Test
    void shouldSpaceNamesOfTwoCharactersOnly() {
        assertThat(ChineseText.isShortName("张三")).isTrue();
        assertThat(ChineseText.isShortName("𠅤三")).isTrue();
        assertThat(ChineseText.isShortName("张小三")).isFalse();
        assertThat(ChineseText.isShortName("Li")).isFalse();
        assertThat(ChineseText.isShortName("")).isFalse();
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
