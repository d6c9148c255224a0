package org.zhicheng.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.ground.failure.Violation;

class CreditCodeTest {

    @ParameterizedTest
    @DisplayName("R33 统一社会信用代码（GB 32100）样例，不论如何书写都能识别")
    @ValueSource(strings = {"91350100M000100Y43", "91350100m000100y43", " 91350100 M000100Y43 ", "９１３５０１００Ｍ０００１００Ｙ４３"})
    void shouldReadTheVector(String text) {
        assertThat(CreditCode.check(text, "uscc")).isEmpty();
        assertThat(CreditCode.normalise(text)).isEqualTo("91350100M000100Y43");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("R33 统一社会信用代码的格式和校验码")
    @CsvSource({"91350100M000100Y44,  USCC_CHECK_DIGIT", "91350100M000100Y34,  USCC_CHECK_DIGIT", "91350100M000100I43,  USCC_FORMAT",
            "91350100M000100O43,  USCC_FORMAT", "9135010AM000100Y43,  USCC_FORMAT", "91350100M000100Y4,   USCC_FORMAT",
            "'',                  USCC_FORMAT"})
    void shouldTellWhatIsWrong(String text, String code) {
        assertThat(CreditCode.check(text, "uscc")).map(Violation::code).contains(code);
    }
}
