package org.zhicheng.inquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice.Objection;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.text.Language;

/** An application as people see it: offices instead of persons, no token, the ID number masked (R19, R25). */
public record ApplicationView(String id, int cycle, State state, String stateName, State.Tier holder, String holderName, String name,
        String maskedIdNumber, Qualification qualification, Form form, int formRevision, List<Attachment.View> attachments,
        List<Decision> reviews, Optional<Notice> publicNotice, boolean noticeRequired, Optional<Correction> correction,
        Optional<Assessment> assessment, int attempt, Instant enteredAt, Optional<Instant> dueAt, Optional<WorkingDays.Left> left,
        Instant createdAt, Instant changedAt, Optional<Instant> submittedAt, Optional<LocalDate> referenceDate,
        List<Material> receivedMaterials, Optional<String> approvalDocument, Optional<String> certificateNumber, List<State> stepsToCome,
        int contentVersion, Optional<Stay.Hand> hand, Optional<Questioned> reconsideration, Optional<Announced> resultNotice) {

    /**
     * One decision, by the office that took it.
     *
     * @param answered of a return, item to what the applicant answered instead of a change
     */
    public record Decision(State step, String office, int attempt, Review.Outcome outcome, Instant decidedAt, String reason,
            List<Review.Mend> mend, List<String> confirmed, boolean superseded, Map<String, String> answers, Map<String, String> answered) {
    }

    /**
     * How a rejection, or a revocation, can be, or was, questioned (R45).
     *
     * @param open whether it can be asked now that it be looked at again
     */
    public record Questioned(State step, Instant until, boolean open, Optional<Reconsideration.Request> request) {
    }

    /**
     * The last public notice of its result (R45).
     *
     * @param from first day, counted
     * @param until first instant after it
     * @param objections how many wait for an answer: it goes on only when there is none
     */
    public record Announced(LocalDate from, Instant until, int workingDays, int objections) {
    }

    /** The public notice, without who recorded it. */
    public record Notice(String name, Optional<Kind> kind, Optional<TitleLevel> level, String series, String specialty,
            Optional<LocalDate> from, Optional<LocalDate> to, Optional<LocalDate> resultDate, String receivingOffice,
            String supervisingTelephone, List<Objection.View> objections, Instant recordedAt) {
    }

    static ApplicationView of(Actor actor, Application a, Deadlines deadlines, Instant now, Language language) {
        return new ApplicationView(a.id(), a.cycle(), a.state(), language.name(a.state()), a.state().tier(),
                language.name(a.state().tier()), a.name(), a.maskedIdNumber(), a.qualification(), a.form(), a.formRevision(),
                a.attachments().stream().map(file -> file.view(a.applicant(), language)).toList(),
                a.reviews().stream().map(r -> decision(r, actor.owns(a), language)).toList(), a.publicNotice().map(ApplicationView::notice),
                a.lacksNewNotice(), a.correction(), a.assessment(), a.stay().attempt(), a.stay().enteredAt(), a.stay().dueAt(),
                a.stay().dueAt().map(due -> deadlines.left(now, due)), a.createdAt(), a.changedAt(), a.submittedAt(), a.referenceDate(),
                a.receivedMaterials(), a.approvalDocument(), a.certificateNumber().filter(n -> a.state().hasCertificate()),
                deadlines.toCome(a), a.content().version(), a.stay().hand().filter(_ -> seesHand(actor, a)),
                a.reconsideration().map(right -> questioned(a, right, deadlines, now)),
                a.resultNotice().map(notice -> new Announced(notice.from(), notice.until(), notice.workingDays(), a.openObjections())));
    }

    private static Questioned questioned(Application a, Reconsideration right, Deadlines deadlines, Instant now) {
        boolean decided = a.state() == State.REJECTED || a.state() == State.REVOKED;
        Instant until = decided ? deadlines.until(right, a.stay().enteredAt()) : right.until();
        return new Questioned(right.step(), until, decided && !right.isAsked() && now.isBefore(until), right.request());
    }

    // its colleagues, and who answers for the record (R44)
    private static boolean seesHand(Actor actor, Application a) {
        return actor.rolesTowards(a).stream()
                .anyMatch(role -> role == a.state().tier().role() || role == Role.OFFICE || role == Role.ADMINISTRATOR);
    }

    private static Decision decision(Review r, boolean own, Language language) {
        return new Decision(r.step(), language.name(r.step().tier()), r.attempt(), r.outcome(), r.decidedAt(), r.reason(), r.mend(),
                r.confirmed(), r.superseded(), own ? r.answersOfOwnPapers() : r.answers(),
                r.returned().map(Review.Returned::answers).orElse(Map.of()));
    }

    private static Notice notice(PublicNotice n) {
        return new Notice(n.name(), n.kind(), n.level(), n.series(), n.specialty(), n.from(), n.to(), n.resultDate(), n.receivingOffice(),
                n.supervisingTelephone(), n.objections().stream().map(Objection::view).toList(), n.recordedAt());
    }
}
