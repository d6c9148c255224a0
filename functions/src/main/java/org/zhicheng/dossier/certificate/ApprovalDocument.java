package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.zhicheng.ground.text.Canonical;

import org.zhicheng.dossier.flow.Role;

/**
 * A numbered document that approves a batch of applications (批文, R28).
 *
 * @param recordedByName the name that the person had on that day
 * @param shown application to what the office decided on: the version of the content it saw, its answers to open questions (R39, R49)
 * @param stage only a final document approves anybody
 * @param recordedAs the office, or an administrator where it has nobody (R48)
 */
public record ApprovalDocument(String number, LocalDate date, List<String> applications, String recordedBy, Instant recordedAt,
        String recordedByName, Map<String, Shown> shown, Stage stage, Role recordedAs) {

    private static final Pattern YEAR = Pattern.compile("[\\[［(（【〔<〈](\\d{4})[\\]］)）】〕>〉]");

    public ApprovalDocument {
        recordedByName = recordedByName == null ? "" : recordedByName;
        applications = List.copyOf(applications);
        shown = shown == null ? Map.of() : Map.copyOf(shown);
        // absent from what was stored when a document was recorded in one write
        stage = stage == null ? Stage.FINAL : stage;
        // absent from what was stored when only the office could record one
        recordedAs = recordedAs == null ? Role.OFFICE : recordedAs;
    }

    /** As the office records one. */
    public ApprovalDocument(String number, LocalDate date, List<String> applications, String recordedBy, Instant recordedAt,
            String recordedByName, Map<String, Shown> shown, Stage stage) {
        this(number, date, applications, recordedBy, recordedAt, recordedByName, shown, stage, Role.OFFICE);
    }

    /** A number in its one form, however it was typed: the year in 〔 〕, nothing between the parts (R28, R51). */
    public static String normal(String number) {
        return YEAR.matcher(Canonical.line(number).replace(" ", "")).replaceAll("〔$1〕");
    }

    /** What the office had before it of one application. */
    public record Shown(int contentVersion, Map<String, String> answers) {
        public Shown {
            answers = Map.copyOf(answers);
        }
    }

    /** The way of a document that is too long for one transaction. */
    public enum Stage {
        /** It claims its applications, some after others; cut off, it is taken up again. */
        RECORDING,
        /** An application was not to be had: it gives back what it claimed, and is gone. */
        REFUSED,
        /** It has all of them. */
        FINAL
    }

    public ApprovalDocument at(Stage next) {
        return new ApprovalDocument(number, date, applications, recordedBy, recordedAt, recordedByName, shown, next, recordedAs);
    }
}
