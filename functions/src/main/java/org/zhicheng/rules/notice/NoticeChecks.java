package org.zhicheng.rules.notice;

import static org.zhicheng.ground.failure.Wording.day;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.typesetting.PrintedText;

/** Whether the employer's public notice complies: its days, its words, its result (R17, R18, R23). Everything wrong at once. */
public final class NoticeChecks {

    /** Longest notice, in calendar days; a longer one is a slip of the year. */
    public static final int LONGEST = 366;

    private static final int MOST_OBJECTIONS = 50;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_OFFICE = 100;
    private static final int LONGEST_TELEPHONE = 40;

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

    private final Application application;
    private final PublicNotice notice;
    private final LocalDate today;
    private final int minimumDays;
    private final WorkingDays calendar;
    private final List<Violation> violations = new ArrayList<>();

    private NoticeChecks(Application application, PublicNotice notice, LocalDate today, int minimumDays, WorkingDays calendar) {
        this.application = application;
        this.notice = notice;
        this.today = today;
        this.minimumDays = minimumDays;
        this.calendar = calendar;
    }

    /**
     * What is wrong with a notice when it is recorded. It may still be running, and its result may be missing.
     *
     * @param minimumDays working days, both ends counted: {@link Cycle.Settings#minimumNoticeDays()}
     */
    public static List<Violation> recorded(Application application, PublicNotice notice, LocalDate today, int minimumDays,
            WorkingDays calendar) {
        NoticeChecks checks = new NoticeChecks(application, notice, today, minimumDays, calendar);
        checks.days();
        checks.agreement();
        checks.result();
        checks.texts();
        checks.objectionsRecorded();
        checks.repetition();
        return List.copyOf(checks.violations);
    }

    /** What forbids the employer's recommendation: anything wrong with the notice, its end, its result, an objection, a repetition due. */
    public static List<Violation> recommendation(Application application, LocalDate today, int minimumDays, WorkingDays calendar) {
        Optional<PublicNotice> notice = application.publicNotice();
        if (notice.isEmpty()) {
            return List.of(violation("R18", ViolationCode.NOTICE_MISSING, "", "尚未登记推荐单位公示；请先公示不少于" + minimumDays + "个工作日并登记",
                    "No public notice is recorded; make one of at least " + minimumDays + " working days and record it first"));
        }
        NoticeChecks checks = new NoticeChecks(application, notice.get(), today, minimumDays, calendar);
        checks.days();
        checks.agreement();
        checks.result();
        checks.ended();
        checks.objections();
        checks.repetition();
        return List.copyOf(checks.violations);
    }

    private void days() {
        if (notice.from().isEmpty()) {
            add("R17", ViolationCode.NOTICE_FROM_MISSING, "from", "请填写公示开始日期", "Enter the first day of the notice");
        }
        if (notice.to().isEmpty()) {
            add("R17", ViolationCode.NOTICE_TO_MISSING, "to", "请填写公示结束日期", "Enter the last day of the notice");
        }
        boolean from = plausible("from", notice.from());
        boolean to = plausible("to", notice.to());
        if (from && to && notice.from().isPresent() && notice.to().isPresent()) {
            days(notice.from().get(), notice.to().get());
        }
    }

    private boolean plausible(String field, Optional<LocalDate> date) {
        boolean plausible = date.filter(day -> day.isBefore(EARLIEST) || day.isAfter(LATEST)).isEmpty();
        if (!plausible) {
            add("R17", ViolationCode.DATE_IMPLAUSIBLE, field, "公示日期的年份不正确，请更正", "The year of the notice cannot be right; correct it");
        }
        return plausible;
    }

