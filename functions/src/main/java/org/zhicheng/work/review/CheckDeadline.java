package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R24;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.process.ExecutionSuperseded;
import org.zhicheng.dossier.process.Receipt;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.ground.rule.Rule;

/**
 * What happens when the workflow has waited long enough: a correction is reminded of, and abandoned at its deadline; a tier that is overdue is
 * recorded and waited for again, for being late decides nothing (R24); a result goes on at the end of its notice (R45).
 */
@Rule(R24)
public final class CheckDeadline {

    private final Commands commands;
    private final Transitions transitions;

    public CheckDeadline(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /** @throws ExecutionSuperseded where another execution has taken over */
    public Application check(String id, String execution, State step) {
        return commands.run(id, application -> {
            Transitions.checkExecution(application, execution);
            Instant now = transitions.now();
            if (application.state() != step) {
                return Optional.empty();
            }
            // A day declared free may not have moved this one yet, and nothing ends before its time.
            return MoveDeadlines.moved(application, transitions.deadlines(application.cycle()), now)
                    .or(() -> step == State.CORRECTION
                            ? correction(application, now)
                            : step.isNotice() ? notice(application, now) : review(application, now));
        });
    }

    /** At the end of its notice a result goes on by itself, unless an objection waits for an answer: that one is overdue (R45). */
    @Rule(R45)
    private Optional<Change> notice(Application application, Instant now) {
        Instant until = application.resultNotice().orElseThrow().until();
        if (application.openObjections() > 0) {
            return review(application, now);
        }
        // What came in time may still be under way (R53).
        return now.isBefore(Receipt.over(until))
                ? Optional.empty()
                : Optional.of(transitions.noticeEnded(application, application.edit(), Who.workflow(Command.END_RESULT_NOTICE), ""));
    }

    private Optional<Change> correction(Application application, Instant now) {
        Correction correction = application.correction().orElseThrow();
        // What came in time may still be under way (R53).
        if (!now.isBefore(Receipt.over(correction.deadline()))) {
            return Optional.of(transitions
                    .enter(application, application.edit().correction(Optional.empty()), State.ABANDONED, Who.workflow(Command.ABANDON), "")
                    .delivering(Mails.toOwner(application, MailTemplate.ABANDONED)));
        }
        if (correction.reminded() || now.isBefore(correction.remindAt())) {
            return Optional.empty();
        }
        Correction reminded = new Correction(correction.returnedFrom(), correction.items(), correction.deadline(), correction.remindAt(),
                true);
        Application after = application.edit().correction(Optional.of(reminded)).at(now).done();
        return Optional.of(Commands.bySystem(application, after, "REMIND", Channel.WORKFLOW, now, "")
                .delivering(Mails.toOwner(application, MailTemplate.DEADLINE_NEAR, Map.of("deadline", correction.deadline().toString()))));
    }

    private Optional<Change> review(Application application, Instant now) {
        // Once a reminder's interval, so that a repeat, however late, records nothing twice. The token stays: it may be that of the next wait.
        Optional<Instant> next = application.stay().dueAt().map(due -> Deadlines.reminder(due, application.stay().reminders()));
        if (next.filter(at -> !now.isBefore(at)).isEmpty()) {
            return Optional.empty();
        }
        Application after = application.edit().stay(application.stay().withReminders(application.stay().reminders() + 1)).at(now).done();
        return Optional.of(Commands.bySystem(application, after, "OVERDUE", Channel.WORKFLOW, now, ""));
    }
}
