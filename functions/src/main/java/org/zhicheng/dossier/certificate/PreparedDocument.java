package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.zhicheng.dossier.certificate.ApprovalDocument.Shown;

/**
 * An approval document as somebody of the office has prepared it, for a colleague to confirm: it approves nobody yet, and claims nothing (R28).
 *
 * @param shown application to what was decided on
 * @param version rises with each change
 */
public record PreparedDocument(String number, LocalDate date, List<String> applications, Map<String, Shown> shown, String by, String byName,
        Instant at, int version) {

    public PreparedDocument {
        applications = List.copyOf(applications);
        shown = Map.copyOf(shown);
    }

    /** Whether a document says the same: what a colleague confirms is what was prepared, with the answers that were given (R49). */
    public boolean is(LocalDate otherDate, List<String> others, Map<String, Shown> otherShown) {
        return date.equals(otherDate) && applications.equals(others) && shown.equals(otherShown);
    }
}
