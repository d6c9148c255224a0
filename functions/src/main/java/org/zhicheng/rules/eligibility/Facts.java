package org.zhicheng.rules.eligibility;

import java.time.LocalDate;
import java.util.Optional;

import org.zhicheng.dossier.application.TitleLevel;

/**
 * What the rules must know of a person besides the application; looked up by the caller.
 *
 * @param highestTitleIssuedHere the highest title of a valid certificate of this system
 * @param integrityRecordEnds first day on which the fraud record no longer counts, where one counts on the reference date (R34)
 * @param sameTitleIn the year of another application of the person for the same title that is under way (R52)
 * @param sex as the ID number says it (R13)
 * @param bornIn the year of birth that the ID number says; absent of who registered before it was kept
 */
public record Facts(Optional<TitleLevel> highestTitleIssuedHere, Optional<LocalDate> integrityRecordEnds, Optional<Integer> sameTitleIn,
        Optional<String> sex, Optional<Integer> bornIn) {

    public Facts(Optional<TitleLevel> highestTitleIssuedHere, Optional<LocalDate> integrityRecordEnds, Optional<Integer> sameTitleIn) {
        this(highestTitleIssuedHere, integrityRecordEnds, sameTitleIn, Optional.empty(), Optional.empty());
    }

    /** Nothing is known against the person. */
    public static final Facts NONE = new Facts(Optional.empty(), Optional.empty(), Optional.empty());

    public Facts withIntegrityRecord(LocalDate ends) {
        return new Facts(highestTitleIssuedHere, Optional.of(ends), sameTitleIn, sex, bornIn);
    }

    public Facts withTitleIssuedHere(Optional<TitleLevel> highest) {
        return new Facts(highest, integrityRecordEnds, sameTitleIn, sex, bornIn);
    }

    public Facts withSameTitleIn(int year) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, Optional.of(year), sex, bornIn);
    }

    /** What the ID number says of the person. */
    public Facts ofNumber(Optional<String> saysSex, Optional<Integer> saysBornIn) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, sameTitleIn, saysSex, saysBornIn);
    }
}
