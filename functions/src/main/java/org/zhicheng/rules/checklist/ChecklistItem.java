package org.zhicheng.rules.checklist;

import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.ground.failure.Violation;

/**
 * One line of the checklist (R16).
 *
 * @param needed files needed; for A12 the fewest characters
 * @param have files that count; for A12 the characters counted
 * @param mayBeNotApplicable whether "not applicable" with a reason is an answer here, so that the form can offer it
 * @param violation what is to be done; absent where nothing is
 * @param warnings what the inspection noticed about the files that count
 */
public record ChecklistItem(Material material, Status status, int needed, int have, boolean mayBeNotApplicable,
        Optional<Violation> violation, List<Attachment.Warning> warnings) {

    public ChecklistItem {
        warnings = List.copyOf(warnings);
    }

    public ChecklistItem(Material material, Status status, int needed, int have, boolean mayBeNotApplicable,
            Optional<Violation> violation) {
        this(material, status, needed, have, mayBeNotApplicable, violation, List.of());
    }

    ChecklistItem warning(List<Attachment.Warning> noticed) {
        return new ChecklistItem(material, status, needed, have, mayBeNotApplicable, violation, noticed);
    }

    /** How a material stands. */
    public enum Status {
        /** Enough accepted files. */
        OK,
        /** Needed, and nothing there. */
        MISSING,
        /** Fewer than needed. */
        TOO_FEW,
        /** Answered "not applicable" with a reason, where that is allowed; a reviewer confirms. */
        NOT_APPLICABLE,
        /** Not asked for in this case, or not yet. */
        NOT_NEEDED,
        /** An answer that cannot stand, such as a refused file or too long a text. */
        WRONG
    }
}
