package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round.Voted;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * A member who is present votes on all applications of a round at once, and once. That somebody has voted is recorded; how, nobody can read
 * from what is written (R45).
 */
@Rule(R45)
public final class CastVote {

    private final SessionStore store;
    private final BallotBox box;
    private final Sessions sessions;

    public CastVote(SessionStore store, BallotBox box, Clock clock) {
        this.store = store;
        this.box = box;
        this.sessions = new Sessions(store, clock);
    }

    /** A choice about one application. */
    public record Line(String applicationId, Choice choice) {
        public Line {
            if (applicationId == null || choice == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, applicationId == null ? "choices.applicationId" : "choices.choice");
            }
        }
    }

    /** That the vote is in; a repeat of the same request is answered so too. */
    public record Received(String session, int round) {
    }

    /**
     * @param requestKey of the request, by which a repeat is told from a second vote
     * @throws Failure {@code MISSING_FIELD}, {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code NOT_PRESENT}, {@code ALREADY_VOTED},
     *         {@code ROUND_CLOSED}, {@code RECUSED}, {@code BALLOT_INCOMPLETE}
     */
    public Received cast(Actor actor, String id, int number, List<Line> lines, Optional<String> requestKey) {
        Roles.require(actor, "参加表决", Role.COMMITTEE);
        String key = requestKey.orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, "Idempotency-Key"));
        if (lines == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "choices");
        }
        return Attempts.of(() -> {
            Session session = sessions.find(id);
            Seat seat = Sessions.member(session, actor);
            Round round = store.round(id, number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id + " " + number));
            String expert = round.voter(actor.sub()).filter(seat.expert()::equals).orElseThrow(() -> new Failure(ErrorCode.NOT_PRESENT));
            Optional<Voted> before = store.voted(id, number, expert);
            if (before.filter(voted -> voted.key().equals(key)).isPresent()) {
                return new Received(id, number);
            }
            if (before.isPresent()) {
                throw new Failure(ErrorCode.ALREADY_VOTED, number);
            }
            if (round.state() != Round.State.OPEN) {
                throw new Failure(ErrorCode.ROUND_CLOSED, number);
            }
            Map<String, Choice> choices = complete(round, expert, lines);
            List<Ballot> ballots = choices.entrySet().stream().map(one -> box.seal(round, one.getKey(), one.getValue()))
                    .sorted(Comparator.comparing(Ballot::id)).toList();
            Instant now = sessions.now();
            store.vote(round, new Voted(id, number, expert, key), ballots,
                    AuditEvent.of(Subject.session(id), now, actor.sub(), Role.COMMITTEE, "CAST_VOTE", Channel.API, Integer.toString(number))
                            .by(actor.name()));
            return new Received(id, number);
        });
    }

    /** One choice for each application on which the member may vote, and for no other. */
    private static Map<String, Choice> complete(Round round, String expert, List<Line> lines) {
        if (lines.stream()
                .anyMatch(line -> round.applications().contains(line.applicationId()) && !round.mayVote(expert, line.applicationId()))) {
            throw new Failure(ErrorCode.RECUSED);
        }
        List<String> wanted = round.applications().stream().filter(a -> round.mayVote(expert, a)).sorted().toList();
        if (!lines.stream().map(Line::applicationId).sorted().toList().equals(wanted) || wanted.isEmpty()) {
            throw new Failure(ErrorCode.BALLOT_INCOMPLETE, wanted.size());
        }
        return lines.stream().collect(Collectors.toMap(Line::applicationId, Line::choice, (one, _) -> one, TreeMap::new));
    }
}
