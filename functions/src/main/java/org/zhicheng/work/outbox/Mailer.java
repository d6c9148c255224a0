package org.zhicheng.work.outbox;

/** Sends one mail, or throws so that it is tried again later. */
public interface Mailer {

    /** @throws MailRefused where the address itself is refused for good */
    void send(Mail mail);

    /**
     * @param to address
     * @param text plain text, Chinese first, then English
     * @param html the same as HTML
     */
    record Mail(String to, String subject, String text, String html) {
    }
}
