package org.zhicheng.work.materials;

import java.time.Clock;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Takes a file away; it no longer counts, but what was handed in before stays readable for the record. */
public final class RemoveAttachment {

    private final Commands commands;
    private final RequestUpload uploads;
    private final Clock clock;

    public RemoveAttachment(ApplicationStore store, RequestUpload uploads, Clock clock) {
        this.commands = new Commands(store);
        this.uploads = uploads;
        this.clock = clock;
    }

    public void remove(Actor actor, String id, String attachmentId) {
        commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.ATTACH, application);
            Attachment attachment = application.attachment(attachmentId).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, attachmentId));
            uploads.checkOpen(actor, role, application, attachment.material());
            // An earlier version is kept (R15): it does not count, so there is nothing to take away.
            if (attachment.status() == Status.REMOVED || attachment.status() == Status.REPLACED
                    || attachment.status() == Status.SUPERSEDED) {
                return Optional.empty();
            }
            Application after = application.edit().attach(attachment.withStatus(Status.REMOVED)).at(clock.instant()).done();
            return Optional.of(Commands.change(application, after, actor, role, Command.ATTACH, Channel.API, after.changedAt(),
                    attachment.material() + " REMOVED"));
        });
    }
}
