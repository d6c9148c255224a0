package org.zhicheng.work.integrity;

import static org.zhicheng.ground.rule.NoticeRule.R34;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.rules.retention.Retention;

/** An officer records a fraud, and looks up what is recorded of a person (R34). The ID number travels in bodies only and is kept as a hash. */
@Rule(R34)
public final class RecordIntegrity {

    private static final int TEXT_LIMIT = 2000;

    private final IntegrityStore records;
    private final PersonStore people;
    private final Vault vault;
    private final AuditLog auditLog;
    private final Clock clock;

    public RecordIntegrity(IntegrityStore records, PersonStore people, Vault vault, AuditLog auditLog, Clock clock) {
        this.records = records;
        this.people = people;
        this.vault = vault;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /**
     * What is recorded.
     *
     * @param facts what was done
     * @param basis the rule or decision it rests on
     * @param date from which the three years count
     */
    public record Finding(String idNumber, String facts, String basis, Optional<LocalDate> date) {
        @SuppressWarnings("OptionalAssignedToNull")
        public Finding {
            idNumber = idNumber == null ? "" : idNumber;
            facts = facts == null ? "" : Canonical.lines(facts);
            basis = basis == null ? "" : Canonical.lines(basis);
            date = date == null ? Optional.empty() : date;
        }

        /** Without the ID number. */
        @Override
        public String toString() {
            return "Finding";
        }
    }

    /**
     * Records a fraud; the same again is the same record. The person concerned is told, where registered (R36).
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code OWN_APPLICATION} of oneself, or {@code RULES_BROKEN} with everything that is wrong
     */
    public IntegrityRecord record(Actor actor, Finding finding) {
        Role role = Roles.require(actor, "记入诚信档案", Role.OFFICE, Role.ADMINISTRATOR);
        LocalDate today = LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
        List<Violation> violations = violations(finding, today);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        IdentityNumber number = IdentityNumber.of(finding.idNumber(), today);
        String hash = vault.hash(number.plain());
        OwnRecord.refuse(people, actor, hash);
        LocalDate date = finding.date().orElseThrow();
        String id = StableId.of(String.join("\n", hash, date.toString(), finding.facts(), finding.basis()));
        return Attempts.of(() -> records.of(hash).stream().filter(r -> r.id().equals(id)).findFirst().orElseGet(() -> {
            Instant at = clock.instant();
            IntegrityRecord record = new IntegrityRecord(id, hash, number.masked(), finding.facts(), finding.basis(), date, actor.sub(),
                    at);
            records.save(record,
                    AuditEvent.of(Subject.integrity(hash), at, actor.sub(), role, "RECORD_INTEGRITY", Channel.API, id).by(actor.name()),
                    people.findByIdNumberHash(hash).map(p -> Mails.toPerson(p.sub(), MailTemplate.INTEGRITY_RECORDED)).stream().toList());
            return record;
        }));
    }

    /**
     * What is recorded of a person and still kept, the newest first; that it was looked up is recorded too.
     *
     * @throws Failure {@code NOT_ALLOWED}, or {@code RULES_BROKEN} where it is no ID number
     */
    public List<IntegrityRecord> search(Actor actor, String idNumber) {
        Role role = Roles.require(actor, "查询诚信档案", Role.OFFICE, Role.ADMINISTRATOR);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        String hash = vault.hash(IdentityNumber.of(idNumber == null ? "" : idNumber, today).plain());
        auditLog.append(
                AuditEvent.of(Subject.integrity(hash), now, actor.sub(), role, "SEARCH_INTEGRITY", Channel.API, "").by(actor.name()));
        // Three years to the day (R34): what the schedule has not deleted yet is not shown any more.
        return records.of(hash).stream().filter(r -> r.isKept(today)).sorted(Comparator.comparing(IntegrityRecord::date).reversed())
                .toList();
    }

    private static List<Violation> violations(Finding finding, LocalDate today) {
        List<Violation> violations = new ArrayList<>();
        IdentityNumber.check(finding.idNumber(), today).ifPresent(violations::add);
        text(finding.facts(), "facts", ViolationCode.FINDING_WITHOUT_FACTS, violations);
        text(finding.basis(), "basis", ViolationCode.FINDING_WITHOUT_BASIS, violations);
        LocalDate date = finding.date().orElse(today.plusDays(1));
        if (date.isAfter(today) || !today.isBefore(date.plus(Retention.INTEGRITY_RECORDS.period()))) {
            violations.add(ViolationCode.FINDING_DATE_IMPLAUSIBLE.at("date"));
        }
        return violations;
    }

    private static void text(String text, String field, ViolationCode missing, List<Violation> violations) {
        if (text.isEmpty()) {
            violations.add(missing.at(field));
        } else if (Length.of(text) > TEXT_LIMIT) {
            violations.add(ViolationCode.TEXT_TOO_LONG.of(missing.rule(), field, TEXT_LIMIT));
        }
    }
}
