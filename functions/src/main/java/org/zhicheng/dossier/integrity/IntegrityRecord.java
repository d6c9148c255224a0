package org.zhicheng.dossier.integrity;

import static org.zhicheng.ground.rule.NoticeRule.R34;

import java.time.Instant;
import java.time.LocalDate;

import org.zhicheng.ground.rule.Rule;

/**
 * A record of fraud (诚信档案, R34).
 *
 * @param idNumberHash whose; found by the keyed hash, whether registered or not
 * @param date from which it is kept, three years to the day
 */
@Rule(R34)
public record IntegrityRecord(String id, String idNumberHash, String maskedIdNumber, String facts, String basis, LocalDate date,
        String recordedBy, Instant recordedAt) {

    private static final int YEARS = 3;

    /** True from its date until the day before the third anniversary. */
    public boolean isLive(LocalDate today) {
        return !today.isBefore(date) && today.isBefore(ends());
    }

    /** The first day on which it no longer counts. */
    public LocalDate ends() {
        return date.plusYears(YEARS);
    }
}
