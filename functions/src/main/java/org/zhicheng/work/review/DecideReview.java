package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R13;
import static org.zhicheng.ground.rule.NoticeRule.R18;
import static org.zhicheng.ground.rule.NoticeRule.R22;
import static org.zhicheng.ground.rule.NoticeRule.R29;
import static org.zhicheng.ground.rule.NoticeRule.R45;
import static org.zhicheng.ground.rule.NoticeRule.R49;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.dossier.application.Review.Outcome;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.Stage;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.inquiry.Guard;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.inquiry.Seen;
import org.zhicheng.inquiry.StandIn;
import org.zhicheng.rules.checklist.Checklist;
import org.zhicheng.rules.checklist.ChecklistItem;
import org.zhicheng.rules.correction.Mendables;
import org.zhicheng.rules.notice.NoticeChecks;

/** A reviewer passes, returns or rejects at the present tier (R18, R20, R22, R29). */
@Rule(R22)
public final class DecideReview {

    private static final int LONGEST_COMMENT = 1000;

    private final Commands commands;
    private final Guard guard;
    private final Transitions transitions;
    private final StandIn standIn;

    public DecideReview(ApplicationStore store, Guard guard, Transitions transitions, StandIn standIn) {
        this.commands = new Commands(store);
        this.guard = guard;
        this.transitions = transitions;
        this.standIn = standIn;
    }

    /** Begins to read what a decision on an application needs. */
    public void readAhead(Application application) {
        guard.readAhead(application);
        commands.readAheadUnlisted(application);
    }

