package org.zhicheng.smtp;

/** The server did not take a mail; it stays in the outbox. Says nothing of the mail itself. */
public final class MailNotSent extends RuntimeException {

    MailNotSent(Exception cause) {
        // its own text only: the server's answer may quote the address
        super("the SMTP server did not take the mail", cause);
    }
}
