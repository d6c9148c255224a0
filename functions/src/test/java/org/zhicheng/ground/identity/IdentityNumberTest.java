package org.zhicheng.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;

class IdentityNumberTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 3, 10);

    @ParameterizedTest
    @DisplayName("R33 身份证号（GB 11643）样例，不论如何书写都能识别")
    @ValueSource(strings = {"11010519491231002X", "11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ",
            "110105　19491231002ｘ"})
    void shouldReadTheVector(String text) {
        IdentityNumber number = IdentityNumber.of(text, TODAY);

        assertThat(number.plain()).isEqualTo("11010519491231002X");
        assertThat(number.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(number.sex()).isEqualTo("女");
        assertThat(number).isEqualTo(IdentityNumber.of("11010519491231002X", TODAY)).hasSameHashCodeAs(IdentityNumber.of(text, TODAY));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("R33 身份证号的格式、日期和校验码")
    @CsvSource({"110105194912310021,  ID_NUMBER_CHECK_DIGIT", "11010519491231003X,  ID_NUMBER_CHECK_DIGIT",
            "11010519490231002X,  ID_NUMBER_DATE", "11010519491331002X,  ID_NUMBER_DATE", "11010518991231002X,  ID_NUMBER_DATE",
            "11010520291231002X,  ID_NUMBER_DATE", "110105491231002,     ID_NUMBER_FORMAT", "1101051949123100XX,  ID_NUMBER_FORMAT",
            "11010519491231002Y,  ID_NUMBER_FORMAT", "'',                  ID_NUMBER_FORMAT", "01010519491231002X,  ID_NUMBER_FORMAT"})
    void shouldTellWhatIsWrong(String text, String code) {
        assertThat(IdentityNumber.check(text, TODAY)).map(Violation::code).contains(code);
    }

    @Test
    @DisplayName("R33 第17位表示性别")
    void shouldTellTheSex() {
        assertThat(IdentityNumber.of("650102199001011239", TODAY).sex()).isEqualTo("男");
    }

    @Test
    @DisplayName("R19、R33 任何提示和记录都不出现完整身份证号")
    void shouldNotTellTheNumber() {
        IdentityNumber number = IdentityNumber.of("11010519491231002X", TODAY);

        assertThat(number.masked()).isEqualTo("110***********002X");
        assertThat(number).hasToString("110***********002X");
        assertThatThrownBy(() -> IdentityNumber.of("110105194912310021", TODAY)).isInstanceOf(Failure.class)
                .hasMessageNotContaining("1949");
        assertThat(IdentityNumber.check("110105194912310021", TODAY).orElseThrow().toString()).doesNotContain("194912310021");
    }
}
