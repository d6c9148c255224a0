package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;

import org.zhicheng.work.outbox.Mailer.Mail;

/** Mails by SES. */
@Tag("ses")
class SesMailerIT {

    private final Mail mail = new Mail("applicant@example.com", "您的申报已提交 " + UUID.randomUUID(), "详情见 https://zhicheng.example/a?b=1&c=2",
            "<p>详情见 https://zhicheng.example</p>");

    @Test
    @EnabledIf(value = "org.zhicheng.checks.Endpoint#isEmbedded", disabledReason = "another endpoint shows its mails otherwise")
    @DisplayName("R36 邮件含文本和网页两种正文")
    void shouldSendBothTextsToTheMailbox_R36() {
        Adapters.atEndpoint().withSender().services().mailer().send(mail);

        assertThat(TestStack.shared().services().mail().mails()).filteredOn(caught -> caught.subject().equals(mail.subject()))
                .singleElement().satisfies(caught -> {
                    assertThat(caught.to()).containsExactly(mail.to());
                    assertThat(caught.text()).contains("a?b=1&c=2");
                    assertThat(caught.html()).contains("<p>详情见");
                });
    }

    @Test
    @EnabledIf(value = "org.zhicheng.checks.Endpoint#isMoto", disabledReason = "moto alone shows what it was sent in this way")
    @DisplayName("R36 从已验证的发件人发出")
    void shouldSendFromAVerifiedSender_R36() throws Exception {
        Adapters.atEndpoint().withSender().services().mailer().send(mail);

        HttpResponse<String> sent = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(Endpoint.address() + "/moto-api/data.json")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(new ObjectMapper().readTree(sent.body()).toString()).contains(mail.subject());
    }

    @Test
    @DisabledIf(value = "org.zhicheng.checks.Endpoint#isEmbedded", disabledReason = "the embedded mailbox takes any sender")
    @DisplayName("R36 发件人未验证的报错，以便重发")
    void shouldThrowWhereTheSenderIsNotVerified_R36() {
        assertThatExceptionOfType(MessageRejectedException.class)
                .isThrownBy(() -> Adapters.atEndpoint().withSender("nobody@unverified.example").services().mailer().send(mail));
    }
}
