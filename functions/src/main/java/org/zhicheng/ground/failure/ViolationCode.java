package org.zhicheng.ground.failure;

/**
 * The codes of all broken rules and open questions, each a stable word of the API. A code is never given another meaning; the texts may
 * be reworded. Grouped by the class that tells them.
 */
public final class ViolationCode {

    // any field of the form (application.FormChecks; the eligibility tells the same for fields it cannot do without)
    public static final String FIELD_MISSING = "FIELD_MISSING";
    public static final String FIELD_TOO_LONG = "FIELD_TOO_LONG";
    public static final String VALUE_UNKNOWN = "VALUE_UNKNOWN";
    public static final String PHONE_INVALID = "PHONE_INVALID";
    public static final String MAIL_INVALID = "MAIL_INVALID";
    public static final String DISTRICT_UNKNOWN = "DISTRICT_UNKNOWN";
    public static final String DATE_IMPLAUSIBLE = "DATE_IMPLAUSIBLE";
    public static final String EMPLOYMENT_ENDS_BEFORE_IT_BEGINS = "EMPLOYMENT_ENDS_BEFORE_IT_BEGINS";
    public static final String TOO_MANY_PERIODS = "TOO_MANY_PERIODS";
    public static final String CHARACTER_CANNOT_PRINT = "CHARACTER_CANNOT_PRINT";

    // registration
    public static final String USCC_FORMAT = "USCC_FORMAT";
    public static final String USCC_CHECK_DIGIT = "USCC_CHECK_DIGIT";
    public static final String ID_NUMBER_FORMAT = "ID_NUMBER_FORMAT";
    public static final String ID_NUMBER_DATE = "ID_NUMBER_DATE";
    public static final String ID_NUMBER_CHECK_DIGIT = "ID_NUMBER_CHECK_DIGIT";

    // eligibility
    public static final String NOT_EMPLOYED = "NOT_EMPLOYED";
    public static final String EMPLOYER_NOT_PRESENT = "EMPLOYER_NOT_PRESENT";
    public static final String POST_NOT_TECHNICAL = "POST_NOT_TECHNICAL";
    public static final String POSTING_TOO_SHORT = "POSTING_TOO_SHORT";
    public static final String POSTING_IN_FUTURE = "POSTING_IN_FUTURE";
    public static final String POSTING_BEFORE_EMPLOYMENT = "POSTING_BEFORE_EMPLOYMENT";
    public static final String SPECIALTY_EXCLUDED = "SPECIALTY_EXCLUDED";
    public static final String NOT_FULL_TIME = "NOT_FULL_TIME";
    public static final String WRONG_LEVEL = "WRONG_LEVEL";
    public static final String WRONG_KIND = "WRONG_KIND";
    public static final String YEARS_TOO_FEW = "YEARS_TOO_FEW";
    public static final String NO_WORK_AFTER_MILESTONE = "NO_WORK_AFTER_MILESTONE";
    public static final String MILESTONE_IN_FUTURE = "MILESTONE_IN_FUTURE";
    public static final String EMPLOYMENT_IN_FUTURE = "EMPLOYMENT_IN_FUTURE";
    public static final String EMPLOYMENT_END_IN_FUTURE = "EMPLOYMENT_END_IN_FUTURE";
    public static final String INTEGRITY_RECORD_LIVE = "INTEGRITY_RECORD_LIVE";

    // open questions of the eligibility (R13, R34)
    public static final String GRADUATE_NOT_FULL_TIME = "GRADUATE_NOT_FULL_TIME";
    public static final String GRADUATE_WITHOUT_DEGREE = "GRADUATE_WITHOUT_DEGREE";
    public static final String EMPLOYMENT_GAP = "EMPLOYMENT_GAP";
    public static final String TITLE_ALREADY_HELD = "TITLE_ALREADY_HELD";
    public static final String POSTDOCTORAL_PROOF = "POSTDOCTORAL_PROOF";
    public static final String INTEGRITY_RECORD_TO_WEIGH = "INTEGRITY_RECORD_TO_WEIGH";

    // materials
    public static final String MATERIAL_MISSING = "MATERIAL_MISSING";
    public static final String MATERIAL_TOO_FEW = "MATERIAL_TOO_FEW";
    public static final String MATERIAL_REFUSED = "MATERIAL_REFUSED";
    public static final String MATERIAL_NOT_INSPECTED = "MATERIAL_NOT_INSPECTED";
    public static final String MATERIAL_UNDER_WAY = "MATERIAL_UNDER_WAY";
    public static final String NOT_APPLICABLE_NOT_ALLOWED = "NOT_APPLICABLE_NOT_ALLOWED";
    public static final String NOT_APPLICABLE_WITHOUT_REASON = "NOT_APPLICABLE_WITHOUT_REASON";
    public static final String NOT_APPLICABLE_REASON_TOO_LONG = "NOT_APPLICABLE_REASON_TOO_LONG";
    public static final String SUMMARY_MISSING = "SUMMARY_MISSING";
    public static final String SUMMARY_TOO_SHORT = "SUMMARY_TOO_SHORT";
    public static final String SUMMARY_TOO_LONG = "SUMMARY_TOO_LONG";
    public static final String TOTAL_TOO_LARGE = "TOTAL_TOO_LARGE";

