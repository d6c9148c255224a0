package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R48;
import static org.zhicheng.ground.rule.NoticeRule.R51;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.rules.checklist.FormChecks;

/**
 * The office puts right what holds up the certificate of an approved person, with a reason (R35, R48): it rewords what cannot print, takes
 * the application out of a document whose number or date is wrong, or says that something else was put right. Issuing goes on at once, in
 * an execution of its own.
 */
@Rule({R48, R51})
public final class ClearObstacle {

    private final Commands commands;
    private final Transitions transitions;

    public ClearObstacle(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * What is put right.
     *
     * @param attempt the step's attempt that was seen
     * @param series other words, where those that are there cannot print; else empty
     * @param specialty likewise
     * @param otherDocument whether it is to wait for another approval document
     */
    public record Clearing(int attempt, String reason, String series, String specialty, boolean otherDocument) {
        public Clearing {
            series = Canonical.line(series);
            specialty = Canonical.line(specialty);
        }
    }

    /**
     * @throws Failure {@code WRONG_STATE}, also where the certificate has its number already; {@code STALE_VERSION},
     *         {@code NOT_OPEN_FOR_CORRECTION} for words that print, {@code RULES_BROKEN} for new ones that do not
     */
    public Application clear(Actor actor, String id, Clearing clearing) {
        return commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.CLEAR_OBSTACLE, application, clearing.attempt());
            if (application.certificateNumber().isPresent()) {
                throw new Failure(ErrorCode.WRONG_STATE, application.state());
            }
            Qualification was = application.qualification();
            Qualification next = reworded(was, clearing);
            Application.Edit edit = application.edit().qualification(next).nextExecution();
            String note = clearing.reason()
                    + (was.equals(next) ? "" : "：" + was.series() + " " + was.specialty() + " → " + next.series() + " " + next.specialty());
            Change change = clearing.otherDocument()
                    ? unlisted(application, edit, Who.person(actor, role, Command.CLEAR_OBSTACLE), note)
                    : here(application, edit, actor, role, note);
            return Optional.of(change.delivering(Transitions.start(change.after(), transitions.now())));
        });
    }

    private Change here(Application application, Application.Edit edit, Actor actor, Role role, String note) {
        Instant now = transitions.now();
        return Commands.change(application, edit.at(now).done(), actor, role, Command.CLEAR_OBSTACLE, Channel.API, now, note);
    }

    private Change unlisted(Application application, Application.Edit edit, Who who, String note) {
        String document = application.approvalDocument().orElseThrow(() -> new Failure(ErrorCode.WRONG_STATE, application.state()));
        return transitions.enter(application, edit.approvalDocument(Optional.empty()), State.APPROVAL_DOCUMENT, who, note + "：" + document)
                .releasing(Claim.listed(application.id(), document));
    }

    /** What was approved is never said otherwise, but for words that no paper can print. */
    private static Qualification reworded(Qualification was, Clearing clearing) {
        Qualification next = new Qualification(was.kind(), was.level(), clearing.series().isEmpty() ? was.series() : clearing.series(),
                clearing.specialty().isEmpty() ? was.specialty() : clearing.specialty(), was.district());
        boolean closed = !next.series().equals(was.series()) && isPrintable(was, FormField.SERIES)
                || !next.specialty().equals(was.specialty()) && isPrintable(was, FormField.SPECIALTY);
        if (closed) {
            throw new Failure(ErrorCode.NOT_OPEN_FOR_CORRECTION, List.of(FormField.SERIES, FormField.SPECIALTY));
        }
        List<Violation> unprintable = next.equals(was) ? List.of() : FormChecks.unprintable(Form.EMPTY, next);
        if (!unprintable.isEmpty()) {
            throw Failure.rulesBroken(unprintable);
        }
        return next;
    }

    private static boolean isPrintable(Qualification qualification, FormField field) {
        return FormChecks.unprintable(Form.EMPTY, qualification).stream().noneMatch(v -> v.field().equals(field.path()));
    }
}
