package org.zhicheng.work.drafting;

import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.OpenItems;

/** Saves what was filled in, in spite of defects (R16); in a correction only what was returned (R22). */
public final class SaveForm {

    private final Commands commands;
    private final OpenItems corrections;
    private final Clock clock;

    public SaveForm(ApplicationStore store, CheckApplication checks, Clock clock) {
        this.commands = new Commands(store);
        this.corrections = new OpenItems(checks, clock);
        this.clock = clock;
    }

    /**
     * @param expectedRevision the revision that was edited
     * @throws Failure {@code STALE_VERSION} where the form was changed meanwhile, {@code NOT_OPEN_FOR_CORRECTION}
     */
    public Application save(Actor actor, String id, Form form, int expectedRevision) {
        return save(actor, id, before -> form, expectedRevision);
    }

    /** Saves some sections and leaves the others as they are; refused as a whole form is. */
    public Application save(Actor actor, String id, FormSections sections, int expectedRevision) {
        return save(actor, id, sections::over, expectedRevision);
    }

    private Application save(Actor actor, String id, UnaryOperator<Form> edit, int expectedRevision) {
        return commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.SAVE_FORM, application);
            Form form = edit.apply(application.form());
            if (application.form().equals(form)) {
                return Optional.empty();
            }
            if (application.formRevision() != expectedRevision) {
                throw new Failure(ErrorCode.STALE_VERSION);
            }
            Application after = application.edit().form(form).at(clock.instant()).done();
            corrections.checkOpen(application, after);
            return Optional.of(Commands.change(application, after, actor, role, Command.SAVE_FORM, Channel.API, after.changedAt(), ""));
        });
    }
}
