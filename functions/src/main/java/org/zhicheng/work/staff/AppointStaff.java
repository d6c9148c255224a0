package org.zhicheng.work.staff;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.revision.Revision;

/**
 * Sets what a member of staff may do (R37). An appointment that has begun is never taken away, only ended, so that a handover keeps who was
 * responsible when.
 */
public final class AppointStaff {

    private static final String ACTION = "任命工作人员";
    private static final int TEXT_LIMIT = 254;

    private final StaffStore staff;
    private final CycleStore cycles;
    private final Clock clock;

    public AppointStaff(StaffStore staff, CycleStore cycles, Clock clock) {
        this.staff = staff;
        this.cycles = cycles;
        this.clock = clock;
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
        StaffMember next = new StaffMember(member.sub(), member.name().strip(), member.mail().strip(),
                member.appointments().stream().map(AppointStaff::normalise).toList()).over(known);
        if (known.filter(next::equals).isPresent()) {
            return next;
        }
        known.map(StaffMember::revision).orElse(Revision.NONE).requireSeen(seen, ErrorCode.SETTING_CHANGED, item -> item);
        List<Appointment> before = known.map(StaffMember::appointments).orElse(List.of());
        List<Violation> violations = new ArrayList<>(texts(next));
        for (int i = 0; i < next.appointments().size(); i++) {
            check(next.appointments().get(i), "appointments[" + i + "]", before, violations);
        }
        twice(next, violations);
        history(before, next.appointments(), today, violations);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        if (actor.sub().equals(next.sub()) && endsAdministration(before, next.appointments(), today)) {
            throw new Failure(ErrorCode.OWN_APPOINTMENT);
        }
        staff.save(next, by, new AuditEvent("STAFF#" + next.sub(), now.toEpochMilli(), now, actor.sub(), Role.ADMINISTRATOR, "APPOINT",
                Optional.empty(), Optional.empty(), Channel.API, note(next)));
        return next;
    }

    // Asked again with what the write depends on: of two administrators who end each other's appointment the second is none any more.
    private static void checkStillAdministrator(Optional<StaffMember> by, LocalDate today) {
        boolean ended = by.isPresent() && by.get().appointments().stream().anyMatch(a -> a.role() == Role.ADMINISTRATOR)
                && by.get().appointments().stream().noneMatch(a -> a.role() == Role.ADMINISTRATOR && a.isActive(today));
        if (ended) {
            throw new Failure(ErrorCode.NOT_ALLOWED, ACTION);
        }
    }

    private static Appointment normalise(Appointment a) {
        String scope = a.role() == Role.EMPLOYER ? CreditCode.normalise(a.scope()) : a.scope().strip();
        return new Appointment(a.role(), scope, a.from(), a.to());
    }

    private static List<Violation> texts(StaffMember member) {
        List<Violation> violations = new ArrayList<>();
        if (member.sub().length() > TEXT_LIMIT) {
            violations.add(violation(ViolationCode.FIELD_TOO_LONG, "sub", "登录标识不得超过" + TEXT_LIMIT + "个字符",
                    "The subject of a login has at most " + TEXT_LIMIT + " characters"));
        }
        if (member.name().isEmpty() || member.name().length() > TEXT_LIMIT) {
            violations.add(violation(ViolationCode.FIELD_MISSING, "name", "请填写工作人员姓名", "Enter the name of the member of staff"));
        }
        if (!member.mail().isEmpty() && (member.mail().length() > TEXT_LIMIT || !member.mail().matches("[^\\s@]+@[^\\s@]+"))) {
            violations.add(violation(ViolationCode.MAIL_INVALID, "mail", "电子邮箱无效", "The mail address is not valid"));
        }
        return violations;
    }

    private void check(Appointment a, String field, List<Appointment> before, List<Violation> violations) {
        if (a.role() == null || a.role() == Role.APPLICANT || a.role() == Role.SYSTEM) {
            violations.add(violation(ViolationCode.ROLE_NOT_STAFF, field + ".role", "该角色不能任命", "This role is not one of staff"));
            return;
        }
        if (a.from() == null) {
            violations.add(violation(ViolationCode.FIELD_MISSING, field + ".from", "请填写任职开始日期", "Enter the first day of the appointment"));
            return;
        }
        if (a.to().filter(last -> last.isBefore(a.from())).isPresent()) {
            violations.add(violation(ViolationCode.DATES_REVERSED, field + ".to", "任职结束日期早于开始日期", "The appointment ends before it begins"));
        }
        // An employer may have been taken over, a district renamed: what was right when it was made stays.
        if (before.stream().noneMatch(b -> isSame(a, b))) {
            scope(a, field, violations);
        }
    }

    private void scope(Appointment a, String field, List<Violation> violations) {
        switch (a.role()) {
            case EMPLOYER -> {
                if (staff.findEmployer(a.scope()).isEmpty()) {
                    violations.add(violation(ViolationCode.EMPLOYER_UNKNOWN, field + ".scope", "该统一社会信用代码的单位尚未登记，请先登记单位",
                            "No employer is registered with this credit code; register it first"));
                }
            }
            case DISTRICT -> {
                Set<String> districts = CycleDefaults.districts(cycles);
                if (!districts.contains(a.scope())) {
                    violations.add(violation(ViolationCode.DISTRICT_UNKNOWN, field + ".scope", "没有该区（县）：请填写 " + String.join("、", districts),
                            "No such district; one of " + String.join(", ", districts)));
                }
            }
            case COMMITTEE, OFFICE, ADMINISTRATOR -> {
                if (!a.scope().isEmpty()) {
                    violations.add(violation(ViolationCode.SCOPE_NOT_EMPTY, field + ".scope", "该角色不限定单位或区（县），请留空",
                            "This role has no scope; leave it empty"));
                }
            }
            case APPLICANT, SYSTEM -> throw new IllegalStateException(a.role().name());
        }
    }

    private static void twice(StaffMember member, List<Violation> violations) {
        Set<String> seen = new HashSet<>();
        for (Appointment a : member.appointments()) {
            if (!seen.add(a.role() + "#" + a.scope() + "#" + a.from())) {
                violations.add(violation(ViolationCode.APPOINTED_TWICE, "appointments", "同一任命重复", "The same appointment is there twice"));
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
                violations.add(violation(ViolationCode.HISTORY_CHANGED, "appointments",
                        "已开始的任命不能删除或改写（" + past.role().chinese() + "，" + past.from() + " 起），只能填写结束日期",
                        "An appointment that has begun (" + past.role() + " since " + past.from() + ") can only be ended"));
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

    private static String note(StaffMember member) {
        return member.appointments().stream().map(a -> a.role() + (a.scope().isEmpty() ? "" : " " + a.scope()) + " " + a.from() + "/"
                + a.to().map(LocalDate::toString).orElse("")).collect(Collectors.joining("; "));
    }

    private static Violation violation(String code, String field, String chinese, String english) {
        return new Violation("R37", code, field, chinese, english);
    }
}
