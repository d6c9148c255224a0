package org.zhicheng.review;

import org.zhicheng.application.State;

/**
 * What the workflow hands to its tasks: ids only.
 *
 * @param execution name of the execution that calls
 * @param step the step the workflow is at
 * @param token the token of a wait; only {@code OpenReview} gets one
 */
public record StepInput(String applicationId, String execution, State step, String token) {
}
