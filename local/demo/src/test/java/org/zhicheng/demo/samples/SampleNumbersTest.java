package org.zhicheng.demo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleNumbersTest {

    @Test
    void shouldComputeTheCheckDigitsOfThePublishedVectors() {
        assertThat(SampleNumbers.idCheck("11010519491231002")).isEqualTo('X');
        assertThat(SampleNumbers.usccCheck("91350100M000100Y4")).isEqualTo('3');
    }
}
