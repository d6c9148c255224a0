package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A numbered document that approves a batch of applications (批文, R28). */
public record ApprovalDocument(String number, LocalDate date, List<String> applications, String recordedBy, Instant recordedAt) {

    public ApprovalDocument {
        applications = List.copyOf(applications);
    }
}
