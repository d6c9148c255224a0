package org.zhicheng.work.drafting;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.OpenItems;

/**
 * Saves what was filled in, in spite of defects (R16); in a correction only what was returned (R22). What the register of employers knows need not be
 * typed (R42).
 */
@Rule(R42)
public final class SaveForm {

    private final ApplicationStore store;
    private final Commands commands;
    private final OpenItems corrections;
    private final StaffStore register;
    private final Clock clock;

    /** @param register of the employers */
    public SaveForm(ApplicationStore store, CheckApplication checks, StaffStore register, Clock clock) {
        this.store = store;
        this.commands = new Commands(store);
        this.corrections = new OpenItems(checks, clock);
        this.register = register;
        this.clock = clock;
    }

    /** Begins to read the employer of a form, and whose work summary is the same, before it is known whose the form is. */
    public void readAhead(Form form) {
        String uscc = form.employer().uscc();
        if (!uscc.isEmpty()) {
            Reads.ahead(() -> register.findEmployer(uscc));
        }
        form.fingerprint().ifPresent(print -> Reads.ahead(() -> store.holders(print.hash())));
    }

    /** As {@link #readAhead(Form)}, of what these sections have. */
    public void readAhead(FormSections sections) {
        readAhead(sections.over(Form.EMPTY));
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
            Form typed = edit.apply(application.form());
            Optional<Employer> employer = Optional.of(typed.employer().uscc()).filter(uscc -> !uscc.isEmpty())
                    .flatMap(register::findEmployer);
            Form form = employer.map(e -> named(typed, e)).orElse(typed);
            Qualification qualification = employer.map(e -> placed(application, e)).orElse(application.qualification());
            if (application.form().equals(form) && application.qualification().equals(qualification)) {
                return Optional.empty();
            }
            if (application.formRevision() != expectedRevision) {
                throw new Failure(ErrorCode.STALE_VERSION);
            }
            Application after = application.edit().form(form).qualification(qualification).at(clock.instant()).done();
            corrections.checkOpen(application, after);
            return Optional.of(Commands.change(application, after, actor, role, Command.SAVE_FORM, Channel.API, after.changedAt(), ""));
        });
    }

    /** Of an employer that is given by its code alone, the register has the name (R42). */
    private static Form named(Form form, Employer employer) {
        Form.EmployerSection typed = form.employer();
        return typed.name().isBlank()
                ? new Form(form.contact(), form.credential(), form.employment(),
                        new Form.EmployerSection(typed.uscc(), employer.name(), typed.origin(), typed.postedFrom()), form.presentTitle(),
                        form.conduct(), form.achievements(), form.summary(), form.notApplicable())
                : form;
    }

    /** A district that was left open is the employer's (R42); one that was chosen is the applicant's to change. */
    private static Qualification placed(Application application, Employer employer) {
        Qualification q = application.qualification();
        return q.district().isBlank() ? new Qualification(q.kind(), q.level(), q.series(), q.specialty(), employer.district()) : q;
    }
}
