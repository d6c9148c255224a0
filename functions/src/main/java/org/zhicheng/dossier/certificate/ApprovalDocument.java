package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.text.Canonical;

/**
 * A numbered document that approves a batch of applications (批文, R28).
 *
 * @param recordedByName the name that the person had on that day
 * @param shown application to what the office decided on: the version of the content it saw, its answers to open questions (R39, R49)
 * @param stage only a final document approves anybody
 * @param recordedAs the office, or an administrator where it has nobody (R48)
 * @param additions who of {@code applications} was forgotten in the recording and added since, in order
 * @param prepared who had prepared it, where it was confirmed by another
 */
public record ApprovalDocument(String number, LocalDate date, List<String> applications, String recordedBy, Instant recordedAt,
        String recordedByName, Map<String, Shown> shown, Stage stage, Role recordedAs, List<Addition> additions,
        Optional<Preparation> prepared) {

    private static final Pattern YEAR = Pattern.compile("[\\[［(（【〔<〈](\\d{4})[\\]］)）】〕>〉]");

    // Jackson hands over null for a field that is not there.
    @SuppressWarnings("OptionalAssignedToNull")
    public ApprovalDocument {
        recordedByName = recordedByName == null ? "" : recordedByName;
        applications = List.copyOf(applications);
        shown = shown == null ? Map.of() : Map.copyOf(shown);
        // absent from what was stored when a document was recorded in one write
        stage = stage == null ? Stage.FINAL : stage;
        // absent from what was stored when only the office could record one
        recordedAs = recordedAs == null ? Role.OFFICE : recordedAs;
        // absent from what was stored before anybody could be added
        additions = additions == null ? List.of() : List.copyOf(additions);
        // absent from what was stored before anybody could prepare one
        prepared = prepared == null ? Optional.empty() : prepared;
    }

    public ApprovalDocument(String number, LocalDate date, List<String> applications, String recordedBy, Instant recordedAt,
            String recordedByName, Map<String, Shown> shown, Stage stage, Role recordedAs, List<Addition> additions) {
        this(number, date, applications, recordedBy, recordedAt, recordedByName, shown, stage, recordedAs, additions, Optional.empty());
    }

    public ApprovalDocument(String number, LocalDate date, List<String> applications, String recordedBy, Instant recordedAt,
            String recordedByName, Map<String, Shown> shown, Stage stage, Role recordedAs) {
        this(number, date, applications, recordedBy, recordedAt, recordedByName, shown, stage, recordedAs, List.of());
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

    /** Who prepared it, and which version of that was confirmed. */
    public record Preparation(String by, String byName, Instant at, int version) {
        public static Preparation of(PreparedDocument document) {
            return new Preparation(document.by(), document.byName(), document.at(), document.version());
        }
    }

    /** Who was added, by whom and why. */
    public record Addition(List<String> applications, String by, String byName, Instant at, Role as, String reason) {
        public Addition {
            applications = List.copyOf(applications);
        }
    }

    /** The list as it was recorded at first. */
    public List<String> recorded() {
        Set<String> added = additions.stream().flatMap(a -> a.applications().stream()).collect(Collectors.toSet());
        return applications.stream().filter(id -> !added.contains(id)).toList();
    }

    /** The addition that an application came by; none where it was recorded at first. */
    public Optional<Addition> addition(String applicationId) {
        return additions.stream().filter(a -> a.applications().contains(applicationId)).findFirst();
    }

    /** With forgotten people added (R28, R41). */
    public ApprovalDocument with(Addition addition, Map<String, Shown> seen) {
        Map<String, Shown> both = new HashMap<>(shown);
        both.putAll(seen);
        return new ApprovalDocument(number, date, Stream.concat(applications.stream(), addition.applications().stream()).toList(),
                recordedBy, recordedAt, recordedByName, both, stage, recordedAs,
                Stream.concat(additions.stream(), Stream.of(addition)).toList(), prepared);
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
        return new ApprovalDocument(number, date, applications, recordedBy, recordedAt, recordedByName, shown, next, recordedAs, additions,
                prepared);
    }

    /** As somebody confirms what another has prepared. */
    public ApprovalDocument confirming(Optional<PreparedDocument> document) {
        return new ApprovalDocument(number, date, applications, recordedBy, recordedAt, recordedByName, shown, stage, recordedAs, additions,
                document.map(Preparation::of));
    }
}
