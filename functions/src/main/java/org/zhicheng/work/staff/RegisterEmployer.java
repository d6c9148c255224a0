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
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.typesetting.PrintedText;

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

    /** @throws Failure {@code NOT_ALLOWED}, or {@code RULES_BROKEN} with everything that is wrong */
    public Employer register(Actor actor, Employer employer) {
        Roles.require(actor, "登记单位", Role.ADMINISTRATOR);
        List<Violation> violations = new ArrayList<>();
        CreditCode.check(employer.uscc(), FormField.USCC.path()).ifPresent(violations::add);
        if (employer.name().isEmpty()) {
            violations.add(new Violation("R37", ViolationCode.FIELD_MISSING, "name", "请填写单位名称，与营业执照一致",
                    "Enter the enterprise's name as on the business licence"));
        }
        violations.addAll(PrintedText.check(employer.name(), NAME_LIMIT, "R51", "name", "单位名称", "the enterprise's name"));
        if (employer.contactPhone().length() > PHONE_LIMIT) {
            violations.add(new Violation("R37", ViolationCode.PHONE_INVALID, "contactPhone", "电话号码过长", "The telephone number is too long"));
        }
        Set<String> districts = CycleDefaults.districts(cycles);
        if (!districts.contains(employer.district())) {
            violations.add(new Violation("R37", ViolationCode.DISTRICT_UNKNOWN, "district", "没有该区（县）：请填写 " + String.join("、", districts),
                    "No such district; one of " + String.join(", ", districts)));
        }
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> staff.findEmployer(employer.uscc()).filter(employer::equals).orElseGet(() -> {
            Instant now = clock.instant();
            staff.saveEmployer(employer,
                    new AuditEvent("EMPLOYER#" + employer.uscc(), now.toEpochMilli(), now, actor.sub(), Role.ADMINISTRATOR,
                            "REGISTER_EMPLOYER", Optional.empty(), Optional.empty(), Channel.API,
                            employer.name() + " " + employer.district()).by(actor.name()));
            return employer;
        }));
    }
}
