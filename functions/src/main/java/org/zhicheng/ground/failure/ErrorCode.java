package org.zhicheng.ground.failure;

import java.util.Locale;

import org.zhicheng.ground.text.Language;
import org.zhicheng.ground.text.Messages;

/**
 * Every refusal of the system: a code that never changes. The texts, which say what to do, stand in {@code refusal/*.properties}, the HTTP
 * status of each in {@code org.zhicheng.lambda.Problems}.
 */
public enum ErrorCode {
    // malformed requests
    MALFORMED_JSON,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    INVALID_VALUE,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    // identity
    NOT_SIGNED_IN,
    SECOND_FACTOR_REQUIRED,
    NOT_REGISTERED,
    NOT_ALLOWED,
    NOT_FOUND,
    OWN_APPLICATION,
    OWN_APPOINTMENT,
    DECIDED_AT_OTHER_TIER,
    DECIDED_BEFORE,
    // conflicts
    STALE_VERSION,
    CONTENT_CHANGED,
    SETTING_CHANGED,
    LISTED_IN_DOCUMENT,
    WRONG_STATE,
    PAPER_NOT_DUE,
    ALREADY_DECIDED,
    ALREADY_GOING_ON,
    UNDO_TOO_LATE,
    NO_RECONSIDERATION,
    RECONSIDERED_ONCE,
    RECONSIDERATION_TOO_LATE,
    EXPERT_CONSENTED,
    EXPERT_ENDED,
    CONSENTED_AS_OTHER,
    TAKEN_BY_COLLEAGUE,
    NOT_IN_HAND,
    ALREADY_SETTLED,
    CERTIFICATE_REPLACED,
    SOMEBODY_CAN_ACT,
    ALREADY_APPLIED,
    ALREADY_REGISTERED,
    KEY_OF_DELETED_DRAFT,
    KEY_OF_OTHER_REQUEST,
    REGISTERED_OTHERWISE,
    NUMBER_TAKEN,
    UPLOAD_INCOMPLETE,
    // the committee's session
    SESSION_DECIDES,
    NO_SESSIONS,
    SESSION_STEP,
    TOO_FEW_CANDIDATES,
    NO_QUORUM,
    ROUND_NOT_READY,
    ROUND_OPEN,
    VOTED_ON,
    ROUND_CLOSED,
    ALREADY_VOTED,
    NOT_PRESENT,
    RECUSED,
    BALLOT_INCOMPLETE,
    NOT_CHAIR,
    CHAIR_MISSING,
    SESSION_NOT_TODAY,
    // the window
    WINDOW_CLOSED,
    WINDOW_PASSED,
    NO_CYCLE,
    // rules of the notice
    RULES_BROKEN,
    FILE_REJECTED,
    FILE_TOO_LARGE,
    TOO_MANY_FILES,
    TOTAL_TOO_LARGE,
    NOT_OPEN_FOR_CORRECTION,
    NOT_ALL_MENDED,
    NOT_ELIGIBLE_NOW,
    QUESTIONS_OPEN,
    EMPLOYERS_PAPER,
    NOTICE_NOT_ENDED,
    // other
    TOO_MANY_REQUESTS,
    INTERNAL;

    private static final Messages TEXTS = Messages.in("refusal");

    /** The text for people, in Chinese unless English is asked for. */
    public String text(Locale locale, Object... facts) {
        Object[] told = facts.clone();
        if ((this == MISSING_FIELD || this == INVALID_VALUE) && facts.length > 0 && facts[0] instanceof String field) {
            told[0] = FieldNames.of(field);
        }
        return TEXTS.text(Language.of(locale), name(), told);
    }
}
