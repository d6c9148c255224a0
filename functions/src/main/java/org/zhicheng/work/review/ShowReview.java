package org.zhicheng.work.review;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.rules.checklist.Checks;
import org.zhicheng.rules.correction.FieldChange;
import org.zhicheng.rules.correction.Mendables;

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
     */
    public record ReviewView(ApplicationView application, Checks checks, List<FieldChange> changes, Map<String, String> mendable,
            Set<Material> originals) {
    }

    public ReviewView show(Actor actor, String id) {
        Application application = show.find(actor, id);
        readings.record(actor, application);
        return new ReviewView(show.view(application), checks.check(application, transitions.now()), show.changes(actor, id),
                Mendables.labels(), application.originals());
    }
}
