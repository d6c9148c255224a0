package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R28;
import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PreparedDocument;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.HeldUp;

/** The office lists the approval documents, and reads one with its people and their certificates (R28). */
@Rule({R28, R48})
public final class ListApprovalDocuments {

    private final CertificateStore certificates;
    private final ApplicationStore applications;

    public ListApprovalDocuments(CertificateStore certificates, ApplicationStore applications) {
        this.certificates = certificates;
        this.applications = applications;
    }

    /** A document of the list; who prepared it, where another confirmed it. */
    public record Line(String number, LocalDate date, int applications, Instant recordedAt, String recordedBy,
            Optional<String> preparedBy) {
        private static Line of(ApprovalDocument d) {
            return new Line(d.number(), d.date(), d.applications().size(), d.recordedAt(), d.recordedByName(),
                    d.prepared().map(ApprovalDocument.Preparation::byName));
        }
    }

    /**
     * One of its people.
     *
     * @param progress how far the certificate is
     * @param heldUp of one that is held up, why (R48)
     * @param added of who was forgotten in the recording (R41)
     */
    public record Listed(String applicationId, String name, String maskedIdNumber, State state, Optional<String> certificateNumber,
            Progress progress, Optional<String> heldUp, Optional<Added> added) {
        private static Listed of(ApprovalDocument document, Application a, Optional<String> heldUp) {
            return new Listed(a.id(), a.name(), a.maskedIdNumber(), a.state(), a.certificateNumber(), Progress.of(document, a, heldUp),
                    heldUp, document.addition(a.id()).map(added -> new Added(added.at(), added.byName(), added.reason())));
        }
    }

    /** How far the certificate of one of its people is. */
    public enum Progress {
        ISSUED,
        UNDER_WAY,
        /** Something has to be put right first (R48). */
        HELD_UP,
        /** Taken out of the document again, or closed. */
        LEFT;

        private static Progress of(ApprovalDocument document, Application a, Optional<String> heldUp) {
            if (a.state().hasCertificate()) {
                return ISSUED;
            }
            // one that is to be moved on yet does not name its document
            boolean waits = a.state() == State.APPROVAL_DOCUMENT && a.approvalDocument().isEmpty();
            boolean isIn = a.state() == State.CERTIFICATE && a.approvalDocument().filter(document.number()::equals).isPresent();
            return heldUp.isPresent() && isIn ? HELD_UP : isIn || waits ? UNDER_WAY : LEFT;
        }
    }

    /** When, by whom and why somebody was added. */
    public record Added(Instant at, String by, String reason) {
    }

    /** One of a prepared list: what was seen of it, and what was answered. */
    public record PreparedEntry(String applicationId, int contentVersion, Map<String, String> answers) {
    }

    /**
     * One that is prepared, for a colleague to confirm.
     *
     * @param own whether whoever asks has prepared it
     */
    public record Prepared(String number, LocalDate date, String by, boolean own, Instant at, List<PreparedEntry> applications,
            int version) {
        public static Prepared of(PreparedDocument d, Actor actor) {
            return new Prepared(d.number(), d.date(), d.byName(), d.by().equals(actor.sub()), d.at(),
                    d.applications().stream()
                            .map(id -> new PreparedEntry(id, d.shown().get(id).contentVersion(), d.shown().get(id).answers())).toList(),
                    d.version());
        }
    }

    /**
     * @param listed who is in it, where one document is asked for
     * @param progress how many of them are how far
     * @param prepared what waits to be confirmed, where all are asked for
     */
    public record Documents(List<Line> documents, List<Listed> listed, Map<Progress, Integer> progress, List<Prepared> prepared) {
    }

    /**
     * @param number one document, in whatever brackets its year is typed; all of them, the latest first, where it is left out
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}
     */
    public Documents list(Actor actor, Optional<String> number) {
        Roles.require(actor, "查看批文", Role.OFFICE, Role.ADMINISTRATOR);
        if (number.isEmpty()) {
            return new Documents(
                    certificates.documents().stream()
                            .sorted(Comparator.comparing(ApprovalDocument::date).thenComparing(ApprovalDocument::recordedAt).reversed())
                            .map(Line::of).toList(),
                    List.of(), Map.of(), certificates.prepared().stream().sorted(Comparator.comparing(PreparedDocument::at))
                            .map(d -> Prepared.of(d, actor)).toList());
        }
        ApprovalDocument document = certificates.findDocument(ApprovalDocument.normal(number.get()))
                .filter(d -> d.stage() == ApprovalDocument.Stage.FINAL).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number.get()));
        List<Listed> listed = Reads.each(applications.all(document.applications()),
                a -> Listed.of(document, a, HeldUp.note(applications, a)));
        Map<Progress, Integer> progress = new EnumMap<>(Progress.class);
        for (Progress each : Progress.values()) {
            progress.put(each, (int) listed.stream().filter(l -> l.progress() == each).count());
        }
        return new Documents(List.of(Line.of(document)), listed, progress, List.of());
    }
}
