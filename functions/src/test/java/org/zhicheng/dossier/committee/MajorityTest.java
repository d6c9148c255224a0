package org.zhicheng.dossier.committee;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R45: two thirds, exactly. */
class MajorityTest {

    @ParameterizedTest
    @CsvSource({"7, 11, false", "8, 11, true", "16, 25, false", "17, 25, true", "6, 9, true", "5, 9, false", "0, 1, false", "1, 1, true"})
    void shouldHaveAQuorumAtTwoThirdsOfThePanel_R45(int present, int panel, boolean expected) {
        assertThat(Majority.isQuorum(present, panel)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5, 8, false", "6, 8, true", "6, 9, true", "5, 9, false", "8, 12, true", "7, 12, false", "17, 25, true", "16, 25, false",
            "0, 0, false"})
    void shouldPassWithTwoThirdsOfThosePresent_R45(int inFavour, int present, boolean expected) {
        assertThat(Majority.isPassed(inFavour, present)).isEqualTo(expected);
    }
}
