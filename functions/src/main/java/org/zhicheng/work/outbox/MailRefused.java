package org.zhicheng.work.outbox;

/** An address to which no mail can ever be sent: trying again changes nothing (R36). Says nothing of the address itself. */
public final class MailRefused extends RuntimeException {

    public MailRefused() {
        super("no server takes mail for the address");
    }
}
