package org.zhicheng.work.staff;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.identity.MailAddress;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;

/**
 * Sets what a member of staff may do (R37). An appointment that has begun is never taken away, only ended, so that a handover keeps who was
 * responsible when.
 */
@Rule(R37)
public final class AppointStaff {

    private static final Map<String, Named> NAMES = Map.of("name", new Text("姓名", "Name"), "mail", new Text("电子邮箱", "Mail address"),
            "appointments", new Text("任命", "Appointments"));
    private static final String ACTION = "任命工作人员";
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
    private static final int TEXT_LIMIT = 254;
    private static final int PAGE = 500;

    private final StaffStore staff;
    private final CycleStore cycles;
    private final ApplicationStore applications;
    private final Clock clock;

    public AppointStaff(StaffStore staff, CycleStore cycles, ApplicationStore applications, Clock clock) {
        this.staff = staff;
        this.cycles = cycles;
        this.applications = applications;
        this.clock = clock;
    }

    /**
     * A step that nobody will be appointed to once an appointment has ended (R48).
     *
     * @param scope the employer's USCC, the district, or empty
     * @param from the first day without anybody
     * @param applications how many wait there now
     */
    public record Vacancy(State step, String scope, LocalDate from, int applications) {
    }

    /**
     * @param member the whole of it, as it shall be
     * @param seen the version that was edited; 0 for someone who was not there
     * @throws Failure {@code NOT_ALLOWED}, {@code RULES_BROKEN} with everything that is wrong, {@code SETTING_CHANGED}, or {@code OWN_APPOINTMENT} where an
     *     administrator would lock themselves out
     */
    public StaffMember appoint(Actor actor, StaffMember member, int seen) {
        Roles.require(actor, ACTION, Role.ADMINISTRATOR);
        return Attempts.of(() -> appointed(actor, member, seen));
    }

