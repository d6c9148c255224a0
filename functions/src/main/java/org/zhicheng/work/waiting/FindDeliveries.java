package org.zhicheng.work.waiting;

import static org.zhicheng.ground.rule.NoticeRule.R36;
import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.PanelMails;
import org.zhicheng.dossier.committee.StaffAddress;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.ApplyRegistration;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.CarryOutSession;
import org.zhicheng.dossier.delivery.Delivery.DeleteFiles;
import org.zhicheng.dossier.delivery.Delivery.MailCode;
import org.zhicheng.dossier.delivery.Delivery.MailToExpert;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery.MoveDeadlines;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery.StartReview;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;

/** Finds the deliveries that wait in the outbox for longer than a moment, and the mails that were given up (R36, R48). */
@Rule({R36, R48})
public final class FindDeliveries {

    /** Of each sort; whoever has more begins with those that have waited longest, or were given up last. */
    private static final int MOST = 200;
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final PersonStore people;
    private final StaffStore staff;
    private final ExpertStore experts;
    private final Clock clock;

    public FindDeliveries(Outbox outbox, PersonStore people, StaffStore staff, ExpertStore experts, Clock clock) {
        this.outbox = outbox;
        this.people = people;
        this.staff = staff;
        this.experts = experts;
        this.clock = clock;
    }

    /** What is to be delivered. */
    public enum Kind implements Named {
        MAIL("给申报人的邮件", "Mail to an applicant"),
        MAIL_TO_STAFF("给工作人员的邮件", "Mail to staff"),
        MAIL_TO_EXPERT("给评审专家的邮件", "Mail to an expert"),
        MAIL_CODE("邮箱验证码", "Code that confirms an address"),
        REVIEW("推进流程", "Moving a review on"),
        APPROVAL_DOCUMENT("执行批文", "Carrying an approval document out"),
        REGISTRATION("更正注册信息后的调整", "Following a corrected registration"),
        DEADLINES("随日历调整期限", "Moving deadlines with the calendar"),
        SESSION("执行评审会议结果", "Carrying a session's results out"),
        FILES("删除文件", "Deleting files");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }

        static Kind of(Delivery delivery) {
            return switch (delivery) {
                case SendMail _ -> MAIL;
                case MailToStaff _ -> MAIL_TO_STAFF;
                case MailToExpert _ -> MAIL_TO_EXPERT;
                case MailCode _ -> MAIL_CODE;
                case Callback _, StartReview _ -> REVIEW;
                case ApplyApprovalDocument _ -> APPROVAL_DOCUMENT;
                case ApplyRegistration _ -> REGISTRATION;
                case MoveDeadlines _ -> DEADLINES;
                case CarryOutSession _ -> SESSION;
                case DeleteFiles _ -> FILES;
            };
        }
    }

    /**
     * One of them.
     *
     * @param id by which it is asked for again
     * @param template of a mail
     * @param address of a mail, masked; empty where there is none any more, and of what goes to the panel of a session (R45)
     * @param since when it was written, or given up
     * @param nextAt when it is tried again; absent of one that was given up
     */
    public record Line(String id, Kind kind, Optional<MailTemplate> template, String address, Optional<String> applicationId, Instant since,
            int attempts, Optional<Instant> nextAt) {
    }

    /** Those given up first. */
    public List<Line> find() {
        Instant longer = clock.instant().minus(MOMENT);
        return Stream.concat(outbox.givenUp(MOST).stream().map(item -> line(item, item.dueAt(), Optional.empty())),
                outbox.pending(MOST).stream().filter(item -> item.createdAt().isBefore(longer))
                        .map(item -> line(item, item.createdAt(), Optional.of(item.dueAt()))))
                .toList();
    }

    private Line line(OutboxItem item, Instant since, Optional<Instant> nextAt) {
        return new Line(idOf(item.subject(), item.id()), Kind.of(item.delivery()), template(item.delivery()),
                Masking.mail(address(item.delivery())), applicationId(item), since, item.attempts(), nextAt);
    }

    static Optional<MailTemplate> template(Delivery delivery) {
        return switch (delivery) {
            case SendMail mail -> Optional.of(mail.template());
            case MailToStaff mail -> Optional.of(mail.template());
            case MailToExpert _ -> Optional.of(MailTemplate.EXPERT_INVITED);
            case MailCode _, Callback _, StartReview _, ApplyApprovalDocument _, ApplyRegistration _, MoveDeadlines _, CarryOutSession _,
                    DeleteFiles _ ->
                Optional.empty();
        };
    }

    private String address(Delivery delivery) {
        return switch (delivery) {
            case SendMail mail -> people.find(mail.recipient()).map(Person::mail).orElse("");
            // by it administrators would know who sits before they may
            case MailToStaff mail when PanelMails.isToPanel(mail.template()) -> "";
            case MailToStaff mail -> staff.find(mail.recipient()).flatMap(member -> StaffAddress.of(member, experts)).orElse("");
            case MailToExpert mail -> experts.find(mail.expert()).flatMap(Expert::invited).map(Expert.Invited::mail).orElse("");
            case MailCode code -> people.find(code.recipient()).flatMap(Person::newMail).map(Person.NewMail::mail).orElse("");
            case Callback _, StartReview _, ApplyApprovalDocument _, ApplyRegistration _, MoveDeadlines _, CarryOutSession _,
                    DeleteFiles _ ->
                "";
        };
    }

    private static Optional<String> applicationId(OutboxItem item) {
        return Subject.applicationId(item.subject())
                .or(() -> item.delivery() instanceof SendMail mail
                        ? Optional.ofNullable(mail.facts().get("applicationId")).filter(id -> !id.isEmpty())
                        : Optional.empty());
    }

    /** Where an item is kept, in one word that says nothing. */
    static String idOf(String subject, String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((subject + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The subject and the id again.
     *
     * @throws Failure {@code NOT_FOUND} for a word that no list has told
     */
    static String[] placeOf(String id) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8).split("\n", -1);
            if (place.length == 2 && !place[0].isEmpty() && place[1].startsWith("O#")) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // none of ours either
        }
        throw new Failure(ErrorCode.NOT_FOUND, id);
    }
}
