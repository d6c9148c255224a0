package org.zhicheng.dossier.process;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.work.review.OpenReview;

/**
 * What the workflow hands to its tasks: ids only.
 *
 * @param execution name of the execution that calls
 * @param step the step the workflow is at
 * @param token the token of a wait; only {@code OpenReview} gets one
 * @param enteredAt when the workflow came to the wait; absent from executions of an earlier definition
 * @param retry how often it had tried to hand the token over
 */
public record StepInput(String applicationId, String execution, State step, String token, Instant enteredAt, Integer retry) {

    public Optional<Stay.Wait> waiting() {
        return Optional.ofNullable(enteredAt).map(at -> new Stay.Wait(at, retry == null ? 0 : retry));
    }
}
