package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R20;
import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Stay.Hand;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * One of a tier takes an application in hand, and its colleagues see who has it; with the step it ends by itself (R20). It is a sign and no
 * lock: any of the tier decides, and puts back what somebody has who is away, so that nothing waits for one person (R48).
 */
@Rule({R20, R48})
public final class TakeApplication {

    private final Commands commands;
    private final Transitions transitions;

    public TakeApplication(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * @param attempt the step's attempt that was seen
     * @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code DECIDED_AT_OTHER_TIER}, {@code WRONG_STATE},
     *         {@code STALE_VERSION}, {@code TAKEN_BY_COLLEAGUE}
     */
    public Application take(Actor actor, String id, int attempt) {
        return commands.run(id, application -> {
            Role role = check(actor, Command.TAKE, application, attempt);
            Optional<Hand> hand = application.stay().hand();
            if (hand.isPresent()) {
                if (!hand.get().sub().equals(actor.sub())) {
                    throw new Failure(ErrorCode.TAKEN_BY_COLLEAGUE, hand.get().name());
                }
                return Optional.empty();
            }
            Instant now = transitions.now();
            return Optional.of(change(application, Optional.of(new Hand(actor.sub(), actor.name(), now)), actor, role, Command.TAKE, now));
        });
    }

    /**
     * Puts back what one has in hand oneself, or a colleague; nothing where nobody has it.
     *
     * @param attempt the step's attempt that was seen
     * @throws Failure as {@link #take}, but {@code TAKEN_BY_COLLEAGUE}
     */
    public Application putBack(Actor actor, String id, int attempt) {
        return commands.run(id, application -> {
            Role role = check(actor, Command.PUT_BACK, application, attempt);
            return application.stay().hand()
                    .map(_ -> change(application, Optional.empty(), actor, role, Command.PUT_BACK, transitions.now()));
        });
    }

    private static Role check(Actor actor, Command command, Application application, int attempt) {
        Role role = Permissions.check(actor, command, application, attempt);
        Permissions.checkOneTier(actor, application);
        return role;
    }

    private static Change change(Application before, Optional<Hand> hand, Actor actor, Role role, Command command, Instant now) {
        return Commands.change(before, before.edit().stay(before.stay().in(hand)).at(now).done(), actor, role, command, Channel.API, now,
                "");
    }
}
