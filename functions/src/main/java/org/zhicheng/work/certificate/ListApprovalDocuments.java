package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R28;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** The office lists the approval documents, and reads one with its people and their certificates (R28). */
@Rule(R28)
public final class ListApprovalDocuments {

    private final CertificateStore certificates;
    private final ApplicationStore applications;

    public ListApprovalDocuments(CertificateStore certificates, ApplicationStore applications) {
        this.certificates = certificates;
        this.applications = applications;
    }

    /** A document of the list. */
    public record Line(String number, LocalDate date, int applications, Instant recordedAt, String recordedBy) {
        private static Line of(ApprovalDocument d) {
            return new Line(d.number(), d.date(), d.applications().size(), d.recordedAt(), d.recordedByName());
        }
    }

    /**
     * One of its people.
     *
     * @param added of who was forgotten in the recording (R41)
     */
    public record Listed(String applicationId, String name, String maskedIdNumber, State state, Optional<String> certificateNumber,
            Optional<Added> added) {
        private static Listed of(ApprovalDocument document, Application a) {
            return new Listed(a.id(), a.name(), a.maskedIdNumber(), a.state(), a.certificateNumber(),
                    document.addition(a.id()).map(added -> new Added(added.at(), added.byName(), added.reason())));
        }
    }

    /** When, by whom and why somebody was added. */
    public record Added(Instant at, String by, String reason) {
    }

    /** @param listed who is in it, where one document is asked for */
    public record Documents(List<Line> documents, List<Listed> listed) {
    }

    /**
     * @param number one document, in whatever brackets its year is typed; all of them, the latest first, where it is left out
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}
     */
    public Documents list(Actor actor, Optional<String> number) {
        Roles.require(actor, "查看批文", Role.OFFICE, Role.ADMINISTRATOR);
        if (number.isEmpty()) {
            return new Documents(certificates.documents().stream()
                    .sorted(Comparator.comparing(ApprovalDocument::date).thenComparing(ApprovalDocument::recordedAt).reversed())
                    .map(Line::of).toList(), List.of());
        }
        ApprovalDocument document = certificates.findDocument(ApprovalDocument.normal(number.get()))
                .filter(d -> d.stage() == ApprovalDocument.Stage.FINAL).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number.get()));
        return new Documents(List.of(Line.of(document)),
                applications.all(document.applications()).stream().map(a -> Listed.of(document, a)).toList());
    }
}
