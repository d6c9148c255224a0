package org.zhicheng.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.text.Canonical;

class PersonNameTest {

    @ParameterizedTest
    @DisplayName("R33 证件上的姓名可以注册")
    @ValueSource(strings = {"李明", "欧阳小龘", "𠅤三", "努尔·买买提", "阿卜杜热合曼·艾尔肯", "JOHN SMITH", "J. R. Smith", "Smith Jr.", "O'Neil-Smith",
            "Jean‐Luc", "Renée", "Владимир", "〇二", "山﨑々"})
    void shouldTakeANameAsItIs(String name) {
        assertThat(PersonName.check(Canonical.name(name), "name")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("R32、R33 空、过长或无法打印的姓名予以拒绝")
    @ValueSource(strings = {"", "·", "ئۈر", "李\uE000"})
    void shouldRefuseWhatIsNone(String name) {
        assertThat(PersonName.check(Canonical.name(name), "name")).isPresent().get().extracting(Violation::field).isEqualTo("name");
        assertThat(PersonName.check("长".repeat(PersonName.LIMIT + 1), "name")).isPresent();
    }
}
