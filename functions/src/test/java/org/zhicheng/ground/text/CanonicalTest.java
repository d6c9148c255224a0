package org.zhicheng.ground.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {

    @Test
    @DisplayName("R51 不可见字符去除，制表符和特殊空格化为空格")
    void shouldKeepALineInOneForm() {
        assertThat(Canonical.line(" 给水\u200B排水\uFEFF\u00AD专业\u0000 ")).isEqualTo("给水排水专业");
        assertThat(Canonical.line("1.\t主持\u3000管网\u00A0\u2003改造")).isEqualTo("1. 主持 管网 改造");
        assertThat(Canonical.line("e\u0301ＡＢ１２\u2F45\uFB01n")).isEqualTo("éAB12方fin");
        assertThat(Canonical.line("甲\u000B乙\r\n丙\u2028丁")).isEqualTo("甲 乙 丙 丁");
        assertThat(Canonical.line("压力10\u2075Pa，H\u2082O")).as("exponents mean something").isEqualTo("压力10\u2075Pa，H\u2082O");
    }

    @Test
    @DisplayName("R51 改变文字方向的符号保留，以便拒绝")
    void shouldNotHideWhatTurnsLettersRound() {
        assertThat(Canonical.line("样\u202E例\u202D")).isEqualTo("样\u202E例\u202D");
    }

    @Test
    @DisplayName("R51 多行栏目保留换行")
    void shouldKeepLines() {
        assertThat(Canonical.lines("甲项目\u000B乙项目\r\n丙\u0085丁\u2028戊 \n\n己\n")).isEqualTo("甲项目\n乙项目\n丙\n丁\n戊\n\n己");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @DisplayName("R33 姓名只用一种间隔号，汉字旁无空格")
    @CsvSource({"努尔•买买提, 努尔·买买提", "努尔‧买买提, 努尔·买买提", "努尔・买买提, 努尔·买买提", "努尔 · 买买提, 努尔·买买提", "努尔.买买提, 努尔·买买提", "李　明, 李明", "李 明, 李明",
            "ＪＯＨＮ  SMITH, JOHN SMITH", "J. Smith, J. Smith", "www.example.com, www·example·com", "O'Neil‐Smith, O’Neil-Smith"})
    void shouldKeepANameInOneForm(String entered, String kept) {
        assertThat(Canonical.name(entered)).isEqualTo(kept);
        assertThat(Canonical.name(kept)).as("a name in this form stays as it is").isEqualTo(kept);
    }

    @Test
    @DisplayName("R33 号码和地址不含全角符号")
    void shouldFoldSigns() {
        assertThat(Canonical.code("＋８６　１３９－１２３４ｘ＠")).isEqualTo("+86 139-1234x@");
    }

    @Test
    @DisplayName("R51 规范后的文字不再变化")
    void shouldBeIdempotent() {
        String text = "　1.\t甲\u2060\u0301 e\u0301\u000B  乙 \r\n";

        assertThat(Canonical.line(Canonical.line(text))).isEqualTo(Canonical.line(text));
        assertThat(Canonical.lines(Canonical.lines(text))).isEqualTo(Canonical.lines(text));
    }
}
