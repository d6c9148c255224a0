package org.zhicheng.work.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R21;
import static org.zhicheng.ground.rule.NoticeRule.R37;
import static org.zhicheng.ground.rule.NoticeRule.R38;
import static org.zhicheng.ground.rule.NoticeRule.R51;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.dossier.certificate.CertificateNumber;
import org.zhicheng.dossier.cycle.CommitteeRules;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.rules.retention.Retention;

/**
 * Opens a cycle, moves its window, changes its settings (R21, R37). The window may be extended at any time, also after it has closed; the
 * drafts that its closing expired come back then (R50).
 */
@Rule({R21, R37})
public final class SetCycle {

    private static final Map<String, Named> NAMES = Map.ofEntries(Map.entry("opens", new Text("申报开始时间", "Opening of the window")),
            Map.entry("closes", new Text("申报截止时间", "End of the window")),
            Map.entry("settings.excludedSpecialties", new Text("国家以考代评的系列、专业", "Series and specialties awarded by examination")),
            Map.entry("settings.districts", new Text("区（县）", "Districts")),
            Map.entry("settings.targetDays", new Text("办理时限", "Target times")),
            Map.entry("settings.correctionDays", new Text("退回修改工作日数", "Working days for a correction")),
            Map.entry("settings.minimumNoticeDays", new Text("公示工作日数", "Working days of the notice")),
            Map.entry("settings.certificateNumberFormat", new Text("证书编号格式", "Format of certificate numbers")),
            Map.entry("settings.issuingAuthority", new Text("发证机关", "Issuing authority")),
            Map.entry("settings.receivingOffice", new Text("受理部门", "Receiving office")),
            Map.entry("settings.supervisingTelephone", new Text("监督电话", "Supervising telephone")),
            Map.entry("settings.keptMonths", new Text("保存期限", "How long things are kept")),
            Map.entry("settings.reconsiderationDays", new Text("复查申请期限", "Days for questioning a rejection")),
            Map.entry("settings.resultNoticeDays", new Text("评审结果公示工作日数", "Working days of the notice of the result")),
            Map.entry("settings.committee", new Text("评审委员会议事规则", "How the committee decides")));
    private static final int NOTICE_MINIMUM = 5;
    private static final int LONGEST_TARGET = 365;
    /** One line of the certificate. */
    private static final int LONGEST_AUTHORITY = 50;
    private static final int LONGEST_OFFICE = 50;
    private static final int LONGEST_TELEPHONE = 40;
    // 24:00 of the last day, as the notice says it, is the first instant after it
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ISO_LOCAL_DATE_TIME.withResolverStyle(ResolverStyle.SMART);

    private final CycleStore cycles;
    private final Clock clock;

    public SetCycle(CycleStore cycles, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
    }

    /**
     * @param opens local date and time in Asia/Shanghai, or an instant
     * @param closes likewise; {@code 2025-03-17T24:00} is understood
     * @param settings what is left out stays as it is, or begins with {@link CycleDefaults}
     */
    public record Window(String opens, String closes, SettingsChange settings) {
    }

    /** The settings to change; see {@link Cycle.Settings}. */
    public record SettingsChange(@AtMost(1_000) List<String> excludedSpecialties, List<String> districts, Map<String, Integer> targetDays,
            Integer correctionDays, Integer minimumNoticeDays, String certificateNumberFormat, String issuingAuthority,
            String receivingOffice, String supervisingTelephone, Map<String, Integer> keptMonths, Integer reconsiderationDays,
            Integer resultNoticeDays, CommitteeRules committee) {

        public SettingsChange(List<String> excludedSpecialties, List<String> districts, Map<String, Integer> targetDays,
                Integer correctionDays, Integer minimumNoticeDays, String certificateNumberFormat, String issuingAuthority,
                String receivingOffice, String supervisingTelephone) {
            this(excludedSpecialties, districts, targetDays, correctionDays, minimumNoticeDays, certificateNumberFormat, issuingAuthority,
                    receivingOffice, supervisingTelephone, null, null, null, null);
        }

        /** Refuses lists with a hole in them while the request is being read, as malformed. */
        public SettingsChange {
            excludedSpecialties = excludedSpecialties == null ? null : List.copyOf(excludedSpecialties);
            districts = districts == null ? null : List.copyOf(districts);
            targetDays = targetDays == null ? null : Map.copyOf(targetDays);
            keptMonths = keptMonths == null ? null : Map.copyOf(keptMonths);
        }

        Cycle.Settings over(Cycle.Settings before) {
            return new Cycle.Settings(or(excludedSpecialties, before.excludedSpecialties()), or(districts, before.districts()),
                    or(targetDays, before.targetDays()), or(correctionDays, before.correctionDays()),
                    or(minimumNoticeDays, before.minimumNoticeDays()), or(certificateNumberFormat, before.certificateNumberFormat()),
                    or(issuingAuthority, before.issuingAuthority()), or(receivingOffice, before.receivingOffice()),
                    or(supervisingTelephone, before.supervisingTelephone()), or(keptMonths, before.keptMonths()),
                    or(reconsiderationDays, before.reconsiderationDays()), or(resultNoticeDays, before.resultNoticeDays()),
                    or(committee, before.committee()));
        }

        private static <T> T or(T value, T otherwise) {
            return value == null ? otherwise : value;
        }
    }

