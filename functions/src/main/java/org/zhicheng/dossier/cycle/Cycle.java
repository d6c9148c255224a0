package org.zhicheng.dossier.cycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.text.Canonical;

/**
 * One year's round of applications (年度申报批次).
 *
 * @param year names the cycle
 * @param opens first instant of the window
 * @param closes first instant after the window: 24:00 of the last day in Asia/Shanghai
 * @param closed when the closing run had told the owner of the last unsubmitted draft
 * @param settings what the bureau can change
 */
public record Cycle(int year, Instant opens, Instant closes, Optional<Instant> closed, Settings settings) {

    public boolean isOpen(Instant now) {
        return !now.isBefore(opens) && now.isBefore(closes);
    }

    /**
     * @param excludedSpecialties specialties awarded by national examination (R3)
     * @param districts districts and counties whose bureaus review
     * @param targetDays working days each tier should need, by the state's name (R24)
     * @param correctionDays working days an applicant has for a correction (R24)
     * @param minimumNoticeDays working days of the public notice (R17)
     * @param certificateNumberFormat {@code {year} {level} {kind} {sequence:06}} are filled in (R30)
     * @param issuingAuthority printed on the certificate
     */
    public record Settings(List<String> excludedSpecialties, List<String> districts, Map<String, Integer> targetDays, int correctionDays,
            int minimumNoticeDays, String certificateNumberFormat, String issuingAuthority, String receivingOffice,
            String supervisingTelephone) {

        public Settings {
            excludedSpecialties = excludedSpecialties.stream().map(Canonical::line).toList();
            districts = districts.stream().map(Canonical::line).toList();
            targetDays = Map.copyOf(targetDays);
            issuingAuthority = Canonical.line(issuingAuthority);
            receivingOffice = Canonical.line(receivingOffice);
            supervisingTelephone = Canonical.code(supervisingTelephone);
        }
    }
}
