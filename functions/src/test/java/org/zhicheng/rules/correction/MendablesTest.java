package org.zhicheng.rules.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.ground.failure.Violation;

class MendablesTest {

    @ParameterizedTest(name = "{0} may be returned: {1}")
    @DisplayName("R22 退回可指明栏目、字段和材料")
    @CsvSource({"credential, true", "credential.milestone, true", "employment, true", "summary, true", "A1, true", "A12, true", "A15, true",
            "qualification, true", "A16, false", "credential.colour, false", "'', false", "name, false"})
    void shouldKnowWhatAReturnMayName(String item, boolean mendable) {
        assertThat(Mendables.isMendable(item)).isEqualTo(mendable);
    }

    @Test
    @DisplayName("R22 每个字段和材料都有名称")
    void shouldLabelEveryFieldAndMaterial() {
        assertThat(Mendables.labels()).containsKeys(Arrays.stream(FormField.values()).map(FormField::path).toArray(String[]::new))
                .containsKeys(Arrays.stream(Material.values()).map(Material::name).toArray(String[]::new));
    }

    @Test
    @DisplayName("R22 每项附意见，不重复、不虚指")
    void shouldTellWhatIsWrongWithAReturn() {
        assertThat(Mendables.check(List.of(new Mend("A4", "请上传清晰的扫描件"), new Mend("credential", "日期与证书不符")))).isEmpty();
        assertThat(Mendables.check(List.of())).extracting(Violation::code).containsExactly("MEND_NOTHING_NAMED");
        assertThat(Mendables.check(List.of(new Mend("A4", " "), new Mend("A12", "太短"), new Mend("summary", "太短"), new Mend("B1", "?"),
                new Mend(null, null), new Mend("A5", "长".repeat(1_001))))).extracting(v -> v.field() + " " + v.code())
                .containsExactly("mend.0.comment MEND_COMMENT_MISSING", "mend.2.item MEND_ITEM_TWICE", "mend.3.item MEND_ITEM_UNKNOWN",
                        "mend.4.item MEND_ITEM_UNKNOWN", "mend.4.comment MEND_COMMENT_MISSING", "mend.5.comment MEND_COMMENT_TOO_LONG");
    }
}
