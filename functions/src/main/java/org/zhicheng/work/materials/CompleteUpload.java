package org.zhicheng.work.materials;

import static org.zhicheng.ground.rule.NoticeRule.R15;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment.Rejection;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.inspection.FileInspection;
import org.zhicheng.ground.inspection.FileUse;
import org.zhicheng.ground.inspection.Inspection;
import org.zhicheng.ground.inspection.PortraitPhoto;
import org.zhicheng.ground.rule.Rule;

/** Inspects an uploaded file; only then it counts (R15). What it replaces is kept as an earlier version. */
@Rule(R15)
public final class CompleteUpload {

    private final ApplicationStore store;
    private final Commands commands;
    private final RequestUpload uploads;
    private final FileStore files;
    private final Clock clock;

    public CompleteUpload(ApplicationStore store, RequestUpload uploads, FileStore files, Clock clock) {
        this.store = store;
        this.commands = new Commands(store);
        this.uploads = uploads;
        this.files = files;
        this.clock = clock;
    }

    /**
     * @return the attachment, accepted; a repeat gives the same
     * @throws Failure {@code UPLOAD_INCOMPLETE} where the file has not arrived as announced, {@code FILE_REJECTED} with what to do;
     *         {@code WRONG_STATE} or {@code NOT_OPEN_FOR_CORRECTION} where its material may no longer be changed
     */
    public Attachment complete(Actor actor, String id, String attachmentId) {
        Application seen = store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Permissions.checkRole(actor, Command.ATTACH, seen);
        Attachment announced = attachment(seen, attachmentId);
        Attachment inspected = announced.status() == Status.REQUESTED ? inspectAndRecord(actor, seen, announced) : announced;
        inspected.rejection().ifPresent(rejection -> {
            // Nobody may fetch it: it can be hostile. Only once that is written down, or a repeat would find no file and no reason.
            files.delete(FileKeys.key(id, attachmentId));
            throw new FileRejected(inspected.fileName(), rejection, inspected.material());
        });
        return inspected;
    }

    private Attachment inspectAndRecord(Actor actor, Application seen, Attachment announced) {
        uploads.checkOpen(actor, Permissions.check(actor, Command.ATTACH, seen), seen, announced.material());
        Attachment inspected = inspect(seen.id(), announced);
        Application after = commands.run(seen.id(), application -> {
            Role role = Permissions.check(actor, Command.ATTACH, application);
            if (attachment(application, announced.id()).status() != Status.REQUESTED) {
                return Optional.empty();
            }
            // Announced while everything was open, completed after the submission: what was handed in stays as it is (R22).
            uploads.checkOpen(actor, role, application, announced.material());
            Application.Edit edit = application.edit().attach(inspected);
            if (inspected.counts()) {
                replaced(application, inspected.material(), inspected.replaces())
                        .forEach(old -> edit.attach(old.withStatus(Status.REPLACED)));
            }
            return Optional.of(Commands.change(application, edit.at(clock.instant()).done(), actor, role, Command.ATTACH, Channel.API,
                    clock.instant(), announced.material() + " " + inspected.status()));
        });
        return attachment(after, announced.id());
    }

    private Attachment inspect(String id, Attachment announced) {
        String key = FileKeys.key(id, announced.id());
        byte[] content = files.read(key, FileInspection.MAX_BYTES + 1L).orElseThrow(() -> new Failure(ErrorCode.UPLOAD_INCOMPLETE));
        if (content.length != announced.size() || !sha256(content).equals(announced.sha256())) {
            throw new Failure(ErrorCode.UPLOAD_INCOMPLETE);
        }
        Instant now = clock.instant();
        FileUse use = announced.material().shape() == Material.Shape.PORTRAIT ? FileUse.PORTRAIT : FileUse.SCAN;
        return switch (FileInspection.inspect(content, use)) {
            case Inspection.Accepted accepted -> {
                if (use == FileUse.PORTRAIT) {
                    files.write(FileKeys.portraitKey(id, announced.id()), "image/jpeg", PortraitPhoto.normalise(content));
                }
                yield with(announced, accepted.contentType().mediaType(), Status.ACCEPTED, Optional.empty(), now)
                        .withWarnings(accepted.warnings().stream().map(Enum::name).toList());
            }
            case Inspection.Rejected rejected -> {
                Rejection reason = new Rejection(rejected.reason().name(), rejected.reason().chinese(), rejected.reason().english());
                yield with(announced, announced.contentType(), Status.REJECTED, Optional.of(reason), now);
            }
        };
    }

    private static Attachment with(Attachment a, String contentType, Status status, Optional<Rejection> rejection, Instant now) {
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
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
