package org.zhicheng.inquiry;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.rules.correction.ChangedFields.Snapshot;
import org.zhicheng.rules.correction.ChangedFields;
import org.zhicheng.rules.correction.CorrectionGate;
import org.zhicheng.rules.correction.FieldChange;
import org.zhicheng.rules.correction.Mendables;

/** Holds an edit during a correction to what was returned, and to what the checks find broken (R22). */
public final class OpenItems {

    private final CheckApplication checks;
    private final Clock clock;

    public OpenItems(CheckApplication checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /** @throws Failure {@code NOT_OPEN_FOR_CORRECTION} */
    public void checkOpen(Application before, Application after) {
        if (before.correction().isEmpty()) {
            return;
        }
        List<FieldChange> changes = ChangedFields.between(Snapshot.of(before), Snapshot.of(after));
        List<String> closed = CorrectionGate.notOpen(before.correction().get(), changes, broken(before)).stream().map(FieldChange::item)
                .toList();
        refuse(closed);
    }

    /** @throws Failure {@code NOT_OPEN_FOR_CORRECTION} where the material may not be changed now */
    public void checkOpen(Application application, String item) {
        if (application.correction().filter(c -> !CorrectionGate.isOpen(c, item, broken(application))).isPresent()) {
            refuse(List.of(item));
        }
    }

    private Set<String> broken(Application application) {
        return checks.check(application, clock.instant()).broken();
    }

    private static void refuse(List<String> closed) {
        if (!closed.isEmpty()) {
            throw new Failure(ErrorCode.NOT_OPEN_FOR_CORRECTION, Mendables.named(closed));
        }
    }
}
