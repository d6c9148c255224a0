package org.zhicheng.ground.typesetting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrintedTextTest {

    @Test
    @DisplayName("R51 多行栏目可以分行填写")
    void shouldPrintATextOfSeveralLines_R51() {
        assertThat(PrintedText.unprintable("1. 主持管网改造\n2. 获省部级奖\n\n3. 论文")).isEmpty();
    }

    @Test
    void shouldNameALetterByItsPlaceInTheWholeText_R51() {
        assertThat(PrintedText.unprintable("甲\n乙\uD83D\uDE00\n\u0001").orElseThrow().chinese())
                .isEqualTo("第4字“\uD83D\uDE00”（U+1F600）、第6字（U+0001）");
    }
}
