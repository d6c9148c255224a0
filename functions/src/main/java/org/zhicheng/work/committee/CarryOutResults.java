package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R22;
import static org.zhicheng.ground.rule.NoticeRule.R39;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Round.Result;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;
import org.zhicheng.inquiry.Guard;

/**
 * Moves applications as a signed session decided, each once however often it is called. No person of the panel stands at the decision, the
 * session does. What cannot go on by the facts of now stays at the committee, and the session tells why (R39, R45).
 */
@Rule({R22, R39, R45})
public final class CarryOutResults {

    private final SessionStore store;
    private final Commands commands;
    private final Guard guard;
    private final Transitions transitions;

    public CarryOutResults(SessionStore store, ApplicationStore applications, Guard guard, Transitions transitions) {
        this.store = store;
        this.commands = new Commands(applications);
        this.guard = guard;
        this.transitions = transitions;
    }

    /** @param ids applications that the session voted on */
    public void carryOut(String sessionId, List<String> ids) {
        Session session = store.find(sessionId).filter(s -> s.phase() == Session.Phase.SIGNED).orElseThrow();
        List<Round> rounds = store.rounds(sessionId);
        List<Opinion> opinions = store.opinions(sessionId);
        Set<String> done = store.outcomes(sessionId).stream().filter(outcome -> outcome.state().isPresent()).map(Outcome::applicationId)
                .collect(Collectors.toSet());
        for (Round round : rounds) {
            Map<String, Map<String, String>> answers = new HashMap<>();
            // of whoever was replaced or excluded afterwards nothing counts
            opinions.stream().filter(o -> session.counts(o, round.excluded()))
                    .forEach(o -> answers.computeIfAbsent(o.applicationId(), _ -> new HashMap<>()).putAll(o.answers()));
            for (Result result : round.results()) {
                if (!done.contains(result.applicationId()) && ids.contains(result.applicationId())) {
                    store.save(sessionId, carryOut(session, round, result, answers.getOrDefault(result.applicationId(), Map.of())));
                }
            }
        }
    }

    private Outcome carryOut(Session session, Round round, Result result, Map<String, String> answers) {
        try {
            Application after = commands.run(result.applicationId(), application -> {
                if (isDone(session, application)) {
                    return Optional.empty();
                }
                if (!application.isHeardBy(session.id())) {
                    throw new Failure(ErrorCode.WRONG_STATE, application.state());
                }
                return Optional.of(change(session, round, result, answers, application));
            });
            return new Outcome(result.applicationId(), Optional.of(after.state()), Optional.empty());
        } catch (Failure refused) {
            if (refused.code() == ErrorCode.STALE_VERSION) {
                throw refused;
            }
            return new Outcome(result.applicationId(), Optional.empty(), Optional.of(refused.code().name()));
        }
    }

    private Change change(Session session, Round round, Result result, Map<String, String> answers, Application application) {
        Instant now = transitions.now();
        String votes = session.id() + "：" + result.inFavour() + "／" + result.present();
        // Papers print the reason, the record is read in either language.
        String reason = "评审会议表决 " + votes;
        String note = new Text("评审会议表决", "Vote in session").both() + " " + votes;
        Application.Edit edit = application.edit().hearing(
                application.hearing().orElseThrow().judgedBy(round.judges(application.id()).stream().map(round.voters()::get).toList()));
        if (!result.passed()) {
            return transitions
                    .enter(application, edit.review(review(session, application, Review.Outcome.REJECT, reason, now, Map.of())),
                            State.REJECTED, Who.workflow(Command.REJECT), note)
                    .delivering(Mails.toOwner(application, MailTemplate.REJECTED));
        }
        Guard.Passed passed = guard.passByFindings(application, now, answers);
        edit.review(review(session, application, Review.Outcome.PASS, reason, now, passed.answers()))
                .assessment(Optional.of(passed.assessment()));
        return transitions.pass(application, edit, Who.workflow(Command.PASS), note);
    }

    private static Review review(Session session, Application application, Review.Outcome outcome, String reason, Instant now,
            Map<String, String> answers) {
        return new Review(application.state(), application.stay().attempt(), outcome, Subject.session(session.id()), now, reason, List.of(),
                List.of(), false, answers);
    }

    private static boolean isDone(Session session, Application application) {
        return application.reviews().stream().anyMatch(r -> isBy(session, r));
    }

    private static boolean isBy(Session session, Review review) {
        return review.reviewer().equals(Subject.session(session.id()));
    }
}
