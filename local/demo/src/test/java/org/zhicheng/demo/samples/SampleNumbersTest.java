package org.zhicheng.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SampleNumbersTest {

    @Test
    void shouldComputeTheCheckDigitsOfThePublishedVectors() {
        assertThat(SampleNumbers.idCheck("11010519491231002")).isEqualTo('X');
        assertThat(SampleNumbers.usccCheck("91350100M000100Y4")).isEqualTo('3');
    }

    @Test
    void shouldPutEveryNumberInAnAreaThatDoesNotExist() {
        assertThat(SampleNumbers.idNumber(LocalDate.of(2001, 7, 7), 126)).isEqualTo("99000020010707126X");
        assertThat(SampleNumbers.uscc("YANGBEN1")).hasSize(18).startsWith("91990000YANGBEN1");
    }
}
