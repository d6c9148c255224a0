package org.zhicheng.walk;

import static org.zhicheng.dossier.flow.State.APPROVAL_DOCUMENT;
import static org.zhicheng.dossier.flow.State.CERTIFICATE;
import static org.zhicheng.dossier.flow.State.CLOSED;
import static org.zhicheng.dossier.flow.State.COMMITTEE_REVIEW;
import static org.zhicheng.dossier.flow.State.CORRECTION;
import static org.zhicheng.dossier.flow.State.DISTRICT_REVIEW;
import static org.zhicheng.dossier.flow.State.DRAFT;
import static org.zhicheng.dossier.flow.State.EMPLOYER_REVIEW;
import static org.zhicheng.dossier.flow.State.EXPIRED;
import static org.zhicheng.dossier.flow.State.MATERIALS;
import static org.zhicheng.dossier.flow.State.RECONSIDERATION;
import static org.zhicheng.dossier.flow.State.REJECTED;
import static org.zhicheng.dossier.flow.State.RESULT_NOTICE;
import static org.zhicheng.dossier.flow.State.SUBMITTED;
import static org.zhicheng.dossier.flow.State.WITHDRAWN;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.flow.State;

/** What the notice says of one application (R20–R28), told once more and independently: who may do what where, and where it leads. */
final class Model {

    private static final Set<State> REVIEWS = EnumSet.of(EMPLOYER_REVIEW, DISTRICT_REVIEW, COMMITTEE_REVIEW);
    /** Where the office can return and reject, and the applicant withdraw, until the document is final (R40). */
    private static final Set<State> OFFICE = EnumSet.of(MATERIALS, APPROVAL_DOCUMENT);
    private static final Map<String, State> TIERS = Map.of("employer", EMPLOYER_REVIEW, "district", DISTRICT_REVIEW, "committee",
            COMMITTEE_REVIEW);

    /** What the notice lets happen without anybody's command. */
    private static final Map<State, Set<State>> BY_ITSELF = Map.of(SUBMITTED, EnumSet.of(EMPLOYER_REVIEW), CERTIFICATE,
            EnumSet.of(State.CERTIFIED), CORRECTION, EnumSet.of(State.ABANDONED), DRAFT, EnumSet.of(EXPIRED), RESULT_NOTICE,
            EnumSet.of(MATERIALS));
    private static final int MOST_OBJECTIONS = 20;

    /** Whether what the committee passes is announced (R45). */
    private final boolean announcing;

    private State state = DRAFT;
    private boolean everSubmitted;
    private int corrections;
    private boolean noticed;
    private boolean questioned;
    private int objections;
    private int answered;
    /** Whether the one person of the office has decided something of it: that all originals are there, or that an objection is upheld. */
    private boolean officeReceived;
    private Optional<State> rejectedAt = Optional.empty();
    private final Map<Integer, String> decided = new HashMap<>();

    /** What a command must come to. */
    enum Verdict {
        /** Carried out, or found carried out already. */
        DONE,
        REFUSED
    }

    Model(boolean announcing) {
        this.announcing = announcing;
    }

    State state() {
        return state;
    }

    /** The present state was seen; by itself it must be allowed. */
    void moved(State seen) {
        if (seen != state && !BY_ITSELF.getOrDefault(state, Set.of()).contains(seen)) {
            throw new AssertionError("moved by itself from " + state + " to " + seen);
        }
        if (seen != state && state == RESULT_NOTICE && objections > answered) {
            throw new AssertionError("went on with an open objection");
        }
        state = seen;
    }

    Verdict submit(String who, boolean open) {
        if (!who.equals("applicant")) {
            return Verdict.REFUSED;
        }
        if (everSubmitted && corrections == 0 && (state == SUBMITTED || state == EMPLOYER_REVIEW)) {
            return Verdict.DONE;
        }
        if (state != DRAFT || !open) {
            return Verdict.REFUSED;
        }
        everSubmitted = true;
        return go(SUBMITTED);
    }

    Verdict correct(String who, boolean inTime) {
        if (!who.equals("applicant")) {
            return Verdict.REFUSED;
        }
        if (corrections > 0 && (state == SUBMITTED || state == EMPLOYER_REVIEW)) {
            return Verdict.DONE;
        }
        if (state != CORRECTION || !inTime) {
            return Verdict.REFUSED;
        }
        corrections++;
        return go(SUBMITTED);
    }

    Verdict withdraw(String who) {
        if (!who.equals("applicant")) {
            return Verdict.REFUSED;
        }
        if (state == WITHDRAWN) {
            return Verdict.DONE;
        }
        boolean before = REVIEWS.contains(state) || OFFICE.contains(state) || state == SUBMITTED || state == CORRECTION
                || state == RESULT_NOTICE;
        return before ? go(WITHDRAWN) : Verdict.REFUSED;
    }