    // the calendar
    public static final String CALENDAR_YEAR_UNKNOWN = "CALENDAR_YEAR_UNKNOWN";

    // the employer's public notice
    public static final String NOTICE_MISSING = "NOTICE_MISSING";
    public static final String NOTICE_FROM_MISSING = "NOTICE_FROM_MISSING";
    public static final String NOTICE_TO_MISSING = "NOTICE_TO_MISSING";
    public static final String NOTICE_ENDS_BEFORE_IT_BEGINS = "NOTICE_ENDS_BEFORE_IT_BEGINS";
    public static final String NOTICE_TOO_SHORT = "NOTICE_TOO_SHORT";
    public static final String NOTICE_TOO_LONG = "NOTICE_TOO_LONG";
    public static final String NOTICE_NOT_ENDED = "NOTICE_NOT_ENDED";
    public static final String NOTICE_NAME_DIFFERS = "NOTICE_NAME_DIFFERS";
    public static final String NOTICE_KIND_DIFFERS = "NOTICE_KIND_DIFFERS";
    public static final String NOTICE_LEVEL_DIFFERS = "NOTICE_LEVEL_DIFFERS";
    public static final String NOTICE_SERIES_DIFFERS = "NOTICE_SERIES_DIFFERS";
    public static final String NOTICE_SPECIALTY_DIFFERS = "NOTICE_SPECIALTY_DIFFERS";
    public static final String NOTICE_RESULT_MISSING = "NOTICE_RESULT_MISSING";
    public static final String NOTICE_RESULT_BEFORE_END = "NOTICE_RESULT_BEFORE_END";
    public static final String NOTICE_RESULT_IN_FUTURE = "NOTICE_RESULT_IN_FUTURE";
    public static final String TOO_MANY_OBJECTIONS = "TOO_MANY_OBJECTIONS";
    public static final String NOTICE_OBJECTION_OPEN = "NOTICE_OBJECTION_OPEN";
    public static final String NOTICE_TO_BE_REPEATED = "NOTICE_TO_BE_REPEATED";

    // reviewers
    public static final String NOT_APPLICABLE_UNCONFIRMED = "NOT_APPLICABLE_UNCONFIRMED";
    public static final String CHANGED_SINCE_SEEN = "CHANGED_SINCE_SEEN";
    public static final String QUESTION_UNANSWERED = "QUESTION_UNANSWERED";
    public static final String QUESTION_NOT_OPEN = "QUESTION_NOT_OPEN";
    public static final String DECIDED_AT_OTHER_TIER = "DECIDED_AT_OTHER_TIER";
    public static final String DECIDED_TWICE = "DECIDED_TWICE";

    // returns and corrections
    public static final String MEND_NOTHING_NAMED = "MEND_NOTHING_NAMED";
    public static final String MEND_ITEM_UNKNOWN = "MEND_ITEM_UNKNOWN";
    public static final String MEND_ITEM_TWICE = "MEND_ITEM_TWICE";
    public static final String MEND_COMMENT_MISSING = "MEND_COMMENT_MISSING";
    public static final String MEND_COMMENT_TOO_LONG = "MEND_COMMENT_TOO_LONG";
    public static final String ITEM_NOT_OPEN = "ITEM_NOT_OPEN";

    // approval documents
    public static final String APPLICATION_UNKNOWN = "APPLICATION_UNKNOWN";
    public static final String APPLICATION_NOT_WAITING = "APPLICATION_NOT_WAITING";
    public static final String APPLICATION_LISTED_TWICE = "APPLICATION_LISTED_TWICE";
    public static final String APPLICATION_LISTED_ELSEWHERE = "APPLICATION_LISTED_ELSEWHERE";

    // cycles, staff
    public static final String DATES_REVERSED = "DATES_REVERSED";
    public static final String ROLE_NOT_STAFF = "ROLE_NOT_STAFF";
    public static final String EMPLOYER_UNKNOWN = "EMPLOYER_UNKNOWN";
    public static final String SCOPE_NOT_EMPTY = "SCOPE_NOT_EMPTY";
    public static final String APPOINTED_TWICE = "APPOINTED_TWICE";
    public static final String HISTORY_CHANGED = "HISTORY_CHANGED";

    private ViolationCode() {
    }
}
