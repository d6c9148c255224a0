package org.zhicheng.work.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
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

    public ShowReview(ShowApplication show, CheckApplication checks, Transitions transitions, Readings readings) {
        this.readings = readings;
        this.show = show;
        this.checks = checks;
        this.transitions = transitions;
    }

    /**
     * @param changes since the last return (R22)
     * @param mendable what a return may name, with labels
     * @param proposedNotice where the employer has a notice to make
     */
    public record ReviewView(ApplicationView application, Checks checks, List<FieldChange> changes, Map<String, String> mendable,
            Set<Material> originals, Optional<ProposedNotice> proposedNotice) {
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
                notice(application));
    }

    private Optional<ProposedNotice> notice(Application application) {
        if (application.state() != State.EMPLOYER_REVIEW || application.publicNotice().isPresent() && !application.noticeRequired()) {
            return Optional.empty();
        }
        WorkingDays days = transitions.workingDays();
        LocalDate from = days.plus(LocalDate.ofInstant(transitions.now(), BeijingTime.ZONE), 1);
        LocalDate to = days.lastDayOf(from, transitions.cycle(application.cycle()).minimumNoticeDays(Optional.of(from)));
        return Optional.of(new ProposedNotice(from, to, days.plus(to, 1)));
    }
}
