package org.zhicheng.ground.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest(name = "\"{0}\" and \"{1}\" are the same: {2}")
    @DisplayName("Width, blanks, case and middle dots make no difference; characters do")
    @CsvSource({"样例（新疆）科技, 样例(新疆) 科技, true", "ＡＢＣ公司, abc公司, true", "阿卜杜·买买提, 阿卜杜•买买提, true", "阿卜杜．买买提, 阿卜杜·买买提, true", "李　明, 李明, true",
            "李明, 李鸣, false"})
    void shouldCompareNames(String one, String other, boolean same) {
        assertThat(Spelling.same(one, other)).isEqualTo(same);
    }
}
