package org.zhicheng.work.drafting;

import static org.zhicheng.ground.rule.NoticeRule.R26;
import static org.zhicheng.ground.rule.NoticeRule.R40;

import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** Withdraws an application until its approval document is final; a new one is then possible while the window is open (R26, R40). */
@Rule({R26, R40})
public final class WithdrawApplication {

    private final Commands commands;
    private final Transitions transitions;

    public WithdrawApplication(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /** @throws Failure {@code WRONG_STATE}, {@code LISTED_IN_DOCUMENT} */
    public Application withdraw(Actor actor, String id, String reason) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.WITHDRAW, application);
            if (application.state() == State.WITHDRAWN) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.WITHDRAW, application);
            Change change = commands.unlisted(transitions.enter(application, application.edit().correction(Optional.empty()),
                    State.WITHDRAWN, Who.person(actor, role, Command.WITHDRAW), reason));
            return Optional.of(change.releasing(Claim.live(application)).delivering(Mails.toOwner(application, MailTemplate.WITHDRAWN)));
        });
    }
}
