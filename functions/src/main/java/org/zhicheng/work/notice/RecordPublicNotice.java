package org.zhicheng.work.notice;

import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.Seen;
import org.zhicheng.inquiry.StandIn;
import org.zhicheng.rules.notice.NoticeChecks;

/**
 * The employer records its public notice: days, wording, result (R17, R18). It may be recorded again until it recommends; the objections stay,
 * and the record has the whole of each (R41).
 */
@Rule(R41)
public final class RecordPublicNotice {

    private final Commands commands;
    private final Transitions transitions;
    private final StandIn standIn;

    public RecordPublicNotice(ApplicationStore store, Transitions transitions, StandIn standIn) {
        this.commands = new Commands(store);
        this.transitions = transitions;
        this.standIn = standIn;
    }

    /**
     * The notice as the employer made it.
     *
     * @param contentVersion version of the content that was shown: another reviewer's record is not written over unseen (R49)
     */
    public record Entry(String name, Optional<Kind> kind, Optional<TitleLevel> level, String series, String specialty,
            Optional<LocalDate> from, Optional<LocalDate> to, Optional<LocalDate> resultDate, String receivingOffice,
            String supervisingTelephone, Integer contentVersion) {
    }

    /** @throws Failure {@code RULES_BROKEN} with everything wrong at once, {@code CONTENT_CHANGED}, {@code DECIDED_AT_OTHER_TIER}, {@code SOMEBODY_CAN_ACT} */
    public Application record(Actor actor, String id, Entry entry) {
        Seen.require(entry.contentVersion());
        return commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.RECORD_PUBLIC_NOTICE, application);
            Instant now = transitions.now();
            PublicNotice notice = new PublicNotice(entry.name(), entry.kind(), entry.level(), entry.series(), entry.specialty(),
                    entry.from(), entry.to(), entry.resultDate(), entry.receivingOffice(), entry.supervisingTelephone(),
                    application.publicNotice().map(PublicNotice::objections).orElse(List.of()), actor.sub(), now);
            if (!application.lacksNewNotice() && application.publicNotice().filter(earlier -> same(earlier, notice)).isPresent()) {
                return Optional.empty();
            }
            Permissions.checkOneTier(actor, application);
            standIn.check(role, application, transitions.today());
            Seen.check(application, entry.contentVersion());
            List<Violation> violations = NoticeChecks.recorded(application, notice, LocalDate.ofInstant(now, BeijingTime.ZONE),
                    transitions.cycle(application.cycle()), transitions.workingDays());
            if (!violations.isEmpty()) {
                throw Failure.rulesBroken(violations);
            }
            Application after = application.edit().publicNotice(Optional.of(notice)).at(now).done();
            return Optional
                    .of(Commands.change(application, after, actor, role, Command.RECORD_PUBLIC_NOTICE, Channel.API, now, notice.written()));
        });
    }

    private static boolean same(PublicNotice a, PublicNotice b) {
        return new PublicNotice(a.name(), a.kind(), a.level(), a.series(), a.specialty(), a.from(), a.to(), a.resultDate(),
                a.receivingOffice(), a.supervisingTelephone(), a.objections(), b.recordedBy(), b.recordedAt()).equals(b);
    }
}
