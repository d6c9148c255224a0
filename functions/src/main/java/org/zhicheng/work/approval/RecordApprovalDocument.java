package org.zhicheng.work.approval;

import static org.zhicheng.ground.rule.NoticeRule.R28;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** Records the approval document of a batch; each application then gets its certificate (R28). */
@Rule(R28)
public final class RecordApprovalDocument {

    private static final int MOST_APPLICATIONS = 500;
    private static final int LONGEST_NUMBER = 60;
    /** No id is longer; a longer one is as unknown as any other, and is told with the rest. */
    private static final int LONGEST_ID = 64;

    private final ApplicationStore applications;
    private final Commands commands;
    private final CertificateStore certificates;
    private final Transitions transitions;

    public RecordApprovalDocument(ApplicationStore applications, CertificateStore certificates, Transitions transitions) {
        this.applications = applications;
        this.commands = new Commands(applications);
        this.certificates = certificates;
        this.transitions = transitions;
    }

    /** What became of one application of the list. */
    public record Line(String applicationId, State state, boolean approved) {
    }

    /**
     * Records the document with its whole list or refuses it; then moves each application on. Should that be cut off, the outbox finishes
     * it; repeating the command does no harm.
     *
     * @param printed the number; its canonical form is recorded (R51), so that what cannot be seen does not make another one
     * @throws Failure {@code RULES_BROKEN} naming each application that does not wait for a document, {@code NUMBER_TAKEN}
     */
    public List<Line> record(Actor actor, String printed, LocalDate date, List<String> ids) {
        String number = printed == null ? "" : Canonical.line(printed);
        checkShape(number, date, ids);
        List<String> list = List.copyOf(new LinkedHashSet<>(ids));
        if (!actor.has(Role.OFFICE)) {
            throw new Failure(ErrorCode.NOT_ALLOWED, Command.RECORD_APPROVAL_DOCUMENT.chinese());
        }
        Optional<ApprovalDocument> earlier = certificates.findDocument(number);
        if (earlier.isEmpty()) {
            checkAll(actor, list);
        }
        Instant now = transitions.now();
        AuditEvent event = new AuditEvent(Subject.approvalDocument(number), 0, now, actor.sub(), Role.OFFICE,
                Command.RECORD_APPROVAL_DOCUMENT.name(), Optional.empty(), Optional.empty(), Channel.API, list.size() + "")
                .by(actor.name());
        ApprovalDocument document = earlier
                .orElseGet(() -> certificates.record(new ApprovalDocument(number, date, list, actor.sub(), now, actor.name()), event));
        if (!document.date().equals(date) || !document.applications().equals(list)) {
            throw new Failure(ErrorCode.NUMBER_TAKEN, number);
        }
        return apply(number);
    }

    /** Moves the applications of a recorded document on; those that moved already are left alone. */
    public List<Line> apply(String number) {
        ApprovalDocument document = certificates.findDocument(number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
        List<Line> lines = new ArrayList<>();
        for (String id : document.applications()) {
            Application after = commands.run(id, application -> {
                if (application.state() != State.APPROVAL_DOCUMENT) {
                    return Optional.empty();
                }
                Who who = new Who(new Actor(document.recordedBy(), document.recordedByName(), List.of()), Role.OFFICE,
                        Command.RECORD_APPROVAL_DOCUMENT, Channel.API);
                return Optional
                        .of(transitions.enter(application, application.edit().approvalDocument(number), State.CERTIFICATE, who, number)
                                .delivering(Mails.toOwner(application, MailTemplate.APPROVED)));
            });
            lines.add(new Line(id, after.state(), after.approvalDocument().filter(number::equals).isPresent()));
        }
        return lines;
    }

    private void checkAll(Actor actor, List<String> ids) {
        List<Violation> violations = new ArrayList<>();
        for (String id : ids) {
            // A draft is nobody's but its owner's: that there is one is not told either.
            Optional<Application> application = (Length.of(id) > LONGEST_ID ? Optional.<Application>empty() : applications.find(id))
                    .filter(a -> !actor.rolesTowards(a).isEmpty());
            if (application.isEmpty()) {
                violations.add(ViolationCode.APPLICATION_UNKNOWN.at(id));
            } else if (application.get().state() != State.APPROVAL_DOCUMENT) {
                violations.add(ViolationCode.APPLICATION_NOT_WAITING.at(id, application.get().state()));
            } else {
                Permissions.check(actor, Command.RECORD_APPROVAL_DOCUMENT, application.get());
            }
        }
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
    }

    private void checkShape(String number, LocalDate date, List<String> ids) {
        if (number.isEmpty() || Length.of(number) > LONGEST_NUMBER) {
            throw new Failure(ErrorCode.INVALID_VALUE, "number", "1–" + LONGEST_NUMBER);
        }
        PrintedText.check(number, "number", new Text("批准文号", "the document's number")).ifPresent(unprintable -> {
            throw Failure.rulesBroken(List.of(unprintable));
        });
        if (date == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "date");
        }
        if (date.isAfter(LocalDate.ofInstant(transitions.now(), BeijingTime.ZONE))) {
            throw new Failure(ErrorCode.INVALID_VALUE, "date", "≤ today");
        }
        if (ids == null || ids.isEmpty() || ids.size() > MOST_APPLICATIONS || ids.stream().anyMatch(id -> id == null || id.isBlank())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "applications", "1–" + MOST_APPLICATIONS);
        }
    }
}
