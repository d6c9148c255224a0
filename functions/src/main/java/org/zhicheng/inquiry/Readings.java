package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R44;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.rule.Rule;

/** Records that a member of staff has read a whole application, once a person and day (R44). */
@Rule(R44)
public final class Readings {

    private final AuditLog log;
    private final Clock clock;

    public Readings(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    public void record(Actor actor, Application application) {
        if (actor.owns(application)) {
            return;
        }
        Instant now = clock.instant();
        String subject = Subject.readings(application.id());
        if (log.events(subject).stream().noneMatch(e -> e.actor().equals(actor.sub()) && day(e.at()).equals(day(now)))) {
            log.append(AuditEvent
                    .of(subject, now, actor.sub(), actor.rolesTowards(application).getFirst(), Command.VIEW.name(), Channel.API, "")
                    .by(actor.name()));
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, BeijingTime.ZONE);
    }
}
