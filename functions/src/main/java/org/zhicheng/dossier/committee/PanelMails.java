package org.zhicheng.dossier.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.ground.rule.Rule;

/** Who comes to sit on a session's panel, or does no more, is told by the step that does it, and so is a panel of its hour and place: date, number of applications, a link, no applicant (R45). */
@Rule(R45)
public final class PanelMails {

    private static final Set<MailTemplate> TO_PANEL = EnumSet.of(MailTemplate.EXPERT_SESSION, MailTemplate.EXPERT_SESSION_OFF,
            MailTemplate.EXPERT_SESSION_NEAR, MailTemplate.EXPERT_SESSION_PLACE);

    private PanelMails() {
    }

    public static List<Delivery> of(Session before, Session after) {
        List<Delivery> mails = new ArrayList<>();
        minus(sitting(after), sitting(before)).forEach(sub -> mails.add(mail(after, sub, MailTemplate.EXPERT_SESSION)));
        minus(sitting(before), sitting(after)).forEach(sub -> mails.add(mail(after, sub, MailTemplate.EXPERT_SESSION_OFF)));
        if (!after.place().equals(before.place())) {
            sitting(after).stream().filter(sitting(before)::contains)
                    .forEach(sub -> mails.add(mail(after, sub, MailTemplate.EXPERT_SESSION_PLACE)));
        }
        return mails;
    }

    /** Whether by a mail of this kind one knows who sits. */
    public static boolean isToPanel(MailTemplate template) {
        return TO_PANEL.contains(template);
    }

    /**
     * A mail as it is sent, which may be late or again: with what holds by now. None where that is told by a later one: somebody sits no more or sits
     * again, hour and place were said anew; and none of what is over.
     *
     * @param written a mail to a panel
     * @param session as it is now
     * @param today in Asia/Shanghai
     */
    public static Optional<MailToStaff> asOfNow(MailToStaff written, Session session, LocalDate today) {
        return holds(written, session, today) ? Optional.of(mail(session, written.recipient(), written.template())) : Optional.empty();
    }

    private static boolean holds(MailToStaff written, Session session, LocalDate today) {
        boolean sits = sitting(session).contains(written.recipient());
        if (written.template() == MailTemplate.EXPERT_SESSION_OFF) {
            return !sits;
        }
        LocalDate last = written.template() == MailTemplate.EXPERT_SESSION_NEAR ? session.date().minusDays(1) : session.date();
        boolean saidAnew = written.template() == MailTemplate.EXPERT_SESSION_PLACE
                && !Optional.ofNullable(written.facts().get("place")).equals(session.place());
        return sits && !saidAnew && !today.isAfter(last);
    }

    /** For the day before. */
    public static MailToStaff reminder(Session session, String sub) {
        return mail(session, sub, MailTemplate.EXPERT_SESSION_NEAR);
    }

    private static MailToStaff mail(Session session, String sub, MailTemplate template) {
        Map<String, String> facts = new HashMap<>(Map.of("session", session.id(), "date", session.date().toString(), "series",
                session.series(), "applications", Integer.toString(session.agenda().size())));
        session.place().ifPresent(place -> facts.put("place", place));
        return new MailToStaff(sub, template, facts);
    }

    /** Logins of the panel. */
    public static List<String> sitting(Session session) {
        return session.phase() == Session.Phase.CANCELLED
                ? List.of()
                : session.panel().stream().map(Seat::sub).filter(sub -> !sub.isEmpty()).toList();
    }

    private static List<String> minus(List<String> all, List<String> others) {
        return all.stream().filter(sub -> !others.contains(sub)).toList();
    }
}
