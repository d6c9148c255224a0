package org.zhicheng.dossier.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

class StateTest {

    @ParameterizedTest
    @DisplayName("R25 每个步骤有中文和英文的名称，拒绝时用所选语言")
    @EnumSource(State.class)
    void shouldBeNamedInTheLanguageOfTheReader_R25(State state) {
        Failure refused = new Failure(ErrorCode.WRONG_STATE, state);

        assertThat(refused.text(Locale.CHINESE)).contains(state.chinese());
        assertThat(refused.text(Locale.ENGLISH)).contains(state.english()).doesNotContainPattern("[\\p{IsHan}A-Z]{3}");
    }

    @Test
    @DisplayName("R23、R25 后续步骤只有一种算法：修改后回到基层单位，办结后没有")
    void shouldReckonTheStepsToComeOnce_R25() {
        assertThat(State.CORRECTION.toCome(true)).isEqualTo(State.SUBMITTED.toCome(true)).startsWith(State.EMPLOYER_REVIEW)
                .endsWith(State.CERTIFIED);
        assertThat(State.RECONSIDERATION.toCome(true)).as("what follows is decided by it").isEmpty();
        assertThat(State.DRAFT.toCome(true)).startsWith(State.SUBMITTED);
        assertThat(State.CERTIFICATE.toCome(true)).containsExactly(State.CERTIFIED);
        assertThat(State.COMMITTEE_REVIEW.next(true)).isEqualTo(State.RESULT_NOTICE);
        assertThat(State.COMMITTEE_REVIEW.next(false)).as("of a cycle without a notice").isEqualTo(State.MATERIALS);
        assertThat(State.DRAFT.toCome(false)).doesNotContain(State.RESULT_NOTICE);
        assertThat(State.MATERIALS.done(true)).endsWith(State.COMMITTEE_REVIEW, State.RESULT_NOTICE);
        assertThat(State.MATERIALS.done(false)).endsWith(State.DISTRICT_REVIEW, State.COMMITTEE_REVIEW);
        assertThat(State.values()).filteredOn(State::isFinal).allMatch(state -> state.toCome(true).isEmpty());
    }
}
