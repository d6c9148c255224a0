package org.zhicheng.dossier.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.text.Canonical;

/**
 * One decision at one tier; receiving all originals and listing in an approval document are such, too. Reviews are never deleted: a correction marks the earlier ones superseded (R22, R23).
 *
 * @param step the tier's state
 * @param attempt how often the application had come to a step when this was decided
 * @param reviewer subject of the person who decided; shown to nobody but the audit
 * @param reason needed to reject; otherwise a remark
 * @param mend what a return asks for, item by item
 * @param confirmed materials answered "not applicable" whose reason the reviewer confirmed
 * @param answers code of an open question to what the reviewer found (R39)
 */
public record Review(State step, int attempt, Outcome outcome, String reviewer, Instant decidedAt, String reason, List<Mend> mend,
        List<String> confirmed, boolean superseded, Map<String, String> answers) {

    public Review {
        reason = reason == null ? "" : Canonical.lines(reason);
        mend = mend == null ? List.of() : List.copyOf(mend);
        confirmed = confirmed == null ? List.of() : List.copyOf(confirmed);
        answers = answers == null ? Map.of() : Map.copyOf(answers);
    }

    /** What a reviewer can decide. */
    public enum Outcome {
        PASS,
        RETURN,
        REJECT
    }

    /**
     * One item to mend.
     *
     * @param item a field of the form, such as {@code credential}, or a material's code
     * @param comment what is wrong and how to mend it
     */
    public record Mend(String item, String comment) {
        public Mend {
            comment = comment == null ? "" : Canonical.lines(comment);
        }
    }

    public Review superseding() {
        return new Review(step, attempt, outcome, reviewer, decidedAt, reason, mend, confirmed, true, answers);
    }
}
