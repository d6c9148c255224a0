package org.zhicheng.rules.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.TitleLevel;

/**
 * What the rules must know of a person besides the application; looked up by the caller.
 *
 * @param highestTitleIssuedHere the highest title of a valid certificate of this system
 * @param integrityRecordEnds first day on which the fraud record no longer counts, where one counts on the reference date (R34)
 * @param unprintable characters of the name that no font of the certificate has (R32)
 */
public record Facts(Optional<TitleLevel> highestTitleIssuedHere, Optional<LocalDate> integrityRecordEnds, List<String> unprintable) {

    /** Nothing is known against the person. */
    public static final Facts NONE = new Facts(Optional.empty(), Optional.empty(), List.of());

    public Facts {
        unprintable = List.copyOf(unprintable);
    }

    public Facts withIntegrityRecord(LocalDate ends) {
        return new Facts(highestTitleIssuedHere, Optional.of(ends), unprintable);
    }

    public Facts withTitleIssuedHere(Optional<TitleLevel> highest) {
        return new Facts(highest, integrityRecordEnds, unprintable);
    }

    public Facts withUnprintable(List<String> characters) {
        return new Facts(highestTitleIssuedHere, integrityRecordEnds, characters);
    }
}
