package org.zhicheng.dossier.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.rule.Rule;

/**
 * One secret vote of a session over several applications (R45). Who may vote on what was fixed when it was opened.
 *
 * @param applications what is voted on, in the agenda's order
 * @param voters members who are present: expert to login
 * @param excluded application to the experts who may not vote on it
 * @param panel seats of the panel, of which two thirds must be there
 * @param publicKey by which ballots are sealed, Base64
 * @param sealedKey the key that opens them, sealed itself: only the counting function may have it opened, Base64
 * @param results absent until all was counted
 * @param version rises with every change
 */
@Rule(R45)
public record Round(String session, int number, List<String> applications, Map<String, String> voters, Map<String, List<String>> excluded,
        int panel, State state, String publicKey, String sealedKey, Instant opened, Optional<Instant> closed, List<Result> results,
        int version) {

    /** Applications of one round. */
    public static final int MOST_APPLICATIONS = 40;

    public Round {
        applications = List.copyOf(applications);
        voters = Map.copyOf(voters);
        excluded = Map.copyOf(excluded);
        results = List.copyOf(results);
    }

    /** How far a round has come. */
    public enum State {
        OPEN,
        /** No ballot comes in any more; the ballots are being counted. */
        COUNTING,
        COUNTED
    }

    /** What a member can choose. */
    public enum Choice {
        FOR,
        AGAINST,
        ABSTAIN
    }

    /**
     * What the vote on one application came to.
     *
     * @param present members who were present and not excluded from it
     * @param ballots those of them who voted
     */
    public record Result(String applicationId, int present, int ballots, int inFavour, int against, int abstained, boolean passed) {
    }

    /** That somebody has voted; not how, and not when. */
    public record Voted(String session, int round, String expert, String key) {
    }

    /**
     * A sealed choice. Neither who made it nor when is with it.
     *
     * @param id random
     * @param sealed always of the same length, Base64
     */
    public record Ballot(String id, String applicationId, String sealed) {
    }

    /** The expert who votes under a login, if present. */
    public Optional<String> voter(String sub) {
        return voters.entrySet().stream().filter(voter -> voter.getValue().equals(sub)).map(Map.Entry::getKey).findFirst();
    }

    public boolean mayVote(String expert, String applicationId) {
        return voters.containsKey(expert) && !excluded.getOrDefault(applicationId, List.of()).contains(expert);
    }

    /** Members who are present and may vote on an application. */
    public List<String> judges(String applicationId) {
        return voters.keySet().stream().filter(expert -> mayVote(expert, applicationId)).sorted().toList();
    }

    public Round counting() {
        return new Round(session, number, applications, voters, excluded, panel, State.COUNTING, publicKey, sealedKey, opened, closed,
                results, version + 1);
    }

    public Round counted(List<Result> found, Instant at) {
        return new Round(session, number, applications, voters, excluded, panel, State.COUNTED, publicKey, sealedKey, opened,
                Optional.of(at), found, version + 1);
    }

    /** What a ballot is bound to, so that none counts elsewhere. */
    public String label(String applicationId, String ballot) {
        return session + "\n" + number + "\n" + applicationId + "\n" + ballot;
    }
}
