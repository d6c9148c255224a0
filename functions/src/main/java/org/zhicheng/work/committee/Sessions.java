package org.zhicheng.work.committee;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.zhicheng.dossier.committee.PanelMails;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** Reads a session, lets a step through or refuses it, and writes the next revision. */
final class Sessions {

    private static final Map<String, Named> NAMES = Map.of("phase", new Text("会议进程", "How far the session is"), "agenda",
            new Text("议程", "Agenda"), "draws", new Text("抽取", "Draws"), "panel", new Text("专家组", "Panel"), "present",
            new Text("出席", "Attendance"), "recusals", new Text("回避", "Recusals"), "rounds", new Text("表决", "Votes"), "chair",
            new Text("主持人", "Chair"), "place", new Text("时间和地点", "Hour and place"));

    private final SessionStore store;
    private final Clock clock;

    Sessions(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), BeijingTime.ZONE);
    }

    Session find(String id) {
        return store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
    }

    /** Who gives a step, in which capacity, and the revision that was seen (R49). */
    record Step(Actor actor, Role role, String action, String note, int seen) {
    }

    /**
     * Changes a session; what changes nothing writes nothing, so that a repeat is answered as the first was. Who comes onto the panel
     * or leaves it is told with it.
     *
     * @throws Failure {@code NOT_FOUND}, what the change refuses, {@code SETTING_CHANGED} where another revision was seen
     */
    Session change(String id, Step step, BiFunction<Session, Instant, Session> change, List<Delivery> deliveries) {
        return change(id, step, change, deliveries, (_, _) -> Optional.empty());
    }

    /**
     * The same with what becomes of an application by it, in one write.
     *
     * @param with by the session as it is then
     */
    Session change(String id, Step step, BiFunction<Session, Instant, Session> change, List<Delivery> deliveries,
            BiFunction<Session, Instant, Optional<Change>> with) {
        return Attempts.of(() -> {
            Session before = find(id);
            Instant now = now();
            Session after = change.apply(before, now).over(Optional.of(before));
            if (after.revision().version() != before.revision().version()) {
                requireSeen(before, step.seen());
                AuditEvent event = event(after, step.actor(), step.role(), step.action(), step.note(), now);
                List<Delivery> all = Stream.concat(deliveries.stream(), PanelMails.of(before, after).stream()).toList();
                with.apply(after, now).ifPresentOrElse(application -> store.save(after, event, all, application),
                        () -> store.save(after, event, all));
            }
            return after;
        });
    }

    Session change(String id, Step step, BiFunction<Session, Instant, Session> change) {
        return change(id, step, change, List.of());
    }

    static void requireSeen(Session session, int seen) {
        session.revision().requireSeen(seen, ErrorCode.SETTING_CHANGED, NAMES);
    }

    static AuditEvent event(Session session, Actor actor, Role role, String action, String note, Instant now) {
        return new AuditEvent(Subject.session(session.id()), session.revision().version(), now, actor.sub(), role, action, Optional.empty(),
                Optional.empty(), Channel.API, note).by(actor.name());
    }

    static void require(Session session, Session.Phase... phases) {
        if (!List.of(phases).contains(session.phase())) {
            throw new Failure(ErrorCode.SESSION_STEP, session.phase());
        }
    }

    /** Whoever sits on the panel; to others there is no such session. */
    static Session.Seat member(Session session, Actor actor) {
        if (!actor.has(Role.COMMITTEE)) {
            throw new Failure(ErrorCode.NOT_ALLOWED, "参加评审会议");
        }
        return session.seatOf(actor.sub()).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, session.id()));
    }

    static Session.Item item(Session session, String applicationId) {
        if (applicationId == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "applicationId");
        }
        return session.item(applicationId).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, applicationId));
    }

    /** No vote is under way that a change would concern. */
    void requireNoRound(Session session) {
        store.rounds(session.id()).stream().filter(round -> round.state() != Round.State.COUNTED).findFirst().ifPresent(round -> {
            throw new Failure(ErrorCode.ROUND_OPEN, round.number());
        });
    }

    /** It was not put to the vote yet. */
    void requireNotVotedOn(Session session, String applicationId) {
        requireNotVotedOn(session, List.of(applicationId));
    }

    /** None of them was. */
    void requireNotVotedOn(Session session, List<String> applications) {
        if (store.rounds(session.id()).stream().anyMatch(round -> applications.stream().anyMatch(round.applications()::contains))) {
            throw new Failure(ErrorCode.VOTED_ON);
        }
    }

    /** Of the words on hour and place, which the minutes print (R51). */
    static void requirePlace(String place) {
        PrintedText.require(place, "place", NAMES.get("place"));
        if (Length.of(place) > Session.LONGEST_PLACE) {
            throw new Failure(ErrorCode.INVALID_VALUE, "place", Reasons.atMost(Session.LONGEST_PLACE));
        }
    }
}
