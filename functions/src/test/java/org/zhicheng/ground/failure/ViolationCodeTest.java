package org.zhicheng.ground.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ViolationCodeTest {

    @Test
    @DisplayName("Every code is spelled as its constant, so that no two are the same and none changes unseen")
    void shouldSpellEachCodeAsItsConstant() throws IllegalAccessException {
        for (Field constant : ViolationCode.class.getFields()) {
            assertThat(constant.get(null)).isEqualTo(constant.getName());
            assertThat(constant.getName()).matches("[A-Z]+(_[A-Z]+)*");
        }
    }
}
