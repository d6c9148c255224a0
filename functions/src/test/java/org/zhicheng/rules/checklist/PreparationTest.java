package org.zhicheng.rules.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Stage;

/** What is told to prepare is what the checklist asks for (R16), A1–A15 by the credential. */
class PreparationTest {

    /** Number, {@code ?} where a reason does; D, F, P for the case in which alone it is asked for. */
    @ParameterizedTest
    @DisplayName("R5–R10、R16 按学历列出需要准备的材料：份数、可否说明不适用、只在哪种情形需要")
    @CsvSource(delimiter = '|', textBlock = """
            SECONDARY_VOCATIONAL | A1 A2 A3 A4 A6?D A8F A9*3 A10 A11P A12 A13 A14 A15
            JUNIOR_COLLEGE       | A1 A2 A3 A4 A6D A8F A9*2 A10 A11P A12 A13 A14 A15
            BACHELOR             | A1 A2 A3 A4 A5? A6D A7D A8F A9 A10 A11P A12 A13 A14 A15
            MASTER               | A1 A2 A3 A4 A5 A6D A7D A8F A9 A10 A11P A12 A13 A14 A15
            DOCTORATE            | A1 A2 A3 A4 A5 A6D A7D A8F A9 A10 A11P A12 A13 A14 A15
            POSTDOCTORAL         | A1 A2 A3 A4 A5 A6D A7D A8F A9 A10 A11P A12 A13 A14 A15
            """)
    void shouldTellWhatToPrepareByTheCredential_R5_R6_R7_R8_R9_R10_R16(CredentialType type, String materials) {
        assertThat(Preparation.of(type)).extracting(PreparationTest::written).containsExactly(materials.split(" "));
    }

    private static String written(Preparation p) {
        return p.material() + (p.needed() > 1 && p.material() != Material.A12 ? "*" + p.needed() : "") + (p.orReason() ? "?" : "")
                + p.only().map(c -> c.name().substring(0, 1)).orElse("");
    }

    @Test
    @DisplayName("R16、R18 预告的与清单要求的一致；公示、公示结果、推荐报告由单位出具")
    void shouldTellWhatTheChecklistOfARealApplicationAsksFor_R16_R18() {
        Application application = new Applications().draft();

        List<String> asked = Checklist.of(application, Stage.RECOMMENDATION).stream().filter(item -> item.needed() > 0)
                .map(item -> item.material() + " " + item.needed()).toList();
        assertThat(Preparation.of(CredentialType.BACHELOR))
                .filteredOn(p -> p.only().isEmpty() || p.only().get() == Preparation.Case.DOMESTIC)
                .extracting(p -> p.material() + " " + p.needed()).isEqualTo(asked);
        assertThat(Preparation.of(CredentialType.BACHELOR)).filteredOn(Preparation::byEmployer).extracting(Preparation::material)
                .containsExactly(Material.A13, Material.A14, Material.A15);
    }
}
