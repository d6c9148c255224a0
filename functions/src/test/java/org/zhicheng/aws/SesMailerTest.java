package org.zhicheng.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;

import org.zhicheng.work.outbox.MailRefused;
import org.zhicheng.work.outbox.Mailer.Mail;

class SesMailerTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldTellAnAddressThatIsRefusedForGoodFromAnyOtherFailure_R36() {
        assertThatThrownBy(() -> send("BadRequestException")).isInstanceOf(MailRefused.class).hasMessageNotContaining("@");
        assertThatThrownBy(() -> send("MessageRejected")).isInstanceOf(MessageRejectedException.class);
    }

    private void send(String error) {
        server.createContext("/" + error, exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"message\":\"sample\"}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("x-amzn-ErrorType", error);
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        SesV2Client client = SesV2Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + error)).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sample", "sample")))
                .httpClient(UrlConnectionHttpClient.create()).build();
        new SesMailer(() -> client, "sender@example.com").send(new Mail("applicant@example.com", "主题", "正文", "<p>正文</p>"));
    }
}