    /**
     * What a reviewer decides.
     *
     * @param attempt the step's attempt that was seen, so that a repeat or a late click is told from a new decision
     * @param contentVersion version of the content that was shown (R49)
     * @param reason needed to reject
     * @param mend needed to return: what to mend, item by item
     * @param confirmed materials whose "not applicable" the reviewer confirms
     * @param answers code of each open question to what the reviewer found; needed to pass (R39)
     */
    public record Decision(Integer attempt, Integer contentVersion, Outcome outcome, String reason, List<Mend> mend,
            List<Material> confirmed, @AtMost(20) Map<String, String> answers) {
        public Decision {
            reason = reason == null ? "" : Canonical.lines(reason);
            mend = mend == null ? List.of() : List.copyOf(mend);
            confirmed = confirmed == null ? List.of() : List.copyOf(confirmed);
            answers = answers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(answers));
        }
    }

    /**
     * @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code DECIDED_AT_OTHER_TIER},
     *         {@code SOMEBODY_CAN_ACT}, {@code WRONG_STATE}, {@code ALREADY_DECIDED}, {@code SESSION_DECIDES}, {@code CONTENT_CHANGED}, {@code NOT_ELIGIBLE_NOW}, {@code QUESTIONS_OPEN},
     *         {@code LISTED_IN_DOCUMENT}, {@code RULES_BROKEN}
     */
    @Rule(R29)
    public Application decide(Actor actor, String id, Decision decision) {
        return decide(actor, id, decision, _ -> true);
    }

    /**
     * One of many that are decided at once: each was opened by who decides, at this step and as it is.
     *
     * @throws Failure as {@link #decide(Actor, String, Decision)}, {@code RULES_BROKEN} also where it was not opened
     */
    @Rule(R49)
    public Application decideOpened(Actor actor, String id, Decision decision, Readings readings) {
        return decide(actor, id, decision, application -> readings.hasOpened(actor, application));
    }

    private Application decide(Actor actor, String id, Decision decision, Predicate<Application> opened) {
        checkShape(decision);
        Command command = command(decision.outcome());
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, command, application);
            if (isRepeat(actor, decision, application)) {
                return Optional.empty();
            }
            if (application.reviews().stream().anyMatch(r -> r.attempt() == decision.attempt())) {
                throw new Failure(ErrorCode.ALREADY_DECIDED);
            }
            Permissions.check(actor, command, application, decision.attempt());
            checkNotBySession(application, decision);
            Permissions.checkOneTier(actor, application);
            standIn.check(role, application, transitions.today());
            Seen.check(application, decision.contentVersion());
            if (!opened.test(application)) {
                throw Failure.rulesBroken(List.of(ViolationCode.NOT_OPENED.at("contentVersion")));
            }
            return Optional.of(carryOut(actor, role, command, application, decision));
        });
    }

    /** Where the committee decides in session, nobody does so alone; what is to be mended is returned all the same. */
    @Rule(R45)
    private void checkNotBySession(Application application, Decision decision) {
        if (application.state() == State.COMMITTEE_REVIEW && decision.outcome() != Outcome.RETURN
                && transitions.cycle(application.cycle()).settings().committee().bySession()) {
            throw new Failure(ErrorCode.SESSION_DECIDES);
        }
    }

    private Change carryOut(Actor actor, Role role, Command command, Application application, Decision decision) {
        Instant now = transitions.now();
        Review review = new Review(application.state(), application.stay().attempt(), decision.outcome(), actor.sub(), now,
                decision.reason(), decision.mend(), decision.confirmed().stream().map(Material::name).distinct().toList(), false,
                decision.answers());
        Application.Edit edit = application.edit();
        Who who = Who.person(actor, role, command);
        return switch (decision.outcome()) {
            case PASS -> {
                edit.review(review).assessment(Optional.of(guard.pass(application, now, decision.answers())));
                checkPass(application, decision, now);
                yield transitions.pass(application, edit, who, decision.reason());
            }
            case RETURN -> {
                Deadlines deadlines = transitions.deadlines(application.cycle());
                Instant deadline = deadlines.dueAt(State.CORRECTION, now).orElseThrow();
                Correction correction = new Correction(application.state(), decision.mend(), deadline, deadlines.remindAt(deadline, now),
                        false);
                edit.review(review.returning(application.countingFiles())).correction(Optional.of(correction));
                yield commands.unlisted(transitions.enter(application, edit, State.CORRECTION, who, decision.reason()))
                        .delivering(Mails.toOwner(application, MailTemplate.RETURNED,
                                Map.of("office", application.state().tier().name(), "deadline", deadline.toString())));
            }
            case REJECT -> commands.unlisted(transitions.enter(application, edit.review(review), State.REJECTED, who, decision.reason()))
                    .delivering(Mails.toOwner(application, MailTemplate.REJECTED));
        };
    }

    // The employer's recommendation certifies the materials item by item, after a notice without objection (R18, R23).
    @Rule({R13, R18})
    private void checkPass(Application application, Decision decision, Instant now) {
        if (application.state() != State.EMPLOYER_REVIEW) {
            return;
        }
        List<Violation> violations = new ArrayList<>(NoticeChecks.recommendation(application, LocalDate.ofInstant(now, BeijingTime.ZONE),
                transitions.cycle(application.cycle()), transitions.workingDays()));
        List<ChecklistItem> checklist = Checklist.of(application, Stage.RECOMMENDATION);
        checklist.forEach(item -> item.violation().ifPresent(violations::add));
        Checklist.total(application).ifPresent(violations::add);
        checklist.stream().filter(item -> item.status() == ChecklistItem.Status.NOT_APPLICABLE)
                .filter(item -> !decision.confirmed().contains(item.material())).map(ChecklistItem::material)
                .forEach(material -> violations.add(ViolationCode.NOT_APPLICABLE_UNCONFIRMED.at(material.name(), material)));
        Checklist.underWay(application).stream().filter(v -> Material.valueOf(v.field()).isEmployers()).forEach(violations::add);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
    }

    private static boolean isRepeat(Actor actor, Decision decision, Application application) {
        return application.reviews().stream()
                .anyMatch(r -> r.attempt() == decision.attempt() && r.reviewer().equals(actor.sub()) && r.outcome() == decision.outcome()
                        && r.reason().equals(decision.reason()) && r.mend().equals(decision.mend())
                        && r.answers().equals(decision.answers()));
    }

    private static Command command(Outcome outcome) {
        return switch (outcome) {
            case PASS -> Command.PASS;
            case RETURN -> Command.RETURN;
            case REJECT -> Command.REJECT;
        };
    }

    private static void checkShape(Decision decision) {
        if (decision.outcome() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "outcome");
        }
        if (decision.attempt() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "attempt");
        }
        Seen.require(decision.contentVersion());
        Guard.checkShape(decision.answers());
        if (decision.outcome() == Outcome.REJECT) {
            Reasons.required(decision.reason(), LONGEST_COMMENT);
        } else {
            Reasons.optional(decision.reason(), LONGEST_COMMENT);
        }
        PrintedText.require(decision.reason(), "reason", new Text("意见", "the comment"));
        // Another outcome needs no items, but what is named is kept, so it is checked all the same.
        if (decision.outcome() == Outcome.RETURN || !decision.mend().isEmpty()) {
            List<Violation> violations = Mendables.check(decision.mend());
            if (!violations.isEmpty()) {
                throw Failure.rulesBroken(violations);
            }
        }
    }
}
