package org.zhicheng.ground.failure;

import static org.zhicheng.ground.rule.NoticeRule.R11;
import static org.zhicheng.ground.rule.NoticeRule.R12;
import static org.zhicheng.ground.rule.NoticeRule.R13;
import static org.zhicheng.ground.rule.NoticeRule.R15;
import static org.zhicheng.ground.rule.NoticeRule.R16;
import static org.zhicheng.ground.rule.NoticeRule.R17;
import static org.zhicheng.ground.rule.NoticeRule.R18;
import static org.zhicheng.ground.rule.NoticeRule.R19;
import static org.zhicheng.ground.rule.NoticeRule.R1;
import static org.zhicheng.ground.rule.NoticeRule.R20;
import static org.zhicheng.ground.rule.NoticeRule.R21;
import static org.zhicheng.ground.rule.NoticeRule.R22;
import static org.zhicheng.ground.rule.NoticeRule.R23;
import static org.zhicheng.ground.rule.NoticeRule.R24;
import static org.zhicheng.ground.rule.NoticeRule.R28;
import static org.zhicheng.ground.rule.NoticeRule.R29;
import static org.zhicheng.ground.rule.NoticeRule.R2;
import static org.zhicheng.ground.rule.NoticeRule.R30;
import static org.zhicheng.ground.rule.NoticeRule.R32;
import static org.zhicheng.ground.rule.NoticeRule.R33;
import static org.zhicheng.ground.rule.NoticeRule.R34;
import static org.zhicheng.ground.rule.NoticeRule.R36;
import static org.zhicheng.ground.rule.NoticeRule.R37;
import static org.zhicheng.ground.rule.NoticeRule.R38;
import static org.zhicheng.ground.rule.NoticeRule.R39;
import static org.zhicheng.ground.rule.NoticeRule.R3;
import static org.zhicheng.ground.rule.NoticeRule.R41;
import static org.zhicheng.ground.rule.NoticeRule.R42;
import static org.zhicheng.ground.rule.NoticeRule.R45;
import static org.zhicheng.ground.rule.NoticeRule.R48;
import static org.zhicheng.ground.rule.NoticeRule.R49;
import static org.zhicheng.ground.rule.NoticeRule.R51;
import static org.zhicheng.ground.rule.NoticeRule.R52;

import java.util.Optional;

import org.zhicheng.ground.rule.NoticeRule;
import org.zhicheng.ground.text.Messages;
import org.zhicheng.ground.text.Text;

/**
 * Every broken rule and every open question, each one row: the rule, and the code that the API tells, which is the row's name unless several
 * rows share one. A code is never given another meaning. The texts stand in {@code violation/*.properties} under the row's name.
 */
