package org.zhicheng.aws;

import java.util.function.Consumer;
import java.util.function.Supplier;

import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

import org.zhicheng.work.outbox.MailRefused;
import org.zhicheng.work.outbox.Mailer;

/** Mails by SES. */
final class SesMailer implements Mailer {

    private final Supplier<SesV2Client> client;
    private final String from;

    SesMailer(Supplier<SesV2Client> client, String from) {
        this.client = client;
        this.from = from;
    }

    @Override
    public void send(Mail mail) {
        try {
            client.get().sendEmail(request(mail));
        } catch (BadRequestException e) {
            // Of an address that it cannot read. What it rejects for the sender's sake is mended by the operators, and sent again.
            throw new MailRefused();
        }
    }

    private Consumer<SendEmailRequest.Builder> request(Mail mail) {
        return r -> r.fromEmailAddress(from).destination(d -> d.toAddresses(mail.to()))
                .content(c -> c.simple(m -> m.subject(utf8(mail.subject())).body(b -> b.text(utf8(mail.text())).html(utf8(mail.html())))));
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
