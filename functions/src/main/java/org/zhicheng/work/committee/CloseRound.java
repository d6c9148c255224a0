package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.Majority;
import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round.Result;
import org.zhicheng.dossier.committee.Round.Voted;
import org.zhicheng.dossier.committee.Round;
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
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;

/**
 * The office ends a round, and its ballots are counted: first it takes no more, then all are opened, then the results stand. Two thirds of
 * those who were present and could vote pass an application, whether they voted or not (R45).
 */
@Rule(R45)
public final class CloseRound {

    private final SessionStore store;
    private final BallotBox boxes;
    private final Clock clock;

    public CloseRound(SessionStore store, BallotBox boxes, Clock clock) {
        this.store = store;
        this.boxes = boxes;
        this.clock = clock;
    }

    /**
     * Goes on where it was cut off; a repeat is answered with what was counted.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}
     * @throws IllegalStateException where the ballots are not those of who voted; nothing is counted then
     */
    public Round close(Actor actor, String id, int number) {
        Role role = Roles.require(actor, "组织评审会议", Role.OFFICE);
        return Attempts.of(() -> {
            Round round = store.round(id, number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id + " " + number));
            if (round.state() == Round.State.OPEN) {
                Round counting = round.counting();
                store.save(counting, event(actor, role, counting, "CLOSE_ROUND"));
                round = counting;
            }
            if (round.state() == Round.State.COUNTING) {
                Round counted = round.counted(count(round), clock.instant());
                store.save(counted, event(actor, role, counted, "COUNT_ROUND"));
                round = counted;
            }
            return round;
        });
    }

    private List<Result> count(Round round) {
        Reads.ahead(() -> store.ballots(round.session(), round.number()), () -> store.voted(round.session(), round.number()));
        BallotBox.Opened box = boxes.unlock(round);
        List<Ballot> ballots = store.ballots(round.session(), round.number());
        Set<String> voted = store.voted(round.session(), round.number()).stream().map(Voted::expert).collect(Collectors.toSet());
        Map<String, Choice> choices = box.open(ballots);
        Map<String, List<Ballot>> byApplication = ballots.stream().collect(Collectors.groupingBy(Ballot::applicationId));
        if (!new HashSet<>(round.applications()).containsAll(byApplication.keySet())) {
            throw new IllegalStateException("ballots for what was not voted on");
        }
        return round.applications().stream().map(application -> {
            List<Ballot> own = byApplication.getOrDefault(application, List.of());
            List<String> judges = round.judges(application);
            if (own.size() != judges.stream().filter(voted::contains).count()) {
                throw new IllegalStateException("the ballots are not those of who voted");
            }
            Map<Choice, Integer> counts = new EnumMap<>(Choice.class);
            own.forEach(ballot -> counts.merge(choices.get(ballot.id()), 1, Integer::sum));
            int inFavour = counts.getOrDefault(Choice.FOR, 0);
            return new Result(application, judges.size(), own.size(), inFavour, counts.getOrDefault(Choice.AGAINST, 0),
                    counts.getOrDefault(Choice.ABSTAIN, 0), Majority.isPassed(inFavour, judges.size()));
        }).toList();
    }

    private AuditEvent event(Actor actor, Role role, Round round, String action) {
        Instant now = clock.instant();
        return AuditEvent
                .of(Subject.session(round.session()), now, actor.sub(), role, action, Channel.API, Integer.toString(round.number()))
                .by(actor.name());
    }
}
