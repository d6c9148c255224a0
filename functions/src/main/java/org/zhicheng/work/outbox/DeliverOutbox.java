package org.zhicheng.work.outbox;

import static org.zhicheng.ground.rule.NoticeRule.R36;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.PanelMails;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.committee.StaffAddress;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.ApplyRegistration;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.CarryOutSession;
import org.zhicheng.dossier.delivery.Delivery.DeleteFiles;
import org.zhicheng.dossier.delivery.Delivery.MailCode;
import org.zhicheng.dossier.delivery.Delivery.MailToExpert;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery.MoveDeadlines;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery.StartReview;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.MaterialFiles;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.identity.MailAddress;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.rule.Rule;

/**
 * Makes the deliveries of the outbox, each at least once: from the table's stream at once, and from a schedule whatever stayed behind. What
 * fails is put off for longer and longer; it stops nothing else (R36). A mail that can never arrive is given up, and told.
 */
@Rule(R36)
public final class DeliverOutbox {

    /** A daily mail to staff that could not be sent comes again tomorrow, with all that is still due; a code is asked for again. */
    private static final Runnable LOG_TELLS = () -> {
    };
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(30);
    /** After so long a mail is no news any more. */
    private static final Duration MAIL_LIFE = Duration.ofDays(7);

    private final Outbox outbox;
    private final PersonStore people;
    private final StaffStore staff;
    private final ExpertStore experts;
    private final SessionStore committee;
    private final Workflow workflow;
    private final Mailer mailer;
    private final MailTexts texts;
    private final UndeliveredMails undelivered;
    private final Consumer<String> approvals;
    private final Consumer<String> registrations;
    private final Predicate<BooleanSupplier> deadlines;
    private final Consumer<CarryOutSession> sessions;
    private final FileStore materials;
    private final Clock clock;