    private StaffMember appointed(Actor actor, StaffMember member, int seen) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        Optional<StaffMember> by = staff.find(actor.sub());
        checkStillAdministrator(by, today);
        Optional<StaffMember> known = staff.find(member.sub());
        StaffMember next = new StaffMember(member.sub(), member.name(), member.mail(),
                member.appointments().stream().map(AppointStaff::normalise).toList()).over(known);
        if (known.filter(next::equals).isPresent()) {
            return next;
        }
        known.map(StaffMember::revision).orElse(Revision.NONE).requireSeen(seen, ErrorCode.SETTING_CHANGED, NAMES);
        List<Appointment> before = known.map(StaffMember::appointments).orElse(List.of());
        List<Violation> violations = new ArrayList<>(texts(next));
        for (int i = 0; i < next.appointments().size(); i++) {
            check(next.appointments().get(i), "appointments[" + i + "]", before, violations);
        }
        known.filter(former -> isSomeoneElse(former, next, today))
                .ifPresent(former -> violations.add(ViolationCode.SUCCESSOR_NEEDS_OWN_LOGIN.at("name")));
        twice(next, violations);
        history(before, next.appointments(), today, violations);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        if (actor.sub().equals(next.sub()) && endsAdministration(before, next.appointments(), today)) {
            throw new Failure(ErrorCode.OWN_APPOINTMENT);
        }
        staff.save(next, by,
                AuditEvent.of(Subject.staff(next.sub()), now, actor.sub(), Role.ADMINISTRATOR, "APPOINT", Channel.API, note(known, next))
                        .by(actor.name()));
        return next;
    }

    /** What a member's appointments leave to nobody, from their ends on; none while somebody else is appointed to the same. */
    public List<Vacancy> vacancies(StaffMember member) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
        List<StaffMember> all = staff.all();
        List<Vacancy> vacancies = new ArrayList<>();
        for (Appointment ending : member.appointments()) {
            ending.to().filter(last -> last.isBefore(LocalDate.MAX)).map(last -> last.plusDays(1))
                    .map(day -> day.isBefore(today) ? today : day)
                    .filter(day -> new Staffing(all, day).appointed(ending.role(), ending.scope()).isEmpty())
                    .ifPresent(day -> Arrays.stream(State.values()).filter(s -> s.isQueue() && s.tier().role() == ending.role())
                            .forEach(s -> vacancies.add(
                                    new Vacancy(s, ending.scope(), day, (int) applications.allInQueue(s, ending.scope(), PAGE).count()))));
        }
        return vacancies.stream().distinct().toList();
    }

    /** Whoever acted under a login stays who acted: name and mail together are not changed once an appointment has begun. */
    private static boolean isSomeoneElse(StaffMember former, StaffMember next, LocalDate today) {
        return !former.name().isEmpty() && !former.name().equals(next.name()) && !former.mail().equals(next.mail())
                && former.appointments().stream().anyMatch(a -> !a.from().isAfter(today));
    }

    // Asked again with what the write depends on: of two administrators who end each other's appointment the second is none any more.
    private static void checkStillAdministrator(Optional<StaffMember> by, LocalDate today) {
        boolean ended = by.isPresent() && by.get().appointments().stream().anyMatch(a -> a.role() == Role.ADMINISTRATOR)
                && by.get().appointments().stream().noneMatch(a -> a.role() == Role.ADMINISTRATOR && a.isActive(today));
        if (ended) {
            throw new Failure(ErrorCode.NOT_ALLOWED, ACTION);
        }
    }

    static Appointment normalise(Appointment a) {
        String scope = a.role() != null && a.role().scope() == Scope.EMPLOYER ? CreditCode.normalise(a.scope()) : a.scope().strip();
        return new Appointment(a.role(), scope, a.from(), a.to());
    }

    private static List<Violation> texts(StaffMember member) {
        List<Violation> violations = new ArrayList<>();
        if (Length.of(member.sub()) > TEXT_LIMIT) {
            violations.add(ViolationCode.SUBJECT_TOO_LONG.at("sub", TEXT_LIMIT));
        }
        PersonName.check(member.name(), "name").ifPresent(violations::add);
        if (!member.mail().isEmpty() && !MailAddress.isValid(member.mail())) {
            violations.add(ViolationCode.STAFF_MAIL_INVALID.at("mail"));
        }
        return violations;
    }

    private void check(Appointment a, String field, List<Appointment> before, List<Violation> violations) {
        if (a.role() == null || !a.role().isStaff()) {
            violations.add(ViolationCode.ROLE_NOT_STAFF.at(field + ".role"));
            return;
        }
        if (a.from() == null) {
            violations.add(ViolationCode.APPOINTMENT_FROM_MISSING.at(field + ".from"));
            return;
        }
        if (a.to().filter(last -> last.isBefore(a.from())).isPresent()) {
            violations.add(ViolationCode.APPOINTMENT_REVERSED.at(field + ".to"));
        }
        boolean known = before.stream().anyMatch(b -> isSame(a, b) && b.to().equals(a.to()));
        if (!known && (isImplausible(a.from()) || a.to().filter(AppointStaff::isImplausible).isPresent())) {
            violations.add(ViolationCode.APPOINTMENT_YEAR_IMPLAUSIBLE.at(field, EARLIEST, LATEST));
        }
        // An employer may have been taken over, a district renamed: what was right when it was made stays.
        if (before.stream().noneMatch(b -> isSame(a, b))) {
            checkScope(staff, cycles, a, field + ".scope", violations);
        }
    }

    private static boolean isImplausible(LocalDate day) {
        return day.isBefore(EARLIEST) || day.isAfter(LATEST);
    }

    /** Whether what an appointment is for is there. */
    static void checkScope(StaffStore staff, CycleStore cycles, Appointment a, String field, List<Violation> violations) {
        switch (a.role().scope()) {
            case EMPLOYER -> {
                if (staff.findEmployer(a.scope()).isEmpty()) {
                    violations.add(ViolationCode.EMPLOYER_UNKNOWN.at(field));
                }
            }
            case DISTRICT -> {
                Set<String> districts = CycleDefaults.districts(cycles);
                if (!districts.contains(a.scope())) {
                    violations.add(ViolationCode.NO_SUCH_DISTRICT.at(field, districts));
                }
            }
            case ALL -> {
                if (!a.scope().isEmpty()) {
                    violations.add(ViolationCode.SCOPE_NOT_EMPTY.at(field));
                }
            }
            case OWN -> throw new IllegalStateException(a.role().name());
        }
    }

    private static void twice(StaffMember member, List<Violation> violations) {
        Set<String> seen = new HashSet<>();
        for (Appointment a : member.appointments()) {
            if (!seen.add(a.role() + "#" + a.scope() + "#" + a.from())) {
                violations.add(ViolationCode.APPOINTED_TWICE.at("appointments"));
            }
        }
    }

    private static void history(List<Appointment> before, List<Appointment> after, LocalDate today, List<Violation> violations) {
        LocalDate yesterday = today.minusDays(1);
        for (Appointment past : before) {
            if (past.from().isAfter(today)) {
                continue;
            }
            Optional<Appointment> kept = after.stream().filter(a -> isSame(a, past)).findFirst();
            boolean over = past.to().filter(last -> last.isBefore(today)).isPresent();
            boolean rewritten = kept.isEmpty()
                    || !kept.get().to().equals(past.to()) && (over || kept.get().to().filter(last -> last.isBefore(yesterday)).isPresent());
            if (rewritten) {
                violations.add(ViolationCode.HISTORY_CHANGED.at("appointments", past.role(), past.from()));
            }
        }
    }

    private static boolean isSame(Appointment one, Appointment other) {
        return one.role() == other.role() && one.scope().equals(other.scope()) && other.from().equals(one.from());
    }

    // Their own end is for another administrator to set, who is then known to be there.
    private static boolean endsAdministration(List<Appointment> before, List<Appointment> after, LocalDate today) {
        return before.stream().filter(a -> a.role() == Role.ADMINISTRATOR && a.isActive(today)).anyMatch(a -> after.stream()
                .filter(b -> isSame(a, b)).noneMatch(b -> b.to().isEmpty() || a.to().isPresent() && !b.to().get().isBefore(a.to().get())));
    }

    private static String note(Optional<StaffMember> known, StaffMember member) {
        String renamed = known.map(StaffMember::name).filter(former -> !former.equals(member.name()))
                .map(former -> former + " → " + member.name() + "; ").orElse("");
        String readdressed = known.map(StaffMember::mail).filter(former -> !former.equals(member.mail()))
                .map(former -> former + " → " + member.mail() + "; ").orElse("");
        return renamed + readdressed + member.appointments().stream().map(a -> a.role() + (a.scope().isEmpty() ? "" : " " + a.scope()) + " "
                + a.from() + "/" + a.to().map(LocalDate::toString).orElse("")).collect(Collectors.joining("; "));
    }
}
