package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R29;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.Majority;
import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Item;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;

/** The office puts applications to the vote; who is present and may vote on which is fixed at this moment (R45). */
@Rule({R29, R45})
public final class OpenRound {

    private static final String LEFT = "已不在本会议议程等待评审 (no longer waits at the committee)";

    private final SessionStore store;
    private final ApplicationStore applications;
    private final BallotBox box;
    private final Transitions transitions;
    private final Sessions sessions;

    public OpenRound(SessionStore store, ApplicationStore applications, BallotBox box, Transitions transitions, Clock clock) {
        this.store = store;
        this.applications = applications;
        this.box = box;
        this.transitions = transitions;
        this.sessions = new Sessions(store, clock);
    }

    /**
     * What was returned or withdrawn meanwhile comes off the agenda and is told there; the others are voted on.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code SESSION_STEP},
     *         {@code ROUND_OPEN}, {@code VOTED_ON}, {@code CHAIR_MISSING}, {@code NO_QUORUM}, {@code ROUND_NOT_READY} with every defect,
     *         {@code SETTING_CHANGED}
     */
    public Round open(Actor actor, String id, int seen, List<String> asked) {
        Role role = Roles.require(actor, "组织评审会议", Role.OFFICE);
        if (asked == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "applications");
        }
        if (asked.isEmpty() || asked.size() > Round.MOST_APPLICATIONS) {
            throw new Failure(ErrorCode.INVALID_VALUE, "applications", "1–" + Round.MOST_APPLICATIONS);
        }
        List<String> ids = List.copyOf(new LinkedHashSet<>(asked));
        return Attempts.of(() -> {
            Session session = sessions.find(id);
            List<Round> rounds = store.rounds(id);
            Optional<Round> last = rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.getLast());
            Optional<Round> repeated = last.filter(r -> r.state() == Round.State.OPEN && ids.containsAll(r.applications())
                    && session.agenda().stream().map(Item::applicationId).filter(ids::contains).toList().equals(r.applications()));
            return repeated.orElseGet(() -> write(actor, role, session, seen, ids));
        });
    }

    private Round write(Actor actor, Role role, Session session, int seen, List<String> ids) {
        Sessions.require(session, Phase.OPEN);
        sessions.requireNoRound(session);
        Sessions.requireSeen(session, seen);
        ids.forEach(application -> Sessions.item(session, application));
        sessions.requireNotVotedOn(session, ids);
        ConveneSession.requireChairAndQuorum(session);
        Map<String, Application> found = applications.all(ids).stream().collect(Collectors.toMap(Application::id, Function.identity()));
        Map<String, String> left = ids.stream().filter(a -> !found.containsKey(a) || !found.get(a).isHeardBy(session.id()))
                .collect(Collectors.toMap(Function.identity(), _ -> LEFT));
        List<String> voted = session.agenda().stream().map(Item::applicationId).filter(ids::contains).filter(a -> !left.containsKey(a))
                .toList();
        Map<String, List<String>> excluded = excluded(session, voted, found);
        List<Violation> violations = new ArrayList<>();
        if (voted.isEmpty()) {
            left.keySet().stream().sorted().forEach(a -> violations.add(ViolationCode.LEFT_COMMITTEE.at(a)));
        }
        violations.addAll(violations(session, voted, found, excluded));
        if (!violations.isEmpty()) {
            throw Failure.of(ErrorCode.ROUND_NOT_READY, violations, violations.stream().map(Violation::field).distinct().count());
        }
        Instant now = sessions.now();
        int number = session.rounds() + 1;
        BallotBox.Keys keys = box.keys(session.id(), number);
        Map<String, String> voters = session.seatsPresent().stream().collect(Collectors.toMap(Seat::expert, Seat::sub));
        Round round = new Round(session.id(), number, voted, voters, excluded, session.lastDraw().lot().seats(), Round.State.OPEN,
                keys.publicKey(), keys.sealedKey(), now, Optional.empty(), List.of(), 1);
        Session next = session.without(left).withRound(number).over(Optional.of(session));
        store.open(next, round, Sessions.event(next, actor, role, "OPEN_ROUND", number + ": " + voted.size(), now));
        return round;
    }

    /** Who may not vote on what: by the chair's decision, and by what somebody has to do with it otherwise. */
    private static Map<String, List<String>> excluded(Session session, List<String> voted, Map<String, Application> found) {
        Map<String, List<String>> excluded = new HashMap<>();
        for (String id : voted) {
            Application application = found.get(id);
            List<String> members = session.panel().stream()
                    .filter(seat -> session.isExcluded(seat.expert(), id) || application.bars(seat.sub())).map(Seat::expert).toList();
            if (!members.isEmpty()) {
                excluded.put(id, members);
            }
        }
        return excluded;
    }

    private List<Violation> violations(Session session, List<String> voted, Map<String, Application> found,
            Map<String, List<String>> excluded) {
        int readers = transitions.cycle(session.year()).settings().committee().readers();
        Map<String, List<Opinion>> opinions = store.opinions(session.id()).stream().collect(Collectors.groupingBy(Opinion::applicationId));
        List<Violation> violations = new ArrayList<>();
        for (String id : voted) {
            List<String> barred = excluded.getOrDefault(id, List.of());
            int judges = (int) session.present().stream().filter(e -> !barred.contains(e)).count();
            List<Opinion> said = opinions.getOrDefault(id, List.of()).stream().filter(o -> session.counts(o, excluded)).toList();
            if (session.recusals().stream().anyMatch(r -> r.applicationId().equals(id) && session.waits(r))) {
                violations.add(ViolationCode.RECUSAL_UNDECIDED.at(id));
            }
            if (!Majority.isQuorum(judges, session.lastDraw().lot().seats())) {
                violations.add(ViolationCode.QUORUM_LOST_BY_RECUSAL.at(id, judges, session.lastDraw().lot().seats()));
            }
            int needed = Math.min(readers, judges);
            if (said.size() < needed) {
                violations.add(ViolationCode.OPINION_MISSING.at(id, needed));
            }
            Set<String> answered = new HashSet<>();
            said.forEach(opinion -> answered.addAll(opinion.answers().keySet()));
            found.get(id).assessment().ifPresent(assessment -> assessment.questions().stream().filter(q -> !answered.contains(q.code()))
                    .forEach(q -> violations.add(ViolationCode.QUESTION_WITHOUT_FINDING.at(id, q))));
        }
        return violations;
    }
}
