package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.Guard;

/**
 * A member of the panel tells what an application is worth before it is voted on. Two readers are asked to (主审), in turn; where one is not
 * there, another member may, but nobody who is excluded from it (R29, R45).
 */
@Rule(R45)
public final class GiveOpinion {

    private static final int LONGEST = 1_000;

    private final SessionStore store;
    private final Sessions sessions;

    public GiveOpinion(SessionStore store, Clock clock) {
        this.store = store;
        this.sessions = new Sessions(store, clock);
    }

    /**
     * @param answers by the code of each open question, what the member found
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code SESSION_STEP},
     *         {@code RECUSED}, {@code VOTED_ON}
     */
    public Session give(Actor actor, String id, String applicationId, String text, Boolean inFavour, Map<String, String> answers) {
        Roles.require(actor, "提交主审意见", Role.COMMITTEE);
        String words = Reasons.required(text, LONGEST);
        if (inFavour == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "inFavour");
        }
        Map<String, String> found = answers == null ? Map.of() : answers;
        Guard.checkShape(found);
        return Attempts.of(() -> {
            Session session = sessions.find(id);
            Seat seat = Sessions.member(session, actor);
            Sessions.item(session, applicationId);
            boolean repeated = store.opinions(id).stream().anyMatch(o -> o.applicationId().equals(applicationId)
                    && o.expert().equals(seat.expert()) && o.text().equals(words) && o.inFavour() == inFavour && o.answers().equals(found));
            if (repeated) {
                return session;
            }
            Sessions.require(session, Phase.DRAWN, Phase.OPEN);
            if (session.isExcluded(seat.expert(), applicationId)) {
                throw new Failure(ErrorCode.RECUSED);
            }
            sessions.requireNotVotedOn(session, applicationId);
            Instant now = sessions.now();
            store.save(session, new Opinion(applicationId, seat.expert(), words, inFavour, found, now), AuditEvent
                    .of(Subject.session(id), now, actor.sub(), Role.COMMITTEE, "GIVE_OPINION", AuditEvent.Channel.API, applicationId)
                    .by(actor.name()));
            return session;
        });
    }
}
