package org.zhicheng.work.drafting;

import static org.zhicheng.ground.rule.NoticeRule.R27;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.OpenItems;
import org.zhicheng.rules.checklist.FormChecks;

/**
 * Changes level, specialty or district (资格变更, R27): only while unsubmitted, or where a return asks for it; earlier checks are cleared and
 * the materials are checked again. The kind can be changed likewise, for a check may have named the other one as right (R11). Once
 * approved, the office can reword what no certificate can print (R48).
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
            if (role == Role.OFFICE) {
                return Optional.of(reworded(actor, application, qualification));
            }
            Application after = application.edit().qualification(qualification).assessment(Optional.empty()).at(clock.instant()).done();
            corrections.checkOpen(application, after);
            return Optional
                    .of(Commands.change(application, after, actor, role, Command.CHANGE_QUALIFICATION, Channel.API, after.changedAt(), ""));
        });
    }

    /** The office rewords what no certificate can print, and nothing else; the certificate is then made by the next try (R48, R51). */
    private Change reworded(Actor actor, Application application, Qualification next) {
        Qualification was = application.qualification();
        boolean series = isUnprintable(was, FormField.SERIES);
        boolean specialty = isUnprintable(was, FormField.SPECIALTY);
        Qualification allowed = new Qualification(was.kind(), was.level(), series ? next.series() : was.series(),
                specialty ? next.specialty() : was.specialty(), was.district());
        if (!allowed.equals(next)) {
            throw new Failure(ErrorCode.NOT_OPEN_FOR_CORRECTION, "qualification");
        }
        List<Violation> unprintable = FormChecks.unprintable(Form.EMPTY, next);
        if (!unprintable.isEmpty()) {
            throw Failure.rulesBroken(unprintable);
        }
        Application after = application.edit().qualification(next).at(clock.instant()).done();
        return Commands.change(application, after, actor, Role.OFFICE, Command.CHANGE_QUALIFICATION, Channel.API, after.changedAt(),
                was.series() + " " + was.specialty() + " → " + next.series() + " " + next.specialty());
    }

    private static boolean isUnprintable(Qualification qualification, FormField field) {
        return FormChecks.unprintable(Form.EMPTY, qualification).stream().anyMatch(v -> v.field().equals(field.path()));
    }
}
