package org.zhicheng.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.function.Supplier;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

import org.zhicheng.work.outbox.MailRefused;
import org.zhicheng.work.outbox.Mailer;

/** Mails through an SMTP server, by TLS from the first byte (port 465): without encryption nothing is sent. */
public final class SmtpMailer implements Mailer {

    // Together below the lease of an outbox item, so that no second attempt begins while one is under way.
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private static final int MAILBOX_FULL = 552;

    private final Account account;
    private final String from;
    private final Clock clock;
    private final Properties properties;

    public SmtpMailer(Account account, String from, Clock clock) {
        this(account, from, clock, new Properties());
    }

    /** @param more settings of the mail library, for tests */
    SmtpMailer(Account account, String from, Clock clock, Properties more) {
        this.account = account;
        this.from = from;
        this.clock = clock;
        this.properties = properties(account, from);
        more.stringPropertyNames().forEach(name -> properties.setProperty(name, more.getProperty(name)));
    }

    /**
     * The account at the server.
     *
     * @param password read for each mail, so that a changed one holds at once and none lies in a snapshot
     */
    public record Account(String host, int port, String user, Supplier<String> password) {
    }

    /** @throws MailNotSent so that it is tried again later, or MailRefused where the server refuses the address for good */
    @Override
    public void send(Mail mail) {
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtps")) {
            MimeMessage message = message(session, mail);
            transport.connect(account.host(), account.port(), account.user(), account.password().get());
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            if (isRefused(e)) {
                throw new MailRefused();
            }
            throw new MailNotSent(e);
        }
    }

    // Of the address itself: a refusal for the sender's sake (5.7 of RFC 3463) is mended by the operators, a full mailbox by its owner.
    static boolean isRefused(MessagingException failure) {
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            if (e instanceof SMTPAddressFailedException refusal && refusal.getReturnCode() / 100 == 5
                    && refusal.getReturnCode() != MAILBOX_FULL && !refusal.getMessage().contains(" 5.7.")) {
                return true;
            }
        }
        return false;
    }

    private MimeMessage message(Session session, Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    private static Properties properties(Account account, String from) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtps.host", account.host());
        properties.setProperty("mail.smtps.auth", "true");
        properties.setProperty("mail.smtps.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtps.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtps.connectiontimeout", Long.toString(CONNECT.toMillis()));
        properties.setProperty("mail.smtps.timeout", Long.toString(ANSWER.toMillis()));
        properties.setProperty("mail.smtps.writetimeout", Long.toString(ANSWER.toMillis()));
        // The sender's domain in the greeting and the message's id; the name of a function's machine means nothing to anyone.
        properties.setProperty("mail.from", from);
        properties.setProperty("mail.smtps.localhost", from.substring(from.indexOf('@') + 1));
        return properties;
    }
}
