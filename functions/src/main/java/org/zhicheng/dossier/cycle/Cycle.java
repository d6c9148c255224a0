package org.zhicheng.dossier.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Spelling;

/**
 * One year's round of applications (年度申报批次).
 *
 * @param year names the cycle
 * @param opens first instant of the window
 * @param closes first instant after the window: 24:00 of the last day in Asia/Shanghai
 * @param closed when the closing run had told the owner of the last unsubmitted draft
 * @param settings what the bureau can change
 * @param noticeDays what the least days of a notice were before, oldest first
 * @param keeping what was set before about how long things are kept, oldest first
 * @param revision counts the changes, so that two administrators do not write over each other (R49)
 */
public record Cycle(int year, Instant opens, Instant closes, Optional<Instant> closed, Settings settings, List<Past> noticeDays,
        List<PastKeeping> keeping, Revision revision) {

    public Cycle {
        // of cycles that were stored before it was kept
        noticeDays = noticeDays == null ? List.of() : List.copyOf(noticeDays);
        keeping = keeping == null ? List.of() : List.copyOf(keeping);
        revision = revision == null ? Revision.NONE : revision;
    }

    public Cycle(int year, Instant opens, Instant closes, Optional<Instant> closed, Settings settings, List<Past> noticeDays,
            Revision revision) {
        this(year, opens, closes, closed, settings, noticeDays, List.of(), revision);
    }

    public Cycle(int year, Instant opens, Instant closes, Optional<Instant> closed, Settings settings, List<Past> noticeDays) {
        this(year, opens, closes, closed, settings, noticeDays, Revision.NONE);
    }

    public Cycle(int year, Instant opens, Instant closes, Optional<Instant> closed, Settings settings) {
        this(year, opens, closes, closed, settings, List.of());
    }

    /** As what follows what is there now; the same revision where nothing differs. */
    public Cycle over(Optional<Cycle> before) {
        return new Cycle(year, opens, closes, closed, settings, noticeDays, keeping,
                before.map(Cycle::revision).orElse(Revision.NONE).next(before.map(Cycle::items).orElse(Map.of()), items()));
    }

    /** What it writes over, in words for the record (R41). */
    public String told(Optional<Cycle> before) {
        return Revision.told(before.map(Cycle::items).orElse(Map.of()), items());
    }

    /** Its maps in the order of their keys, so that the record says the same wherever it is written. */
    private Map<String, Object> items() {
        return Map.ofEntries(Map.entry("opens", opens), Map.entry("closes", closes),
                Map.entry("settings.excludedSpecialties", settings.excludedSpecialties()),
                Map.entry("settings.districts", settings.districts()),
                Map.entry("settings.targetDays", new TreeMap<>(settings.targetDays())),
                Map.entry("settings.correctionDays", settings.correctionDays()),
                Map.entry("settings.minimumNoticeDays", settings.minimumNoticeDays()),
                Map.entry("settings.certificateNumberFormat", settings.certificateNumberFormat()),
                Map.entry("settings.issuingAuthority", settings.issuingAuthority()),
                Map.entry("settings.receivingOffice", settings.receivingOffice()),
                Map.entry("settings.supervisingTelephone", settings.supervisingTelephone()),
                Map.entry("settings.keptMonths", new TreeMap<>(settings.keptMonths())),
                Map.entry("settings.reconsiderationDays", settings.reconsiderationDays()),
                Map.entry("settings.resultNoticeDays", settings.resultNoticeDays()), Map.entry("settings.committee", settings.committee()));
    }

    /** What {@link Settings#minimumNoticeDays} was until an instant. */
    public record Past(int days, Instant until) {
    }

    /** What {@link Settings#keptMonths} was until an instant. */
    public record PastKeeping(Map<String, Integer> months, Instant until) {
        public PastKeeping {
            months = Map.copyOf(months);
        }
    }

    /** The settings by which it is kept what ended at an instant: those of then, so that nobody is told one day and finds another (R50). */
    public Settings settingsOfKeeping(Instant ended) {
        return keeping.stream().filter(past -> past.until().isAfter(ended)).findFirst().map(past -> settings.keeping(past.months()))
                .orElse(settings);
    }

    /** Without a change but that its window is closed. */
    public Cycle closedAt(Instant at) {
        return new Cycle(year, opens, closes, Optional.of(at), settings, noticeDays, keeping, revision);
    }

    /** With other settings from an instant on; what a notice that has begun may rest on is remembered (R50). */
    public Cycle with(Settings next, Instant now) {
        boolean other = next.minimumNoticeDays() != settings.minimumNoticeDays();
        List<Past> past = other
                ? Stream.concat(noticeDays.stream(), Stream.of(new Past(settings.minimumNoticeDays(), now))).toList()
                : noticeDays;
        List<PastKeeping> kept = next.keptMonths().equals(settings.keptMonths())
                ? keeping
                : Stream.concat(keeping.stream(), Stream.of(new PastKeeping(settings.keptMonths(), now))).toList();
        return new Cycle(year, opens, closes, closed, next, past, kept, revision);
    }

    /** The least working days of a notice that began on a day: what was asked for then, or less where less was asked for since (R17, R50). */
    public int minimumNoticeDays(Optional<LocalDate> from) {
        return from.map(day -> day.atStartOfDay(BeijingTime.ZONE).toInstant())
                .map(begin -> noticeDays.stream().filter(past -> past.until().isAfter(begin)).mapToInt(Past::days))
                .map(days -> days.reduce(settings.minimumNoticeDays(), Math::min)).orElse(settings.minimumNoticeDays());
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
     * @param reconsiderationDays working days within which a rejection can be questioned, 0 where it cannot (R45)
     * @param resultNoticeDays working days of the public notice of the committee's result, 0 where there is none (R45)
     * @param keptMonths how long what ended is kept, by the class of the published table, where the bureau sets it otherwise (R38)
     * @param committee how the committee decides (R45)
     */
    public record Settings(List<String> excludedSpecialties, List<String> districts, Map<String, Integer> targetDays, int correctionDays,
            int minimumNoticeDays, String certificateNumberFormat, String issuingAuthority, String receivingOffice,
            String supervisingTelephone, Map<String, Integer> keptMonths, int reconsiderationDays, int resultNoticeDays,
            CommitteeRules committee) {

        public Settings(List<String> excludedSpecialties, List<String> districts, Map<String, Integer> targetDays, int correctionDays,
                int minimumNoticeDays, String certificateNumberFormat, String issuingAuthority, String receivingOffice,
                String supervisingTelephone, Map<String, Integer> keptMonths, int reconsiderationDays, int resultNoticeDays) {
            this(excludedSpecialties, districts, targetDays, correctionDays, minimumNoticeDays, certificateNumberFormat, issuingAuthority,
                    receivingOffice, supervisingTelephone, keptMonths, reconsiderationDays, resultNoticeDays, CommitteeRules.BY_ONE);
        }

        public Settings {
            excludedSpecialties = excludedSpecialties.stream().map(Canonical::line).toList();
            districts = districts.stream().map(Canonical::line).toList();
            targetDays = Map.copyOf(targetDays);
            issuingAuthority = Canonical.line(issuingAuthority);
            receivingOffice = Canonical.line(receivingOffice);
            supervisingTelephone = Canonical.code(supervisingTelephone);
            // absent from what was stored before a cycle could set it
            keptMonths = keptMonths == null ? Map.of() : Map.copyOf(keptMonths);
            committee = committee == null ? CommitteeRules.BY_ONE : committee;
        }

        /** Without a notice of the result. */
        public Settings(List<String> excludedSpecialties, List<String> districts, Map<String, Integer> targetDays, int correctionDays,
                int minimumNoticeDays, String certificateNumberFormat, String issuingAuthority, String receivingOffice,
                String supervisingTelephone, Map<String, Integer> keptMonths, int reconsiderationDays) {
            this(excludedSpecialties, districts, targetDays, correctionDays, minimumNoticeDays, certificateNumberFormat, issuingAuthority,
                    receivingOffice, supervisingTelephone, keptMonths, reconsiderationDays, 0);
        }

        /** Whether what the committee passes is announced before it goes on (R45). */
        public boolean hasResultNotice() {
            return resultNoticeDays > 0;
        }

        private Settings keeping(Map<String, Integer> months) {
            return new Settings(excludedSpecialties, districts, targetDays, correctionDays, minimumNoticeDays, certificateNumberFormat,
                    issuingAuthority, receivingOffice, supervisingTelephone, months, reconsiderationDays, resultNoticeDays, committee);
        }

        /** Whether a specialty is excluded: an entry that ends in 系列 excludes the whole series, any other the specialty of that name (R3). */
        public boolean excludes(String series, String specialty) {
            return excludedSpecialties.stream().map(Spelling::plain).filter(entry -> !entry.isEmpty())
                    .anyMatch(entry -> entry.endsWith("系列")
                            ? Spelling.series(entry).equals(Spelling.series(series))
                            : Spelling.specialty(entry).equals(Spelling.specialty(specialty)));
        }

        /**
         * What these settings mean for an application whose qualification was admitted at a submission (R50): a specialty or a district that
         * it still names stands, whatever was excluded since.
         */
        public Settings admitting(Qualification submitted, Qualification present) {
            boolean specialty = submitted.series().equals(present.series()) && submitted.specialty().equals(present.specialty());
            boolean district = submitted.district().equals(present.district()) && !districts.contains(present.district());
            List<String> nextDistricts = district ? Stream.concat(districts.stream(), Stream.of(present.district())).toList() : districts;
            return new Settings(specialty ? List.of() : excludedSpecialties, nextDistricts, targetDays, correctionDays, minimumNoticeDays,
                    certificateNumberFormat, issuingAuthority, receivingOffice, supervisingTelephone, keptMonths, reconsiderationDays,
                    resultNoticeDays, committee);
        }

        /** The same but for how the committee decides. */
        public Settings deciding(CommitteeRules rules) {
            return new Settings(excludedSpecialties, districts, targetDays, correctionDays, minimumNoticeDays, certificateNumberFormat,
                    issuingAuthority, receivingOffice, supervisingTelephone, keptMonths, reconsiderationDays, resultNoticeDays, rules);
        }
    }
}
