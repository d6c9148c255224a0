package org.zhicheng.dossier.committee;

import java.util.List;
import java.util.Map;

import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Choice;

/** Seals choices so that only a count opens them (R45). */
public interface BallotBox {

    /** Keys of one round: who seals needs the first only, and that opens nothing. */
    Keys keys(String session, int round);

    /** A ballot under a new random id. */
    Ballot seal(Round round, String applicationId, Choice choice);

    /** Unlocks a round's box, for who counts. */
    Opened unlock(Round round);

    /** The box of a round while it is counted. */
    interface Opened {

        /**
         * Opens all ballots of the round.
         *
         * @return ballot's id to the choice
         * @throws IllegalStateException where one is not as it was sealed
         */
        Map<String, Choice> open(List<Ballot> ballots);
    }

    /**
     * @param publicKey X.509, Base64
     * @param sealedKey Base64
     */
    record Keys(String publicKey, String sealedKey) {
    }
}
