package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A numbered document that approves a batch of applications (批文, R28).
 *
 * @param recordedByName the name that the person had on that day
 */
public record ApprovalDocument(String number, LocalDate date, List<String> applications, String recordedBy, Instant recordedAt,
        String recordedByName) {

    public ApprovalDocument {
        recordedByName = recordedByName == null ? "" : recordedByName;
        applications = List.copyOf(applications);
    }
}
