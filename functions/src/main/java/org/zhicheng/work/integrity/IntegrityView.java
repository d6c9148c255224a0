package org.zhicheng.work.integrity;

import java.time.Instant;
import java.time.LocalDate;

import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.rules.retention.Retention;

/**
 * An integrity record as officers see it.
 *
 * @param keptUntil first day on which it is not kept any more (R34)
 */
public record IntegrityView(String id, String maskedIdNumber, String facts, String basis, LocalDate date, LocalDate keptUntil,
        Instant recordedAt) {

    public static IntegrityView of(IntegrityRecord r) {
        return new IntegrityView(r.id(), r.maskedIdNumber(), r.facts(), r.basis(), r.date(),
                r.date().plus(Retention.INTEGRITY_RECORDS.period()), r.recordedAt());
    }
}
