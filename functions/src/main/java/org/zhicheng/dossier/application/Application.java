package org.zhicheng.dossier.application;

import static org.zhicheng.ground.rule.NoticeRule.R23;
import static org.zhicheng.ground.rule.NoticeRule.R29;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/**
 * One application, whole: what was filled in, its materials, its reviews, and where it stands.
 *
 * @param id unguessable; also the name of its workflow executions
 * @param cycle the year
 * @param applicant the owner's subject
 * @param name the owner's name, from the registration
 * @param maskedIdNumber the only form of the ID number that an application holds to be read (R19, R33)
 * @param version rises with every change; every write is conditional on it
 * @param formRevision rises with every change of the form; the API's ETag
 * @param noticeRequired true where only a public notice made after the last return will do, until the employer has decided (R23)
 * @param executionAttempt counts the workflow executions started for it
 * @param content rises with whatever of it a reviewer is shown: form, qualification, materials, notice, receipts; not with reminders or
 *        the workflow's tokens (R49)
 * @param receivedMaterials originals the office has received, item by item (R28)
 * @param resultNotice the last public notice of its result (R45); absent where there was none
 * @param reconsideration the right to have its rejection looked at again (R45); absent where there is none
 * @param hearing the committee's session on whose agenda it is or last was (R45); absent where it was on none
 * @param idNumberHash keyed hash that the registration had at the submission or its last correction: what is recorded of the person is found
 *        beside the person by it, and not after; absent from what has ended, and from what was stored before. Only the registration's own
 *        decides (R33, R34)
 */
