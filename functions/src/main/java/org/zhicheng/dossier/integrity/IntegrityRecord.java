package org.zhicheng.dossier.integrity;

import static org.zhicheng.ground.rule.NoticeRule.R34;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;

import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;

/**
 * A record of fraud (诚信档案, R34). What the person concerned says against it and what the bureau finds is added and never changed (R41).
 *
 * @param idNumberHash whose; found by the keyed hash, whether registered or not
 * @param date from which it is kept, three years to the day
 * @param steps what became of it since, in order
 */
@Rule({R34, R41})
public record IntegrityRecord(String id, String idNumberHash, String maskedIdNumber, String facts, String basis, LocalDate date,
        String recordedBy, Instant recordedAt, List<Step> steps) {

    /** How long it counts, to the day. */
    public static final Period COUNTS = Period.ofYears(3);

    public IntegrityRecord {
        // absent from what was stored before a record could be disputed
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    public IntegrityRecord(String id, String idNumberHash, String maskedIdNumber, String facts, String basis, LocalDate date,
            String recordedBy, Instant recordedAt) {
        this(id, idNumberHash, maskedIdNumber, facts, basis, date, recordedBy, recordedAt, List.of());
    }

    /** Where a record stands. */
    public enum Status implements Named {
        IN_FORCE("有效", "in force"),
        /** The person concerned has disputed it; it counts until the bureau has found. */
        DISPUTED("异议处理中", "disputed"),
        /** The bureau has found that it stands. */
        UPHELD("异议不成立，维持", "upheld"),
        /** It blocks nothing any more, and remains readable. */
        WITHDRAWN("已撤回", "withdrawn");

        private final String chinese;
        private final String english;

        Status(String chinese, String english) {
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
     * What somebody said or found about it.
     *
     * @param to where it stands since
     * @param text the dispute, or the reason of the finding
     * @param by whose; the person concerned or of the bureau
     */
    public record Step(Status to, String text, String by, Instant at) {
    }

    public Status status() {
        return steps.isEmpty() ? Status.IN_FORCE : steps.getLast().to();
    }

    public IntegrityRecord with(Step step) {
        return new IntegrityRecord(id, idNumberHash, maskedIdNumber, facts, basis, date, recordedBy, recordedAt,
                Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** True from its date until the day before the third anniversary, unless it was withdrawn. */
    public boolean isLive(LocalDate today) {
        return status() != Status.WITHDRAWN && isKept(today);
    }

    /** True from its date until the day before the third anniversary. */
    public boolean isKept(LocalDate today) {
        return !today.isBefore(date) && today.isBefore(ends());
    }

    /** The first day on which it no longer counts. */
    public LocalDate ends() {
        return date.plus(COUNTS);
    }
}
