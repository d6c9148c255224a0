package org.zhicheng.dossier.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.DisplayName;
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
}
