package org.zhicheng.work.waiting;

import static org.zhicheng.ground.rule.NoticeRule.R35;
import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** Has the system do again what it did not get done: a mail that was given up, a review whose execution is gone (R48). */
@Rule({R35, R48})
public final class RetryWaiting {

    private final Outbox outbox;
    private final ApplicationStore applications;
    private final BiPredicate<Actor, String> resume;
    private final Clock clock;

    /** @param resume starts the review of an application anew unless it runs, and says whether it did */
    public RetryWaiting(Outbox outbox, ApplicationStore applications, BiPredicate<Actor, String> resume, Clock clock) {
        this.outbox = outbox;
        this.applications = applications;
        this.resume = resume;
        this.clock = clock;
    }

    /**
     * What is to be done again: one of both.
     *
     * @param delivery the id of a delivery that was given up
     * @param applicationId an application that stands still
     */
    public record Wish(String delivery, String applicationId) {
    }

    /**
     * Asking twice does it once: the second time there is nothing to be done again.
     *
     * @return whether it is done again; not where it goes on by itself or has come to its end
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, or {@code MISSING_FIELD} where neither is named
     */
    public boolean retry(Actor actor, Wish wish) {
        Roles.require(actor, "重新办理", Role.ADMINISTRATOR);
        if (wish.delivery() != null && !wish.delivery().isEmpty()) {
            return deliver(actor, FindDeliveries.placeOf(wish.delivery()));
        }
        if (wish.applicationId() == null || wish.applicationId().isEmpty()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "applicationId");
        }
        Application application = applications.find(wish.applicationId())
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, wish.applicationId()));
        if (actor.owns(application)) {
            throw new Failure(ErrorCode.OWN_APPLICATION);
        }
        return resume.test(actor, application.id());
    }

    private boolean deliver(Actor actor, String[] place) {
        Instant now = clock.instant();
        Optional<Application> about = Subject.applicationId(place[0]).flatMap(applications::find);
        AuditEvent event = about
                .map(a -> new AuditEvent(a.id(), a.version(), now, actor.sub(), Role.ADMINISTRATOR, "DELIVER_AGAIN", Optional.of(a.state()),
                        Optional.of(a.state()), Channel.API, "", actor.name()))
                .orElseGet(() -> AuditEvent.of(place[0], now, actor.sub(), Role.ADMINISTRATOR, "DELIVER_AGAIN", Channel.API, "")
                        .by(actor.name()));
        return outbox.again(place[0], place[1], now, event);
    }
}
