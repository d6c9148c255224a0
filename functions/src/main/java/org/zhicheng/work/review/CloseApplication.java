package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * The bureau ends an application with a reason, wherever it stands, as after a death (R48). Nobody is sent a mail: the reason is in the
 * record, for whoever may see the application.
 */
@Rule(R48)
public final class CloseApplication {

    private final Commands commands;
    private final Transitions transitions;

    public CloseApplication(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * Closing twice keeps the first reason.
     *
     * @param attempt the step's attempt that was seen
     * @throws Failure {@code WRONG_STATE}, also where the certificate has its number already; {@code STALE_VERSION},
     *         {@code LISTED_IN_DOCUMENT}
     */
    public Application close(Actor actor, String id, int attempt, String reason) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.CLOSE, application);
            if (application.state() == State.CLOSED) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.CLOSE, application, attempt);
            // A number that was given belongs to a certificate, which is revoked, not closed.
            if (application.certificateNumber().isPresent()) {
                throw new Failure(ErrorCode.WRONG_STATE, State.CERTIFICATE);
            }
            // The claim goes with it: who was closed by mistake may begin anew while the window is open.
            return Optional.of(commands.unlisted(transitions.enter(application, application.edit().correction(Optional.empty()),
                    State.CLOSED, Who.person(actor, role, Command.CLOSE), reason)).releasing(Claim.live(application)));
        });
    }
}