public enum ViolationCode {
    // any field of the form, whose rule is the field's
    FIELD_MISSING,
    FIELD_TOO_LONG,
    TEXT_TOO_LONG("FIELD_TOO_LONG"),
    DATE_IMPLAUSIBLE,
    // single fields of the form
    DISTRICT_UNKNOWN(R20),
    SERIES_UNKNOWN(R42),
    SPECIALTY_UNKNOWN(R42),
    EMPLOYER_NOT_REGISTERED(R42, "EMPLOYER_UNKNOWN"),
    EMPLOYER_NAME_DIFFERS(R42),
    DISTRICT_NOT_EMPLOYERS(R42, "DISTRICT_UNKNOWN"),
    SEX_UNKNOWN(R19, "VALUE_UNKNOWN"),
    PHONE_INVALID(R36),
    MAIL_INVALID(R36),
    TOO_MANY_PERIODS(R12),
    PERIOD_INCOMPLETE(R12, "FIELD_MISSING"),
    EMPLOYMENT_ENDS_BEFORE_IT_BEGINS(R12),
    MATERIAL_UNKNOWN(R16, "VALUE_UNKNOWN"),
    CHARACTER_CANNOT_PRINT(R51),
    NAME_CANNOT_PRINT(R32, "CHARACTER_CANNOT_PRINT"),
    NAME_IMPOSSIBLE(R33),
    // numbers of persons and employers
    USCC_FORMAT(R33),
    USCC_CHECK_DIGIT(R33),
    ID_NUMBER_FORMAT(R33),
    ID_NUMBER_DATE(R33),
    ID_NUMBER_CHECK_DIGIT(R33),
    ID_NUMBER_OF_FIRST_GENERATION(R33, "ID_NUMBER_FORMAT"),
    FOREIGN_CARD_DATE(R33, "ID_NUMBER_DATE"),
    // registration
    NAME_MISSING(R33, "FIELD_MISSING"),
    NAME_TOO_LONG(R33, "FIELD_TOO_LONG"),
    ID_NUMBER_MISSING(R33, "FIELD_MISSING"),
    REGISTERED_PHONE_INVALID(R33, "PHONE_INVALID"),
    REGISTERED_MAIL_INVALID(R33, "MAIL_INVALID"),
    LANGUAGE_UNKNOWN(R33, "VALUE_UNKNOWN"),
    MAIL_CODE_PASSED(R36),
    MAIL_CODE_WRONG(R36),
    // corrections of a registration
    REGISTRATION_NOT_NAMED(R41, "FIELD_MISSING"),
    NOTHING_TO_CORRECT(R41, "FIELD_MISSING"),
    CORRECTION_UNREASONED(R41, "FIELD_MISSING"),
    REGISTRATION_HAS_APPLICATION(R41),
    REGISTRATION_HAS_CERTIFICATE(R41),
    NOTHING_TO_REISSUE(R41),
    NOTHING_TO_REWORD(R41),
    // eligibility
    NOT_EMPLOYED(R2),
    EMPLOYER_NOT_PRESENT(R2),
    POST_NOT_TECHNICAL(R2),
    POSTING_TOO_SHORT(R1),
    POSTING_IN_FUTURE(R1),
    POSTING_BEFORE_EMPLOYMENT(R1),
    SPECIALTY_EXCLUDED(R3),
    NOT_FULL_TIME,
    WRONG_LEVEL(R11),
    WRONG_KIND(R11),
    YEARS_TOO_FEW(R12),
    YEARS_NEVER_ENOUGH(R12, "YEARS_TOO_FEW"),
    NO_WORK_AFTER_MILESTONE(R12),
    MILESTONE_IN_FUTURE(R12),
    EMPLOYMENT_IN_FUTURE(R12),
    EMPLOYMENT_END_IN_FUTURE(R12),
    INTEGRITY_RECORD_LIVE(R34),
    // open questions of the eligibility
    GRADUATE_NOT_FULL_TIME(R13),
    GRADUATE_WITHOUT_DEGREE(R13),
    EMPLOYMENT_GAP(R13),
    TITLE_ALREADY_HELD(R13),
    SAME_TITLE_UNDER_WAY(R52),
    POSTDOCTORAL_PROOF(R13),
    SECONDARY_NOT_FULL_TIME(R13),
    SEX_DIFFERS(R13),
    ETHNIC_GROUP_UNKNOWN(R13),
    POLITICAL_STATUS_UNKNOWN(R13),
    MILESTONE_BEFORE_BIRTH(R13),
    MILESTONE_TOO_YOUNG(R13),
    WORK_BEFORE_BIRTH(R13),
    WORK_TOO_YOUNG(R13),
    SAME_SCAN(R16),
    INTEGRITY_RECORD_TO_WEIGH(R34),
    REVOCATION_TO_WEIGH(R34),
    SAME_FILE_ELSEWHERE(R13),
    SAME_FILE_IN(R13, "SAME_FILE_ELSEWHERE"),
    // materials: {0} is the material's name, {1} its code
    MATERIAL_MISSING(R16),
    MATERIAL_OR_REASON_MISSING(R16, "MATERIAL_MISSING"),
    MATERIALS_MISSING(R16, "MATERIAL_MISSING"),
    MATERIAL_TOO_FEW(R16),
    MATERIAL_REFUSED(R16),
    MATERIAL_NOT_INSPECTED(R16),
    MATERIAL_UNDER_WAY(R15),
    NOT_APPLICABLE_NOT_ALLOWED(R16),
    NOT_APPLICABLE_WITHOUT_REASON(R16),
    NOT_APPLICABLE_REASON_TOO_LONG(R16),
    SUMMARY_MISSING(R16),
    SUMMARY_TOO_SHORT(R16),
    SUMMARY_TOO_LONG(R16),
    TOTAL_TOO_LARGE(R15),
    NOT_APPLICABLE_UNCONFIRMED(R13),
    // reviewers: {0} is what changed, {0} the question
    CHANGED_SINCE_SEEN(R49),
    APPLICATION_CHANGED(R49, "CHANGED_SINCE_SEEN"),
    QUESTION_UNANSWERED,
    QUESTION_NOT_OPEN(R39),
    ACTED_AT_OTHER_TIER(R29, "DECIDED_AT_OTHER_TIER"),
    NOT_OPENED(R49),
    DECIDED_TWICE(R49),
    // the calendar
    CALENDAR_YEAR_UNKNOWN(R17),
    // the employer's public notice
    NOTICE_MISSING(R18),
    NOTICE_FROM_MISSING(R17),
    NOTICE_TO_MISSING(R17),
    NOTICE_YEAR_IMPLAUSIBLE(R17, "DATE_IMPLAUSIBLE"),
    NOTICE_ENDS_BEFORE_IT_BEGINS(R17),
    NOTICE_TOO_SHORT(R17),
    NOTICE_BEFORE_CYCLE(R17),
    NOTICE_TOO_LONG(R17),
    NOTICE_NOT_ENDED(R18),
    NOTICE_NAME_DIFFERS(R18),
    NOTICE_KIND_DIFFERS(R18),
    NOTICE_LEVEL_DIFFERS(R18),
    NOTICE_SERIES_DIFFERS(R18),
    NOTICE_SPECIALTY_DIFFERS(R18),
    NOTICE_RESULT_MISSING(R18),
    NOTICE_RESULT_BEFORE_END(R18),
    NOTICE_RESULT_IN_FUTURE(R18),
    TOO_MANY_OBJECTIONS(R18),
    OBJECTION_WITHOUT_FACTS(R18, "FIELD_MISSING"),
    OBJECTION_WITHOUT_RESOLUTION(R18, "FIELD_MISSING"),
    OBJECTION_BEFORE_NOTICE(R18),
    OBJECTION_IN_FUTURE(R18, "DATE_IMPLAUSIBLE"),
    OBJECTION_RESOLVED_IMPLAUSIBLY(R18, "DATE_IMPLAUSIBLE"),
    NOTICE_OBJECTION_OPEN(R18),
    NOTICE_OBJECTION_UPHELD(R18),
    NOTICE_RESULT_BEFORE_SETTLEMENT(R18),
    NOTICE_TO_BE_REPEATED(R23),
    // steps that nobody can take
    NOBODY_TO_ACT(R48),
    // returns and corrections
    MEND_NOTHING_NAMED(R22),
    MEND_ITEM_UNKNOWN(R22),
    MEND_ITEM_TWICE(R22),
    MEND_COMMENT_MISSING(R22),
    MEND_COMMENT_TOO_LONG(R22),
    // approval documents
    APPLICATION_UNKNOWN(R28),
    APPLICATION_NOT_WAITING(R28),
    APPROVED_BEFORE_DECIDED(R28),
    APPLICATION_LISTED_TWICE(R28),
    APPLICATION_LISTED_ELSEWHERE(R28),
    ADDED_BY_RECORDER(R28),
    CONFIRMED_BY_PREPARER(R28),
    PREPARED_OTHERWISE(R28),
    // the committee's session
    LEFT_COMMITTEE(R45),
    OPINION_MISSING(R45),
    RECUSAL_UNDECIDED(R45),
    QUESTION_WITHOUT_FINDING(R45),
    QUORUM_LOST_BY_RECUSAL(R45),
    // integrity records
    FINDING_WITHOUT_FACTS(R34, "FIELD_MISSING"),
    FINDING_WITHOUT_BASIS(R34, "FIELD_MISSING"),
    FINDING_DATE_IMPLAUSIBLE(R34, "DATE_IMPLAUSIBLE"),
    INTEGRITY_RECORD_SETTLED(R41),
    DISPUTE_OF_OWN_FINDING(R41),
    // objections to a result
    RESULT_OBJECTION_WITHOUT_FACTS(R45, "FIELD_MISSING"),
    RESULT_OBJECTION_WITHOUT_EVIDENCE(R45, "FIELD_MISSING"),
    RESULT_OBJECTION_WITHOUT_NAME(R45, "FIELD_MISSING"),
    RESULT_OBJECTION_WITHOUT_CONTACT(R45, "FIELD_MISSING"),
    RESULT_OBJECTION_NAMED(R45),
    // cycles
    WINDOW_REVERSED(R21, "DATES_REVERSED"),
    WINDOW_OF_ANOTHER_YEAR(R21, "DATE_IMPLAUSIBLE"),
    DISTRICTS_INCOMPLETE(R20, "DISTRICT_UNKNOWN"),
    TARGET_DAYS_OUT_OF_RANGE(R24, "VALUE_UNKNOWN"),
    CORRECTION_DAYS_OUT_OF_RANGE(R24, "VALUE_UNKNOWN"),
    RECONSIDERATION_DAYS_OUT_OF_RANGE(R45, "VALUE_UNKNOWN"),
    RESULT_NOTICE_TOO_SHORT(R45, "VALUE_UNKNOWN"),
    COMMITTEE_RULES_OUT_OF_RANGE(R45, "VALUE_UNKNOWN"),
    MINIMUM_NOTICE_TOO_SHORT(R17, "NOTICE_TOO_SHORT"),
    KEPT_OUT_OF_RANGE(R38, "VALUE_UNKNOWN"),
    NUMBER_FORMAT_UNKNOWN(R30, "VALUE_UNKNOWN"),
    SETTING_MISSING(R37, "FIELD_MISSING"),
    // lists that are imported
    SHEET_UNREADABLE(R42),
    SHEET_OF_OLD_EXCEL(R42, "SHEET_UNREADABLE"),
    SHEET_TOO_LONG(R42),
    SHEET_COLUMN_MISSING(R42),
    SHEET_NUMBER_LOST(R42),
    SHEET_LINE_TWICE(R42),
    // the catalogue
    CATALOGUE_NAME_MISSING(R42, "FIELD_MISSING"),
    CATALOGUE_NAME_TWICE(R42),
    SERIES_WITHOUT_SPECIALTY(R42, "FIELD_MISSING"),
    // employers and staff
    EMPLOYER_NAME_MISSING(R37, "FIELD_MISSING"),
    CONTACT_PHONE_TOO_LONG(R37, "PHONE_INVALID"),
    NO_SUCH_DISTRICT(R37, "DISTRICT_UNKNOWN"),
    SUBJECT_TOO_LONG(R37, "FIELD_TOO_LONG"),
    STAFF_MAIL_INVALID(R37, "MAIL_INVALID"),
    ROLE_NOT_STAFF(R37),
    APPOINTMENT_FROM_MISSING(R37, "FIELD_MISSING"),
    APPOINTMENT_REVERSED(R37, "DATES_REVERSED"),
    APPOINTMENT_YEAR_IMPLAUSIBLE(R37, "DATE_IMPLAUSIBLE"),
    EMPLOYER_UNKNOWN(R37),
    SCOPE_NOT_EMPTY(R37),
    APPOINTED_TWICE(R37),
    HISTORY_CHANGED(R37),
    SUCCESSOR_NEEDS_OWN_LOGIN(R37),
    // the committee's register
    EXPERT_EMPLOYER_MISSING(R45, "FIELD_MISSING"),
    EXPERT_TITLE_MISSING(R45, "FIELD_MISSING"),
    EXPERT_SERIES_MISSING(R45, "FIELD_MISSING"),
    EXPERT_TERM_INCOMPLETE(R45, "FIELD_MISSING"),
    EXPERT_TERM_REVERSED(R45, "DATES_REVERSED"),
    EXPERT_TERM_IMPLAUSIBLE(R45, "DATE_IMPLAUSIBLE"),
    EXPERT_DAY_UNREADABLE(R45, "DATE_IMPLAUSIBLE"),
    EXPERT_END_INCOMPLETE(R45, "FIELD_MISSING"),
    EXPERT_END_OUTSIDE(R45, "DATES_REVERSED"),
    EXPERT_MAIL_INVALID(R45, "MAIL_INVALID"),
    EXPERT_LINE_TWICE(R45, "SHEET_LINE_TWICE"),
    EXPERT_NAMESAKES(R45),
    // certificates
    TITLE_CERTIFIED(R52),
    PORTRAIT_UNREADABLE(R30);

