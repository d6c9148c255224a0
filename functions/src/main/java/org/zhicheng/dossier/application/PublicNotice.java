package org.zhicheng.dossier.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;

/**
 * The employer's public notice of one application (公示), as the employer recorded it.
 *
 * @param name the person's name as the notice printed it
 * @param kind the kind it printed; likewise the level, series and specialty; they must agree with the application (R18)
 * @param from first day, counted
 * @param to last day, counted (R17)
 * @param resultDate the day of the result (公示结果), which may not be before the end
 * @param objections what was objected, each open until it is settled; none ever goes, whatever is recorded of the notice (R41)
 */
public record PublicNotice(String name, Optional<Kind> kind, Optional<TitleLevel> level, String series, String specialty,
        Optional<LocalDate> from, Optional<LocalDate> to, Optional<LocalDate> resultDate, String receivingOffice,
        String supervisingTelephone, List<Objection> objections, String recordedBy, Instant recordedAt) {

    private static final Text NOT_ISSUED = new Text("未出具", "none yet");

    @SuppressWarnings("OptionalAssignedToNull")
    public PublicNotice {
        name = name == null ? "" : Canonical.name(name);
        kind = kind == null ? Optional.empty() : kind;
        level = level == null ? Optional.empty() : level;
        series = series == null ? "" : Canonical.line(series);
        specialty = specialty == null ? "" : Canonical.line(specialty);
        from = from == null ? Optional.empty() : from;
        to = to == null ? Optional.empty() : to;
        resultDate = resultDate == null ? Optional.empty() : resultDate;
        receivingOffice = receivingOffice == null ? "" : Canonical.line(receivingOffice);
        supervisingTelephone = supervisingTelephone == null ? "" : Canonical.code(supervisingTelephone);
        objections = objections == null ? List.of() : numbered(objections);
    }

    /** True where someone recorded it, or an objection, or settled one. */
    public boolean isBy(String sub) {
        return recordedBy.equals(sub) || objections.stream().anyMatch(o -> o.recordedBy().equals(sub) || o.resolvedBy().equals(sub));
    }

    /** The whole of it in words of both languages, for the record: what is recorded next takes its place on the application only (R41). */
    public String written() {
        return Stream.of(labelled("公示", "Notice", day(from) + " – " + day(to)),
                labelled("公示结果", "Result", resultDate.map(LocalDate::toString).orElse(NOT_ISSUED.both())), kind.map(Kind::both).orElse(""),
                level.map(TitleLevel::both).orElse(""), series, specialty, labelled("受理", "Receiving office", receivingOffice),
                labelled("监督电话", "Supervising telephone", supervisingTelephone)).filter(part -> !part.isEmpty())
                .collect(Collectors.joining("；"));
    }

    private static String labelled(String chinese, String english, String value) {
        return new Text(chinese, english).both() + " " + value;
    }

    private static String day(Optional<LocalDate> date) {
        return date.map(LocalDate::toString).orElse("");
    }

    /** The objections that this notice met: one against an earlier notice is settled and stays in the record. */
    public List<Objection> met() {
        return objections.stream().filter(objection -> from.filter(objection.raisedOn()::isBefore).isEmpty()).toList();
    }

    /** With one objection more, or with one of them settled. */
    public PublicNotice with(Objection objection) {
        List<Objection> next = new ArrayList<>(objections);
        if (objection.number() > next.size()) {
            next.add(objection);
        } else {
            next.set(objection.number() - 1, objection);
        }
        return new PublicNotice(name, kind, level, series, specialty, from, to, resultDate, receivingOffice, supervisingTelephone, next,
                recordedBy, recordedAt);
    }

    /** A result of a notice that met an objection afterwards is none any more. */
    public PublicNotice withoutResult() {
        return new PublicNotice(name, kind, level, series, specialty, from, to, Optional.empty(), receivingOffice, supervisingTelephone,
                objections, recordedBy, recordedAt);
    }

    // those that were stored before they had numbers
    private static List<Objection> numbered(List<Objection> objections) {
        return IntStream.range(0, objections.size()).mapToObj(i -> objections.get(i).at(i + 1)).toList();
    }

    /** What was found of an objection. */
    public enum Finding implements Named {
        UNFOUNDED("不成立", "unfounded"),
        UPHELD("成立", "upheld");

        private final String chinese;
        private final String english;

        Finding(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /**
     * An objection raised during the notice (R18). It is recorded once and settled once, and neither can be taken back (R41).
     *
     * @param number counted from 1, in the order of recording
     * @param finding what was found; absent while it is open, and of what was stored before there were findings
     * @param recordedBy subject of the person who recorded it; shown to administrators and the office only
     */
    public record Objection(int number, LocalDate raisedOn, String facts, String resolution, Optional<LocalDate> resolvedOn,
            Optional<Finding> finding, String recordedBy, Optional<Instant> recordedAt, String resolvedBy, Optional<Instant> resolvedAt) {

        @SuppressWarnings("OptionalAssignedToNull")
        public Objection {
            facts = facts == null ? "" : Canonical.lines(facts);
            resolution = resolution == null ? "" : Canonical.lines(resolution);
            resolvedOn = resolvedOn == null ? Optional.empty() : resolvedOn;
            finding = finding == null ? Optional.empty() : finding;
            recordedBy = recordedBy == null ? "" : recordedBy;
            recordedAt = recordedAt == null ? Optional.empty() : recordedAt;
            resolvedBy = resolvedBy == null ? "" : resolvedBy;
            resolvedAt = resolvedAt == null ? Optional.empty() : resolvedAt;
        }

        /** One that was just raised. */
        public static Objection raised(int number, LocalDate on, String facts, String by, Instant at) {
            return new Objection(number, on, facts, "", Optional.empty(), Optional.empty(), by, Optional.of(at), "", Optional.empty());
        }

        public Objection settled(Finding found, LocalDate on, String how, String by, Instant at) {
            return new Objection(number, raisedOn, facts, how, Optional.of(on), Optional.of(found), recordedBy, recordedAt, by,
                    Optional.of(at));
        }

        /** Not a part of it: told by the others. */
        public boolean open() {
            return resolution.isBlank() || resolvedOn.isEmpty();
        }

        /** Upheld, and the notice had begun before that was found: only a notice made since can say that nothing is held against it. */
        boolean condemns(LocalDate from) {
            return finding.filter(Finding.UPHELD::equals).isPresent() && resolvedOn.filter(found -> !from.isAfter(found)).isPresent();
        }

        /** As people see it, without who recorded it. */
        public View view() {
            return new View(number, raisedOn, facts, finding, resolution, resolvedOn);
        }

        private Objection at(int place) {
            return new Objection(place, raisedOn, facts, resolution, resolvedOn, finding, recordedBy, recordedAt, resolvedBy, resolvedAt);
        }

        /** One objection. */
        public record View(int number, LocalDate raisedOn, String facts, Optional<Finding> finding, String resolution,
                Optional<LocalDate> resolvedOn) {
        }
    }

    /** How many objections are upheld against this notice. */
    public long upheld() {
        return from.map(begin -> objections.stream().filter(objection -> objection.condemns(begin)).count()).orElse(0L);
    }
}
