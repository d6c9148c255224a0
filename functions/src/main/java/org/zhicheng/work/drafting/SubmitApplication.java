package org.zhicheng.work.drafting;

import static org.zhicheng.ground.rule.NoticeRule.R21;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.rules.checklist.Checks;

/** Submits a draft inside the window (R21) when nothing is missing or wrong (R16); the review workflow starts. */
@Rule(R21)
public final class SubmitApplication {

    /** Where a repeated submission finds the application: it gets the same answer. */
    private static final Set<State> JUST_SUBMITTED = EnumSet.of(State.SUBMITTED, State.EMPLOYER_REVIEW);

    private final Commands commands;
    private final CheckApplication checks;
    private final Transitions transitions;

    public SubmitApplication(ApplicationStore store, CheckApplication checks, Transitions transitions) {
        this.commands = new Commands(store);
        this.checks = checks;
        this.transitions = transitions;
    }

    /**
     * @param received when the submission reached the system, which decides (R53)
     * @throws Failure {@code WINDOW_CLOSED}, {@code RULES_BROKEN} with every defect, {@code WRONG_STATE}
     */
    public Application submit(Actor actor, String id, Instant received) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.SUBMIT, application);
            if (JUST_SUBMITTED.contains(application.state()) && application.submissions() == 1) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.SUBMIT, application);
            Cycle cycle = transitions.cycle(application.cycle());
            if (!cycle.isOpen(received)) {
                throw WindowTexts.closed(cycle);
            }
            Checks result = checks.check(application, received);
            if (!result.submittable()) {
                throw Failure.rulesBroken(result.violations());
            }
            Person person = checks.person(application);
            Application.Edit edit = application.edit().identity(person.name(), person.maskedIdNumber()).foundBy(person.idNumberHash())
                    .assessment(Optional.of(result.assessment())).submitted(received, LocalDate.ofInstant(received, BeijingTime.ZONE))
                    .nextExecution();
            Change change = transitions.enter(application, edit, State.SUBMITTED, Who.person(actor, role, Command.SUBMIT), "");
            return Optional.of(change.within(received).delivering(Transitions.start(change.after(), change.event().at()),
                    Mails.toOwner(application, MailTemplate.SUBMITTED)));
        });
    }
}
