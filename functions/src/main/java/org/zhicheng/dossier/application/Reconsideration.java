package org.zhicheng.dossier.application;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/**
 * The right to have a decision looked at again (复查), which whoever was rejected, or whose certificate was revoked, has once (R45).
 *
 * @param step where the decision was taken, of a revocation where the certificate is made; the application goes back there unless it is upheld
 * @param until first instant at which it is too late to ask, as it was when the decision was taken
 * @param workingDays those after the day of the decision that this stands for
 * @param request what was asked; absent until then
 * @param by subject of who revoked; absent where it is a rejection, of which the reviews tell
 */
@Rule(R45)
public record Reconsideration(State step, Instant until, int workingDays, Optional<Request> request, Optional<String> by) {

    // absent from what was stored before a revocation could be questioned
    @SuppressWarnings("OptionalAssignedToNull")
    public Reconsideration {
        by = by == null ? Optional.empty() : by;
    }

    public Reconsideration(State step, Instant until, int workingDays, Optional<Request> request) {
        this(step, until, workingDays, request, Optional.empty());
    }

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
        return new Reconsideration(step, until, workingDays, Optional.of(new Request(at, reason)), by);
    }

    public Reconsideration of(String sub) {
        return new Reconsideration(step, until, workingDays, request, Optional.of(sub));
    }

    /** True where it is about a certificate's revocation (R34). */
    public boolean concernsRevocation() {
        return step == State.CERTIFICATE;
    }

    public boolean isAsked() {
        return request.isPresent();
    }
}
