package org.zhicheng.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    @ParameterizedTest(name = "{0} becomes {1}")
    @DisplayName("R19 文本中任何位置的身份证号，遮盖位置始终一致")
    @CsvSource({"身份证11010519491231002X。,            身份证110***********002X。",
            "ID11010519491231002x end,              ID110***********002x end", "110105 1949 1231 002X,                 110***********002X",
            "１１０１０５１９４９１２３１００２Ｘ,     110***********002X", "11010519491231002X，650102199001011239, 110***********002X，650***********1239",
            // no possible date, or a check digit that does not fit: a credit code, or the number of a paper
            "916501041399010122,                    916501041399010122", "110105194912310021,                    110105194912310021",
            "旧号110105491231002,                   旧号110********1002", "电话13812345678,                       电话13812345678",
            "公示2025-03-10至2025-03-14,            公示2025-03-10至2025-03-14", "91350100M000100Y43,                    91350100M000100Y43",
            "2025年3月,                             2025年3月"})
    void shouldMaskAnywhereInAText(String text, String masked) {
        assertThat(Masking.idNumbers(text)).isEqualTo(masked);
        assertThat(Masking.idNumbers(masked)).as("masking twice changes nothing").isEqualTo(masked);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @DisplayName("R31 查验证书时姓名遮盖")
    @CsvSource({"张明, 张*", "张晓明, 张*明", "欧阳晓明, 欧**明", "阿卜杜·买买提, 阿*****提", "李　明, 李*", "李 明, 李*", "𠮷田明, 𠮷*明", "张, *", "'', ''"})
    void shouldMaskNames(String name, String masked) {
        assertThat(Masking.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @DisplayName("R19 过短的号码全部遮盖")
    @CsvSource({"1234567, *******", "12345678, 123*5678", "'', ''"})
    void shouldMaskTooShortANumberWhole(String number, String masked) {
        assertThat(Masking.idNumber(number)).isEqualTo(masked);
    }
}
