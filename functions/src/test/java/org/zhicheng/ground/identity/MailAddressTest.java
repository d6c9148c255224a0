package org.zhicheng.ground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"a+b@example.com", "123456@qq.com", "o'neil@mail.example.co", "a@xn--fsqu00a.xn--fiqs8s", "a_b-c.d@ex-am.com"})
    void shouldTakeWhatServersTake_R36(String address) {
        assertThat(MailAddress.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@", "@qq.com", "用户@example.com", "a@例子.中国", "a..b@qq.com", ".a@qq.com", "a.@qq.com", "a@-x.com",
            "a@x-.com", "a_b@ex_am.com", "a@qq", "a@qq..com", "a@qq.com.", "a b@qq.com", "a@b@qq.com", "a@192.0.2.1", "\"a b\"@qq.com",
            "<a@qq.com>", "a,b@qq.com", "a@qq.com\n"})
    void shouldRefuseWhatNoServerTakes_R36(String address) {
        assertThat(MailAddress.isValid(address)).isFalse();
    }

    @Test
    void shouldKeepToTheLengthsOfTheProtocol_R36() {
        assertThat(MailAddress.isValid("a".repeat(64) + "@example.com")).isTrue();
        assertThat(MailAddress.isValid("a".repeat(65) + "@example.com")).isFalse();
        assertThat(MailAddress.isValid("a@" + "b".repeat(63) + ".com")).isTrue();
        assertThat(MailAddress.isValid("a@" + "b".repeat(64) + ".com")).isFalse();
        assertThat(MailAddress.isValid("a@" + "b.".repeat(126) + "com")).isFalse();
    }
}