    /**
     * @param seen the attempt that the decision is about
     * @param present the step's attempt now
     */
    Verdict decide(String who, String outcome, int seen, int present) {
        State tier = who.equals("office") && !outcome.equals("PASS") && OFFICE.contains(state) ? state : TIERS.get(who);
        if (tier == null || state == DRAFT || state == EXPIRED) {
            return Verdict.REFUSED;
        }
        String decision = who + " " + outcome;
        if (decided.containsKey(seen)) {
            return decided.get(seen).equals(decision) ? Verdict.DONE : Verdict.REFUSED;
        }
        boolean early = state == EMPLOYER_REVIEW && outcome.equals("PASS") && !noticed;
        if (state != tier || seen != present || early) {
            return Verdict.REFUSED;
        }
        decided.put(seen, decision);
        return go(switch (outcome) {
            case "PASS" -> List.of(DISTRICT_REVIEW, COMMITTEE_REVIEW, announcing ? RESULT_NOTICE : MATERIALS)
                    .get(List.of(EMPLOYER_REVIEW, DISTRICT_REVIEW, COMMITTEE_REVIEW).indexOf(tier));
            case "RETURN" -> CORRECTION;
            default -> {
                rejectedAt = Optional.of(tier);
                yield REJECTED;
            }
        });
    }

    /** Anybody objects to what is announced (R45). */
    Verdict object(boolean shown) {
        if (state != RESULT_NOTICE || !shown || objections == MOST_OBJECTIONS) {
            return Verdict.REFUSED;
        }
        objections++;
        return Verdict.DONE;
    }

    /**
     * The office answers one objection, once: upheld it rejects, dismissed it lets go on what was announced for long enough (R45).
     *
     * @param ended whether the notice is over
     */
    Verdict answer(String who, boolean upheld, int seen, int present, boolean ended) {
        if (!who.equals("office") || state != RESULT_NOTICE || seen != present || objections == answered) {
            return Verdict.REFUSED;
        }
        answered++;
        if (upheld) {
            decided.put(seen, "office ANSWER");
            rejectedAt = Optional.of(COMMITTEE_REVIEW);
            officeReceived = true;
            return go(REJECTED);
        }
        return ended && objections == answered ? go(MATERIALS) : Verdict.DONE;
    }

    /** Whoever was rejected may ask once, in time, that it be looked at again (R45). */
    Verdict question(String who, boolean inTime) {
        if (!who.equals("applicant") || state != REJECTED || rejectedAt.isEmpty() || questioned || !inTime) {
            return Verdict.REFUSED;
        }
        questioned = true;
        return go(RECONSIDERATION);
    }

    /** The office upholds it, or sends it back to where it was rejected; but nobody of the office who rejected it (R45). */
    Verdict reconsider(String who, boolean upheld, int seen, int present) {
        if (!who.equals("office")) {
            return Verdict.REFUSED;
        }
        String decision = "office " + upheld;
        if (decided.containsKey(seen)) {
            return decided.get(seen).equals(decision) ? Verdict.DONE : Verdict.REFUSED;
        }
        boolean same = rejectedAt.filter(OFFICE::contains).isPresent();
        if (state != RECONSIDERATION || seen != present || same || officeReceived) {
            return Verdict.REFUSED;
        }
        decided.put(seen, decision);
        return go(upheld ? REJECTED : rejectedAt.orElseThrow());
    }

    /** The employer's recommendation, taken back until the committee has decided (R48). */
    Verdict recall(String who) {
        return who.equals("employer") && (state == DISTRICT_REVIEW || state == COMMITTEE_REVIEW) ? go(EMPLOYER_REVIEW) : Verdict.REFUSED;
    }

    /** The bureau's end of whatever is under way (R48). */
    Verdict close(String who) {
        boolean underWay = REVIEWS.contains(state)
                || EnumSet.of(SUBMITTED, CORRECTION, RECONSIDERATION, RESULT_NOTICE, MATERIALS, APPROVAL_DOCUMENT, CLOSED).contains(state);
        return who.equals("office") && underWay ? go(CLOSED) : Verdict.REFUSED;
    }

    /** The employer's notice, without which it may not recommend (R18). */
    Verdict notice(String who) {
        if (!who.equals("employer") || state != EMPLOYER_REVIEW) {
            return Verdict.REFUSED;
        }
        noticed = true;
        return Verdict.DONE;
    }

    Verdict save(String who) {
        return who.equals("applicant") && (state == DRAFT || state == CORRECTION) ? Verdict.DONE : Verdict.REFUSED;
    }

    Verdict receiveAll(String who) {
        if (!who.equals("office")) {
            return Verdict.REFUSED;
        }
        if (state == APPROVAL_DOCUMENT || state == CERTIFICATE || state == State.CERTIFIED) {
            return Verdict.DONE;
        }
        if (state != MATERIALS) {
            return Verdict.REFUSED;
        }
        officeReceived = true;
        return go(APPROVAL_DOCUMENT);
    }

    Verdict approve(String who) {
        if (!who.equals("office")) {
            return Verdict.REFUSED;
        }
        if (state == CERTIFICATE || state == State.CERTIFIED) {
            return Verdict.DONE;
        }
        return state == APPROVAL_DOCUMENT ? go(CERTIFICATE) : Verdict.REFUSED;
    }

    /** Whether the state is one in which nothing more can happen. */
    boolean hasEnded() {
        return state == REJECTED && (questioned || rejectedAt.isEmpty()) || Optional.of(state)
                .filter(s -> EnumSet.of(WITHDRAWN, State.ABANDONED, EXPIRED, CLOSED, State.CERTIFIED).contains(s)).isPresent();
    }

    private Verdict go(State next) {
        state = next;
        return Verdict.DONE;
    }
}
