package org.zhicheng.work.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.text.Text;

/**
 * What is known of a mail that is given up: the person sees at the next sign-in that the address takes none, and who follows the application
 * sees it among the events (R36). Noted once, however often it is repeated.
 */
final class UndeliveredMails {

    private static final String ACTION = "MAIL_UNDELIVERED";

    private final PersonStore people;
    private final ApplicationStore applications;
    private final Clock clock;

    UndeliveredMails(PersonStore people, ApplicationStore applications, Clock clock) {
        this.people = people;
        this.applications = applications;
        this.clock = clock;
    }

    /** The address was refused. */
    void refused(OutboxItem item, SendMail mail, Person person) {
        if (person.mailRefusedAt().isEmpty()) {
            Instant now = clock.instant();
            people.mailRefused(person, now, AuditEvent.of(Subject.person(person.sub()), now, Actor.SYSTEM.sub(), Role.SYSTEM, ACTION,
                    Channel.SCHEDULE, mail.template().name()));
        }
        note(item, mail, new Text("申请人的电子邮箱不能接收邮件，须更正", "The applicant's mail address takes no mail and must be corrected"));
    }

    /** The mail could not be sent for too long. */
    void late(OutboxItem item, SendMail mail) {
        note(item, mail, new Text("邮件长时间未能发出，不再重发", "The mail could not be sent for days and is given up"));
    }

    private void note(OutboxItem item, SendMail mail, Text reason) {
        String id = mail.facts().getOrDefault("applicationId", "");
        if (id.isEmpty() || applications.find(id).isEmpty() || isNoted(id, item, mail)) {
            return;
        }
        new Commands(applications).run(id, application -> {
            Instant now = clock.instant();
            var after = application.edit().at(now).done();
            return Optional.of(new Change(application, after,
                    new AuditEvent(id, after.version(), now, Actor.SYSTEM.sub(), Role.SYSTEM, ACTION, Optional.of(application.state()),
                            Optional.of(application.state()), Channel.SCHEDULE, mail.template() + "：" + reason.both())));
        });
    }

    private boolean isNoted(String id, OutboxItem item, SendMail mail) {
        return applications.events(id).stream().anyMatch(
                e -> e.action().equals(ACTION) && e.note().startsWith(mail.template() + "：") && !e.at().isBefore(item.createdAt()));
    }
}
