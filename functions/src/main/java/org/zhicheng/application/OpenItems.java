package org.zhicheng.application;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.failure.ErrorCode;
import org.zhicheng.failure.Failure;
import org.zhicheng.failure.Violation;
import org.zhicheng.review.ChangedFields.Snapshot;
import org.zhicheng.review.ChangedFields;
import org.zhicheng.review.CorrectionGate;
import org.zhicheng.review.FieldChange;

/** Holds an edit during a correction to what was returned, and to what the checks find broken (R22). */
public final class OpenItems {

    private final CheckApplication checks;
    private final Clock clock;

    public OpenItems(CheckApplication checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /** @throws Failure {@code NOT_OPEN_FOR_CORRECTION} */
    void checkOpen(Application before, Application after) {
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
        return checks.check(application, clock.instant()).violations().stream().map(Violation::field).filter(f -> !f.isBlank())
                .collect(Collectors.toSet());
    }

    private static void refuse(List<String> closed) {
        if (!closed.isEmpty()) {
            throw new Failure(ErrorCode.NOT_OPEN_FOR_CORRECTION, String.join(", ", closed));
        }
    }
}
