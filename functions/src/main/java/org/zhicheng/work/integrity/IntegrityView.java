package org.zhicheng.work.integrity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.zhicheng.dossier.integrity.IntegrityRecord.Status;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.rules.retention.Retention;

/**
 * An integrity record as officers see it.
 *
 * @param keptUntil first day on which it is not kept any more (R34)
 * @param steps what was said and found about it since, without who (R41)
 */
public record IntegrityView(String id, String maskedIdNumber, String facts, String basis, LocalDate date, LocalDate keptUntil,
        Instant recordedAt, Status status, List<StepView> steps) {

    /** One step: where the record stands since, and the words of who took it. */
    public record StepView(Status to, String text, Instant at) {
    }

    public static IntegrityView of(IntegrityRecord r) {
        return new IntegrityView(r.id(), r.maskedIdNumber(), r.facts(), r.basis(), r.date(),
                r.date().plus(Retention.INTEGRITY_RECORDS.period()), r.recordedAt(), r.status(),
                r.steps().stream().map(s -> new StepView(s.to(), s.text(), s.at())).toList());
    }
}
