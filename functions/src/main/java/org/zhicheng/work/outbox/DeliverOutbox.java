package org.zhicheng.work.outbox;

import static org.zhicheng.ground.rule.NoticeRule.R36;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.DeleteFiles;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery.MoveDeadlines;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery.StartReview;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.rule.Rule;

/**
 * Makes the deliveries of the outbox, each at least once: from the table's stream at once, and from a schedule whatever stayed behind. What
 * fails is put off for longer and longer; it stops nothing else (R36).
 */
@Rule(R36)
public final class DeliverOutbox {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(30);

    private final Outbox outbox;
    private final PersonStore people;
    private final StaffStore staff;
    private final Workflow workflow;
    private final Mailer mailer;
    private final MailTexts texts;
    private final Consumer<String> approvals;
    private final Runnable deadlines;
    private final FileStore materials;
    private final Clock clock;

    /**
     * @param approvals moves the applications of an approval document on, by its number
     * @param deadlines moves the running deadlines after a change of the calendar
     */
    public DeliverOutbox(Outbox outbox, PersonStore people, StaffStore staff, Workflow workflow, Mailer mailer, MailTexts texts,
            Consumer<String> approvals, Runnable deadlines, FileStore materials, Clock clock) {
        this.outbox = outbox;
        this.people = people;
        this.staff = staff;
        this.workflow = workflow;
        this.mailer = mailer;
        this.texts = texts;
        this.approvals = approvals;
        this.deadlines = deadlines;
        this.materials = materials;
        this.clock = clock;
    }

    /** Delivers what is due, a batch at a time, until nothing is left or the time is up. */
    public int sweep(Instant until, int batch) {
        int delivered = 0;
        boolean moved = true;
        // A batch of nothing but failures was put off and makes room for those behind it; one that others have does not.
        while (moved && Instant.now().isBefore(until)) {
            moved = false;
            for (OutboxItem item : outbox.due(clock.instant(), batch)) {
                Attempt attempt = attempt(item.subject(), item.id());
                delivered += attempt == Attempt.DELIVERED ? 1 : 0;
                moved |= attempt != Attempt.NOT_OURS;
            }
        }
        return delivered;
    }

    /** @return whether it was delivered now; not where someone else has it, or where it failed and was put off */
    public boolean deliver(String subject, String id) {
        return attempt(subject, id) == Attempt.DELIVERED;
    }

    private enum Attempt {
        DELIVERED,
        PUT_OFF,
        NOT_OURS
    }

    private Attempt attempt(String subject, String id) {
        Optional<OutboxItem> leased = outbox.lease(subject, id, clock.instant(), LEASE);
        if (leased.isEmpty()) {
            return Attempt.NOT_OURS;
        }
        OutboxItem item = leased.get();
        try {
            carryOut(item.delivery());
        } catch (RuntimeException e) {
            Duration delay = Duration.ofSeconds(1L << Math.min(item.attempts(), 12));
            outbox.postpone(item, clock.instant().plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY));
            about(item, Log.error("DELIVERY_FAILED", e)).write();
            return Attempt.PUT_OFF;
        }
        outbox.delivered(item);
        about(item, Log.info("DELIVERED")).write();
        return Attempt.DELIVERED;
    }

    // By the same names as in the other lines, so that one search shows a request, the workflow it moved and the mails it caused.
    private static Log about(OutboxItem item, Log log) {
        log.with("subject", item.subject()).with("id", item.id()).with("delivery", item.delivery().getClass().getSimpleName())
                .with("attempts", item.attempts());
        Subject.applicationId(item.subject()).ifPresent(id -> log.with("applicationId", id));
        return switch (item.delivery()) {
            case SendMail mail -> log.with("template", mail.template());
            case MailToStaff mail -> log.with("template", mail.template());
            case StartReview start -> log.with("execution", start.execution());
            case Callback callback -> log.with("step", callback.outcome().step());
            case ApplyApprovalDocument _ -> log;
            case MoveDeadlines move -> log.with("year", move.year());
            case DeleteFiles files -> log.with("files", files.keys().size());
        };
    }

    private void carryOut(Delivery delivery) {
        switch (delivery) {
            case SendMail mail -> {
                Optional<Person> person = people.find(mail.recipient()).filter(p -> !p.mail().isBlank());
                person.ifPresent(p -> mailer.send(texts.compose(mail.template(), p, mail.facts())));
            }
            case MailToStaff mail -> {
                Optional<StaffMember> member = staff.find(mail.recipient()).filter(m -> !m.mail().isBlank());
                member.ifPresent(m -> mailer.send(texts.compose(mail.template(), m.name(), m.mail(), "zh", mail.facts())));
            }
            case Callback callback -> workflow.resume(callback.token(), callback.outcome());
            case StartReview start -> workflow.start(start.execution(), start.applicationId(), start.outcome());
            case ApplyApprovalDocument document -> approvals.accept(document.number());
            case MoveDeadlines _ -> deadlines.run();
            case DeleteFiles files -> files.keys().forEach(materials::delete);
        }
    }
}
