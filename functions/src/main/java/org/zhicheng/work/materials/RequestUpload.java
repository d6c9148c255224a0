package org.zhicheng.work.materials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rendering.Renderer;
import org.zhicheng.inquiry.HeldUp;
import org.zhicheng.inquiry.OpenItems;
import org.zhicheng.inquiry.StandIn;
import org.zhicheng.rules.checklist.Checklist;

/** Announces a file and gives out the address to send it to; it counts only after it was inspected (R15). */
public final class RequestUpload {

    /** How long an upload may wait to begin; the same key gives another address. */
    public static final Duration VALID = Duration.ofMinutes(5);

    private static final Set<String> CONTENT_TYPES = Set.of("application/pdf", "image/jpeg", "image/png");
    private static final int MOST_FILES = 150;
    private static final int LONGEST_NAME = 120;
    private static final Map<String, String> SYNONYMS = Map.of("image/jpg", "image/jpeg", "image/pjpeg", "image/jpeg", "image/x-png",
            "image/png", "application/x-pdf", "application/pdf");

    private final ApplicationStore store;
    private final Commands commands;
    private final OpenItems corrections;
    private final StandIn standIn;
    private final FileStore files;
    private final Clock clock;
    private final Supplier<String> ids;

    public RequestUpload(ApplicationStore store, OpenItems corrections, StandIn standIn, FileStore files, Clock clock,
            Supplier<String> ids) {
        this.store = store;
        this.commands = new Commands(store);
        this.corrections = corrections;
        this.standIn = standIn;
        this.files = files;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A file to come.
     *
     * @param size in bytes
     * @param sha256 Base64 of the content's SHA-256
     * @param replaces the attachment whose place it takes, where the material may have several
     */
    public record Announcement(Material material, String fileName, String contentType, Long size, String sha256, String replaces) {
        public Announcement {
            contentType = contentType == null ? null : canonical(contentType);
        }

        /** As browsers and phones call it, in the one spelling that the address is made for. */
        private static String canonical(String type) {
            String plain = type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
            return SYNONYMS.getOrDefault(plain, plain);
        }
    }

    /** Where to send the file by PUT, with which headers, and until when. */
    public record Ticket(String attachmentId, FileStore.Upload upload, Instant validUntil) {
    }

    /**
     * @param idempotencyKey chosen by the client; the same key gives the same attachment, for the same file only: otherwise its address
     *        would let another file take the place of one that was inspected
     * @throws Failure {@code KEY_OF_OTHER_REQUEST}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code FILE_TOO_LARGE}, {@code TOTAL_TOO_LARGE},
     *         {@code NOT_OPEN_FOR_CORRECTION}, {@code EMPLOYERS_PAPER}, {@code SOMEBODY_CAN_ACT}, {@code WRONG_STATE}
     */
    public Ticket request(Actor actor, String id, Announcement announcement, Optional<String> idempotencyKey) {
        checkShape(announcement);
        String attachmentId = idempotencyKey.map(key -> StableId.of(id + "\n" + actor.sub() + "\n" + key)).orElseGet(ids);
        Instant now = clock.instant();
        commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.ATTACH, application);
            checkOpen(actor, role, application, announcement.material());
            Optional<Attachment> earlier = application.attachment(attachmentId);
            if (earlier.isPresent()) {
                if (!isSameFile(earlier.get(), announcement)) {
                    throw new Failure(ErrorCode.KEY_OF_OTHER_REQUEST);
                }
                return Optional.empty();
            }
            checkRoom(application, announcement, now);
            Optional<String> replaces = Optional.ofNullable(announcement.replaces());
            if (replaces.isPresent()
                    && application.attachment(replaces.get()).filter(a -> a.material() == announcement.material()).isEmpty()) {
                throw new Failure(ErrorCode.NOT_FOUND, replaces.get());
            }
            Attachment attachment = new Attachment(attachmentId, announcement.material(), cleanName(announcement.fileName()),
                    announcement.contentType(), announcement.size(), announcement.sha256(), Attachment.Status.REQUESTED, Optional.empty(),
                    replaces, actor.sub(), now, Optional.empty());
            return Optional.of(Commands.change(application, application.edit().attach(attachment).at(now).done(), actor, role,
                    Command.ATTACH, Channel.API, now, announcement.material().name()));
        });
        FileStore.Upload upload = files.upload(FileKeys.key(id, attachmentId), announcement.contentType(), announcement.size(),
                announcement.sha256(), VALID);
        return new Ticket(attachmentId, upload, now.plus(VALID));
    }

    /**
     * While the employer reviews, only the notice and the report can be added (A13–A15); in a correction only what was returned; once
     * approved, the portrait that holds the certificate up (R48). What the employer uploaded or certified, only the employer may touch
     * (R49), or an administrator where it has nobody.
     */
    void checkOpen(Actor actor, Role role, Application application, Material material) {
        standIn.check(role, application, LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE));
        if (application.state() == State.CERTIFICATE && (material != Material.A3 || HeldUp.note(store, application).isEmpty())) {
            throw new Failure(ErrorCode.NOT_OPEN_FOR_CORRECTION, material);
        }
        if (application.state() == State.EMPLOYER_REVIEW && !material.isEmployers()) {
            throw new Failure(ErrorCode.WRONG_STATE, application.state());
        }
        if (actor.owns(application) && application.isEmployersOwn(material)) {
            throw new Failure(ErrorCode.EMPLOYERS_PAPER, material);
        }
        corrections.checkOpen(application, material.name());
    }

    private static void checkRoom(Application application, Announcement announcement, Instant now) {
        Instant since = now.minus(1, ChronoUnit.DAYS);
        if (application.attachments().stream().filter(a -> a.counts() || a.requestedAt().isAfter(since)).count() >= MOST_FILES) {
            throw new Failure(ErrorCode.TOO_MANY_FILES, MOST_FILES);
        }
        // what it takes the place of no longer counts (R15)
        List<Attachment> replaced = CompleteUpload.replaced(application, announcement.material(),
                Optional.ofNullable(announcement.replaces()));
        long total = application.attachments().stream().filter(a -> a.counts() && !replaced.contains(a)).mapToLong(Attachment::size).sum();
        if (total + announcement.size() > Checklist.MAX_TOTAL_BYTES) {
            throw new Failure(ErrorCode.TOTAL_TOO_LARGE, Checklist.MAX_TOTAL_BYTES / 1024 / 1024);
        }
    }

    private static boolean isSameFile(Attachment earlier, Announcement announcement) {
        return earlier.material() == announcement.material() && earlier.size() == announcement.size()
                && earlier.sha256().equals(announcement.sha256());
    }

    private static void checkShape(Announcement a) {
        if (a.material() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "material");
        }
        if (a.material().shape() == Material.Shape.TEXT) {
            throw new Failure(ErrorCode.INVALID_VALUE, "material", "summary");
        }
        if (a.fileName() == null || a.fileName().isBlank()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "fileName");
        }
        if (a.size() == null || a.size() < 1) {
            throw new Failure(ErrorCode.INVALID_VALUE, "size", "> 0");
        }
        if (a.size() > Renderer.MAX_BYTES) {
            throw new Failure(ErrorCode.FILE_TOO_LARGE, Renderer.MAX_BYTES / 1024 / 1024);
        }
        if (a.contentType() == null || !CONTENT_TYPES.contains(a.contentType())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "contentType", String.join(" ", CONTENT_TYPES.stream().sorted().toList()));
        }
        if (a.sha256() == null || !isSha256(a.sha256())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "sha256", "Base64(SHA-256)");
        }
    }

    private static boolean isSha256(String text) {
        try {
            return text.length() == 44 && Base64.getDecoder().decode(text).length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // A name from outside: without folders and control characters, and of a length that fits a line.
    private static String cleanName(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").replaceAll(".*[/\\\\]", "").strip();
        int[] codePoints = plain.codePoints().limit(LONGEST_NAME).toArray();
        return plain.isBlank() ? "file" : new String(codePoints, 0, codePoints.length);
    }
}