    /**
     * @param approvals moves the applications of an approval document on, by its number
     * @param registrations brings a corrected registration to the person's applications
     * @param deadlines moves the running deadlines after a change of the calendar while there is time; whether all are
     * @param sessions carries out what the committee decided in a session
     */
    public DeliverOutbox(Outbox outbox, PersonStore people, StaffStore staff, ExpertStore experts, SessionStore committee,
            ApplicationStore applications, Workflow workflow, Mailer mailer, MailTexts texts, Consumer<String> approvals,
            Consumer<String> registrations, Predicate<BooleanSupplier> deadlines, Consumer<CarryOutSession> sessions, FileStore materials,
            Clock clock) {
        this.outbox = outbox;
        this.people = people;
        this.staff = staff;
        this.experts = experts;
        this.committee = committee;
        this.workflow = workflow;
        this.mailer = mailer;
        this.texts = texts;
        this.undelivered = new UndeliveredMails(people, applications, clock);
        this.approvals = approvals;
        this.registrations = registrations;
        this.deadlines = deadlines;
        this.sessions = sessions;
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
                if (!Instant.now().isBefore(until)) {
                    return delivered;
                }
                Attempt attempt = attempt(item.subject(), item.id(), until);
                delivered += attempt == Attempt.DELIVERED ? 1 : 0;
                moved |= attempt != Attempt.NOT_OURS;
            }
        }
        return delivered;
    }

    /**
     * Delivers one.
     *
     * @param until what takes longer stops then, and goes on later
     * @return whether it was delivered now; not where someone else has it, or where it failed or goes on and was put off
     */
    public boolean deliver(String subject, String id, Instant until) {
        return attempt(subject, id, until) == Attempt.DELIVERED;
    }

    private enum Attempt {
        DELIVERED,
        GIVEN_UP,
        PUT_OFF,
        GOES_ON,
        NOT_OURS
    }

    private Attempt attempt(String subject, String id, Instant until) {
        Optional<OutboxItem> leased = outbox.lease(subject, id, clock.instant(), LEASE);
        if (leased.isEmpty()) {
            return Attempt.NOT_OURS;
        }
        OutboxItem item = leased.get();
        Attempt attempt;
        try {
            attempt = carryOut(item, until);
        } catch (RuntimeException e) {
            Duration delay = Duration.ofSeconds(1L << Math.min(item.attempts(), 12));
            outbox.postpone(item, clock.instant().plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY));
            about(item, Log.error("DELIVERY_FAILED", e)).write();
            return Attempt.PUT_OFF;
        }
        // a code is asked for again by whoever waits for it
        if (attempt == Attempt.GIVEN_UP && !(item.delivery() instanceof MailCode)) {
            outbox.giveUp(item, clock.instant());
        } else if (attempt == Attempt.GOES_ON) {
            outbox.goOn(item, clock.instant().plus(SOON));
        } else {
            outbox.delivered(item);
        }
        about(item, Log.info(attempt.name())).write();
        return attempt;
    }

    // By the same names as in the other lines, so that one search shows a request, the workflow it moved and the mails it caused.
    private static Log about(OutboxItem item, Log log) {
        log.with("subject", Subject.inLog(item.subject())).with("id", item.id())
                .with("delivery", item.delivery().getClass().getSimpleName()).with("attempts", item.attempts());
        Subject.applicationId(item.subject()).ifPresent(id -> log.with("applicationId", id));
        return switch (item.delivery()) {
            case SendMail mail -> log.with("template", mail.template());
            case MailToStaff mail -> log.with("template", mail.template());
            case StartReview start -> log.with("execution", start.execution());
            case Callback callback -> log.with("step", callback.outcome().step());
            case ApplyApprovalDocument _, ApplyRegistration _, MailCode _, MailToExpert _ -> log;
            case MoveDeadlines move -> log.with("year", move.year());
            case CarryOutSession results -> log.with("session", results.session());
            case DeleteFiles files -> log.with("files", files.keys().size());
        };
    }

    private Attempt carryOut(OutboxItem item, Instant until) {
        switch (item.delivery()) {
            case SendMail mail -> {
                Optional<Person> person = people.find(mail.recipient()).filter(p -> !p.mail().isBlank());
                return person.map(p -> send(item, mail, p)).orElse(Attempt.DELIVERED);
            }
            case MailToStaff mail -> {
                return asOfNow(mail).map(now -> send(item, now)).orElse(Attempt.DELIVERED);
            }
            case Callback callback -> workflow.resume(callback.token(), callback.outcome());
            case StartReview start -> workflow.start(start.execution(), start.applicationId(), start.outcome());
            case ApplyApprovalDocument document -> approvals.accept(document.number());
            case ApplyRegistration registration -> registrations.accept(registration.sub());
            case MailCode code -> {
                Optional<Person> person = people.find(code.recipient());
                // one that was confirmed meanwhile, or given up, needs no code any more
                Optional<Person.NewMail> address = person.flatMap(Person::newMail).filter(a -> clock.instant().isBefore(a.until()));
                return address.map(a -> send(item, a.mail(), () -> texts.compose(MailTemplate.MAIL_CODE, person.get().name(), a.mail(),
                        person.get().language(), Map.of("code", a.code())), LOG_TELLS, LOG_TELLS)).orElse(Attempt.DELIVERED);
            }
            case MailToExpert mail -> {
                Optional<Expert> expert = experts.find(mail.expert());
                // who has come meanwhile, or was invited anew under another address, needs this one no more
                Optional<Expert.Invited> invited = expert.flatMap(Expert::invited)
                        .filter(i -> !i.mail().isEmpty() && clock.instant().isBefore(i.until()));
                return invited.map(i -> send(item, i.mail(), () -> texts.compose(MailTemplate.EXPERT_INVITED, expert.get().name(), i.mail(),
                        "zh", Map.of("invitation", i.link(mail.expert()))), LOG_TELLS, LOG_TELLS)).orElse(Attempt.DELIVERED);
            }
            case MoveDeadlines _ -> {
                return deadlines.test(() -> Instant.now().isBefore(until)) ? Attempt.DELIVERED : Attempt.GOES_ON;
            }
            case CarryOutSession results -> sessions.accept(results);
            case DeleteFiles files -> files.keys().forEach(key -> MaterialFiles.delete(materials, key));
        }
        return Attempt.DELIVERED;
    }

    /** What a panel is told is read from its session when it is sent; of what was told anew only that (R45). */
    private Optional<MailToStaff> asOfNow(MailToStaff written) {
        return PanelMails.isToPanel(written.template())
                ? committee.find(written.facts().get("session"))
                        .flatMap(session -> PanelMails.asOfNow(written, session, LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE)))
                : Optional.of(written);
    }

    private Attempt send(OutboxItem item, MailToStaff mail) {
        Optional<StaffMember> member = staff.find(mail.recipient());
        Optional<String> address = member.flatMap(m -> StaffAddress.of(m, experts));
        return address.map(
                a -> send(item, a, () -> texts.compose(mail.template(), member.get().name(), a, "zh", mail.facts()), LOG_TELLS, LOG_TELLS))
                .orElse(Attempt.DELIVERED);
    }

    private Attempt send(OutboxItem item, SendMail mail, Person person) {
        return send(item, person.mail(), () -> texts.compose(mail.template(), person, mail.facts()),
                () -> undelivered.refused(item, mail, person), () -> undelivered.late(item, mail));
    }

    /** What no server will ever take is given up, as is what was tried for long enough; who has to know is told (R36). */
    private Attempt send(OutboxItem item, String address, Supplier<Mailer.Mail> mail, Runnable refused, Runnable late) {
        try {
            // One that was stored before there was the rule: no server is asked.
            if (!MailAddress.isValid(address)) {
                throw new MailRefused();
            }
            mailer.send(mail.get());
            return Attempt.DELIVERED;
        } catch (MailRefused e) {
            refused.run();
            about(item, Log.error("MAIL_REFUSED", e)).write();
            return Attempt.GIVEN_UP;
        } catch (RuntimeException e) {
            if (clock.instant().isBefore(item.createdAt().plus(MAIL_LIFE))) {
                throw e;
            }
            late.run();
            about(item, Log.error("MAIL_TOO_LATE", e)).write();
            return Attempt.GIVEN_UP;
        }
    }
}
