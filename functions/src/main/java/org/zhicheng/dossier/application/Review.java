package org.zhicheng.dossier.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
 * @param returned of a return, what it found and what it was answered; absent from what was stored before that was kept
 */
public record Review(State step, int attempt, Outcome outcome, String reviewer, Instant decidedAt, String reason, List<Mend> mend,
        List<String> confirmed, boolean superseded, Map<String, String> answers, Optional<Returned> returned) {

    @SuppressWarnings("OptionalAssignedToNull")
    public Review {
        reason = reason == null ? "" : Canonical.lines(reason);
        mend = mend == null ? List.of() : List.copyOf(mend);
        confirmed = confirmed == null ? List.of() : List.copyOf(confirmed);
        answers = answers == null ? Map.of() : Map.copyOf(answers);
        returned = returned == null ? Optional.empty() : returned;
    }

    public Review(State step, int attempt, Outcome outcome, String reviewer, Instant decidedAt, String reason, List<Mend> mend,
            List<String> confirmed, boolean superseded, Map<String, String> answers) {
        this(step, attempt, outcome, reviewer, decidedAt, reason, mend, confirmed, superseded, answers, Optional.empty());
    }

    /**
     * What changes are reckoned from (R22).
     *
     * @param files the files that counted when it was returned
     * @param answers item to what the applicant answered, where nothing was to be changed
     */
    public record Returned(List<String> files, Map<String, String> answers) {
        public Returned {
            files = files == null ? List.of() : List.copyOf(files);
            answers = answers == null ? Map.of() : Map.copyOf(answers);
        }
    }

    /** A return of what counted then. */
    public Review returning(List<String> files) {
        return new Review(step, attempt, outcome, reviewer, decidedAt, reason, mend, confirmed, superseded, answers,
                Optional.of(new Returned(files, Map.of())));
    }

    /** A return that was answered. */
    public Review answered(Map<String, String> given) {
        return new Review(step, attempt, outcome, reviewer, decidedAt, reason, mend, confirmed, superseded, answers,
                Optional.of(new Returned(returned.map(Returned::files).orElse(List.of()), given)));
    }

    /** The answers as whoever applied may see them: without those to what was found in another person's application. */
    public Map<String, String> answersOfOwnPapers() {
        return answers.entrySet().stream().filter(answer -> !Assessment.isOfOthers(answer.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
        return new Review(step, attempt, outcome, reviewer, decidedAt, reason, mend, confirmed, true, answers, returned);
    }
}
