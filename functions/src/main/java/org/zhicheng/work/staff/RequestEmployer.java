package org.zhicheng.work.staff;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.rule.Rule;

/** Somebody asks for an enterprise to be registered, the enterprise itself too; the bureau sees who waits, and registers or refuses it (R42). */
@Rule(R42)
public final class RequestEmployer {

    private final StaffStore staff;
    private final CycleStore cycles;
    private final Clock clock;

    public RequestEmployer(StaffStore staff, CycleStore cycles, Clock clock) {
        this.staff = staff;
        this.cycles = cycles;
        this.clock = clock;
    }

    /** Where a request stands, for who asks. */
    public enum Standing {
        WAITING,
        REGISTERED,
        REFUSED
    }

    /**
     * How a request was answered, if it was.
     *
     * @param refusal why it was refused; empty otherwise
     */
    public record Answer(String uscc, String name, String district, Standing standing, String refusal) {
    }

    /**
     * Asks once, however often it is sent. One that is registered needs none: the answer is how it is registered.
     *
     * @param forEmployer whether who asks acts for the enterprise
     * @throws Failure {@code RULES_BROKEN} with everything that is wrong
     */
    public Answer request(Actor actor, Employer employer, boolean forEmployer) {
        List<Violation> violations = RegisterEmployer.violations(employer, CycleDefaults.districts(cycles));
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> {
            Optional<Employer> registered = staff.findEmployer(employer.uscc());
            if (registered.isPresent()) {
                return answer(registered.get(), Standing.REGISTERED, "");
            }
            Instant now = clock.instant();
            Optional<EmployerRequest> before = staff.findRequest(employer.uscc());
            EmployerRequest request = EmployerRequest.of(employer, new EmployerRequest.Asked(actor.sub(), forEmployer, now), before);
            if (before.filter(request::equals).isEmpty()) {
                Role role = Stream.of(Role.values()).filter(actor::has).findFirst().orElse(Role.APPLICANT);
                staff.saveRequest(request, AuditEvent.of(Subject.employer(employer.uscc()), now, actor.sub(), role, "REQUEST_EMPLOYER",
                        Channel.API, employer.name() + " " + employer.district()).by(actor.name()), List.of());
            }
            return answer(request.employer(), Standing.WAITING, "");
        });
    }

    /** What is asked for and not answered, the longest waiting first. @throws Failure {@code NOT_ALLOWED} */
    public List<EmployerRequest> waiting(Actor actor) {
        Roles.require(actor, "查看单位登记申请", Role.ADMINISTRATOR, Role.OFFICE);
        return staff.requests().stream().filter(EmployerRequest::isOpen).sorted(Comparator.comparing(r -> r.asked().getFirst().at()))
                .toList();
    }

    /**
     * Refuses what is asked for; who asked is told by mail and sees the reason.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD} or {@code INVALID_VALUE} for the reason
     */
    public Answer refuse(Actor actor, String uscc, String reason) {
        Roles.require(actor, "登记单位", Role.ADMINISTRATOR);
        String why = Reasons.required(reason);
        return Attempts.of(() -> {
            EmployerRequest request = staff.findRequest(uscc).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, uscc));
            EmployerRequest refused = request.refused(why);
            if (!refused.equals(request)) {
                staff.saveRequest(refused, AuditEvent
                        .of(Subject.employer(uscc), clock.instant(), actor.sub(), Role.ADMINISTRATOR, "REFUSE_EMPLOYER", Channel.API, why)
                        .by(actor.name()), mails(request, MailTemplate.EMPLOYER_REFUSED));
            }
            return answer(refused.employer(), Standing.REFUSED, why);
        });
    }

    /** Where a request stands that somebody made; only who asked sees why it was refused. */
    public Optional<Answer> standing(Actor actor, String uscc) {
        return staff.findEmployer(uscc).map(employer -> answer(employer, Standing.REGISTERED, ""))
                .or(() -> staff.findRequest(uscc).filter(r -> r.asked().stream().anyMatch(a -> a.sub().equals(actor.sub())))
                        .map(r -> answer(r.employer(), r.isOpen() ? Standing.WAITING : Standing.REFUSED, r.refusal().orElse(""))));
    }

    /** To everyone who asked. */
    static List<SendMail> mails(EmployerRequest request, MailTemplate template) {
        return request.asked().stream().map(EmployerRequest.Asked::sub).distinct().map(sub -> Mails.toPerson(sub, template)).toList();
    }

    private static Answer answer(Employer employer, Standing standing, String refusal) {
        return new Answer(employer.uscc(), employer.name(), employer.district(), standing, refusal);
    }
}
