package org.zhicheng.dossier.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.text.Spelling;

/**
 * A line of a list or a queue.
 *
 * @param submissions how often it was handed in; more than once where it came back after a correction
 * @param decidedAt the tiers at which somebody has decided on it
 * @param post the present one
 * @param needsReview whether there is an open question
 * @param hand who of the tier has it in hand, for its colleagues only (R25)
 * @param flags the codes of the open questions, where they are known
 * @param resultNotice what is told of the last public notice of its result; absent where there was none
 * @param sessionPassed whether a session of the committee passed it, by what stands now; absent where none has decided
 * @param recommendation how far the employer is with it; absent of what was stored before lists had it
 * @param executionAttempt which execution of the workflow is its present one; absent of what was stored before lists had it
 * @param workingDays those that the due date stands for, 0 where nobody waits; absent of what was stored before lists had them
 * @param temporaryFiles how many of its files are deleted before the rest of it (R38); absent of what was stored before lists had them
 */
public record ApplicationSummary(String id, int cycle, String applicant, String name, String maskedIdNumber, State state, Kind kind,
        TitleLevel level, String series, String specialty, String district, String employerUscc, String employerName, boolean needsReview,
        int attempt, Instant enteredAt, Optional<Instant> dueAt, Instant createdAt, Optional<Instant> submittedAt, int contentVersion,
        int submissions, List<State> decidedAt, String phone, Optional<CredentialType> credential, String post,
        Optional<String> approvalDocument, Optional<String> certificateNumber, List<String> flags, Optional<Stay.Hand> hand,
        Optional<Recommendation> recommendation, Optional<Noticed> resultNotice, Optional<Boolean> sessionPassed,
        Optional<Integer> executionAttempt, Optional<Integer> workingDays, Optional<Integer> temporaryFiles) implements Scope.Member {

    private static final Pattern LAST_FOUR = Pattern.compile("[0-9]{3}[0-9xX]");

    // Absent from what was stored before lists had them; Jackson hands over null.
    @SuppressWarnings("OptionalAssignedToNull")
    public ApplicationSummary {
        decidedAt = decidedAt == null ? List.of() : List.copyOf(decidedAt);
        flags = flags == null ? List.of() : List.copyOf(flags);
        phone = phone == null ? "" : phone;
        credential = credential == null ? Optional.empty() : credential;
        hand = hand == null ? Optional.empty() : hand;
        recommendation = recommendation == null ? Optional.empty() : recommendation;
        resultNotice = resultNotice == null ? Optional.empty() : resultNotice;
        sessionPassed = sessionPassed == null ? Optional.empty() : sessionPassed;
        executionAttempt = executionAttempt == null ? Optional.empty() : executionAttempt;
        workingDays = workingDays == null ? Optional.empty() : workingDays;
        temporaryFiles = temporaryFiles == null ? Optional.empty() : temporaryFiles;
        post = post == null ? "" : post;
        approvalDocument = approvalDocument == null ? Optional.empty() : approvalDocument;
        certificateNumber = certificateNumber == null ? Optional.empty() : certificateNumber;
    }

    /**
     * The public notice of the result (R45).
     *
     * @param objections how often it was objected to
     * @param open how many of them wait for an answer, while it is announced
     * @param session the number of the committee's session that passed it, where one did
     */
    public record Noticed(LocalDate from, Instant until, int objections, int open, Optional<String> session) {
        // Absent from what was stored before; Jackson hands over null.
        @SuppressWarnings("OptionalAssignedToNull")
        public Noticed {
            session = session == null ? Optional.empty() : session;
        }
    }

    public static ApplicationSummary of(Application a) {
        Qualification q = a.qualification();
        return new ApplicationSummary(a.id(), a.cycle(), a.applicant(), a.name(), a.maskedIdNumber(), a.state(), q.kind(), q.level(),
                q.series(), q.specialty(), q.district(), a.form().employer().uscc(), a.form().employer().name(),
                a.assessment().map(x -> x.outcome() == Assessment.Outcome.NEEDS_REVIEW).orElse(false), a.stay().attempt(),
                a.stay().enteredAt(), a.stay().dueAt(), a.createdAt(), a.submittedAt(), a.content().version(), a.submissions(),
                a.reviews().stream().map(Review::step).distinct().toList(), a.form().contact().phone(), a.form().credential().type(),
                a.form().employment().stream().filter(p -> p.to().isEmpty()).map(EmploymentPeriod::post).findFirst().orElse(""),
                a.approvalDocument(), a.certificateNumber(),
                a.assessment().map(x -> x.questions().stream().map(Assessment.Question::code).toList()).orElse(List.of()), a.stay().hand(),
                Optional.of(Recommendation.of(a)),
                a.resultNotice()
                        .map(notice -> new Noticed(notice.from(), notice.until(), notice.objections().size(), a.openObjections(),
                                bySession(a).flatMap(_ -> a.hearing()).map(Hearing::session))),
                bySession(a).map(review -> review.outcome() == Review.Outcome.PASS), Optional.of(a.executionAttempt()),
                Optional.of(a.stay().workingDays()), Optional.of(a.temporaryFiles().size()));
    }

    private static Optional<Review> bySession(Application a) {
        return a.standingReviews().stream().filter(review -> Subject.isSession(review.reviewer())).reduce((_, last) -> last);
    }

    /** The same line with the questions that are open now; of what was stored without any, whether there was one is all that is known. */
    public ApplicationSummary flagged(List<String> now) {
        boolean unnamed = needsReview && flags.isEmpty();
        return new ApplicationSummary(id, cycle, applicant, name, maskedIdNumber, state, kind, level, series, specialty, district,
                employerUscc, employerName, unnamed || !now.isEmpty(), attempt, enteredAt, dueAt, createdAt, submittedAt, contentVersion,
                submissions, decidedAt, phone, credential, post, approvalDocument, certificateNumber, now, hand, recommendation,
                resultNotice, sessionPassed, executionAttempt, workingDays, temporaryFiles);
    }

    /** The same line for others than the tier that holds it. */
    public ApplicationSummary withoutHand() {
        return new ApplicationSummary(id, cycle, applicant, name, maskedIdNumber, state, kind, level, series, specialty, district,
                employerUscc, employerName, needsReview, attempt, enteredAt, dueAt, createdAt, submittedAt, contentVersion, submissions,
                decidedAt, phone, credential, post, approvalDocument, certificateNumber, flags, Optional.empty(), recommendation,
                resultNotice, sessionPassed, executionAttempt, workingDays, temporaryFiles);
    }

    /** Whether a part of name, id, employer or specialty is so spelled, or the last four of the ID number are these. */
    public boolean isFoundBy(String text) {
        String part = Spelling.plain(text);
        return Stream.of(name, id, employerName, specialty, series).map(Spelling::plain).anyMatch(field -> field.contains(part))
                // each line shows these four and the first three (R19); what they stand for is looked into no further
                || LAST_FOUR.matcher(part).matches() && maskedIdNumber.regionMatches(true, maskedIdNumber.length() - 4, part, 0, 4);
    }

    /** How many objections to its result wait for an answer (R45). */
    public int openObjections() {
        return resultNotice.map(Noticed::open).orElse(0);
    }

    /** Whether it was handed in again after a correction. */
    public boolean cameBack() {
        return submissions > 1;
    }
}
