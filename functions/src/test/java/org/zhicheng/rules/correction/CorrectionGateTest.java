package org.zhicheng.rules.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.dossier.flow.State;

class CorrectionGateTest {

    @ParameterizedTest(name = "returned {0}, changed {1}: not open {2}")
    @DisplayName("R22 只能修改被退回的项目及须与之一致的项目")
    @CsvSource({"credential,           credential.milestone credential.type,      ''",
            "credential.milestone, credential.milestone credential.subject,   credential.subject",
            "credential.milestone, credential.type qualification.level,       qualification.level",
            "credential.type,      credential.milestone qualification.kind qualification.level, ''",
            "employer.uscc,        employer.name employment contact.phone,    contact.phone",
            "presentTitle.name,    presentTitle.level,                        ''",
            "qualification,        credential.type,                           ''",
            "credential.milestone, A4 summary,                                A4 summary",
            "A4,                   A4,                                        ''",
            "A1,                   A10 A11,                                   A10 A11",
            "A12,                  summary,                                   ''",
            "summary,              summary,                                   ''",
            "employment,           employment employer.name A10,              A10",
            "employer,             employment employer.name,                  ''"})
    void shouldOpenTheReturnedItemsOnly(String returned, String changed, String notOpen) {
        assertThat(String.join(" ",
                CorrectionGate.notOpen(correction(returned), changes(changed), Set.of()).stream().map(FieldChange::item).toList()))
                .isEqualTo(notOpen);
    }

    @Test
    @DisplayName("R22 因修改而必需的项目也随之开放")
    void shouldOpenWhatTheChecksFindBroken() {
        assertThat(CorrectionGate.notOpen(correction("credential"), changes("A8 A6 employment"), Set.of("A8", "employment.0.to")))
                .extracting(FieldChange::item).containsExactly("A6");
    }

    @Test
    @DisplayName("R22 告知退回而未修改的项目")
    void shouldTellWhatWasNotMended() {
        assertThat(CorrectionGate.notMended(correction("credential A12 A4"), changes("credential.milestone summary")))
                .containsExactly("A4");
    }

    private static Correction correction(String items) {
        return new Correction(State.DISTRICT_REVIEW, Arrays.stream(items.split(" ")).map(item -> new Mend(item, "请更正")).toList(),
                Dossier.NOW, Dossier.NOW, false);
    }

    private static List<FieldChange> changes(String items) {
        return Arrays.stream(items.split(" ")).map(item -> new FieldChange(item, "旧", "新")).toList();
    }
}
