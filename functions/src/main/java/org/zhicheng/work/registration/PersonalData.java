package org.zhicheng.work.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Hearing;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.StaffMember;

/**
 * Everything held about a person (R38), for that person: the ID number is in full, and who decided is left out, because a tier decides, not
 * a name.
 *
 * @param registration absent of an expert of the committee who never registered as an applicant
 * @param sessions of the committee in which the person sat
 */
public record PersonalData(Instant compiledAt, Optional<Registered> registration, List<ApplicationData> applications,
        List<CertificateData> certificates, List<IntegrityData> integrityRecords, Optional<StaffMember.View> staff,
        Optional<ExpertData> expert, List<SessionData> sessions, List<EventData> events, List<Kept> kept) {

    /** The registration, with the ID number in full. */
    public record Registered(String sub, String name, String idNumber, String phone, String mail, String language, Instant registeredAt) {
        /** Without the ID number. */
        @Override
        public String toString() {
            return "Registered";
        }
    }

    /** One application with all its parts. */
    public record ApplicationData(String id, int cycle, State state, Qualification qualification, Form form, List<FileData> files,
            List<ReviewData> reviews, Optional<NoticeData> publicNotice, Optional<Correction> correction, Optional<Assessment> assessment,
            Instant createdAt, Optional<Instant> submittedAt, List<SubmissionData> submissions, List<Material> receivedMaterials,
            Optional<String> approvalDocument, Optional<String> certificateNumber, Optional<QuestionData> reconsideration,
            Optional<ResultNoticeData> resultNotice, Optional<HearingData> hearing, List<EventData> events) {
    }

    /**
     * The committee's session on whose agenda it was: by numbers, as a session decides and nobody of it alone (R45).
     *
     * @param judges how many could vote on it; 0 before the decision
     * @param excluded how many of the panel had an interest and stayed away; 0 before the decision
     */
    public record HearingData(String session, int judges, int excluded) {
        static HearingData of(Hearing hearing) {
            return new HearingData(hearing.session(), hearing.judges().size(), hearing.judges().isEmpty() ? 0 : hearing.excluded().size());
        }
    }

    /** The right to question a decision, and what was asked, without the person who had decided. */
    public record QuestionData(State step, Instant until, int workingDays, Optional<Reconsideration.Request> request) {
        static QuestionData of(Reconsideration right) {
            return new QuestionData(right.step(), right.until(), right.workingDays(), right.request());
        }
    }

    /** One file; the content is fetched from the application itself. */
    public record FileData(String id, Material material, String fileName, String contentType, long size, String sha256,
            Attachment.Status status, Optional<Attachment.Rejection> rejection, Instant requestedAt) {
    }

    /** One decision, without the person who took it. */
    public record ReviewData(State step, int attempt, Review.Outcome outcome, Instant decidedAt, String reason, List<Review.Mend> mend,
            List<String> confirmed, boolean superseded, Map<String, String> answers, Map<String, String> answered) {
    }

    /** The employer's public notice. */
    public record NoticeData(String name, Optional<LocalDate> from, Optional<LocalDate> to, Optional<LocalDate> resultDate,
            List<PublicNotice.Objection.View> objections, Instant recordedAt) {
    }

    /** The public notice of the result (R45). */
    public record ResultNoticeData(LocalDate from, Instant until, int workingDays, List<ResultObjectionData> objections) {

        static ResultNoticeData of(ResultNotice notice) {
            return new ResultNoticeData(notice.from(), notice.until(), notice.workingDays(),
                    notice.objections().stream().map(o -> new ResultObjectionData(o.at(), o.answer().map(ResultNotice.Answer::at),
                            o.answer().map(ResultNotice.Answer::outcome))).toList());
        }
    }

    /** That somebody objected, and what came of it; who did, and what was said, is for the office to look into. */
    public record ResultObjectionData(Instant at, Optional<Instant> answeredAt, Optional<ResultNotice.Outcome> outcome) {
    }

    /** What was handed in at one submission. */
    public record SubmissionData(int number, Instant at, Qualification qualification, Form form, List<String> files) {
    }

    /** A certificate, and who verified it. */
    public record CertificateData(Certificate certificate, List<QueryData> queries) {
    }

    /** One verification. */
    public record QueryData(Instant at, String network) {
    }

    /**
     * An integrity record, which can be disputed by its id (R41).
     *
     * @param keptUntil first day on which it is not kept any more (R34)
     */
    public record IntegrityData(String id, String facts, String basis, LocalDate date, LocalDate keptUntil, IntegrityRecord.Status status,
            List<IntegrityStep> steps) {

        static IntegrityData of(IntegrityRecord r) {
            return new IntegrityData(r.id(), r.facts(), r.basis(), r.date(), r.ends(), r.status(),
                    r.steps().stream().map(s -> new IntegrityStep(s.to(), s.text(), s.at())).toList());
        }
    }

    /** What was said and found about it since, by no name. */
    public record IntegrityStep(IntegrityRecord.Status to, String text, Instant at) {
    }

    /**
     * Until when something is kept (R47).
     *
     * @param retention the class of the published table
     * @param applicationId which one; empty where it is of the person
     * @param until the day on which it is deleted; absent where it is kept for good
     */
    public record Kept(String retention, String chinese, String english, String applicationId, Optional<LocalDate> until) {
    }

    /** The own entry of the committee's register (R45). */
    public record ExpertData(String name, String mail, String employer, String employerName, String title, List<String> series,
            List<String> specialties, LocalDate from, LocalDate to, Optional<Instant> consented, Optional<Expert.End> ended,
            List<EventData> events) {

        static ExpertData of(Expert e, List<EventData> events) {
            return new ExpertData(e.name(), e.mail(), e.employer(), e.employerName(), e.title(), e.series(), e.specialties(), e.from(),
                    e.to(), e.consented(), e.ended(), events);
        }
    }

    /**
     * A session of the committee in which the person sat. That somebody has voted is kept, and told here; how, nobody can find out (R45).
     *
     * @param opinions applications of which the person gave an opinion
     * @param votedIn numbers of the rounds in which the person has voted
     * @param keptUntil the day on which it is deleted; absent while it goes on
     */
    public record SessionData(String id, LocalDate date, String series, Session.Phase phase, Sat seat, boolean chair, boolean present,
            List<InterestData> interests, List<String> opinions, List<Integer> votedIn, Optional<LocalDate> keptUntil) {
    }

    /** In which capacity somebody is on record of a session. */
    public enum Sat {
        MEMBER,
        SUBSTITUTE,
        REPLACED
    }

    /**
     * An interest in an application that the person declared, or that the office objected to.
     *
     * @param accepted what the chair found; absent until then
     */
    public record InterestData(String applicationId, Session.Ground ground, String words, boolean objected, Instant at,
            Optional<Boolean> accepted) {
        static InterestData of(Session.Recusal recusal) {
            return new InterestData(recusal.applicationId(), recusal.ground(), recusal.words(), recusal.objected(), recusal.at(),
                    recusal.accepted());
        }
    }

    /** One line of the record. */
    public record EventData(Instant at, Role role, String action, Optional<State> from, Optional<State> to, Channel channel, String note) {
    }
}
