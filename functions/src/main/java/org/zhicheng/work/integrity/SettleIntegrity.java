package org.zhicheng.work.integrity;

import static org.zhicheng.ground.rule.NoticeRule.R34;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityRecord.Status;
import org.zhicheng.dossier.integrity.IntegrityRecord.Step;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;

/**
 * The person concerned disputes an integrity record, once; the bureau upholds or withdraws it, with a reason. Each step is added, none is
 * changed; a withdrawn record blocks nothing (R34, R41).
 */
@Rule({R34, R41})
public final class SettleIntegrity {

    private static final int LONGEST = 2_000;

    private final IntegrityStore records;
    private final PersonStore people;
    private final StaffStore staff;
    private final Clock clock;

    public SettleIntegrity(IntegrityStore records, PersonStore people, StaffStore staff, Clock clock) {
        this.records = records;
        this.people = people;
        this.staff = staff;
        this.clock = clock;
    }

    /** What the bureau finds. */
    public enum Finding {
        UPHELD(Status.UPHELD),
        WITHDRAWN(Status.WITHDRAWN);

        private final Status status;

        Finding(Status status) {
            this.status = status;
        }
    }

    /**
     * Disputes one's own record; the same again is the same dispute.
     *
     * @throws Failure {@code NOT_REGISTERED}, {@code NOT_FOUND} also for anybody else's, {@code MISSING_FIELD}, {@code INVALID_VALUE},
     *         {@code RULES_BROKEN} where it was disputed before or is withdrawn
     */
    public IntegrityRecord dispute(Actor actor, String id, String given) {
        Person person = people.find(actor.sub()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
        String text = Reasons.required(given, LONGEST);
        return Attempts.of(() -> {
            IntegrityRecord record = records.of(person.idNumberHash()).stream().filter(r -> r.id().equals(id) && r.isKept(today()))
                    .findFirst().orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
            if (record.steps().stream().anyMatch(s -> s.to() == Status.DISPUTED && s.text().equals(text))) {
                return record;
            }
            if (record.status() != Status.IN_FORCE) {
                throw Failure.rulesBroken(List.of(ViolationCode.INTEGRITY_RECORD_SETTLED.at("reason", record.status())));
            }
            return append(record, Status.DISPUTED, text, actor, Role.APPLICANT, "DISPUTE_INTEGRITY", told());
        });
    }

    /**
     * Upholds or withdraws a record; the same again changes nothing. Whoever recorded it may withdraw it, but a dispute is not turned down by
     * the one whom it is about; the person concerned does neither (R29).
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code OWN_APPLICATION} of one's own record, {@code MISSING_FIELD},
     *         {@code INVALID_VALUE}, {@code RULES_BROKEN} where it is not disputed or withdrawn already
     */
    public IntegrityRecord settle(Actor actor, String id, Finding finding, String given) {
        Role role = Roles.require(actor, "处理诚信档案异议", Role.OFFICE, Role.ADMINISTRATOR);
        if (finding == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "finding");
        }
        String reason = Reasons.required(given, LONGEST);
        return Attempts.of(() -> {
            IntegrityRecord record = records.all().stream().filter(r -> r.id().equals(id) && r.isKept(today())).findFirst()
                    .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
            OwnRecord.refuse(people, actor, record.idNumberHash());
            if (record.status() == finding.status && record.steps().getLast().text().equals(reason)) {
                return record;
            }
            boolean open = record.status() == Status.DISPUTED || finding == Finding.WITHDRAWN && record.status() != Status.WITHDRAWN;
            if (!open) {
                throw Failure.rulesBroken(List.of(ViolationCode.INTEGRITY_RECORD_SETTLED.at("finding", record.status())));
            }
            if (finding == Finding.UPHELD && record.recordedBy().equals(actor.sub())) {
                throw Failure.rulesBroken(List.of(ViolationCode.DISPUTE_OF_OWN_FINDING.at("finding")));
            }
            List<Delivery> mails = people.findByIdNumberHash(record.idNumberHash())
                    .<Delivery>map(p -> Mails.toPerson(p.sub(), MailTemplate.INTEGRITY_SETTLED)).stream().toList();
            return append(record, finding.status, reason, actor, role, finding + "_INTEGRITY", mails);
        });
    }

    /** Those that wait for the bureau, the longest waiting first. @throws Failure {@code NOT_ALLOWED} */
    public List<IntegrityRecord> disputed(Actor actor) {
        Roles.require(actor, "查询诚信档案", Role.OFFICE, Role.ADMINISTRATOR);
        return records.all().stream().filter(r -> r.status() == Status.DISPUTED && r.isKept(today()))
                .sorted(Comparator.comparing(r -> r.steps().getLast().at())).toList();
    }

    private IntegrityRecord append(IntegrityRecord record, Status to, String text, Actor actor, Role role, String action,
            List<Delivery> deliveries) {
        Instant at = clock.instant();
        IntegrityRecord next = record.with(new Step(to, text, actor.sub(), at));
        records.append(next,
                AuditEvent.of(Subject.integrity(record.idNumberHash()), at, actor.sub(), role, action, Channel.API, record.id())
                        .by(role == Role.APPLICANT ? "" : actor.name()),
                deliveries);
        return next;
    }

    private List<Delivery> told() {
        return List.copyOf(new Staffing(staff.all(), today()).mailsToOffice(MailTemplate.STAFF_DISPUTE, Map.of()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
    }
}
