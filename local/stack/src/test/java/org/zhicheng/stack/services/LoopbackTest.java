package org.zhicheng.stack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import org.zhicheng.stack.state.StartRefused;

class LoopbackTest {

    @Test
    void shouldRefuseTakenPortAndNameTheOptionThatChangesIt() {
        try (Loopback first = Loopback.bind("AWS", 0, "--aws-port")) {
            int port = first.port();

            assertThatThrownBy(() -> Loopback.bind("AWS", port, "--aws-port")).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("端口 " + port).hasMessageContaining("Port " + port).hasMessageContaining("--aws-port <port>");
        }
    }

    @Test
    void shouldKnowThisMachineByItsOwnNamesOnly() {
        assertThat(Loopback.here("localhost:4566")).isTrue();
        assertThat(Loopback.here("files.localhost:4566")).isTrue();
        assertThat(Loopback.here("127.0.0.1")).isTrue();
        assertThat(Loopback.here("[::1]:80")).isTrue();
        assertThat(Loopback.here("localhost.example.org")).isFalse();
        assertThat(Loopback.here("")).isFalse();
        assertThat(Loopback.originHere("http://localhost:8080")).isTrue();
        assertThat(Loopback.originHere("https://example.org")).isFalse();
        assertThat(Loopback.originHere("http://localhost@example.org/")).isFalse();
        assertThat(Loopback.originHere("javascript:alert(1)")).isFalse();
        assertThat(Loopback.originHere("null")).isFalse();
    }

    @Test
    void shouldEscapeWhateverMarkupCouldBeMadeOf() {
        assertThat(Html.escape("<a href=\"x\" title='y'>&</a>职称"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;职称");
    }
}
