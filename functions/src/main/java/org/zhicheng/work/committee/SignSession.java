package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.util.List;
import java.util.stream.Gatherers;

import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.delivery.Delivery.CarryOutSession;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** The chair signs the session; from then on nothing of it changes, and what it decided is carried out (R45). */
@Rule(R45)
public final class SignSession {

    /** Applications of one delivery, so that each is done well within a function's time. */
    private static final int SLICE = 10;

    private final SessionStore store;
    private final Sessions sessions;

    public SignSession(SessionStore store, Clock clock) {
        this.store = store;
        this.sessions = new Sessions(store, clock);
    }

    /**
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code NOT_CHAIR}, {@code SESSION_STEP}, {@code ROUND_OPEN},
     *         {@code SETTING_CHANGED}
     */
    public Session sign(Actor actor, String id, int seen) {
        Roles.require(actor, "签署评审会议", Role.COMMITTEE);
        List<String> voted = store.rounds(id).stream().map(Round::applications).flatMap(List::stream).toList();
        return sessions.change(id, new Sessions.Step(actor, Role.COMMITTEE, "SIGN_SESSION", voted.size() + "", seen), (session, now) -> {
            Sessions.member(session, actor);
            if (!session.isChair(actor.sub())) {
                throw new Failure(ErrorCode.NOT_CHAIR);
            }
            if (session.phase() == Phase.SIGNED) {
                return session;
            }
            Sessions.require(session, Phase.OPEN);
            sessions.requireNoRound(session);
            return session.signedAt(now);
        }, deliveries(id, voted));
    }

    private static List<Delivery> deliveries(String id, List<String> voted) {
        return voted.stream().gather(Gatherers.windowFixed(SLICE)).<Delivery>map(slice -> new CarryOutSession(id, slice)).toList();
    }
}
