package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.zhicheng.dossier.committee.Majority;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/** What the office does between the draw and the votes: agenda, seats, chair, attendance, opening, or calling it off (R45). */
@Rule(R45)
public final class ConveneSession {

    private final Sessions sessions;

    public ConveneSession(SessionStore store, Clock clock) {
        this.sessions = new Sessions(store, clock);
    }

    /**
     * Takes applications off the agenda that were not voted on.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code SESSION_STEP},
     *         {@code VOTED_ON}, {@code SETTING_CHANGED}
     */
    public Session takeOff(Actor actor, String id, int seen, List<String> applications, String reason) {
        Role role = office(actor);
        String why = Reasons.required(reason);
        List<String> off = required(applications, "applications");
        return sessions.change(id, new Sessions.Step(actor, role, "DROP_FROM_AGENDA", why, seen), (session, _) -> {
            Sessions.require(session, Phase.PLANNED, Phase.DRAWN, Phase.OPEN);
            List<String> gone = session.dropped().stream().map(dropped -> dropped.item().applicationId()).toList();
            List<String> open = off.stream().filter(application -> !gone.contains(application)).distinct().toList();
            open.forEach(application -> Sessions.item(session, application));
            sessions.requireNotVotedOn(session, open);
            return session.without(open.stream().collect(Collectors.toMap(Function.identity(), _ -> why)));
        });
    }

    /**
     * The next substitute takes the seat of a member who cannot come.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code SESSION_STEP}, {@code SETTING_CHANGED}
     */
    public Session replace(Actor actor, String id, int seen, String expert, String reason) {
        Role role = office(actor);
        String why = Reasons.required(reason);
        String out = required(expert, "expert");
        return sessions.change(id, new Sessions.Step(actor, role, "REPLACE_MEMBER", why, seen), (session, now) -> {
            // another draw may have drawn the same member anew
            boolean gone = session.seat(out).isEmpty();
            if (gone && session.replacements().stream().anyMatch(r -> r.out().expert().equals(out) && r.reason().equals(why))) {
                return session;
            }
            Sessions.require(session, Phase.DRAWN);
            return session.replaced(seat(session, out), why, now);
        });
    }

    /**
     * Names who leads the session and signs its minutes.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code SESSION_STEP}, {@code SETTING_CHANGED}
     */
    public Session name(Actor actor, String id, int seen, String expert) {
        Role role = office(actor);
        String chair = required(expert, "expert");
        return sessions.change(id, new Sessions.Step(actor, role, "NAME_CHAIR", chair, seen), (session, _) -> {
            Sessions.require(session, Phase.DRAWN, Phase.OPEN);
            return session.chairedBy(seat(session, chair).expert());
        });
    }

    /**
     * Says at what hour and where it is held, or says it anew; whoever sits is told by mail.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code SESSION_STEP},
     *         {@code SETTING_CHANGED}
     */
    public Session place(Actor actor, String id, int seen, String place) {
        Role role = office(actor);
        String there = Canonical.line(required(place, "place"));
        if (there.isEmpty()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "place");
        }
        Sessions.requirePlace(there);
        return sessions.change(id, new Sessions.Step(actor, role, "SET_PLACE", there, seen), (session, _) -> {
            Sessions.require(session, Phase.PLANNED, Phase.DRAWN, Phase.OPEN);
            return session.at(there);
        });
    }

    /**
     * Records who is there; it counts for the opening and for the rounds opened afterwards.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code SESSION_STEP}, {@code ROUND_OPEN},
     *         {@code SETTING_CHANGED}
     */
    public Session attend(Actor actor, String id, int seen, List<String> experts) {
        Role role = office(actor);
        List<String> there = required(experts, "experts");
        return sessions.change(id, new Sessions.Step(actor, role, "RECORD_ATTENDANCE", String.join(" ", there), seen), (session, _) -> {
            Sessions.require(session, Phase.DRAWN, Phase.OPEN);
            sessions.requireNoRound(session);
            there.forEach(expert -> seat(session, expert));
            return session.attendedBy(there);
        });
    }

    /**
     * Opens the session on its day, with two thirds of the panel present.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code SESSION_STEP}, {@code SESSION_NOT_TODAY}, {@code CHAIR_MISSING},
     *         {@code NO_QUORUM}, {@code SETTING_CHANGED}
     */
    public Session open(Actor actor, String id, int seen) {
        Role role = office(actor);
        return sessions.change(id, new Sessions.Step(actor, role, "OPEN_SESSION", "", seen), (session, _) -> {
            if (session.phase() == Phase.OPEN) {
                return session;
            }
            Sessions.require(session, Phase.DRAWN);
            if (sessions.today().isBefore(session.date())) {
                throw new Failure(ErrorCode.SESSION_NOT_TODAY, session.date());
            }
            requireChairAndQuorum(session);
            return session.in(Phase.OPEN);
        });
    }

    /**
     * Calls a session off in which nothing was voted on; what was on its agenda is free again.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code SESSION_STEP}, {@code VOTED_ON},
     *         {@code SETTING_CHANGED}
     */
    public Session cancel(Actor actor, String id, int seen, String reason) {
        Role role = office(actor);
        String why = Reasons.required(reason);
        return sessions.change(id, new Sessions.Step(actor, role, "CANCEL_SESSION", why, seen), (session, _) -> {
            if (session.phase() == Phase.CANCELLED) {
                return session;
            }
            Sessions.require(session, Phase.PLANNED, Phase.DRAWN, Phase.OPEN);
            if (session.rounds() > 0) {
                throw new Failure(ErrorCode.VOTED_ON);
            }
            return session.in(Phase.CANCELLED);
        });
    }

    static void requireChairAndQuorum(Session session) {
        if (session.chair().filter(session.present()::contains).isEmpty()) {
            throw new Failure(ErrorCode.CHAIR_MISSING);
        }
        if (!Majority.isQuorum(session.present().size(), session.lastDraw().lot().seats())) {
            throw new Failure(ErrorCode.NO_QUORUM, session.present().size(), session.lastDraw().lot().seats());
        }
    }

    private static Role office(Actor actor) {
        return Roles.require(actor, "组织评审会议", Role.OFFICE);
    }

    private static Seat seat(Session session, String expert) {
        return session.seat(expert).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, expert));
    }

    private static <T> T required(T value, String field) {
        if (value == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, field);
        }
        return value;
    }
}
