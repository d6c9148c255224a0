package org.zhicheng.work.objection;

import static org.zhicheng.ground.rule.NoticeRule.R41;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.ResultNotice.Objection;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Text;
import org.zhicheng.inquiry.CallerLimits;
import org.zhicheng.inquiry.TooManyQueries;

/**
 * Anybody objects to a result while it is announced, without an account: by name, or without one but with evidence (R45). The answer tells no
 * more than the public page shows, and saying the same again is the same objection.
 */
@Rule({R41, R45})
public final class RaiseResultObjection {

    /** Of one caller within {@link #WINDOW}; who collects objections of many people writes or telephones. */
    static final int MOST_RAISED = 5;
    /** Notices that are none, or none any more: who guesses is soon told to wait. */
    static final int MOST_UNKNOWN = 30;
    static final Duration WINDOW = Duration.ofHours(1);
    /** Of one application, answered ones too, so that what is kept of it has a bound; the supervising telephone takes the next one. */
    static final int MOST_OBJECTIONS = 20;

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_CONTACT = 100;
    private static final Text NO_SUCH_NOTICE = new Text("此公示（公示期可能已结束）", "this notice (it may have ended)");

    private final ApplicationStore store;
    private final Commands commands;
    private final Transitions transitions;
    private final StaffStore staff;
    private final Vault vault;
    private final CallerLimits limits;

    public RaiseResultObjection(ApplicationStore store, Transitions transitions, StaffStore staff, Vault vault, CallerLimits limits) {
        this.store = store;
        this.commands = new Commands(store);
        this.transitions = transitions;
        this.staff = staff;
        this.vault = vault;
        this.limits = limits;
    }

    /**
     * What somebody has against a result.
     *
     * @param anonymous left out: by name
     * @param contact telephone or mail address, to be asked back
     * @param evidence what it rests on; needed of who gives no name
     */
    public record Entry(Boolean anonymous, String name, String contact, String facts, String evidence) {

        public Entry {
            name = name == null ? "" : Canonical.line(name);
            contact = contact == null ? "" : Canonical.line(contact);
            facts = facts == null ? "" : Canonical.lines(facts);
            evidence = evidence == null ? "" : Canonical.lines(evidence);
        }

        private boolean isAnonymous() {
            return Boolean.TRUE.equals(anonymous);
        }

        /** Without what it says, and by whom. */
        @Override
        public String toString() {
            return "Entry";
        }
    }

    /**
     * That it has been received.
     *
     * @param number by which whoever objects can ask the office about it
     */
    public record Received(String number) {
    }

    /**
     * @param noticeId what the public list calls the notice
     * @param received when it reached the system, which decides (R53)
     * @throws Failure {@code RULES_BROKEN}, {@code NOT_FOUND} of a notice that is not shown, or {@link TooManyQueries}
     */
    public Received raise(String noticeId, Entry entry, String sourceIp, Instant received) {
        refuse(violations(entry));
        Optional<String> announced = store.ownerOf(Claim.Type.RESULT_NOTICE, noticeId);
        limits.count(sourceIp, announced.isPresent() ? "OBJECTION" : "NO_NOTICE", announced.isPresent() ? MOST_RAISED : MOST_UNKNOWN,
                WINDOW, vault);
        String id = announced.orElseThrow(RaiseResultObjection::notFound);
        String number = StableId
                .of(String.join("\n", noticeId, entry.name(), entry.contact(), entry.facts(), entry.evidence(), "" + entry.isAnonymous()));
        commands.run(id, application -> {
            ResultNotice notice = shown(application, noticeId, received);
            if (notice.objection(number).isPresent()) {
                return Optional.empty();
            }
            // what the public page does not show, as that there are many, is not told either
            if (notice.objections().size() >= MOST_OBJECTIONS) {
                throw new TooManyQueries(Duration.ofDays(1));
            }
            return Optional.of(change(application, notice, new Objection(number, received, entry.isAnonymous(), objector(id, entry),
                    Masking.idNumbers(entry.facts()), Masking.idNumbers(entry.evidence()), Optional.empty())));
        });
        return new Received(number);
    }

    private ResultNotice shown(Application application, String noticeId, Instant received) {
        if (!Permissions.states(Actor.SYSTEM.appointments().getFirst().role(), Command.RAISE_RESULT_OBJECTION).contains(application.state())
                || !ResultNotice.id(application.id(), application.stay().attempt()).equals(noticeId)) {
            throw notFound();
        }
        ResultNotice notice = application.resultNotice().orElseThrow();
        Instant until = transitions.deadlines(application.cycle()).noticeEnds(application);
        if (!ResultNotice.isShown(notice.from(), until, received)) {
            throw notFound();
        }
        return notice;
    }

    private Change change(Application application, ResultNotice notice, Objection objection) {
        Instant now = transitions.now();
        Application after = application.edit().resultNotice(Optional.of(notice.with(objection))).at(now).done();
        // Nobody's name is recorded: who objects has no account, and need not say who it is.
        Change change = Commands.bySystem(application, after, Command.RAISE_RESULT_OBJECTION.name(), Channel.API, now, "");
        // One mail for as long as one waits; the morning's mail counts the others.
        return application.openObjections() > 0
                ? change
                : change.delivering(new Staffing(staff.all(), transitions.today())
                        .mailsToOffice(MailTemplate.STAFF_OBJECTIONS, Map.of("waiting", "1")).toArray(Delivery[]::new));
    }

    private Optional<String> objector(String applicationId, Entry entry) {
        return entry.isAnonymous()
                ? Optional.empty()
                : Optional.of(vault.encrypt(Objector.owner(applicationId), new Objector(entry.name(), entry.contact()).written()));
    }

    private static List<Violation> violations(Entry entry) {
        List<Violation> violations = new ArrayList<>();
        needed(entry.facts().isEmpty(), ViolationCode.RESULT_OBJECTION_WITHOUT_FACTS, "facts", violations);
        if (entry.isAnonymous()) {
            needed(entry.evidence().isEmpty(), ViolationCode.RESULT_OBJECTION_WITHOUT_EVIDENCE, "evidence", violations);
            needed(!entry.name().isEmpty(), ViolationCode.RESULT_OBJECTION_NAMED, "name", violations);
            needed(!entry.contact().isEmpty(), ViolationCode.RESULT_OBJECTION_NAMED, "contact", violations);
        } else {
            needed(entry.name().isEmpty(), ViolationCode.RESULT_OBJECTION_WITHOUT_NAME, "name", violations);
            needed(entry.contact().isEmpty(), ViolationCode.RESULT_OBJECTION_WITHOUT_CONTACT, "contact", violations);
        }
        notLonger(entry.name(), LONGEST_NAME, "name", violations);
        notLonger(entry.contact(), LONGEST_CONTACT, "contact", violations);
        notLonger(entry.facts(), LONGEST_TEXT, "facts", violations);
        notLonger(entry.evidence(), LONGEST_TEXT, "evidence", violations);
        return violations;
    }

    private static void needed(boolean missing, ViolationCode code, String field, List<Violation> violations) {
        if (missing) {
            violations.add(code.at(field));
        }
    }

    private static void notLonger(String text, int most, String field, List<Violation> violations) {
        if (Length.of(text) > most) {
            violations.add(ViolationCode.TEXT_TOO_LONG.of(R45.name(), field, most));
        }
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
    }

    private static Failure notFound() {
        return new Failure(ErrorCode.NOT_FOUND, NO_SUCH_NOTICE);
    }
}