    /**
     * @param seen the version that was edited; 0 for a cycle that was not there
     * @throws Failure {@code NOT_ALLOWED}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code RULES_BROKEN}, {@code SETTING_CHANGED}, or {@code WINDOW_PASSED}
     *     where the end would be moved to a time that has passed
     */
    public Cycle set(Actor actor, int year, Window window, int seen) {
        Roles.require(actor, "设置年度批次", Role.ADMINISTRATOR);
        return Attempts.of(() -> changed(actor, year, window, seen));
    }

    /** A cycle as it is, and as it would be. */
    public record Planned(Optional<Cycle> before, Cycle after) {
        private boolean differs() {
            return before.filter(after::equals).isEmpty();
        }
    }

    /**
     * What {@link #set} would save, after the same checks; nothing is written.
     *
     * @throws Failure as {@link #set}
     */
    public Planned tried(Actor actor, int year, Window window, int seen) {
        Roles.require(actor, "设置年度批次", Role.ADMINISTRATOR);
        return planned(year, window, seen, clock.instant());
    }

    private Cycle changed(Actor actor, int year, Window window, int seen) {
        Instant now = clock.instant();
        Planned planned = planned(year, window, seen, now);
        Cycle cycle = planned.after();
        if (planned.differs()) {
            cycles.save(cycle, AuditEvent
                    .of(Subject.cycle(year), now, actor.sub(), Role.ADMINISTRATOR, "SET_CYCLE", Channel.API, note(planned.before(), cycle))
                    .by(actor.name()));
        }
        return cycle;
    }

    private Planned planned(int year, Window window, int seen, Instant now) {
        if (year < 2000 || year > 2100) {
            throw new Failure(ErrorCode.INVALID_VALUE, "year", "2000–2100");
        }
        Optional<Cycle> before = cycles.find(year);
        Instant opens = instant("opens", window.opens());
        Instant closes = instant("closes", window.closes());
        Cycle.Settings base = before.map(Cycle::settings).orElseGet(CycleDefaults::settings);
        Cycle.Settings settings = window.settings() == null ? base : window.settings().over(base);
        List<Violation> violations = violations(year, opens, closes, settings);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        before.ifPresent(cycle -> movable(cycle, opens, closes, now));
        // An extended window has not been closed yet.
        Optional<Instant> closed = before.flatMap(Cycle::closed).filter(c -> !closes.isAfter(now));
        Cycle cycle = new Cycle(year, opens, closes, closed, base, before.map(Cycle::noticeDays).orElse(List.of()),
                before.map(Cycle::keeping).orElse(List.of()), Revision.NONE).with(settings, now).over(before);
        Planned planned = new Planned(before, cycle);
        if (planned.differs()) {
            before.map(Cycle::revision).orElse(Revision.NONE).requireSeen(seen, ErrorCode.SETTING_CHANGED, NAMES);
        }
        return planned;
    }

    private static void movable(Cycle cycle, Instant opens, Instant closes, Instant now) {
        if (!closes.equals(cycle.closes()) && !closes.isAfter(now)) {
            throw new Failure(ErrorCode.WINDOW_PASSED, BeijingTime.until(closes));
        }
        // Who has submitted since it opened did so in time; that stays true.
        if (!opens.equals(cycle.opens()) && !cycle.opens().isAfter(now) && opens.isAfter(now)) {
            throw new Failure(ErrorCode.INVALID_VALUE, "opens", BeijingTime.from(cycle.opens()));
        }
    }