    private void days(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            add("R17", ViolationCode.NOTICE_ENDS_BEFORE_IT_BEGINS, "to", "公示结束日期" + day(to) + "早于开始日期" + day(from) + "，请更正",
                    "The notice ends on " + to + ", before it begins on " + from + "; correct the dates");
            return;
        }
        if (to.isAfter(from.plusDays(LONGEST))) {
            add("R17", ViolationCode.NOTICE_TOO_LONG, "to", "公示期超过一年，请核对起止日期的年份", "The notice is longer than a year; check the years");
            return;
        }
        violations.addAll(calendar.unknownYears(from, to));
        int days = calendar.count(from, to);
        if (days < minimumDays) {
            LocalDate earliest = calendar.lastDayOf(from, minimumDays);
            add("R17", ViolationCode.NOTICE_TOO_SHORT, "to",
                    "公示期仅" + days + "个工作日（首尾两日均计入，已扣除周末和节假日），不得少于" + minimumDays + "个；自" + day(from) + "起至少公示到" + day(earliest),
                    "The notice has " + days + " working days, both ends counted; at least " + minimumDays + " are needed, from " + from
                            + " that is until " + earliest);
        }
    }

    private void agreement() {
        if (!Spelling.same(notice.name(), application.name())) {
            add("R18", ViolationCode.NOTICE_NAME_DIFFERS, "name", "公示的姓名与申报人姓名不一致，请核对",
                    "The name in the notice is not the applicant's; check it");
        }
        Kind kind = application.qualification().kind();
        if (!Objects.equals(notice.kind().orElse(null), kind)) {
            differs(ViolationCode.NOTICE_KIND_DIFFERS, "kind", "申报类别", notice.kind().map(Kind::chinese).orElse(""),
                    kind == null ? "" : kind.chinese());
        }
        TitleLevel level = application.qualification().level();
        if (!Objects.equals(notice.level().orElse(null), level)) {
            differs(ViolationCode.NOTICE_LEVEL_DIFFERS, "level", "级别", notice.level().map(TitleLevel::chinese).orElse(""),
                    level == null ? "" : level.chinese());
        }
        if (!Spelling.series(notice.series()).equals(Spelling.series(application.qualification().series()))) {
            differs(ViolationCode.NOTICE_SERIES_DIFFERS, "series", "系列", notice.series(), application.qualification().series());
        }
        if (!Spelling.specialty(notice.specialty()).equals(Spelling.specialty(application.qualification().specialty()))) {
            differs(ViolationCode.NOTICE_SPECIALTY_DIFFERS, "specialty", "专业", notice.specialty(), application.qualification().specialty());
        }
    }

    /** A result may be dated on the last day of the notice, not before it, and not in the future. */
    private void result() {
        notice.resultDate().ifPresent(result -> {
            if (notice.to().filter(result::isBefore).isPresent()) {
                add("R18", ViolationCode.NOTICE_RESULT_BEFORE_END, "resultDate",
                        "公示结果日期" + day(result) + "早于公示结束日期" + day(notice.to().get()) + "，请在公示结束后重新出具公示结果", "The result is dated " + result
                                + ", before the end of the notice on " + notice.to().get() + "; issue it again after the end");
            }
            if (result.isAfter(today)) {
                add("R18", ViolationCode.NOTICE_RESULT_IN_FUTURE, "resultDate", "公示结果日期" + day(result) + "尚未到来，请更正",
                        "The result is dated " + result + ", in the future; correct it");
            }
        });
    }

    private void ended() {
        notice.to().filter(to -> !today.isAfter(to)).ifPresent(to -> add("R18", ViolationCode.NOTICE_NOT_ENDED, "to",
                "公示至" + day(to) + "24时结束，次日起方可推荐", "The notice lasts until 24:00 of " + to + "; recommend from the next day on"));
        if (notice.resultDate().isEmpty()) {
            add("R18", ViolationCode.NOTICE_RESULT_MISSING, "resultDate", "请填写公示结果的日期", "Enter the date of the notice's result");
        }
    }

    private void texts() {
        violations.addAll(PrintedText.check(notice.receivingOffice(), LONGEST_OFFICE, "R51", "publicNotice.receivingOffice", "受理部门",
                "the receiving office"));
        violations.addAll(PrintedText.check(notice.supervisingTelephone(), LONGEST_TELEPHONE, "R51", "publicNotice.supervisingTelephone",
                "监督电话", "the supervising telephone"));
    }

    /** An objection is resolved after it was raised, both until today; those of an earlier notice may stay. */
    private void objectionsRecorded() {
        if (notice.objections().size() > MOST_OBJECTIONS) {
            add("R18", ViolationCode.TOO_MANY_OBJECTIONS, "objections", "最多登记" + MOST_OBJECTIONS + "项异议，请合并后登记",
                    "At most " + MOST_OBJECTIONS + " objections can be recorded; put them together");
            return;
        }
        for (int i = 0; i < notice.objections().size(); i++) {
            PublicNotice.Objection objection = notice.objections().get(i);
            String field = "objections[" + i + "].";
            LocalDate raised = objection.raisedOn();
            if (objection.facts().isBlank()) {
                add("R18", ViolationCode.FIELD_MISSING, field + "facts", "请写明异议的内容", "State what was objected");
            }
            text(field + "facts", objection.facts());
            text(field + "resolution", objection.resolution());
            if (raised.isAfter(today)) {
                add("R18", ViolationCode.DATE_IMPLAUSIBLE, field + "raisedOn", "提出异议的日期尚未到来，请更正",
                        "An objection cannot be raised in the future; correct the date");
            }
            if (objection.resolvedOn().filter(resolved -> resolved.isBefore(raised) || resolved.isAfter(today)).isPresent()) {
                add("R18", ViolationCode.DATE_IMPLAUSIBLE, field + "resolvedOn", "处理异议的日期不得早于提出日期，也不得晚于今天，请更正",
                        "An objection is resolved after it was raised and not in the future; correct the date");
            }
        }
    }

    private void text(String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            violations.add(Violation.tooLong("R18", "publicNotice." + field, LONGEST_TEXT));
        }
    }

    private void objections() {
        long open = notice.objections().stream().filter(PublicNotice.Objection::open).count();
        if (open > 0) {
            add("R18", ViolationCode.NOTICE_OBJECTION_OPEN, "objections", "公示期间有" + open + "项异议尚未处理；请填写处理结果和日期后再推荐",
                    open + " objection(s) are not resolved; enter how and when they were resolved before you recommend");
        }
    }

    /** True where the notice is still to be made again: it is required, and the one there is the old one (R23). */
    public static boolean isToBeRepeated(Application application) {
        return application.noticeRequired() && application.publicNotice().map(notice -> isOld(application, notice)).orElse(true);
    }

    /** A notice recorded before the last return, or one that had begun before the day of that return. */
    private static boolean isOld(Application application, PublicNotice notice) {
        Optional<Instant> returned = application.reviews().stream().filter(r -> r.outcome() == Review.Outcome.RETURN).map(Review::decidedAt)
                .max(Instant::compareTo);
        return returned.filter(at -> notice.recordedAt().isBefore(at)
                || notice.from().filter(from -> from.isBefore(at.atZone(BeijingTime.ZONE).toLocalDate())).isPresent()).isPresent();
    }

    /**
     * R23. The requirement stays on the application until the next decision, so that a notice that complies cannot be exchanged for the old
     * one afterwards.
     */
    private void repetition() {
        if (application.noticeRequired() && isOld(application, notice)) {
            add("R23", ViolationCode.NOTICE_TO_BE_REPEATED, "from", "退回修改后公示所载事项有变化，须按修改后的内容重新公示不少于" + minimumDays + "个工作日并重新登记",
                    "Facts of the notice changed in the correction: make the notice again, at least " + minimumDays
                            + " working days, and record it anew");
        }
    }

    private void differs(String code, String field, String label, String printed, String applied) {
        add("R18", code, field, "公示的" + label + "“" + printed + "”与申报的“" + applied + "”不一致，请更正登记或重新公示", "The notice's " + field + " \""
                + printed + "\" is not the application's \"" + applied + "\"; correct the record or make the notice again");
    }

    private void add(String rule, String code, String field, String chinese, String english) {
        violations.add(violation(rule, code, field, chinese, english));
    }

    private static Violation violation(String rule, String code, String field, String chinese, String english) {
        return new Violation(rule, code, field.isEmpty() ? "publicNotice" : "publicNotice." + field, chinese, english);
    }
}
