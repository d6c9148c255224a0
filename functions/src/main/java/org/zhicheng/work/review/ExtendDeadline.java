package org.zhicheng.work.review;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Text;

/** Gives a step more working days (R24); the workflow finds the later date when it looks. */
public final class ExtendDeadline {

    private static final int MOST_DAYS = 60;

    private final Commands commands;
    private final Transitions transitions;

    public ExtendDeadline(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * @param attempt the step's attempt that was seen; repeating the command for it extends once
     * @param workingDays counted from today
     */
    public Application extend(Actor actor, String id, int attempt, int workingDays) {
        if (workingDays < 1 || workingDays > MOST_DAYS) {
            throw new Failure(ErrorCode.INVALID_VALUE, "workingDays", new Text("1至" + MOST_DAYS, "1 to " + MOST_DAYS));
        }
        return commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.EXTEND_DEADLINE, application, attempt);
            Instant now = transitions.now();
            Deadlines deadlines = transitions.deadlines(application.cycle());
            Instant due = deadlines.after(now, workingDays);
            if (application.stay().dueAt().filter(due::equals).isPresent()) {
                return Optional.empty();
            }
            // Counted from today, few days could end before the deadline that people were told.
            if (application.stay().dueAt().filter(due::isBefore).isPresent()) {
                throw new Failure(ErrorCode.INVALID_VALUE, "workingDays", later(application.stay().dueAt().get()));
            }
            Application.Edit edit = deadlines.due(application, due, deadlines.workingDays(application.stay().enteredAt(), due), now);
            return Optional.of(Commands.change(application, edit.done(), actor, role, Command.EXTEND_DEADLINE, Channel.API, now,
                    Integer.toString(workingDays)));
        });
    }

    private static Text later(Instant due) {
        Text until = BeijingTime.until(due);
        return new Text("期限须晚于现在的" + until.chinese(), "the deadline must be later than the present one, " + until.english());
    }
}