    private static Instant instant(String field, String text) {
        if (text == null || text.isBlank()) {
            throw new Failure(ErrorCode.MISSING_FIELD, field);
        }
        try {
            return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text.strip(), LOCAL).atZone(BeijingTime.ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, field, "2025-02-25T00:00 / 2025-02-24T16:00:00Z");
        }
    }

    private static List<Violation> violations(int year, Instant opens, Instant closes, Cycle.Settings s) {
        List<Violation> violations = new ArrayList<>();
        near(year, opens, "opens", violations);
        near(year, closes, "closes", violations);
        if (!closes.isAfter(opens)) {
            violations.add(ViolationCode.WINDOW_REVERSED.at("closes"));
        }
        if (s.districts().isEmpty() || s.districts().stream().anyMatch(String::isBlank)
                || new HashSet<>(s.districts()).size() < s.districts().size()) {
            violations.add(ViolationCode.DISTRICTS_INCOMPLETE.at("settings.districts"));
        }
        s.targetDays().forEach((state, days) -> {
            if (!isWait(state) || days < 1 || days > LONGEST_TARGET) {
                violations.add(ViolationCode.TARGET_DAYS_OUT_OF_RANGE.at("settings.targetDays." + state));
            }
        });
        if (s.correctionDays() < 1 || s.correctionDays() > LONGEST_TARGET) {
            violations.add(ViolationCode.CORRECTION_DAYS_OUT_OF_RANGE.at("settings.correctionDays"));
        }
        if (s.minimumNoticeDays() < NOTICE_MINIMUM || s.minimumNoticeDays() > LONGEST_TARGET) {
            violations.add(ViolationCode.MINIMUM_NOTICE_TOO_SHORT.at("settings.minimumNoticeDays"));
        }
        if (s.reconsiderationDays() < 0 || s.reconsiderationDays() > LONGEST_TARGET) {
            violations.add(ViolationCode.RECONSIDERATION_DAYS_OUT_OF_RANGE.at("settings.reconsiderationDays"));
        }
        if (s.resultNoticeDays() != 0 && (s.resultNoticeDays() < NOTICE_MINIMUM || s.resultNoticeDays() > LONGEST_TARGET)) {
            violations.add(ViolationCode.RESULT_NOTICE_TOO_SHORT.at("settings.resultNoticeDays"));
        }
        if (!s.committee().hasGoodNumbers()) {
            violations.add(ViolationCode.COMMITTEE_RULES_OUT_OF_RANGE.at("settings.committee"));
        }
        if (!CertificateNumber.isValid(s.certificateNumberFormat())) {
            violations.add(ViolationCode.NUMBER_FORMAT_UNKNOWN.at("settings.certificateNumberFormat", "{year}", "{sequence:06}"));
        }
        s.keptMonths().forEach((name, months) -> kept(name, months, violations));
        printed(s.issuingAuthority(), LONGEST_AUTHORITY, "issuingAuthority", new Text("发证机关", "the issuing authority"), violations);
        printed(s.receivingOffice(), LONGEST_OFFICE, "receivingOffice", new Text("受理部门", "the receiving office"), violations);
        printed(s.supervisingTelephone(), LONGEST_TELEPHONE, "supervisingTelephone", new Text("监督电话", "the supervising telephone"),
                violations);
        return violations;
    }

    /** A year's window may begin in the year before and be extended into the next one; a slip of a digit makes no other year of it. */
    private static void near(int year, Instant at, String field, List<Violation> violations) {
        if (Math.abs(at.atZone(BeijingTime.ZONE).getYear() - year) > 1) {
            violations.add(ViolationCode.WINDOW_OF_ANOTHER_YEAR.at(field, year));
        }
    }

    @Rule(R38)
    private static void kept(String name, int months, List<Violation> violations) {
        List<Retention> settable = Arrays.stream(Retention.values()).filter(Retention::isSettable).toList();
        Optional<Retention> kept = settable.stream().filter(r -> r.name().equals(name)).findFirst();
        if (kept.filter(r -> months >= r.least() && months <= r.most()).isEmpty()) {
            // of a name that nothing has, all that there are
            List<Retention> meant = kept.map(List::of).orElse(settable);
            violations.add(ViolationCode.KEPT_OUT_OF_RANGE.at("settings.keptMonths." + name,
                    new Text(meant.stream().map(r -> r.chinese() + " " + r.least() + "–" + r.most()).collect(Collectors.joining("；")),
                            meant.stream().map(r -> r.english() + " " + r.least() + "–" + r.most()).collect(Collectors.joining("; ")))));
        }
    }

    private static boolean isWait(String state) {
        return Arrays.stream(State.values()).anyMatch(s -> s.name().equals(state) && s.isWait() && !s.isNotice());
    }

    /** What papers print fits on them and can be printed; the answer shows it as it will be. */
    @Rule(R51)
    private static void printed(String text, int most, String field, Text label, List<Violation> violations) {
        if (text.isEmpty()) {
            violations.add(ViolationCode.SETTING_MISSING.at("settings." + field));
        }
        violations.addAll(PrintedText.check(text, most, "settings." + field, label));
    }

    private static String note(Optional<Cycle> before, Cycle cycle) {
        String window = cycle.opens() + "/" + cycle.closes();
        return before.map(b -> b.opens() + "/" + b.closes() + " → " + window).orElse(window) + "; " + cycle.told(before);
    }
}
