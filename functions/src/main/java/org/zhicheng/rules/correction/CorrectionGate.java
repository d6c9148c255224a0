package org.zhicheng.rules.correction;

import static org.zhicheng.ground.rule.NoticeRule.R22;

import java.util.List;
import java.util.Set;

import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.ground.rule.Rule;

/** Lets only the returned items of an application be edited (R22). */
@Rule(R22)
public final class CorrectionGate {

    private CorrectionGate() {
    }

    /**
     * Changes of items that are not open.
     *
     * @param changes what an edit would change
     * @param alsoOpen items that the checks find broken in the present state. They are open too: mending a returned field may make a
     *        material necessary that nobody named (a credential turns out to be foreign: A8), and the correction could otherwise never be
     *        handed in
     */
    public static List<FieldChange> notOpen(Correction correction, List<FieldChange> changes, Set<String> alsoOpen) {
        return changes.stream().filter(change -> !isOpen(correction, change.item(), alsoOpen)).toList();
    }

    /** The sections, fields and materials that may be edited, in the order of the form. */
    public static List<String> open(Correction correction, Set<String> alsoOpen) {
        return Mendables.labels().keySet().stream().filter(item -> isOpen(correction, item, alsoOpen)).toList();
    }

    /** Items that were returned and in which nothing changed. */
    public static List<String> notMended(Correction correction, List<FieldChange> changes) {
        return correction.items().stream().map(Review.Mend::item)
                .filter(item -> changes.stream().noneMatch(change -> within(Mendables.canonical(item), Mendables.canonical(change.item()))))
                .toList();
    }

    /** True where a field, or a material, may be edited: what was returned, with what must agree with it. */
    public static boolean isOpen(Correction correction, String item, Set<String> alsoOpen) {
        String canonical = Mendables.canonical(item);
        return correction.items().stream().flatMap(mend -> Mendables.together(mend.item()).stream())
                .anyMatch(open -> within(Mendables.canonical(open), canonical))
                || alsoOpen.stream()
                        .anyMatch(open -> within(Mendables.canonical(open), canonical) || within(canonical, Mendables.canonical(open)));
    }

    private static boolean within(String section, String item) {
        return item.equals(section) || item.startsWith(section + ".");
    }
}
