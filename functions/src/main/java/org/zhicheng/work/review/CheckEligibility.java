package org.zhicheng.work.review;

import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.rules.checklist.Checks;

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
     * @throws org.zhicheng.dossier.process.ExecutionSuperseded where another execution has taken over
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
                String reasons = String.join("；", result.assessment().reasons().stream().map(r -> r.rule() + " " + r.both()).toList());
                return Optional.of(transitions.enter(application, edit, State.REJECTED, who, reasons)
                        .delivering(Mails.toOwner(application, MailTemplate.REJECTED)));
            }
            return Optional.of(transitions.enter(application, edit, State.EMPLOYER_REVIEW, who, result.assessment().outcome().name()));
        });
    }
}
