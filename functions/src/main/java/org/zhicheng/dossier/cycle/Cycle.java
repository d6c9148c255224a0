package org.zhicheng.dossier.cycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.revision.Revision;

/**
 * One year's round of applications (年度申报批次).
 *
 * @param year names the cycle
 * @param opens first instant of the window
 * @param closes first instant after the window: 24:00 of the last day in Asia/Shanghai
 * @param closed when the closing run had told the owner of the last unsubmitted draft
 * @param settings what the bureau can change
 * @param revision counts the changes, so that two administrators do not write over each other (R49)
 */
public record Cycle(int year, Instant opens, Instant closes, Optional<Instant> closed, Settings settings, Revision revision) {

    public Cycle {
        revision = revision == null ? Revision.NONE : revision;
    }

    public Cycle(int year, Instant opens, Instant closes, Optional<Instant> closed, Settings settings) {
        this(year, opens, closes, closed, settings, Revision.NONE);
    }

    /** As what follows what is there now; the same revision where nothing differs. */
    public Cycle over(Optional<Cycle> before) {
        return new Cycle(year, opens, closes, closed, settings,
                before.map(Cycle::revision).orElse(Revision.NONE).next(before.map(Cycle::items).orElse(Map.of()), items()));
    }

    private Map<String, Object> items() {
        return Map.ofEntries(Map.entry("opens", opens), Map.entry("closes", closes),
                Map.entry("settings.excludedSpecialties", settings.excludedSpecialties()),
                Map.entry("settings.districts", settings.districts()), Map.entry("settings.targetDays", settings.targetDays()),
                Map.entry("settings.correctionDays", settings.correctionDays()),
                Map.entry("settings.minimumNoticeDays", settings.minimumNoticeDays()),
                Map.entry("settings.certificateNumberFormat", settings.certificateNumberFormat()),
                Map.entry("settings.issuingAuthority", settings.issuingAuthority()),
                Map.entry("settings.receivingOffice", settings.receivingOffice()),
                Map.entry("settings.supervisingTelephone", settings.supervisingTelephone()));
    }

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
            excludedSpecialties = List.copyOf(excludedSpecialties);
            districts = List.copyOf(districts);
            targetDays = Map.copyOf(targetDays);
        }
    }
}
