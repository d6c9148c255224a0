package org.zhicheng.work.drafting;

import static org.zhicheng.ground.rule.NoticeRule.R27;

import java.time.Clock;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.OpenItems;

/**
 * Changes level, specialty or district (资格变更, R27): only while unsubmitted, or where a return asks for it; earlier checks are cleared and
 * the materials are checked again. The kind can be changed likewise, for a check may have named the other one as right (R11).
 */
@Rule(R27)
public final class ChangeQualification {

    private final Commands commands;
    private final OpenItems corrections;
    private final Clock clock;

    public ChangeQualification(ApplicationStore store, CheckApplication checks, Clock clock) {
        this.commands = new Commands(store);
        this.corrections = new OpenItems(checks, clock);
        this.clock = clock;
    }

    /** @throws Failure {@code WRONG_STATE}, {@code NOT_OPEN_FOR_CORRECTION}, {@code MISSING_FIELD}, {@code RULES_BROKEN} */
    public Application change(Actor actor, String id, Qualification qualification) {
        if (qualification.kind() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "kind");
        }
        return commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.CHANGE_QUALIFICATION, application);
            if (application.qualification().equals(qualification)) {
                return Optional.empty();
            }
            Application after = application.edit().qualification(qualification).assessment(Optional.empty()).at(clock.instant()).done();
            corrections.checkOpen(application, after);
            return Optional
                    .of(Commands.change(application, after, actor, role, Command.CHANGE_QUALIFICATION, Channel.API, after.changedAt(), ""));
        });
    }
}
