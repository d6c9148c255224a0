package org.zhicheng.ground.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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

    @Test
    @DisplayName("R24 姓名、单位名称按读音排列，不按编码：张在王后")
    void shouldListNamesByTheirSound_R24() {
        List<String> names = List.of("Ａ公司", "阿里·买买提", "陈明", "李华", "王芳", "张伟", "赵敏");

        assertThat(names.reversed().stream().sorted(Comparator.comparing(Spelling::order))).containsExactlyElementsOf(names);
    }
}
