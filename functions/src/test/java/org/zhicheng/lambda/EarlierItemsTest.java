package org.zhicheng.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.State;

class EarlierItemsTest {

    @Test
    @DisplayName("R35 以前版本写入的名单行仍可读取")
    void shouldReadALineOfAListAsItWasWrittenBefore_R35() {
        String line = """
                {"id":"a1","cycle":2025,"applicant":"sub","name":"样例甲","maskedIdNumber":"990***********0336","state":"DISTRICT_REVIEW",
                 "kind":"AWARD","level":"INTERMEDIATE","series":"工程系列","specialty":"电气工程专业","district":"天山区","employerUscc":"X",
                 "employerName":"样例公司","needsReview":true,"attempt":3,"enteredAt":"2025-03-10T01:00:00Z","createdAt":"2025-03-01T01:00:00Z",
                 "submittedAt":"2025-03-02T01:00:00Z","contentVersion":2}""";

        ApplicationSummary read = Json.fromTree(Json.decode(line, JsonNode.class), ApplicationSummary.class);

        assertThat(read.state()).isEqualTo(State.DISTRICT_REVIEW);
        assertThat(read.cameBack()).isFalse();
        assertThat(read.decidedAt()).isEmpty();
        assertThat(read.phone() + read.post()).isEmpty();
        assertThat(read.credential()).isEmpty();
        assertThat(read.approvalDocument()).isEmpty();
        assertThat(read.certificateNumber()).isEmpty();
        assertThat(read.dueAt()).isEmpty();
        assertThat(read.executionAttempt()).isEmpty();
        assertThat(read.workingDays()).isEmpty();
        assertThat(read.temporaryFiles()).isEmpty();
    }
}
