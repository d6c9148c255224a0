package org.zhicheng.dossier.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.rendering.Oddity;
import org.zhicheng.ground.text.Language;
import org.zhicheng.ground.text.Named;

/**
 * One uploaded file of a material. Replacing a file keeps the earlier one (R15): the new one names it.
 *
 * @param id unguessable
 * @param fileName the name the file had on the owner's device; never used as a key
 * @param size bytes announced before the upload
 * @param sha256 Base64 of the content's SHA-256, announced before the upload and signed into the upload's address
 * @param status only {@link Status#ACCEPTED} files count
 * @param rejection why it was refused
 * @param replaces the attachment that this one takes the place of
 * @param warnings what was odd about an accepted file when it was rendered, as {@link Oddity} writes it (R46)
 */
public record Attachment(String id, Material material, String fileName, String contentType, long size, String sha256, Status status,
        Optional<Rejection> rejection, Optional<String> replaces, String uploadedBy, Instant requestedAt, Optional<Instant> inspectedAt,
        List<String> warnings) {

    public Attachment {
        // absent from what was stored before they were kept
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    public Attachment(String id, Material material, String fileName, String contentType, long size, String sha256, Status status,
            Optional<Rejection> rejection, Optional<String> replaces, String uploadedBy, Instant requestedAt,
            Optional<Instant> inspectedAt) {
        this(id, material, fileName, contentType, size, sha256, status, rejection, replaces, uploadedBy, requestedAt, inspectedAt,
                List.of());
    }

    /** What became of a file. */
    public enum Status {
        /** An address to upload to was given out. */
        REQUESTED,
        /** Rendered and counted. */
        ACCEPTED,
        /** Read and refused. */
        REJECTED,
        /** An accepted file whose place another one took. */
        REPLACED,
        /** A scan of a notice, its result or its report, since when the notice was to be made again (R23). */
        SUPERSEDED,
        /** Taken away by its owner. */
        REMOVED
    }

    /** Why a file was refused, and what to do. */
    public record Rejection(String code, String chinese, String english) implements Named {
    }

    public Attachment withStatus(Status next) {
        return new Attachment(id, material, fileName, contentType, size, sha256, next, rejection, replaces, uploadedBy, requestedAt,
                inspectedAt, warnings);
    }

    public Attachment withWarnings(List<String> noticed) {
        return new Attachment(id, material, fileName, contentType, size, sha256, status, rejection, replaces, uploadedBy, requestedAt,
                inspectedAt, noticed);
    }

    /** What whoever looks at the file should know. */
    public List<Warning> told() {
        return warnings.stream().flatMap(written -> Oddity.read(written).stream())
                .map(odd -> new Warning(odd.kind().name(), odd.page(), odd.chinese(), odd.english())).toList();
    }

    /**
     * Something that is odd about an accepted file.
     *
     * @param page counted from 1; 0 where it is about the file as a whole
     */
    public record Warning(String code, int page, String chinese, String english) implements Named {
    }

    /** True where the file was rendered, also where it does not count any more. */
    public boolean readable() {
        return status == Status.ACCEPTED || status == Status.REPLACED || status == Status.SUPERSEDED;
    }

    /** The attachment as people see it: who uploaded it by capacity, not by person (R25, R49). */
    public View view(String applicant, Language language) {
        return new View(id, material, language.name(material), fileName, contentType, size, status, rejection, replaces, requestedAt,
                uploadedBy.equals(applicant) ? Role.APPLICANT : material.isEmployers() ? Role.EMPLOYER : Role.OFFICE, told());
    }

    /** One file of an application. */
    public record View(String id, Material material, String materialName, String fileName, String contentType, long size, Status status,
            Optional<Rejection> rejection, Optional<String> replaces, Instant requestedAt, Role uploadedBy, List<Warning> warnings) {
    }

    /** True where the file counts as the material's answer. */
    public boolean counts() {
        return status == Status.ACCEPTED;
    }
}
