package org.zhicheng.stack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have one loopback address only")
    void shouldAnswerAtAFurtherAddressUnderItsNumberAlone() throws Exception {
        try (Loopback server = Loopback.bind("AWS", 0, "--aws-port")) {
            HttpHandler handler = exchange -> Loopback.sendText(exchange, 200, "here");
            server.serve(handler);
            URI elsewhere = server.serveAt(InetAddress.getByName("127.0.0.2"), handler);

            assertThat(elsewhere).hasToString("http://127.0.0.2:" + server.port());
            assertThat(status(elsewhere, elsewhere.getAuthority())).contains("200");
            assertThat(status(elsewhere, "rebound.example:" + server.port())).contains("403");
            assertThat(status(server.uri(), elsewhere.getAuthority())).as("where only its own names are known").contains("403");
        }
    }

    /** By hand, as a client of the JDK lets nobody say another host. */
    private static String status(URI address, String host) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        }
    }

    @Test
    void shouldEscapeWhateverMarkupCouldBeMadeOf() {
        assertThat(Html.escape("<a href=\"x\" title='y'>&</a>职称"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;职称");
    }
}
