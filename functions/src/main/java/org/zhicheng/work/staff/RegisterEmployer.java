package org.zhicheng.work.staff;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore.Registered;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** Registers an enterprise that may recommend, or corrects its name, district or telephone, and answers who asked for it (R33, R37, R42). */
public final class RegisterEmployer {

    private static final Map<String, Named> NAMES = Map.of("name", new Text("单位名称", "Name"), "district", new Text("区（县）", "District"),
            "contactPhone", new Text("联系电话", "Telephone"));
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
        List<Violation> violations = violations(employer, CycleDefaults.districts(cycles));
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> registered(actor, employer, seen));
    }

    /** Everything that is wrong with an employer that is to be registered. */
    static List<Violation> violations(Employer employer, Set<String> districts) {
        List<Violation> violations = new ArrayList<>();
        CreditCode.check(employer.uscc(), "uscc").ifPresent(violations::add);
        if (employer.name().isEmpty()) {
            violations.add(ViolationCode.EMPLOYER_NAME_MISSING.at("name", NAME_LIMIT));
        }
        violations.addAll(PrintedText.check(employer.name(), NAME_LIMIT, "name", new Text("单位名称", "the enterprise's name")));
        if (Length.of(employer.contactPhone()) > PHONE_LIMIT) {
            violations.add(ViolationCode.CONTACT_PHONE_TOO_LONG.at("contactPhone"));
        }
        if (!districts.contains(employer.district())) {
            violations.add(ViolationCode.NO_SUCH_DISTRICT.at("district", districts));
        }
        return violations;
    }

    /** What is written with an employer, and what answers those who asked for it (R42). */
    static Registered answering(Employer employer, AuditEvent event, Optional<EmployerRequest> request) {
        return new Registered(employer, event, request, request.filter(EmployerRequest::isOpen)
                .map(r -> RequestEmployer.mails(r, MailTemplate.EMPLOYER_REGISTERED)).orElse(List.of()));
    }

    /** Answers who asks for an employer that is registered as it is; nothing where nobody does (R48). */
    static boolean answer(StaffStore staff, AuditEvent event, String uscc) {
        Optional<EmployerRequest> open = staff.findRequest(uscc).filter(EmployerRequest::isOpen);
        open.ifPresent(request -> staff.answer(request, event, RequestEmployer.mails(request, MailTemplate.EMPLOYER_REGISTERED)));
        return open.isPresent();
    }

    private Employer registered(Actor actor, Employer employer, int seen) {
        Optional<Employer> before = staff.findEmployer(employer.uscc());
        Employer next = employer.over(before);
        boolean stays = before.filter(next::equals).isPresent();
        String note = next.name() + " " + next.district() + before.filter(_ -> !stays).map(b -> "; " + next.told(b)).orElse("");
        AuditEvent event = AuditEvent
                .of(Subject.employer(next.uscc()), clock.instant(), actor.sub(), Role.ADMINISTRATOR, "REGISTER_EMPLOYER", Channel.API, note)
                .by(actor.name());
        if (stays) {
            answer(staff, event, next.uscc());
        } else {
            before.map(Employer::revision).orElse(Revision.NONE).requireSeen(seen, ErrorCode.SETTING_CHANGED, NAMES);
            staff.saveEmployers(List.of(answering(next, event, staff.findRequest(next.uscc()))));
        }
        return next;
    }
}
