package org.zhicheng.review;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.zhicheng.application.Application;
import org.zhicheng.application.ApplicationView;
import org.zhicheng.application.CheckApplication;
import org.zhicheng.application.Checks;
import org.zhicheng.application.ShowApplication;
import org.zhicheng.attachment.Material;
import org.zhicheng.staff.Actor;

/** What a reviewer needs on one screen: the application, the open questions, what changed, what can be returned, the originals expected. */
public final class ShowReview {

    private final ShowApplication show;
    private final CheckApplication checks;
    private final Transitions transitions;

    public ShowReview(ShowApplication show, CheckApplication checks, Transitions transitions) {
        this.show = show;
        this.checks = checks;
        this.transitions = transitions;
    }

    /**
     * @param changes since the submission before (R22)
     * @param mendable what a return may name, with labels
     */
    public record ReviewView(ApplicationView application, Checks checks, List<FieldChange> changes, Map<String, String> mendable,
            Set<Material> originals) {
    }

    public ReviewView show(Actor actor, String id) {
        Application application = show.find(actor, id);
        return new ReviewView(show.view(application), checks.check(application, transitions.now()), show.changes(actor, id),
                Mendables.labels(), application.originals());
    }
}
