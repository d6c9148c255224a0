package org.zhicheng.work.materials;

import static org.zhicheng.ground.rule.NoticeRule.R15;
import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.hash.Sha256;
import org.zhicheng.ground.rendering.Renderer;
import org.zhicheng.ground.rule.Rule;

/** Has an uploaded file rendered; only then it counts (R15, R46). What it replaces is kept as an earlier version. */
@Rule({R15, R46})
public final class CompleteUpload {

    private final ApplicationStore store;
    private final Commands commands;
    private final RequestUpload uploads;
    private final FileStore files;
    private final FindRendering renderings;
    private final Clock clock;

    public CompleteUpload(ApplicationStore store, RequestUpload uploads, FileStore files, Renderings renderings, Clock clock) {
        this.store = store;
        this.commands = new Commands(store);
        this.uploads = uploads;
        this.files = files;
        this.renderings = new FindRendering(renderings);
        this.clock = clock;
    }

    /** Where an upload stands: recorded, or still being read. */
    public sealed interface Completion {
        /** The attachment, accepted. */
        record Completed(Attachment attachment) implements Completion {
        }

        /**
         * To be asked for again.
         *
         * @param of pages that there are; 0 while that is not known
         */
        record BeingRead(int done, int of) implements Completion {
        }
    }

    /**
     * @return the attachment, accepted, or how far it is read; a repeat gives the same, or goes on waiting
     * @throws Failure {@code UPLOAD_INCOMPLETE} where the file has not arrived as announced, {@code FILE_REJECTED} with what to do;
     *         {@code WRONG_STATE} or {@code NOT_OPEN_FOR_CORRECTION} where its material may no longer be changed
     */
    public Completion complete(Actor actor, String id, String attachmentId) {
        Application seen = store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Permissions.checkRole(actor, Command.ATTACH, seen);
        Attachment announced = attachment(seen, attachmentId);
        if (announced.status() != Status.REQUESTED) {
            return completed(id, announced);
        }
        uploads.checkOpen(actor, Permissions.check(actor, Command.ATTACH, seen), seen, announced.material());
        Manifest manifest = read(id, announced);
        return manifest.ended()
                ? completed(id, record(actor, seen, announced, manifest))
                : new Completion.BeingRead(manifest.done(), manifest.of());
    }

    private Completion completed(String id, Attachment attachment) {
        attachment.rejection().ifPresent(rejection -> {
            // Nobody may fetch it: it can be hostile. Only once that is written down, or a repeat would find no file and no reason.
            files.delete(FileKeys.key(id, attachment.id()));
            throw new FileRejected(attachment.fileName(), rejection, attachment.material());
        });
        return new Completion.Completed(attachment);
    }

    private Manifest read(String id, Attachment announced) {
        if (renderings.look(id, announced).isEmpty()) {
            checkArrived(id, announced);
        }
        return renderings.find(id, announced);
    }

    private void checkArrived(String id, Attachment announced) {
        byte[] content = files.read(FileKeys.key(id, announced.id()), Renderer.MAX_BYTES + 1L)
                .orElseThrow(() -> new Failure(ErrorCode.UPLOAD_INCOMPLETE));
        if (content.length != announced.size() || !sha256(content).equals(announced.sha256())) {
            throw new Failure(ErrorCode.UPLOAD_INCOMPLETE);
        }
    }

    private Attachment record(Actor actor, Application seen, Attachment announced, Manifest manifest) {
        Attachment read = with(announced, manifest.contentType().orElse(announced.contentType()),
                manifest.rejection().isPresent() ? Status.REJECTED : Status.ACCEPTED, manifest.rejection(), clock.instant())
                .withWarnings(manifest.oddities());
        Application after = commands.run(seen.id(), application -> {
            Role role = Permissions.check(actor, Command.ATTACH, application);
            if (attachment(application, announced.id()).status() != Status.REQUESTED) {
                return Optional.empty();
            }
            // Announced while everything was open, completed after the submission: what was handed in stays as it is (R22).
            uploads.checkOpen(actor, role, application, announced.material());
            Application.Edit edit = application.edit().attach(read);
            if (read.counts()) {
                replaced(application, read.material(), read.replaces()).forEach(old -> edit.attach(old.withStatus(Status.REPLACED)));
            }
            return Optional.of(Commands.change(application, edit.at(clock.instant()).done(), actor, role, Command.ATTACH, Channel.API,
                    clock.instant(), announced.material() + " " + read.status()));
        });
        return attachment(after, announced.id());
    }

    private static Attachment with(Attachment a, String contentType, Status status, Optional<Attachment.Rejection> rejection, Instant now) {
        return new Attachment(a.id(), a.material(), a.fileName(), contentType, a.size(), a.sha256(), status, rejection, a.replaces(),
                a.uploadedBy(), a.requestedAt(), Optional.of(now));
    }

    /** What a new file of a material takes the place of. */
    static List<Attachment> replaced(Application application, Material material, Optional<String> replaces) {
        return application.files(material).stream().filter(a -> material.isSingle() || replaces.filter(a.id()::equals).isPresent())
                .toList();
    }

    private static Attachment attachment(Application application, String attachmentId) {
        return application.attachment(attachmentId).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, attachmentId));
    }

    static String sha256(byte[] content) {
        return Base64.getEncoder().encodeToString(Sha256.of(content));
    }
}
