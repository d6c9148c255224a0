package org.zhicheng.work.waiting;

import static org.zhicheng.ground.rule.NoticeRule.R43;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.committee.PanelMails;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.rule.Rule;

/**
 * The mails of a working day (R43): to each member of staff what is new, due and overdue in their queues; to the office how many objections to
 * results wait for an answer, to a panel that its session is tomorrow (R45); to administrators also how much
 * waits for nobody (R48), which enterprises wait to be registered (R42), who has come by an invitation and waits to be appointed, and a year of the calendar that waits to be completed. Who has nothing to do gets none, and nobody gets one twice a day, however often it runs.
 */
@Rule(R43)
public final class TellStaff {

    private final FindWaiting waiting;
    private final StaffStore staff;
    private final CycleStore cycles;
    private final SessionStore sessions;
    private final Clock clock;

    public TellStaff(FindWaiting waiting, StaffStore staff, CycleStore cycles, SessionStore sessions, Clock clock) {
        this.waiting = waiting;
        this.staff = staff;
        this.cycles = cycles;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** How many mails a run wrote, and how much waits for nobody. */
    public record Outcome(int told, int waitingForNobody) {
    }

    /** What is in a queue, or in several. */
    private record Figures(int fresh, int due, int overdue) {

        private static final Figures NONE = new Figures(0, 0, 0);

        private Figures and(Figures more) {
            return new Figures(fresh + more.fresh, due + more.due, overdue + more.overdue);
        }
    }

    public Outcome run() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        WorkingDays days = WorkingDays.regional().with(cycles.calendar());
        int reminded = remindPanels(today);
        if (!days.isWorkingDay(today)) {
            return new Outcome(reminded, 0);
        }
        Instant since = now.minus(ChronoUnit.DAYS.between(days.before(today), today), ChronoUnit.DAYS);
        Instant soon = WorkingDays.endOf(days.plus(today, 1));
        Map<String, Figures> queues = new HashMap<>();
        AtomicInteger objections = new AtomicInteger();
        waiting.each(a -> {
            objections.addAndGet(a.openObjections());
            if (a.state().isQueue()) {
                queues.merge(a.state().tier().role() + "#" + Staffing.scope(a, a.state()), figures(a, now, since, soon), Figures::and);
            }
        });
        int nobodys = waiting.find().lines().size();
        long requests = staff.requests().stream().filter(EmployerRequest::isOpen).count();
        List<StaffMember> members = staff.all();
        long invited = staff.invitations().stream().filter(
                i -> i.waitsForAppointment(i.accepted().flatMap(a -> members.stream().filter(m -> m.sub().equals(a.sub())).findFirst())))
                .count();
        OptionalInt provisional = provisional(days, today);
        int told = reminded;
        for (StaffMember member : members) {
            List<Appointment> active = member.appointments().stream().filter(a -> a.isActive(today)).toList();
            Figures mine = active.stream().map(a -> queues.getOrDefault(a.role() + "#" + a.scope(), Figures.NONE)).reduce(Figures.NONE,
                    Figures::and);
            if (!mine.equals(Figures.NONE)) {
                told += tell(member, today, MailTemplate.STAFF_QUEUE, Map.of("new", Integer.toString(mine.fresh()), "due",
                        Integer.toString(mine.due()), "overdue", Integer.toString(mine.overdue())));
            }
            if (objections.get() > 0 && active.stream().anyMatch(a -> a.role() == Role.OFFICE)) {
                told += tell(member, today, MailTemplate.STAFF_OBJECTIONS, Map.of("waiting", Integer.toString(objections.get())));
            }
            if (active.stream().anyMatch(a -> a.role() == Role.ADMINISTRATOR)) {
                told += nobodys == 0 ? 0 : tell(member, today, MailTemplate.STAFF_WAITING, Map.of("waiting", Integer.toString(nobodys)));
                told += requests == 0 ? 0 : tell(member, today, MailTemplate.STAFF_EMPLOYERS, Map.of("requests", Long.toString(requests)));
                told += invited == 0 ? 0 : tell(member, today, MailTemplate.STAFF_INVITED, Map.of("waiting", Long.toString(invited)));
                told += provisional.isEmpty()
                        ? 0
                        : tell(member, today, MailTemplate.STAFF_CALENDAR, Map.of("year", Integer.toString(provisional.getAsInt())));
            }
        }
        return new Outcome(told, nobodys);
    }

    /** Who sits in a session tomorrow, be today a working day or not (R45). */
    private int remindPanels(LocalDate today) {
        int told = 0;
        for (Cycle cycle : cycles.all()) {
            for (Session session : sessions.ofYear(cycle.year())) {
                if (session.phase() == Session.Phase.DRAWN && session.date().equals(today.plusDays(1))) {
                    for (String sub : PanelMails.sitting(session)) {
                        MailToStaff mail = PanelMails.reminder(session, sub);
                        told += staff.tell(event(sub, number(session, today), mail.template()), mail) ? 1 : 0;
                    }
                }
            }
        }
        return told;
    }

    /** Of a reminder's event: day and session, so that a second one of them cannot be written; beyond the numbers of the day's other mails. */
    private static long number(Session session, LocalDate today) {
        return midnight(today) + 1000L * session.year() + Session.numberOf(session.id());
    }

    private static long midnight(LocalDate today) {
        return today.atStartOfDay(BeijingTime.ZONE).toInstant().toEpochMilli();
    }

    // Once a week, as long as nobody has said that the year is complete, and from its announcement on also the next (R50).
    private static OptionalInt provisional(WorkingDays days, LocalDate today) {
        boolean firstOfTheWeek = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).isAfter(days.before(today));
        return IntStream.rangeClosed(today.getYear(), today.plusMonths(1).getYear()).filter(year -> firstOfTheWeek && !days.isKnown(year))
                .findFirst();
    }

    private static Figures figures(ApplicationSummary a, Instant now, Instant since, Instant soon) {
        Optional<Instant> due = a.dueAt();
        return new Figures(a.enteredAt().isAfter(since) ? 1 : 0, due.filter(at -> at.isAfter(now) && !at.isAfter(soon)).isPresent() ? 1 : 0,
                due.filter(at -> !at.isAfter(now)).isPresent() ? 1 : 0);
    }

    private int tell(StaffMember member, LocalDate today, MailTemplate template, Map<String, String> facts) {
        if (member.mail().isEmpty()) {
            return 0;
        }
        // Day and kind are the event's number, so that a second one of them cannot be written, and another kind is none.
        AuditEvent event = event(member.sub(), midnight(today) + template.ordinal(), template);
        return staff.tell(event, new MailToStaff(member.sub(), template, facts)) ? 1 : 0;
    }

    private AuditEvent event(String sub, long number, MailTemplate template) {
        return new AuditEvent(Subject.staff(sub), number, clock.instant(), Actor.SYSTEM.sub(), Role.SYSTEM, template.name(),
                Optional.empty(), Optional.empty(), Channel.SCHEDULE, "");
    }
}
