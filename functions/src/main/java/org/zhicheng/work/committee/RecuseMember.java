package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.committee.Session.Ground;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session.Recusal;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;

/**
 * A member tells of an interest in an application, or the office objects to one; the chair decides. Who is excluded neither reads the
 * application nor votes on it (回避, R45).
 */
@Rule(R45)
public final class RecuseMember {

    private final ApplicationStore applications;
    private final Sessions sessions;

    public RecuseMember(SessionStore store, ApplicationStore applications, Clock clock) {
        this.applications = applications;
        this.sessions = new Sessions(store, clock);
    }

    /**
     * @param expert whom the office objects to; a member speaks of nobody else
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code SESSION_STEP},
     *         {@code VOTED_ON}
     */
    public Session declare(Actor actor, String id, String applicationId, String expert, Ground ground, String words) {
        Roles.require(actor, "申请回避", Role.COMMITTEE, Role.OFFICE);
        String why = Reasons.required(words);
        if (ground == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "ground");
        }
        boolean objected = actor.has(Role.OFFICE) && expert != null;
        Session seen = sessions.find(id);
        Sessions.Step step = new Sessions.Step(actor, objected ? Role.OFFICE : Role.COMMITTEE, "DECLARE_INTEREST", applicationId,
                seen.revision().version());
        return sessions.change(id, step, (session, now) -> {
            Seat seat = objected
                    ? session.seat(expert).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, expert))
                    : Sessions.member(session, actor);
            Sessions.item(session, applicationId);
            if (session.recusals().stream().anyMatch(
                    r -> r.applicationId().equals(applicationId) && r.expert().equals(seat.expert()) && r.accepted().orElse(true))) {
                return session;
            }
            Sessions.require(session, Phase.DRAWN, Phase.OPEN);
            sessions.requireNotVotedOn(session, applicationId);
            Recusal recusal = new Recusal(session.recusals().size() + 1, applicationId, seat.expert(), ground, why, objected, now,
                    Optional.empty(), Optional.empty());
            // nobody else could decide about the chair's own word
            boolean own = !objected && session.isChair(actor.sub());
            return session.recusing(own ? decided(recusal, true, now) : recusal);
        }, List.of(), this::excluding);
    }

    /**
     * The chair decides; about the chair itself the office does.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code NOT_CHAIR}, {@code ALREADY_DECIDED},
     *         {@code SESSION_STEP}, {@code VOTED_ON}
     */
    public Session decide(Actor actor, String id, Integer number, Boolean accepted) {
        Roles.require(actor, "决定回避", Role.COMMITTEE, Role.OFFICE);
        if (number == null || accepted == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, number == null ? "number" : "accepted");
        }
        Session seen = sessions.find(id);
        Sessions.Step step = new Sessions.Step(actor, actor.has(Role.COMMITTEE) ? Role.COMMITTEE : Role.OFFICE, "DECIDE_RECUSAL",
                number + " " + accepted, seen.revision().version());
        return sessions.change(id, step, (session, now) -> {
            Recusal recusal = session.recusals().stream().filter(r -> r.number() == number).findFirst()
                    .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, Integer.toString(number)));
            boolean ofChair = session.chair().filter(recusal.expert()::equals).isPresent();
            if (ofChair ? !actor.has(Role.OFFICE) : !(actor.has(Role.COMMITTEE) && session.isChair(actor.sub()))) {
                throw new Failure(ErrorCode.NOT_CHAIR);
            }
            if (recusal.accepted().filter(accepted::equals).isPresent()) {
                return session;
            }
            if (recusal.accepted().isPresent()) {
                throw new Failure(ErrorCode.ALREADY_DECIDED);
            }
            Sessions.require(session, Phase.DRAWN, Phase.OPEN);
            sessions.requireNotVotedOn(session, recusal.applicationId());
            Sessions.item(session, recusal.applicationId());
            if (session.seat(recusal.expert()).isEmpty()) {
                throw new Failure(ErrorCode.NOT_FOUND, recusal.expert());
            }
            return session.recusing(decided(recusal, accepted, now));
        }, List.of(), this::excluding);
    }

    private static Recusal decided(Recusal recusal, boolean accepted, Instant now) {
        return new Recusal(recusal.number(), recusal.applicationId(), recusal.expert(), recusal.ground(), recusal.words(),
                recusal.objected(), recusal.at(), Optional.of(accepted), Optional.of(now));
    }

    /** By the recusal that was changed last: what somebody is excluded from is not read from the same moment on. */
    private Optional<Change> excluding(Session session, Instant now) {
        Recusal recusal = session.recusals().getLast();
        if (!recusal.accepted().orElse(false)) {
            return Optional.empty();
        }
        String sub = session.seat(recusal.expert()).orElseThrow().sub();
        return applications.find(recusal.applicationId())
                .flatMap(application -> application.hearing().filter(hearing -> hearing.session().equals(session.id()))
                        .map(hearing -> Commands.bySystem(application, application.edit().hearing(hearing.excluding(sub)).done(),
                                "EXCLUDE_MEMBER", Channel.API, now, session.id())));
    }
}
