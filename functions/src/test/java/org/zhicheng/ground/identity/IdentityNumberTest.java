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

    @ParameterizedTest
    @DisplayName("R33: permits of residents of Hong Kong, Macao and Taiwan, and cards of foreign permanent residents of both forms")
    @ValueSource(strings = {"810000199001010019", "820000199001010010", "830000199001010012", "911156199001010010", "USA310090010112",
            "ｕｓａ310090010112"})
    void shouldTakeTheNumbersOfResidents(String text) {
        assertThat(IdentityNumber.check(text, TODAY)).isEmpty();
        assertThat(IdentityNumber.of(text, TODAY).masked()).matches(".{3}\\*+.{4}");
    }

    @ParameterizedTest
    @DisplayName("R33: who could not work yet is asked to compare, a card's date is one, and 15 digits are no longer a number")
    @CsvSource({"65010220250310001,  ID_NUMBER_DATE", "USA310090130112,    ID_NUMBER_DATE", "US1310090010112,    ID_NUMBER_FORMAT",
            "650102850101123,    ID_NUMBER_FORMAT"})
    void shouldAskAgain(String text, String code) {
        String number = text.length() == 17 ? withCheckDigit(text) : text;

        assertThat(IdentityNumber.check(number, TODAY)).map(Violation::code).contains(code);
    }

    @Test
    @DisplayName("R33: who still has a number of 15 digits is told to use the present card")
    void shouldSendToThePresentCard() {
        assertThat(IdentityNumber.check("650102850101123", TODAY)).get().satisfies(v -> {
            assertThat(v.chinese()).contains("18位");
            assertThat(v.english()).contains("18 characters of the present card");
        });
    }

    private static String withCheckDigit(String body) {
        return "0123456789X".chars().mapToObj(c -> body + (char) c)
                .filter(n -> IdentityNumber.check(n, TODAY).filter(v -> v.code().equals("ID_NUMBER_CHECK_DIGIT")).isEmpty()).findFirst()
                .orElseThrow();
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
