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
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.StaffMember;

/**
 * Everything held about a person (R38), for that person: the ID number is in full, and who decided is left out, because a tier decides, not
 * a name.
 */
public record PersonalData(Instant compiledAt, Registered registration, List<ApplicationData> applications,
        List<CertificateData> certificates, List<IntegrityData> integrityRecords, Optional<StaffMember.View> staff, List<EventData> events,
        List<Kept> kept) {

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
            Optional<ResultNoticeData> resultNotice, List<EventData> events) {
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

    /** One line of the record. */
    public record EventData(Instant at, Role role, String action, Optional<State> from, Optional<State> to, Channel channel, String note) {
    }
}
