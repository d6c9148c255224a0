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
 */
public record Facts(Optional<TitleLevel> highestTitleIssuedHere, Optional<LocalDate> integrityRecordEnds, Optional<Integer> sameTitleIn) {

    /** Nothing is known against the person. */
    public static final Facts NONE = new Facts(Optional.empty(), Optional.empty(), Optional.empty());

    public Facts withIntegrityRecord(LocalDate ends) {
        return new Facts(highestTitleIssuedHere, Optional.of(ends), sameTitleIn);
    }

    public Facts withTitleIssuedHere(Optional<TitleLevel> highest) {
        return new Facts(highest, integrityRecordEnds, sameTitleIn);
    }

    public Facts withSameTitleIn(int year) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, Optional.of(year));
    }
}
