package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R44;
import static org.zhicheng.ground.rule.NoticeRule.R49;

import java.time.Clock;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.rule.Rule;

/**
 * Records that a member of staff has opened a whole application (R44), once a person, step and version of the content, and knows it when the
 * person decides on many at once (R49).
 */
@Rule({R44, R49})
public final class Readings {

    private final AuditLog log;
    private final Clock clock;

    public Readings(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    public void record(Actor actor, Application application) {
        if (!actor.owns(application)) {
            log.appendOnce(key(actor, application), AuditEvent.of(Subject.readings(application.id()), clock.instant(), actor.sub(),
                    actor.rolesTowards(application).getFirst(), Command.VIEW.name(), Channel.API, "").by(actor.name()));
        }
    }

    /** Whether somebody has opened an application at its present step, and as it is. */
    public boolean hasOpened(Actor actor, Application application) {
        return log.isThere(Subject.readings(application.id()), key(actor, application));
    }

    private static String key(Actor actor, Application application) {
        return actor.sub() + "#" + application.stay().attempt() + "#" + application.content().version();
    }
}
