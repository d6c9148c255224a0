package org.zhicheng.work.notice;

import static org.zhicheng.ground.rule.NoticeRule.R18;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.PublicNotice.Finding;
import org.zhicheng.dossier.application.PublicNotice.Objection;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Text;
import org.zhicheng.inquiry.StandIn;
import org.zhicheng.rules.notice.NoticeChecks;

/**
 * The employer records an objection to its notice, and later what was found of it (R18). Each is recorded once: nobody can take one back, or
 * find otherwise afterwards (R41).
 */
@Rule({R18, R41})
public final class RecordObjection {

    private static final Text VOID = new Text("原公示结果作废", "Former result void");

    private final Commands commands;
    private final Transitions transitions;
    private final StandIn standIn;

    public RecordObjection(ApplicationStore store, Transitions transitions, StandIn standIn) {
        this.commands = new Commands(store);
        this.transitions = transitions;
        this.standIn = standIn;
    }

    /**
     * An objection, or what was found of one.
     *
     * @param number of the objection that is settled; absent where one is raised
     * @param raisedOn the day on which it came in
     * @param finding whether it is upheld
     * @param resolution what was looked into and answered
     */
    public record Entry(Integer number, LocalDate raisedOn, String facts, Finding finding, String resolution, LocalDate resolvedOn) {

        public Entry {
            facts = facts == null ? "" : Canonical.lines(facts);
            resolution = resolution == null ? "" : Canonical.lines(resolution);
            required(number == null && raisedOn == null, "raisedOn");
            required(number != null && finding == null, "finding");
            required(number != null && resolvedOn == null, "resolvedOn");
            boolean both = number == null
                    ? finding != null || resolvedOn != null || !resolution.isEmpty()
                    : raisedOn != null || !facts.isEmpty();
            if (both) {
                throw new Failure(ErrorCode.INVALID_VALUE, "number", "raisedOn, facts | number, finding, resolution, resolvedOn");
            }
        }

        private static void required(boolean missing, String field) {
            if (missing) {
                throw new Failure(ErrorCode.MISSING_FIELD, field);
            }
        }
    }

    /**
     * Recording the same again changes nothing.
     *
     * @throws Failure {@code RULES_BROKEN} with everything that is wrong, {@code ALREADY_SETTLED} where something else was found before,
     *         {@code NOT_FOUND} where there is no such objection, {@code DECIDED_AT_OTHER_TIER}, {@code SOMEBODY_CAN_ACT}
     */
    public Application record(Actor actor, String id, Entry entry) {
        return commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.RECORD_OBJECTION, application);
            Permissions.checkOneTier(actor, application);
            standIn.check(role, application, transitions.today());
            PublicNotice notice = application.publicNotice()
                    .orElseThrow(() -> Failure.rulesBroken(List.of(NoticeChecks.missing(transitions.cycle(application.cycle())))));
            Optional<Objection> recorded = entry.number() == null
                    ? raised(actor, notice, entry)
                    : settled(actor, objection(notice, entry.number()), entry);
            return recorded.map(objection -> change(actor, role, application, notice, objection));
        });
    }

    private Optional<Objection> raised(Actor actor, PublicNotice notice, Entry entry) {
        if (notice.objections().stream().anyMatch(o -> o.raisedOn().equals(entry.raisedOn()) && o.facts().equals(entry.facts()))) {
            return Optional.empty();
        }
        Objection objection = Objection.raised(notice.objections().size() + 1, entry.raisedOn(), entry.facts(), actor.sub(),
                transitions.now());
        refuse(NoticeChecks.raised(notice, objection, transitions.today()));
        return Optional.of(objection);
    }

    private Optional<Objection> settled(Actor actor, Objection objection, Entry entry) {
        Objection settled = objection.settled(entry.finding(), entry.resolvedOn(), entry.resolution(), actor.sub(), transitions.now());
        if (!objection.open()) {
            if (objection.view().equals(settled.view())) {
                return Optional.empty();
            }
            throw new Failure(ErrorCode.ALREADY_SETTLED, objection.number());
        }
        refuse(NoticeChecks.settled(settled, transitions.today()));
        return Optional.of(settled);
    }

    private Change change(Actor actor, Role role, Application application, PublicNotice notice, Objection objection) {
        Instant now = transitions.now();
        // what says that there was no objection is not true any more: it is issued again once this one is settled
        PublicNotice next = (objection.open() ? notice.withoutResult() : notice).with(objection);
        String note = objection.number() + "；" + objection.raisedOn() + "；" + objection.facts()
                + objection.finding()
                        .map(found -> "；" + objection.resolvedOn().map(LocalDate::toString).orElse("") + "；" + found.both() + "；"
                                + objection.resolution())
                        .orElse(notice.resultDate().map(result -> "；" + VOID.both() + "：" + result).orElse(""));
        return Commands.change(application, application.edit().publicNotice(Optional.of(next)).at(now).done(), actor, role,
                Command.RECORD_OBJECTION, Channel.API, now, Masking.idNumbers(note));
    }

    private static Objection objection(PublicNotice notice, int number) {
        return notice.objections().stream().filter(o -> o.number() == number).findFirst()
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, Integer.toString(number)));
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
    }
}