    private static final Messages TEXTS = Messages.in("violation");

    private final Optional<NoticeRule> rule;
    private final Optional<String> code;

    ViolationCode() {
        this(Optional.empty(), Optional.empty());
    }

    ViolationCode(String code) {
        this(Optional.empty(), Optional.of(code));
    }

    ViolationCode(NoticeRule rule) {
        this(Optional.of(rule), Optional.empty());
    }

    ViolationCode(NoticeRule rule, String code) {
        this(Optional.of(rule), Optional.of(code));
    }

    ViolationCode(Optional<NoticeRule> rule, Optional<String> code) {
        this.rule = rule;
        this.code = code;
    }

    /** A stable word of the API. */
    public String code() {
        return code.orElse(name());
    }

    /** The rule that is broken, where it is always the same. */
    public String rule() {
        return rule.orElseThrow(() -> new IllegalStateException(name() + " has the rule of its field")).name();
    }

    public Text text(Object... facts) {
        return TEXTS.both(name(), facts);
    }

    /** As it is told of a field or material. */
    public Violation at(String field, Object... facts) {
        return of(rule(), field, facts);
    }

    /** The same broken rule, told of another field. */
    public static Violation at(String field, Violation broken) {
        return new Violation(broken.rule(), broken.code(), field, broken.chinese(), broken.english());
    }

    /** The same broken rule, told of one thing of several: where it is about comes first in the text. */
    public static Violation within(String place, Violation broken) {
        return new Violation(broken.rule(), broken.code(), place, broken.field() + "：" + broken.chinese(),
                broken.field() + ": " + broken.english());
    }

    /** As it is told of a field whose rule it breaks. */
    public Violation of(String fieldsRule, String field, Object... facts) {
        Text text = text(facts);
        return new Violation(fieldsRule, code(), field, text.chinese(), text.english());
    }
}