public record Application(String id, int cycle, String applicant, String name, String maskedIdNumber, State state, long version,
        Qualification qualification, Form form, int formRevision, List<Attachment> attachments, List<Review> reviews,
        Optional<PublicNotice> publicNotice, boolean noticeRequired, Optional<Correction> correction, Optional<Assessment> assessment,
        Stay stay, int executionAttempt, int submissions, Instant createdAt, Instant changedAt, Optional<Instant> submittedAt,
        Optional<LocalDate> referenceDate, List<Material> receivedMaterials, Optional<String> approvalDocument,
        Optional<String> certificateNumber, Revision content, Optional<Reconsideration> reconsideration,
        Optional<ResultNotice> resultNotice, Optional<Hearing> hearing, Optional<String> idNumberHash) implements Scope.Member {

    @SuppressWarnings("OptionalAssignedToNull")
    public Application {
        // absent from what was stored before versions of the content were counted
        content = content == null ? Revision.NONE : content;
        // absent from what was stored before a rejection could be questioned
        reconsideration = reconsideration == null ? Optional.empty() : reconsideration;
        // absent from what was stored before a result was announced
        resultNotice = resultNotice == null ? Optional.empty() : resultNotice;
        // absent from what was stored before the committee met in sessions
        hearing = hearing == null ? Optional.empty() : hearing;
        idNumberHash = idNumberHash == null ? Optional.empty() : idNumberHash;
        name = Canonical.name(name);
        attachments = List.copyOf(attachments);
        reviews = List.copyOf(reviews);
        receivedMaterials = List.copyOf(receivedMaterials);
    }

    /** A new, empty draft. */
    public static Application draft(String id, int cycle, String applicant, String name, String maskedIdNumber, Qualification qualification,
            Instant now) {
        return new Application(id, cycle, applicant, name, maskedIdNumber, State.DRAFT, 0, qualification, Form.EMPTY, 0, List.of(),
                List.of(), Optional.empty(), false, Optional.empty(), Optional.empty(), Stay.begun(0, now, Optional.empty(), 0), 0, 0, now,
                now, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Revision.NONE, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String employerUscc() {
        return form.employer().uscc();
    }

    @Override
    public String district() {
        return qualification.district();
    }

    public Edit edit() {
        return new Edit(this);
    }

    /** The files that are deleted before the rest of it: all where it has no certificate, else the scans of who it is (R38). */
    public List<Attachment> temporaryFiles() {
        return attachments.stream().filter(a -> !state.hasCertificate() || a.material() == Material.A1 || a.material() == Material.A2)
                .toList();
    }

    /** The files that count, of one material. */
    public List<Attachment> files(Material material) {
        return attachments.stream().filter(a -> a.material() == material && a.counts()).toList();
    }

    /** What a file is called where it is saved: its material and place in front, so that four files named alike are told apart. */
    public String nameOf(Attachment file) {
        List<Attachment> alike = attachments.stream().filter(a -> a.material() == file.material()).toList();
        String place = alike.size() > 1 ? "-" + (alike.indexOf(file) + 1) : "";
        return file.material() + place + " " + file.material().chinese() + " " + file.fileName();
    }

    public Optional<Attachment> attachment(String attachmentId) {
        return attachments.stream().filter(a -> a.id().equals(attachmentId)).findFirst();
    }

    /** The originals that the office is to receive: each material for which a file counts (R28). */
    public Set<Material> originals() {
        Set<Material> materials = EnumSet.noneOf(Material.class);
        attachments.stream().filter(Attachment::counts).map(Attachment::material).forEach(materials::add);
        return materials;
    }

    /** What another person's application has nothing alike of. */
    public Set<Fingerprint> fingerprints() {
        return Stream.concat(attachments.stream().map(Fingerprint::of), Stream.of(form.fingerprint())).flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The last return, of which the corrections since are told (R22). */
    public Optional<Review> lastReturn() {
        return reviews.reversed().stream().filter(r -> r.outcome() == Review.Outcome.RETURN).findFirst();
    }

    /** True where the notice is still to be made again: it is required, and the one there is the old one (R23). */
    @Rule(R23)
    public boolean lacksNewNotice() {
        return noticeRequired && publicNotice.map(this::isOfBefore).orElse(true);
    }

    /**
     * True of a notice recorded before the application came back corrected to where it is, and of one that began before that day: what hung there then
     * was not what was handed in (R23).
     */
    public boolean isOfBefore(PublicNotice notice) {
        return notice.recordedAt().isBefore(stay.enteredAt()) || notice.from().filter(newNoticeFrom()::isAfter).isPresent();
    }

    /** The day on which a notice that has to be made again begins at the earliest, in Asia/Shanghai (R23). */
    public LocalDate newNoticeFrom() {
        return LocalDate.ofInstant(stay.enteredAt(), BeijingTime.ZONE);
    }

    /** How many objections to its result wait for an answer, while it is announced (R45). */
    public int openObjections() {
        return state.isNotice() ? resultNotice.map(ResultNotice::open).orElse(0) : 0;
    }

    /** The files that count, by their ids. */
    public List<String> countingFiles() {
        return attachments.stream().filter(Attachment::counts).map(Attachment::id).toList();
    }

    /** Reviews that still stand. */
    public List<Review> standingReviews() {
        return reviews.stream().filter(r -> !r.superseded()).toList();
    }

    /** True where a paper of the employer's was uploaded by the employer, or certified by its recommendation (R49). */
    public boolean isEmployersOwn(Material material) {
        return material.isEmployers() && (attachments.stream()
                .anyMatch(a -> a.material() == material && !a.uploadedBy().equals(applicant)
                        && (a.counts() || a.status() == Attachment.Status.REQUESTED))
                || reviews.stream().anyMatch(r -> r.step() == State.EMPLOYER_REVIEW && r.outcome() == Review.Outcome.PASS));
    }

    /** The decision by which it was rejected; none where the check of eligibility did that. */
    public Optional<Review> rejection() {
        return standingReviews().reversed().stream().filter(r -> r.outcome() == Review.Outcome.REJECT).findFirst();
    }

    /** True where it is to be looked at again, and someone has decided about it before (R45). */
    public boolean wasDecidedBefore(String sub) {
        return state == State.RECONSIDERATION && reconsideration.flatMap(Reconsideration::by).map(sub::equals)
                .orElseGet(() -> reviews.stream().anyMatch(r -> r.reviewer().equals(sub))
                        || hearing.filter(h -> h.judges().contains(sub)).isPresent());
    }

    /** True where someone, as the employer's reviewer or in an office, has acted on it at another tier than this one (R29). */
    public boolean actedElsewhere(String sub, State.Tier tier) {
        boolean asEmployer = publicNotice.filter(notice -> notice.isBy(sub)).isPresent()
                || attachments.stream().anyMatch(a -> a.uploadedBy().equals(sub) && !sub.equals(applicant));
        return asEmployer && tier != State.Tier.EMPLOYER
                || reviews.stream().anyMatch(r -> r.reviewer().equals(sub) && r.step().tier() != tier)
                || tier != State.Tier.OFFICE && resultNotice.filter(notice -> notice.isAnsweredBy(sub)).isPresent()
                || tier != State.Tier.COMMITTEE && hearing.filter(h -> h.judges().contains(sub)).isPresent();
    }

    /**
     * True where somebody cannot judge it in session: the applicant, who has acted on it at another tier, and, where it is looked at anew, who
     * has decided about it before (R29, R45).
     */
    @Rule(R29)
    public boolean bars(String sub) {
        return applicant.equals(sub) || actedElsewhere(sub, State.Tier.COMMITTEE)
                || reconsideration.isPresent() && reviews.stream().anyMatch(r -> r.reviewer().equals(sub));
    }

    /** True while it is at the committee and on the agenda of a session (R45). */
    public boolean isHeardBy(String session) {
        return state == State.COMMITTEE_REVIEW
                && hearing.filter(h -> h.session().equals(session) && h.attempt() == stay.attempt()).isPresent();
    }

    /** True where the committee decided that somebody has an interest in it (R45). */
    public boolean excludes(String sub) {
        return hearing.filter(h -> h.excluded().contains(sub)).isPresent();
    }

    /** What a reviewer is shown, item by item, under the names that a return uses. */
    private Map<String, Object> shown() {
        Map<String, Object> items = new HashMap<>();
        items.put("name", List.of(name, maskedIdNumber));
        items.put("qualification", qualification);
        items.put("contact", form.contact());
        items.put("credential", form.credential());
        items.put("employment", form.employment());
        items.put("employer", form.employer());
        items.put("presentTitle", form.presentTitle());
        items.put("conduct", form.conduct());
        items.put("achievements", form.achievements());
        items.put("summary", form.summary());
        for (Material material : Material.values()) {
            items.put(material.name(), List.of(files(material).stream().map(Attachment::id).sorted().toList(),
                    form.notApplicable().getOrDefault(material.name(), "")));
        }
        items.put("publicNotice", publicNotice);
        items.put("receivedMaterials", Set.copyOf(receivedMaterials));
        return items;
    }

    private Application counted(Application before) {
        Revision next = before.content.next(before.shown(), shown());
        return new Application(id, cycle, applicant, name, maskedIdNumber, state, version, qualification, form, formRevision, attachments,
                reviews, publicNotice, noticeRequired, correction, assessment, stay, executionAttempt, submissions, createdAt, changedAt,
                submittedAt, referenceDate, receivedMaterials, approvalDocument, certificateNumber, next, reconsideration, resultNotice,
                hearing, idNumberHash);
    }

    /** Collects changes to an application; {@link #done()} gives the next version. */
    public static final class Edit {

        private final Application from;
        private String name;
        private String maskedIdNumber;
        private State state;
        private Qualification qualification;
        private Form form;
        private int formRevision;
        private List<Attachment> attachments;
        private List<Review> reviews;
        private Optional<PublicNotice> publicNotice;
        private boolean noticeRequired;
        private Optional<Correction> correction;
        private Optional<Assessment> assessment;
        private Stay stay;
        private int executionAttempt;
        private int submissions;
        private Instant changedAt;
        private Optional<Instant> submittedAt;
        private Optional<LocalDate> referenceDate;
        private List<Material> receivedMaterials;
        private Optional<String> approvalDocument;
        private Optional<String> certificateNumber;
        private Optional<Reconsideration> reconsideration;
        private Optional<ResultNotice> resultNotice;
        private Optional<Hearing> hearing;
        private Optional<String> idNumberHash;

        private Edit(Application from) {
            this.from = from;
            this.name = from.name;
            this.maskedIdNumber = from.maskedIdNumber;
            this.state = from.state;
            this.qualification = from.qualification;
            this.form = from.form;
            this.formRevision = from.formRevision;
            this.attachments = from.attachments;
            this.reviews = from.reviews;
            this.publicNotice = from.publicNotice;
            this.noticeRequired = from.noticeRequired;
            this.correction = from.correction;
            this.assessment = from.assessment;
            this.stay = from.stay;
            this.executionAttempt = from.executionAttempt;
            this.submissions = from.submissions;
            this.changedAt = from.changedAt;
            this.submittedAt = from.submittedAt;
            this.referenceDate = from.referenceDate;
            this.receivedMaterials = from.receivedMaterials;
            this.approvalDocument = from.approvalDocument;
            this.certificateNumber = from.certificateNumber;
            this.reconsideration = from.reconsideration;
            this.resultNotice = from.resultNotice;
            this.hearing = from.hearing;
            this.idNumberHash = from.idNumberHash;
        }

        /** Enters a step for which no working days are counted. */
        public Edit enter(State next, Instant now, Optional<Instant> dueAt) {
            return enter(next, now, dueAt, 0);
        }

        /** Enters a step: a new attempt without a token. */
        public Edit enter(State next, Instant now, Optional<Instant> dueAt, int workingDays) {
            // A notice that was made again is one, wherever the application goes and comes back from; only another change of what it says makes it due anew.
            noticeRequired &= !from.noticeRequired || from.lacksNewNotice();
            state = next;
            stay = Stay.begun(from.stay.attempt() + 1, now, dueAt, workingDays);
            if (next.isFinal()) {
                // nothing is decided of it any more
                idNumberHash = Optional.empty();
            }
            return at(now);
        }

        public Edit at(Instant now) {
            changedAt = now;
            return this;
        }

        /** Name and number as the registration has them after a correction (R41). */
        public Edit identity(String corrected, String masked) {
            name = corrected;
            maskedIdNumber = masked;
            return this;
        }

        /** By what the number is found, as the registration has it. */
        public Edit foundBy(String hash) {
            idNumberHash = Optional.of(hash);
            return this;
        }

        public Edit qualification(Qualification next) {
            qualification = next;
            return this;
        }

        public Edit form(Form next) {
            form = next;
            formRevision = from.formRevision + 1;
            return this;
        }

        public Edit attach(Attachment attachment) {
            List<Attachment> next = new ArrayList<>(attachments.stream().filter(a -> !a.id().equals(attachment.id())).toList());
            next.add(attachment);
            attachments = next;
            if (attachment.counts()) {
                // what the office received was the original of an earlier file (R28)
                receivedMaterials = receivedMaterials.stream().filter(m -> m != attachment.material()).toList();
            }
            return this;
        }

        /** What was signed and sealed of a notice before an instant counts no more, as the notice is to be made again (R23). */
        public Edit supersedeNoticePapers(Instant before) {
            attachments = attachments.stream()
                    .map(a -> a.material().isEmployers() && a.counts() && !a.requestedAt().isAfter(before)
                            ? a.withStatus(Attachment.Status.SUPERSEDED)
                            : a)
                    .toList();
            return this;
        }

        /** Forgets attachments whose files were deleted after their time (R38). */
        public Edit detach(List<Attachment> gone) {
            attachments = attachments.stream().filter(a -> !gone.contains(a)).toList();
            return this;
        }

        public Edit review(Review review) {
            List<Review> next = new ArrayList<>(reviews);
            next.add(review);
            reviews = next;
            return this;
        }

        /** What the applicant answered to the last return, item by item (R22). */
        public Edit answered(Map<String, String> answers) {
            List<Review> next = new ArrayList<>(reviews);
            from.lastReturn().ifPresent(last -> next.set(next.lastIndexOf(last), last.answered(answers)));
            reviews = next;
            return this;
        }

        public Edit supersedeReviews() {
            reviews = reviews.stream().map(Review::superseding).toList();
            return this;
        }

        /** The decision of one step counts no more. */
        public Edit supersedeReview(int attempt) {
            reviews = reviews.stream().map(r -> r.attempt() == attempt ? r.superseding() : r).toList();
            return this;
        }

        public Edit publicNotice(Optional<PublicNotice> next) {
            publicNotice = next;
            return this;
        }

        public Edit noticeRequired(boolean next) {
            noticeRequired = next;
            return this;
        }

        public Edit correction(Optional<Correction> next) {
            correction = next;
            return this;
        }

        /** The deadline of the correction that was set, which is the step's due date. */
        public Optional<Instant> correctionDeadline() {
            return correction.map(Correction::deadline);
        }

        public Edit assessment(Optional<Assessment> next) {
            assessment = next;
            return this;
        }

        public Edit stay(Stay next) {
            stay = next;
            return this;
        }

        public Edit nextExecution() {
            executionAttempt++;
            return this;
        }

        public Edit submitted(Instant now, LocalDate reference) {
            submittedAt = Optional.of(now);
            referenceDate = Optional.of(reference);
            submissions = from.submissions + 1;
            return this;
        }

        public Edit receivedMaterials(List<Material> next) {
            receivedMaterials = next;
            return this;
        }

        public Edit approvalDocument(Optional<String> number) {
            approvalDocument = number;
            return this;
        }

        public Edit reconsideration(Optional<Reconsideration> next) {
            reconsideration = next;
            return this;
        }

        public Edit resultNotice(Optional<ResultNotice> next) {
            resultNotice = next;
            return this;
        }

        public Edit hearing(Hearing next) {
            hearing = Optional.of(next);
            return this;
        }

        /** What was issued stands no more; another certificate can be issued. */
        public Edit withoutCertificate() {
            certificateNumber = Optional.empty();
            return this;
        }

        public Edit certificateNumber(String number) {
            certificateNumber = Optional.of(number);
            return this;
        }

        public Application done() {
            return new Application(from.id, from.cycle, from.applicant, name, maskedIdNumber, state, from.version + 1, qualification, form,
                    formRevision, attachments, reviews, publicNotice, noticeRequired, correction, assessment, stay, executionAttempt,
                    submissions, from.createdAt, changedAt, submittedAt, referenceDate, receivedMaterials, approvalDocument,
                    certificateNumber, from.content, reconsideration, resultNotice, hearing, idNumberHash).counted(from);
        }
    }
}
