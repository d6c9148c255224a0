package org.zhicheng.work.staff;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.revision.Revision;

/** Registers an enterprise that may recommend, or corrects its name, district or telephone (R33, R37). */
public final class RegisterEmployer {

    private static final int NAME_LIMIT = 100;
    private static final int PHONE_LIMIT = 40;

    private final StaffStore staff;
    private final CycleStore cycles;
    private final Clock clock;

    public RegisterEmployer(StaffStore staff, CycleStore cycles, Clock clock) {
        this.staff = staff;
        this.cycles = cycles;
        this.clock = clock;
    }

    /**
     * @param seen the version that was edited; 0 for an employer that was not there
     * @throws Failure {@code NOT_ALLOWED}, {@code SETTING_CHANGED}, or {@code RULES_BROKEN} with everything that is wrong
     */
    public Employer register(Actor actor, Employer employer, int seen) {
        Roles.require(actor, "登记单位", Role.ADMINISTRATOR);
        List<Violation> violations = new ArrayList<>();
        CreditCode.check(employer.uscc(), FormField.USCC.path()).ifPresent(violations::add);
        Employer next = new Employer(CreditCode.normalise(employer.uscc()), strip(employer.name()), strip(employer.district()),
                strip(employer.contactPhone()));
        if (next.name().isEmpty() || next.name().length() > NAME_LIMIT) {
            violations.add(new Violation("R37", ViolationCode.FIELD_MISSING, "name", "请填写单位名称，与营业执照一致，不超过" + NAME_LIMIT + "字",
                    "Enter the enterprise's name as on the business licence, at most " + NAME_LIMIT + " characters"));
        }
        if (next.contactPhone().length() > PHONE_LIMIT) {
            violations.add(new Violation("R37", ViolationCode.PHONE_INVALID, "contactPhone", "电话号码过长", "The telephone number is too long"));
        }
        Set<String> districts = CycleDefaults.districts(cycles);
        if (!districts.contains(next.district())) {
            violations.add(new Violation("R37", ViolationCode.DISTRICT_UNKNOWN, "district", "没有该区（县）：请填写 " + String.join("、", districts),
                    "No such district; one of " + String.join(", ", districts)));
        }
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> registered(actor, next, seen));
    }

    private Employer registered(Actor actor, Employer employer, int seen) {
        Optional<Employer> before = staff.findEmployer(employer.uscc());
        Employer next = employer.over(before);
        if (before.filter(next::equals).isEmpty()) {
            before.map(Employer::revision).orElse(Revision.NONE).requireSeen(seen, ErrorCode.SETTING_CHANGED, item -> item);
            Instant now = clock.instant();
            staff.saveEmployer(next, new AuditEvent("EMPLOYER#" + next.uscc(), now.toEpochMilli(), now, actor.sub(), Role.ADMINISTRATOR,
                    "REGISTER_EMPLOYER", Optional.empty(), Optional.empty(), Channel.API, next.name() + " " + next.district()));
        }
        return next;
    }

    private static String strip(String text) {
        return text == null ? "" : text.strip();
    }
}
