package org.zhicheng.work.review;

import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.ExecutionSuperseded;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;

/**
 * Stores the token of the workflow's wait at the step where the application stands. Where the table is further on, as after a decision that
 * came before the token, the workflow is told at once. An earlier token of the same step is replaced; one that comes late, after that of a
 * newer wait or of another try, is left alone, for nobody waits for it any more.
 */
public final class OpenReview {

    private final Commands commands;
    private final Transitions transitions;

    public OpenReview(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /** @throws ExecutionSuperseded where another execution has taken over */
    public Application open(String id, String execution, State step, String token, Optional<Stay.Wait> wait) {
        return commands.run(id, application -> {
            Transitions.checkExecution(application, execution);
            if (application.state() != step) {
                Change change = change(application, application.edit().done(), "TELL_WORKFLOW");
                return Optional.of(change.delivering(new Callback(token, Transitions.outcome(application, transitions.now()))));
            }
            Optional<Stay.Wait> present = application.stay().waiting();
            boolean late = present.isPresent() && wait.isPresent() && wait.get().compareTo(present.get()) < 0;
            if (late || application.stay().token().filter(token::equals).isPresent()) {
                return Optional.empty();
            }
            return Optional
                    .of(change(application, application.edit().stay(application.stay().withToken(token, wait)).done(), "OPEN_REVIEW"));
        });
    }

    private Change change(Application before, Application after, String action) {
        return Commands.bySystem(before, after, action, Channel.WORKFLOW, transitions.now(), "");
    }
}
