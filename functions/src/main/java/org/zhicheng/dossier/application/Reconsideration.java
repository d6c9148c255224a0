package org.zhicheng.dossier.application;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/**
 * The right to have a decision looked at again (复查), which whoever was rejected has once (R45).
 *
 * @param step where the decision was taken; the application goes back there unless it is upheld
 * @param until first instant at which it is too late to ask, as it was when the decision was taken
 * @param workingDays those after the day of the decision that this stands for
 * @param request what was asked; absent until then
 */
@Rule(R45)
public record Reconsideration(State step, Instant until, int workingDays, Optional<Request> request) {

    /**
     * What the applicant holds against the decision.
     *
     * @param at when it reached the system
     */
    public record Request(Instant at, String reason) {
        public Request {
            reason = Canonical.lines(reason);
        }
    }

    public Reconsideration asked(Instant at, String reason) {
        return new Reconsideration(step, until, workingDays, Optional.of(new Request(at, reason)));
    }

    public boolean isAsked() {
        return request.isPresent();
    }
}
