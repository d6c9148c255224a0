package org.zhicheng.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.smtp.SmtpMailer.Account;
import org.zhicheng.work.outbox.Mailer.Mail;

/** Mails by SMTP (R36). */
class SmtpMailerTest {

    private static final Mail MAIL = new Mail("yangli@example.invalid", "已受理 / Accepted", "样例您好\n", "<p>样例您好</p>");
    /** GreenMail's own, two seconds, is too short for a machine that is busy with other things. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-03-10T01:00:00Z"), ZoneOffset.UTC);

    private GreenMail server;

    @BeforeEach
    void start() {
        server = start(ServerSetup.PROTOCOL_SMTPS);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void shouldSendTextAndHtmlInChinese() throws Exception {
        mailer(() -> "secret").send(MAIL);
        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        MimeMessage message = received[0];
        assertThat(message.getSubject()).isEqualTo(MAIL.subject());
        assertThat(message.getRecipients(Message.RecipientType.TO)).extracting(Object::toString).containsExactly(MAIL.to());
        assertThat(message.getFrom()).extracting(Object::toString).containsExactly("zhicheng@example.invalid");
        assertThat(message.getSentDate()).isEqualTo(Date.from(CLOCK.instant()));
        assertThat(message.getMessageID()).endsWith("@example.invalid>");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("样例您好");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent().toString().strip()).isEqualTo(MAIL.html());
    }

    @Test
    void shouldReadThePasswordForEachMailSoThatAChangedOneHolds() {
        Deque<String> passwords = new ArrayDeque<>(List.of("old", "secret"));
        SmtpMailer mailer = mailer(passwords::pop);
        assertThatThrownBy(() -> mailer.send(MAIL)).isInstanceOf(MailNotSent.class);
        mailer.send(MAIL);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void shouldSendNothingToAServerItCannotTrust() {
        SmtpMailer mailer = new SmtpMailer(account(() -> "secret"), "zhicheng@example.invalid", CLOCK);
        assertThatThrownBy(() -> mailer.send(MAIL)).isInstanceOf(MailNotSent.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void shouldSendNothingWithoutEncryption() {
        server.stop();
        server = start(ServerSetup.PROTOCOL_SMTP);
        assertThatThrownBy(() -> mailer(() -> "secret").send(MAIL)).isInstanceOf(MailNotSent.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void shouldTellNeitherAddressNorTextWhenItFails() {
        Mail unsendable = new Mail("yang li@@example.invalid", "主题", "正文", "<p>正文</p>");
        assertThatThrownBy(() -> mailer(() -> "secret").send(unsendable)).isInstanceOf(MailNotSent.class).message()
                .isEqualTo("the SMTP server did not take the mail");
    }

    @ParameterizedTest
    @CsvSource({"550, 550 5.1.1 no such user, true", "553, 553 mailbox name not allowed, true", "550, 550 5.7.1 relaying denied, false",
            "450, 450 4.2.0 greylisted, false", "552, 552 mailbox full, false"})
    void shouldTellAnAddressThatIsRefusedForGoodFromAnyOtherFailure_R36(int code, String answer, boolean refused) throws Exception {
        SendFailedException failure = new SendFailedException("Invalid Addresses",
                new SMTPAddressFailedException(new InternetAddress("yangli@example.invalid"), "RCPT TO", code, answer));

        assertThat(SmtpMailer.isRefused(failure)).isEqualTo(refused);
        assertThat(SmtpMailer.isRefused(new MessagingException("connection lost"))).isFalse();
    }

    private SmtpMailer mailer(Supplier<String> password) {
        Properties trusting = new Properties();
        trusting.setProperty("mail.smtps.ssl.trust", "*");
        trusting.setProperty("mail.smtps.ssl.checkserveridentity", "false");
        return new SmtpMailer(account(password), "zhicheng@example.invalid", CLOCK, trusting);
    }

    private Account account(Supplier<String> password) {
        int port = server.getSmtps() == null ? server.getSmtp().getPort() : server.getSmtps().getPort();
        return new Account("127.0.0.1", port, "zhicheng", password);
    }

    private static GreenMail start(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(START_LIMIT.toMillis());
        GreenMail server = new GreenMail(setup);
        server.setUser("zhicheng@example.invalid", "zhicheng", "secret");
        server.start();
        return server;
    }
}
