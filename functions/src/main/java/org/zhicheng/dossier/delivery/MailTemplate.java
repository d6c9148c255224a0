package org.zhicheng.dossier.delivery;

/** The mails that are sent (R24, R36), each with the page of the portal that it opens; the texts stand in {@code mail/*.properties}. */
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
    RECONSIDERATION_REQUESTED,
    RECONSIDERATION_UPHELD,
    RECONSIDERATION_SENT_BACK,
    RESULT_NOTICE_BEGUN,
    RESULT_NOTICE_ENDED,
    RECALLED,
    PASS_UNDONE,
    DEADLINE_MOVED,
    REVIVED,
    MAIL_CODE("/registration"),
    REGISTRATION_CORRECTED("/registration"),
    EMPLOYER_REGISTERED("/applications"),
    EMPLOYER_REFUSED("/applications"),
    INTEGRITY_RECORDED("/integrity"),
    INTEGRITY_SETTLED("/integrity"),
    EXPERT_INVITED("/committee/consent#{invitation}"),
    EXPERT_SESSION("/work/sessions/{session}"),
    EXPERT_SESSION_NEAR("/work/sessions/{session}"),
    EXPERT_SESSION_PLACE("/work/sessions/{session}"),
    EXPERT_SESSION_OFF("/work/sessions"),
    STAFF_QUEUE("/work"),
    STAFF_OBJECTIONS("/work/objections"),
    STAFF_WAITING("/admin/waiting"),
    STAFF_HELD_UP("/work/waiting/{applicationId}"),
    STAFF_EMPLOYERS("/admin/employers"),
    STAFF_INVITATION("/admin/staff"),
    STAFF_DISPUTE("/work/integrity"),
    STAFF_CALENDAR("/admin/calendar"),
    STAFF_INVITED("/admin/staff"),
    STAFF_EXPORT_READY("/exports/{exportId}"),
    STAFF_EXPORT_FAILED("/exports/{exportId}");

    private final String page;

    MailTemplate() {
        this("/applications/{applicationId}");
    }

    MailTemplate(String page) {
        this.page = page;
    }

    /** Below the portal's start; {@code {applicationId}} stands for the application's, {@code {exportId}} for a list's, {@code {session}} for a session's, {@code {invitation}} for a code. */
    public String page() {
        return page;
    }
}
