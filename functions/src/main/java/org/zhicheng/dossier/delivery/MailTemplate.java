package org.zhicheng.dossier.delivery;

/** The mails that are sent (R24, R36); the texts stand in {@code mail/*.properties}. */
public enum MailTemplate {
    SUBMITTED,
    RETURNED,
    REJECTED,
    RECOMMENDED,
    APPROVED,
    CERTIFICATE_ISSUED,
    WITHDRAWN,
    DEADLINE_NEAR,
    ABANDONED,
    EXPIRED,
    WINDOW_CLOSING,
    CERTIFICATE_REVOKED,
    CERTIFICATE_REISSUED,
    RECALLED,
    DEADLINE_MOVED,
    REVIVED,
    MAIL_CODE,
    REGISTRATION_CORRECTED,
    EMPLOYER_REGISTERED,
    EMPLOYER_REFUSED,
    STAFF_QUEUE,
    STAFF_WAITING,
    STAFF_HELD_UP,
    STAFF_EMPLOYERS,
    STAFF_CALENDAR
}
