package org.zhicheng.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.stack.state.StackClock;

class LocalPagesTest {

    @TempDir
    private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private StackClock clock;
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        clock = new StackClock(folder.resolve("clock"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(LocalPages.PATH, new LocalPages("name", clock, Map.of("portal", URI.create("http://localhost:1/portal")),
                Map.of("AWS", URI.create("http://localhost:2"))));
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        http.close();
    }

    @Test
    void shouldLinkToPagesOnlyAndSayForWhomItIs() throws Exception {
        assertThat(send("GET", "", "").body())
                .contains("仅供开发", "For development", "<a href=\"http://localhost:1/portal\">", "AWS: <code>http://localhost:2</code>")
                .doesNotContain("href=\"http://localhost:2");
    }

    @Test
    void shouldSetTheClockByTheFormOfItsPage() throws Exception {
        assertThat(send("GET", "", "").body()).contains("仅供开发", "For development", "action=\"/_local/clock\"", "name=\"now\"");

        HttpResponse<String> answer = send("POST", "clock", "now=2025-03-10T09%3A00");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("/_local/");
        assertThat(Duration.between(Instant.parse("2025-03-10T01:00:00Z"), clock.instant())).isBetween(Duration.ZERO,
                Duration.ofMinutes(1));
    }

    @Test
    void shouldRefuseWhatIsNoTimeAndSayWhatIs() throws Exception {
        Instant before = clock.instant();

        HttpResponse<String> answer = send("POST", "clock", "now=tomorrow");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("2025-03-10T09:00");
        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void shouldLetNoPageOfAnotherSiteSetTheClock() throws Exception {
        assertThat(send("POST", "clock", "now=2025-03-10T09%3A00", "origin", "https://elsewhere.invalid").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://localhost:" + server.getAddress().getPort() + LocalPages.PATH + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
