package org.zhicheng.rules.eligibility;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.TitleLevel;

/**
 * What the rules must know of a person besides the application; looked up by the caller.
 *
 * @param highestTitleIssuedHere the highest title of a valid certificate of this system
 * @param integrityRecordEnds first day on which the fraud record no longer counts, where one counts on the reference date (R34)
 * @param sameTitleIn the year of another application of the person for the same title that is under way (R52)
 * @param sex as the ID number says it (R13)
 * @param bornIn the year of birth that the ID number says; absent of who registered before it was kept
 * @param revoked the day on which a certificate of the person was last revoked, where that is to be weighed (R34)
 * @param alike materials of which another person's application has the very same file, each with the applications that may be named (R13)
 */
public record Facts(Optional<TitleLevel> highestTitleIssuedHere, Optional<LocalDate> integrityRecordEnds, Optional<Integer> sameTitleIn,
        Optional<String> sex, Optional<Integer> bornIn, Optional<LocalDate> revoked, Map<Material, Set<String>> alike) {

    public Facts {
        alike = Map.copyOf(alike);
    }

    public Facts(Optional<TitleLevel> highestTitleIssuedHere, Optional<LocalDate> integrityRecordEnds, Optional<Integer> sameTitleIn) {
        this(highestTitleIssuedHere, integrityRecordEnds, sameTitleIn, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** Nothing is known against the person. */
    public static final Facts NONE = new Facts(Optional.empty(), Optional.empty(), Optional.empty());

    public Facts withIntegrityRecord(LocalDate ends) {
        return new Facts(highestTitleIssuedHere, Optional.of(ends), sameTitleIn, sex, bornIn, revoked, alike);
    }

    public Facts withTitleIssuedHere(Optional<TitleLevel> highest) {
        return new Facts(highest, integrityRecordEnds, sameTitleIn, sex, bornIn, revoked, alike);
    }

    public Facts withSameTitleIn(int year) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, Optional.of(year), sex, bornIn, revoked, alike);
    }

    public Facts withRevocation(Optional<LocalDate> day) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, sameTitleIn, sex, bornIn, day, alike);
    }

    /** What the ID number says of the person. */
    public Facts ofNumber(Optional<String> saysSex, Optional<Integer> saysBornIn) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, sameTitleIn, saysSex, saysBornIn, revoked, alike);
    }

    /** With papers that another person's application has as well. */
    public Facts withAlike(Map<Material, Set<String>> papers) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, sameTitleIn, sex, bornIn, revoked, papers);
    }
}
