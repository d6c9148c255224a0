package org.zhicheng.work.materials;

import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * Hands the office the file itself, as bytes under a name of the system's, where the pages leave a doubt: the one way by which a stranger's file
 * leaves the bucket, each time with a reason in the record (R46).
 */
@Rule(R46)
public final class OpenOriginal {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String BYTES = "application/octet-stream";

    private final ApplicationStore applications;
    private final FileStore files;
    private final AuditLog log;
    private final Clock clock;

    public OpenOriginal(ApplicationStore applications, FileStore files, AuditLog log, Clock clock) {
        this.applications = applications;
        this.files = files;
        this.log = log;
        this.clock = clock;
    }

    /** Where the file is, until when. */
    public record Original(URI uri, Instant validUntil) {
    }

    /** @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code WRONG_STATE} */
    public Original open(Actor actor, String id, String attachmentId, String reason) {
        Application application = applications.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Role role = Permissions.check(actor, Command.OPEN_ORIGINAL, application);
        Attachment attachment = application.attachment(attachmentId).filter(Attachment::readable)
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, attachmentId));
        Instant now = clock.instant();
        // First the record: an address that nobody took is better than one that nobody knows of.
        log.append(AuditEvent.of(Subject.readings(id), now, actor.sub(), role, Command.OPEN_ORIGINAL.name(), Channel.API,
                attachment.material() + " " + attachment.id() + " " + reason).by(actor.name()));
        URI uri = files.download(FileKeys.key(id, attachmentId), name(application, attachment), BYTES, VALID);
        return new Original(uri, now.plus(VALID));
    }

    /** The material, its number among its like, and what the bytes say it is; nothing that a stranger chose. */
    private static String name(Application application, Attachment attachment) {
        int number = application.attachments().stream().filter(a -> a.material() == attachment.material()).map(Attachment::id).toList()
                .indexOf(attachment.id()) + 1;
        String extension = switch (attachment.contentType()) {
            case "application/pdf" -> "pdf";
            case "image/png" -> "png";
            case "image/jpeg" -> "jpg";
            default -> "bin";
        };
        return attachment.material() + "-" + number + "." + extension;
    }
}
