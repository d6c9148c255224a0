package org.zhicheng.rules.notice;

import static org.zhicheng.ground.rule.NoticeRule.R17;
import static org.zhicheng.ground.rule.NoticeRule.R18;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.PublicNotice.Objection;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** Whether the employer's public notice complies: its days, its words, its result (R17, R18, R23). Everything wrong at once. */
@Rule(R17)
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
    private final LocalDate opens;
    private final int minimumDays;
    private final WorkingDays calendar;
    private final List<Violation> violations = new ArrayList<>();

    private NoticeChecks(Application application, PublicNotice notice, LocalDate today, Cycle cycle, WorkingDays calendar) {
        this.application = application;
        this.notice = notice;
        this.today = today;
        this.opens = LocalDate.ofInstant(cycle.opens(), BeijingTime.ZONE);
        this.minimumDays = cycle.minimumNoticeDays(notice.from());
        this.calendar = calendar;
    }

    /** What is wrong with a notice when it is recorded. It may still be running, and its result may be missing. */
    public static List<Violation> recorded(Application application, PublicNotice notice, LocalDate today, Cycle cycle,
            WorkingDays calendar) {
        NoticeChecks checks = new NoticeChecks(application, notice, today, cycle, calendar);
        checks.days();
        checks.agreement();
        checks.result();
        if (notice.resultDate().isPresent()) {
            checks.objections();
        }
        checks.texts();
        checks.repetition();
        return List.copyOf(checks.violations);
    }

    /** What forbids the employer's recommendation: anything wrong with the notice, its end, its result, an objection, a repetition due. */
    @Rule(R18)
    public static List<Violation> recommendation(Application application, LocalDate today, Cycle cycle, WorkingDays calendar) {
        Optional<PublicNotice> notice = application.publicNotice();
        if (notice.isEmpty()) {
            return List.of(missing(cycle));
        }
        NoticeChecks checks = new NoticeChecks(application, notice.get(), today, cycle, calendar);
        checks.days();
        checks.agreement();
        checks.result();
        checks.ended();
        checks.resultThere();
        checks.objections();
        checks.repetition();
        return List.copyOf(checks.violations);
    }

    /** What forbids a paper that says how the notice ended (R19): it has not, an objection is open or upheld, or it has to be made again (R23). */
    @Rule(R18)
    public static List<Violation> outcome(Application application, LocalDate today, Cycle cycle) {
        Optional<PublicNotice> notice = application.publicNotice();
        if (notice.isEmpty()) {
            return List.of(missing(cycle));
        }
        NoticeChecks checks = new NoticeChecks(application, notice.get(), today, cycle, WorkingDays.regional());
        checks.daysThere();
        checks.ended();
        checks.objections();
        checks.repetition();
        return List.copyOf(checks.violations);
    }

    /** What is wrong with an objection that is raised now. */
    @Rule(R18)
    public static List<Violation> raised(PublicNotice notice, Objection objection, LocalDate today) {
        List<Violation> violations = new ArrayList<>();
        if (notice.objections().size() >= MOST_OBJECTIONS) {
            violations.add(ViolationCode.TOO_MANY_OBJECTIONS.at("facts", MOST_OBJECTIONS));
        }
        words(objection.facts(), "facts", ViolationCode.OBJECTION_WITHOUT_FACTS, violations);
        if (objection.raisedOn().isAfter(today)) {
            violations.add(ViolationCode.OBJECTION_IN_FUTURE.at("raisedOn"));
        }
        notice.from().filter(objection.raisedOn()::isBefore)
                .ifPresent(from -> violations.add(ViolationCode.OBJECTION_BEFORE_NOTICE.at("raisedOn", from)));
        return violations;
    }

    /** What is wrong with an objection that is settled now. */
    @Rule(R18)
    public static List<Violation> settled(Objection objection, LocalDate today) {
        List<Violation> violations = new ArrayList<>();
        words(objection.resolution(), "resolution", ViolationCode.OBJECTION_WITHOUT_RESOLUTION, violations);
        if (objection.resolvedOn().filter(on -> on.isBefore(objection.raisedOn()) || on.isAfter(today)).isPresent()) {
            violations.add(ViolationCode.OBJECTION_RESOLVED_IMPLAUSIBLY.at("resolvedOn"));
        }
        return violations;
    }

    private static void words(String text, String field, ViolationCode missing, List<Violation> violations) {
        if (text.isBlank()) {
            violations.add(missing.at(field));
        }
        if (Length.of(text) > LONGEST_TEXT) {
            violations.add(ViolationCode.TEXT_TOO_LONG.of("R18", field, LONGEST_TEXT));
        }
    }

    /** What is told where there is no notice yet. */
    public static Violation missing(Cycle cycle) {
        return ViolationCode.NOTICE_MISSING.at("publicNotice", cycle.minimumNoticeDays(Optional.empty()));
    }

    private void daysThere() {
        if (notice.from().isEmpty()) {
            add(ViolationCode.NOTICE_FROM_MISSING, "from");
        }
        if (notice.to().isEmpty()) {
            add(ViolationCode.NOTICE_TO_MISSING, "to");
        }
    }

    private void days() {
        daysThere();
        boolean from = plausible("from", notice.from());
        boolean to = plausible("to", notice.to());
        if (from && to && notice.from().isPresent() && notice.to().isPresent()) {
            days(notice.from().get(), notice.to().get());
        }
    }

    private boolean plausible(String field, Optional<LocalDate> date) {
        boolean plausible = date.filter(day -> day.isBefore(EARLIEST) || day.isAfter(LATEST)).isEmpty();
        if (!plausible) {
            add(ViolationCode.NOTICE_YEAR_IMPLAUSIBLE, field);
        }
        return plausible;
    }

    private void days(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            add(ViolationCode.NOTICE_ENDS_BEFORE_IT_BEGINS, "to", to, from);
            return;
        }
        if (to.isAfter(from.plusDays(LONGEST))) {
            add(ViolationCode.NOTICE_TOO_LONG, "to");
            return;
        }
        if (from.isBefore(opens)) {
            add(ViolationCode.NOTICE_BEFORE_CYCLE, "from", from, opens);
        }
        violations.addAll(calendar.unknownYears(from, to));
        int days = calendar.countOfNotice(from, to);
        if (days < minimumDays) {
            LocalDate earliest = calendar.lastDayOf(from, minimumDays);
            add(ViolationCode.NOTICE_TOO_SHORT, "to", days, minimumDays, from, earliest);
        }
    }

    private void agreement() {
        if (!Spelling.same(notice.name(), application.name())) {
            add(ViolationCode.NOTICE_NAME_DIFFERS, "name");
        }
        Kind kind = application.qualification().kind();
        if (!Objects.equals(notice.kind().orElse(null), kind)) {
            add(ViolationCode.NOTICE_KIND_DIFFERS, "kind", printed(notice.kind()), printed(Optional.ofNullable(kind)));
        }
        TitleLevel level = application.qualification().level();
        if (!Objects.equals(notice.level().orElse(null), level)) {
            add(ViolationCode.NOTICE_LEVEL_DIFFERS, "level", printed(notice.level()), printed(Optional.ofNullable(level)));
        }
        if (!Spelling.series(notice.series()).equals(Spelling.series(application.qualification().series()))) {
            add(ViolationCode.NOTICE_SERIES_DIFFERS, "series", notice.series(), application.qualification().series());
        }
        if (!Spelling.specialty(notice.specialty()).equals(Spelling.specialty(application.qualification().specialty()))) {
            add(ViolationCode.NOTICE_SPECIALTY_DIFFERS, "specialty", notice.specialty(), application.qualification().specialty());
        }
    }

    /** A result may be dated on the last day of the notice, not before it, and not in the future. */
    private void result() {
        notice.resultDate().ifPresent(result -> {
            if (notice.to().filter(result::isBefore).isPresent()) {
                add(ViolationCode.NOTICE_RESULT_BEFORE_END, "resultDate", result, notice.to().get());
            }
            if (result.isAfter(today)) {
                add(ViolationCode.NOTICE_RESULT_IN_FUTURE, "resultDate", result);
            }
        });
    }

    private void ended() {
        notice.to().filter(to -> !today.isAfter(to)).ifPresent(to -> add(ViolationCode.NOTICE_NOT_ENDED, "to", to));
    }

    private void resultThere() {
        if (notice.resultDate().isEmpty()) {
            add(ViolationCode.NOTICE_RESULT_MISSING, "resultDate");
        }
    }

    private void texts() {
        violations.addAll(PrintedText.check(notice.receivingOffice(), LONGEST_OFFICE, "publicNotice.receivingOffice",
                new Text("受理部门", "the receiving office")));
        violations.addAll(PrintedText.check(notice.supervisingTelephone(), LONGEST_TELEPHONE, "publicNotice.supervisingTelephone",
                new Text("监督电话", "the supervising telephone")));
    }

    /** None is open, whatever notice it was raised against; none is upheld; and the result was not there before the last was settled. */
    private void objections() {
        long open = notice.objections().stream().filter(Objection::open).count();
        if (open > 0) {
            add(ViolationCode.NOTICE_OBJECTION_OPEN, "objections", open);
        }
        if (notice.upheld() > 0) {
            add(ViolationCode.NOTICE_OBJECTION_UPHELD, "objections", notice.upheld());
        }
        notice.met().stream().flatMap(o -> o.resolvedOn().stream()).max(LocalDate::compareTo)
                .filter(last -> notice.resultDate().filter(last::isAfter).isPresent())
                .ifPresent(last -> add(ViolationCode.NOTICE_RESULT_BEFORE_SETTLEMENT, "resultDate", notice.resultDate().get(), last));
    }

    /**
     * R23. The requirement stays on the application until the next decision, so that a notice that complies cannot be exchanged for the old
     * one afterwards.
     */
    private void repetition() {
        if (application.noticeRequired() && application.isOfBefore(notice)) {
            add(ViolationCode.NOTICE_TO_BE_REPEATED, "from", minimumDays, application.newNoticeFrom());
        }
    }

    private static Named printed(Optional<? extends Named> value) {
        return value.<Named>map(named -> named).orElse(new Text("", ""));
    }

    private void add(ViolationCode broken, String field, Object... facts) {
        violations.add(broken.at("publicNotice." + field, facts));
    }
}
