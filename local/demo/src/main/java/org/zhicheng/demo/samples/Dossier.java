package org.zhicheng.demo.samples;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One invented person's application, as {@code samples/<slug>/dossier.json} holds it. Dates are ISO dates of Asia/Shanghai.
 *
 * @param slug folder under {@code samples/}
 * @param sub subject of the person's token
 * @param publicNotice empty where the employer never made one
 * @param materials material code (A1 … A15 of {@code notice.md}) to file names inside the folder, in the order to upload
 * @param notApplicable material code to the reason why the applicant has none
 */
public record Dossier(String slug, String sub, Story story, Identity identity, Qualification qualification, Credential credential,
        List<Employment> employment, Employer employer, String presentTitle, String conduct, String achievements,
        Optional<PublicNotice> publicNotice, Optional<Return> returned, Map<String, List<String>> materials,
        Map<String, String> notApplicable) {

    /** What the eligibility rules must answer on the reference date (R13). */
    public enum Eligibility {
        ELIGIBLE,
        INELIGIBLE,
        NEEDS_REVIEW
    }

    /** How the application ends when it is played. */
    public enum Ending {
        CERTIFIED,
        INELIGIBLE,
        REJECTED,
        EXPIRED,
        REVOKED
    }

    public enum Kind {
        INITIAL_DETERMINATION,
        AWARD
    }

    public enum Level {
        JUNIOR,
        INTERMEDIATE,
        ASSOCIATE_SENIOR,
        SENIOR
    }

    public enum CredentialType {
        SECONDARY_VOCATIONAL,
        JUNIOR_COLLEGE,
        BACHELOR,
        MASTER,
        DOCTORATE,
        POSTDOCTORAL
    }

    public enum Origin {
        URUMQI,
        ELSEWHERE
    }

    /** Who sends an application back or ends it in a story. */
    public enum Tier {
        EMPLOYER,
        DISTRICT,
        COMMITTEE
    }

    /**
     * What the sample shows.
     *
     * @param shows one sentence, with the R-numbers it exercises
     * @param submitOn day of submission, which is the reference date (R12); empty where nobody submits
     * @param eligibleFrom first eligible date, where that is after the reference date
     * @param endedBy tier that rejects, for {@link Ending#REJECTED}
     * @param reason why it was rejected or revoked, as the applicant reads it
     * @param reviewerLeaves whether the employer's only reviewer is gone when the notice is due (R48)
     * @param excludedMeanwhile whether its specialty is taken off those that are awarded while it is corrected (R50)
     * @param registeredAs the name as it was misspelt at the registration, which the office corrects before the submission (R41)
     * @param questioned how a rejection by the district, or the revocation, is questioned and looked at again (R45)
     * @param announced what somebody has against its result while that is announced (R45); it is announced only where there is something
     * @param vote what the committee's session decides about it (R45); where there is none, one of its members decides
     * @param flaggedFor facts of a fraud that the office records after the employer's recommendation, so that every tier after it has to weigh
     *         it (R34)
     */
    public record Story(String shows, Optional<LocalDate> submitOn, Eligibility eligibility, Optional<LocalDate> eligibleFrom,
            Ending ending, Optional<Tier> endedBy, Optional<String> reason, boolean reviewerLeaves, boolean excludedMeanwhile,
            Optional<String> registeredAs, Optional<String> flaggedFor, Optional<Questioned> questioned, Optional<Announced> announced,
            Optional<Vote> vote) {

        public Optional<Questioned> rejectionQuestioned() {
            return questioned.filter(q -> q.rejection().isPresent());
        }

        public Optional<Questioned> revocationQuestioned() {
            return questioned.filter(q -> q.rejection().isEmpty());
        }
    }

    /**
     * An objection to a result, without a name.
     *
     * @param answer why the office dismisses it, or upholds it
     * @param upheld whether it is true, so that the application is rejected
     */
    public record Announced(String facts, String evidence, String answer, boolean upheld) {
    }

    /**
     * A secret vote of all who are present and may judge.
     *
     * @param interest what one of the panel has to do with the person, for which that one is excluded; empty where nobody is
     */
    public record Vote(int inFavour, int against, int abstained, Optional<String> interest) {

        public int present() {
            return inFavour + against + abstained;
        }

        /** Two thirds of those who were present (R45). */
        public boolean passes() {
            return 3 * inFavour >= 2 * present();
        }
    }

    /**
     * A rejection, or the revocation, that the applicant questions.
     *
     * @param rejection why the district rejects; empty where it is the revocation
     * @param request what the applicant holds against it
     * @param upheld whether the office upholds it; otherwise the district reviews anew, and passes
     * @param finding what the office finds
     */
    public record Questioned(Optional<String> rejection, String request, boolean upheld, String finding) {
    }

    public record Identity(String name, String idNumber, String sex, String ethnicGroup, String politicalStatus, String phone,
            String mail) {

        /** Birth date as the ID number has it. */
        @JsonIgnore
        public LocalDate birthDate() {
            return LocalDate.of(Integer.parseInt(idNumber.substring(6, 10)), Integer.parseInt(idNumber.substring(10, 12)),
                    Integer.parseInt(idNumber.substring(12, 14)));
        }
    }

    public record Qualification(Kind kind, Level level, String series, String specialty, String district) {
    }

    /** @param milestone day of graduation, of the degree, or of leaving the post-doctoral station: years count from it (R5–R10) */
    public record Credential(CredentialType type, boolean fullTime, boolean foreign, boolean degreeHeld, LocalDate milestone,
            String institution, String subject) {
    }

    /** @param to last day, or empty for the present employment */
    public record Employment(String employer, LocalDate from, Optional<LocalDate> to, boolean technicalPost, String post) {
    }

    /** @param postedFrom since when the person is posted to Urumqi, for {@link Origin#ELSEWHERE} only */
    public record Employer(String uscc, String name, Origin origin, Optional<LocalDate> postedFrom) {
    }

    /**
     * The employer's notice with its result (R17, R18).
     *
     * @param from first day, counted
     * @param to last day, counted
     * @param workingDays days that count on the calendar of the region
     */
    public record PublicNotice(LocalDate from, LocalDate to, int workingDays, LocalDate resultDate, String receivingOffice,
            String telephone, Optional<Objection> objection) {
    }

    public record Objection(LocalDate raisedOn, String text, LocalDate resolvedOn, String resolution) {
    }

    /**
     * A return for correction, and what the applicant then hands in (R22).
     *
     * @param comments material code to the comment on it; only these may be mended
     * @param materials material code to the better files
     */
    public record Return(Tier tier, Map<String, String> comments, Map<String, List<String>> materials) {
    }
}
