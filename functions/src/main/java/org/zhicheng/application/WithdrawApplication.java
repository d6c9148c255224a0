package org.zhicheng.application;

import java.util.Optional;

import org.zhicheng.failure.Failure;
import org.zhicheng.mail.MailTemplate;
import org.zhicheng.mail.Mails;
import org.zhicheng.review.Transitions.Who;
import org.zhicheng.review.Transitions;
import org.zhicheng.staff.Actor;
import org.zhicheng.staff.Command;
import org.zhicheng.staff.Permissions;
import org.zhicheng.staff.Role;

/** Withdraws an application before the committee has passed it; a new one is then possible while the window is open (R26). */
public final class WithdrawApplication {

    private final Commands commands;
    private final Transitions transitions;

    public WithdrawApplication(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /** @throws Failure {@code WRONG_STATE} */
    public Application withdraw(Actor actor, String id, String reason) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.WITHDRAW, application);
            if (application.state() == State.WITHDRAWN) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.WITHDRAW, application);
            Change change = transitions.enter(application, application.edit().correction(Optional.empty()), State.WITHDRAWN,
                    Who.person(actor, role, Command.WITHDRAW), reason);
            return Optional.of(change.releasing(Claim.live(application)).delivering(Mails.toOwner(application, MailTemplate.WITHDRAWN)));
        });
    }
}
