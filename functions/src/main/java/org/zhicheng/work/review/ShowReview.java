package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Hearing;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.rules.checklist.Checks;
import org.zhicheng.rules.correction.FieldChange;

/** What a reviewer needs on one screen: the application, the open questions, what changed, what can be returned, the originals expected. */
public final class ShowReview {

    private final ShowApplication show;
    private final CheckApplication checks;
    private final Transitions transitions;
    private final Readings readings;
    private final SessionStore sessions;

    public ShowReview(ShowApplication show, CheckApplication checks, Transitions transitions, Readings readings, SessionStore sessions) {
        this.sessions = sessions;
        this.readings = readings;
        this.show = show;
        this.checks = checks;
        this.transitions = transitions;
    }

    /**
     * @param changes since the last return (R22)
     * @param mendable what a return may name, with labels
     * @param proposedNotice where the employer has a notice to make
     * @param bySession where the committee decides, or has decided, in session: no member does so alone (R45)
     */
    public record ReviewView(ApplicationView application, Checks checks, List<FieldChange> changes, Map<String, String> mendable,
            Set<Material> originals, Optional<ProposedNotice> proposedNotice, Optional<BySession> bySession) {
    }

    /**
     * That a session decides.
     *
     * @param session its number; absent while it is on no agenda
     * @param shown whether the reader may open the session
     */
    public record BySession(Optional<String> session, boolean shown) {
    }

    /** The days of the shortest notice that can still be hung out: from the next working day on, both ends counted (R17). */
    public record ProposedNotice(LocalDate from, LocalDate to, LocalDate resultDate) {
    }

    public ReviewView show(Actor actor, String id) {
        Application application = show.find(actor, id);
        readings.record(actor, application);
        Checks found = checks.checkFor(actor, application, transitions.now());
        checks.know(application);
        return new ReviewView(show.view(actor, application), found, show.changes(actor, id), show.mendable(), application.originals(),
                notice(application), bySession(actor, application));
    }

    @Rule(R45)
    private Optional<BySession> bySession(Actor actor, Application application) {
        boolean waits = application.state() == State.COMMITTEE_REVIEW
                && transitions.cycle(application.cycle()).settings().committee().bySession();
        boolean decided = application.reviews().stream().anyMatch(r -> !r.superseded() && Subject.isSession(r.reviewer()));
        if (!waits && !decided) {
            return Optional.empty();
        }
        // what was taken off an agenda, or whose session was called off, still knows the number
        Optional<Session> session = application.hearing().map(Hearing::session).filter(id -> !waits || application.isHeardBy(id))
                .flatMap(sessions::find).filter(s -> s.phase() != Session.Phase.CANCELLED && s.item(application.id()).isPresent());
        return Optional.of(new BySession(session.map(Session::id), session.filter(s -> s.isShownTo(actor)).isPresent()));
    }

    private Optional<ProposedNotice> notice(Application application) {
        if (application.state() != State.EMPLOYER_REVIEW || application.publicNotice().isPresent() && !application.lacksNewNotice()) {
            return Optional.empty();
        }
        WorkingDays days = transitions.workingDays();
        LocalDate from = days.plus(LocalDate.ofInstant(transitions.now(), BeijingTime.ZONE), 1);
        LocalDate to = days.lastDayOf(from, transitions.cycle(application.cycle()).minimumNoticeDays(Optional.of(from)));
        return Optional.of(new ProposedNotice(from, to, days.plus(to, 1)));
    }
}
