package org.zhicheng.eligibility;

import java.util.Optional;

import org.zhicheng.application.Application;
import org.zhicheng.application.ApplicationStore;
import org.zhicheng.application.CheckApplication;
import org.zhicheng.application.Checks;
import org.zhicheng.application.Commands;
import org.zhicheng.application.State;
import org.zhicheng.mail.MailTemplate;
import org.zhicheng.mail.Mails;
import org.zhicheng.review.Transitions.Who;
import org.zhicheng.review.Transitions;
import org.zhicheng.staff.Command;

/**
 * The workflow's first step: checks a submitted application once more, with the same code as the submission, and hands it to the employer.
 * What has become ineligible meanwhile, as by an integrity record, ends rejected with every reason.
 */
public final class CheckEligibility {

    private final Commands commands;
    private final CheckApplication checks;
    private final Transitions transitions;

    public CheckEligibility(ApplicationStore store, CheckApplication checks, Transitions transitions) {
        this.commands = new Commands(store);
        this.checks = checks;
        this.transitions = transitions;
    }

    /**
     * Repeating it finds the application further on and changes nothing.
     *
     * @throws org.zhicheng.review.ExecutionSuperseded where another execution has taken over
     */
    public Application check(String id, String execution) {
        return commands.run(id, application -> {
            Transitions.checkExecution(application, execution);
            if (application.state() != State.SUBMITTED) {
                return Optional.empty();
            }
            Who who = Who.workflow(Command.CHECK_ELIGIBILITY);
            Checks result = checks.check(application, transitions.now());
            Application.Edit edit = application.edit().assessment(Optional.of(result.assessment()));
            if (result.assessment().outcome() == Assessment.Outcome.INELIGIBLE) {
                String reasons = String.join("；", result.assessment().reasons().stream().map(r -> r.rule() + " " + r.chinese()).toList());
                return Optional.of(transitions.enter(application, edit, State.REJECTED, who, reasons)
                        .delivering(Mails.toOwner(application, MailTemplate.REJECTED)));
            }
            return Optional.of(transitions.enter(application, edit, State.EMPLOYER_REVIEW, who, result.assessment().outcome().name()));
        });
    }
}
