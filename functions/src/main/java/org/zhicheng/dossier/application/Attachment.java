package org.zhicheng.dossier.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.inspection.InspectionWarning;
import org.zhicheng.ground.text.Named;

/**
 * One uploaded file of a material. Replacing a file keeps the earlier one (R15): the new one names it.
 *
 * @param id unguessable
 * @param fileName the name the file had on the owner's device; never used as a key
 * @param size bytes announced before the upload
 * @param sha256 Base64 of the content's SHA-256, announced before the upload and signed into the upload's address
 * @param status only {@link Status#ACCEPTED} files count
 * @param rejection why the inspection refused it
 * @param replaces the attachment that this one takes the place of
 * @param warnings what the inspection of an accepted file noticed, by {@link InspectionWarning}'s names (R15)
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
        /** Inspected and counted. */
        ACCEPTED,
        /** Inspected and refused. */
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
        return warnings.stream().flatMap(name -> Stream.of(InspectionWarning.values()).filter(w -> w.name().equals(name)))
                .map(w -> new Warning(w.name(), w.zh(), w.en())).toList();
    }

    /** Something that is odd about an accepted file. */
    public record Warning(String code, String chinese, String english) implements Named {
    }

    /** True where the file was inspected and found good, also where it does not count any more. */
    public boolean readable() {
        return status == Status.ACCEPTED || status == Status.REPLACED || status == Status.SUPERSEDED;
    }

    /** The attachment as people see it: who uploaded it by capacity, not by person (R25, R49). */
    public View view(String applicant) {
        return new View(id, material, material.chinese(), fileName, contentType, size, status, rejection, replaces, requestedAt,
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
