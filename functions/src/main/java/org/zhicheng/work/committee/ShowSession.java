package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.zhicheng.dossier.committee.Lot;
import org.zhicheng.dossier.committee.Round.Voted;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;

/**
 * Shows sessions to the office and to who sits on their panels; to administrators the panel from the day of the session only. Nothing of a
 * vote is shown before it was counted but how many have voted (R45).
 */
@Rule(R45)
public final class ShowSession {

    private static final String SHOW = "查看评审会议";

    private final SessionStore store;
    private final Transitions transitions;
    private final Sessions sessions;

    public ShowSession(SessionStore store, Transitions transitions, Clock clock) {
        this.store = store;
        this.transitions = transitions;
        this.sessions = new Sessions(store, clock);
    }

    /** @throws Failure {@code NOT_ALLOWED} */
    public List<SessionView.Summary> list(Actor actor, Optional<Integer> year) {
        Role role = Roles.require(actor, SHOW, Role.OFFICE, Role.ADMINISTRATOR, Role.COMMITTEE);
        return store.ofYear(year.orElse(sessions.today().getYear())).stream()
                .filter(s -> role != Role.COMMITTEE || s.seatOf(actor.sub()).isPresent())
                .map(s -> new SessionView.Summary(s.id(), s.year(), s.date(), s.series(), s.specialty(), s.phase(), s.agenda().size(),
                        s.draws().isEmpty() ? 0 : s.lastDraw().lot().seats()))
                .toList();
    }

    /** @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED} */
    public SessionView show(Actor actor, String id) {
        Roles.require(actor, SHOW, Role.OFFICE, Role.ADMINISTRATOR, Role.COMMITTEE);
        return view(actor, sessions.find(id));
    }

    /** Begins to read a session, before it is known who asks. */
    public void readAhead(String id) {
        Reads.ahead(() -> store.find(id).ifPresent(s -> transitions.cycle(s.year())));
    }

    /** As it is after a step that the actor has given. */
    public SessionView view(Actor actor, Session s) {
        Optional<Seat> seat = actor.has(Role.COMMITTEE) ? s.seatOf(actor.sub()) : Optional.empty();
        boolean office = actor.has(Role.OFFICE);
        if (!s.isShownTo(actor)) {
            throw new Failure(ErrorCode.NOT_FOUND, s.id());
        }
        Reads.ahead(() -> store.rounds(s.id()), () -> store.opinions(s.id()), () -> store.outcomes(s.id()));
        IntStream.rangeClosed(1, s.rounds()).forEach(round -> Reads.ahead(() -> store.voted(s.id(), round)));
        boolean panel = office || seat.isPresent() || !sessions.today().isBefore(s.date());
        boolean all = office || seat.filter(own -> s.chair().filter(own.expert()::equals).isPresent()).isPresent();
        boolean reads = office || seat.isPresent();
        int readers = transitions.cycle(s.year()).settings().committee().readers();
        List<SessionView.Draw> draws = s.draws().stream().map(draw -> draw(draw, panel)).toList();
        return new SessionView(s.id(), s.year(), s.date(), s.place(), s.series(), s.specialty(), s.phase(),
                draws.isEmpty() ? Optional.empty() : Optional.of(draws.getLast()), draws,
                s.agenda().stream().map(item -> line(s, item, seat, panel ? readers : 0)).toList(), s.dropped(),
                panel ? s.panel().stream().map(ShowSession::shown).toList() : List.of(),
                panel ? s.substitutes().stream().map(ShowSession::shown).toList() : List.of(),
                panel
                        ? s.replacements().stream()
                                .map(r -> new SessionView.Replacement(r.out().expert(), r.in().map(Seat::expert), r.reason(), r.at()))
                                .toList()
                        : List.of(),
                s.chair().filter(_ -> panel), panel ? s.present() : List.of(),
                s.recusals().stream().filter(r -> r.accepted().isPresent() || s.waits(r))
                        .filter(r -> all || seat.filter(own -> own.expert().equals(r.expert())).isPresent()).toList(),
                Reads.each(store.rounds(s.id()), round -> vote(actor, round)),
                reads
                        ? store.opinions(s.id()).stream().filter(s::counts)
                                .filter(o -> seat.filter(own -> s.isExcluded(own.expert(), o.applicationId())).isEmpty()).toList()
                        : List.of(),
                store.outcomes(s.id()), s.signed(), seat.map(Seat::expert), s.revision().version());
    }

    private SessionView.Vote vote(Actor actor, Round round) {
        Set<String> voted = store.voted(round.session(), round.number()).stream().map(Voted::expert).collect(Collectors.toSet());
        Optional<String> me = round.voter(actor.sub());
        return new SessionView.Vote(round.number(), round.state(), round.applications(), round.voters().size(), voted.size(),
                round.results(), round.opened(), round.closed(),
                me.map(expert -> round.applications().stream().filter(a -> round.mayVote(expert, a)).toList()).orElse(List.of()),
                me.filter(voted::contains).isPresent());
    }

    private static SessionView.Line line(Session s, Session.Item item, Optional<Seat> seat, int readers) {
        return new SessionView.Line(item.applicationId(), item.name(), item.level(), item.specialty(), item.employerName(),
                s.readers(item.applicationId(), readers).stream().map(Seat::expert).toList(),
                (int) s.panel().stream().filter(one -> s.isExcluded(one.expert(), item.applicationId())).count(),
                seat.filter(own -> s.isExcluded(own.expert(), item.applicationId())).isPresent());
    }

    private static SessionView.Draw draw(Session.Draw draw, boolean panel) {
        Lot lot = draw.lot();
        Optional<SessionView.Drawn> drawn = lot.seed().filter(_ -> panel).map(_ -> lot.draw())
                .map(d -> new SessionView.Drawn(d.panel(), d.substitutes()));
        // who knows candidates and seed could draw the panel
        return new SessionView.Draw(lot.number(), panel || lot.seed().isEmpty() ? lot.candidates() : List.of(), draw.hash(), draw.fixed(),
                lot.seats(), lot.substitutes(), lot.seed().filter(_ -> panel), draw.source().filter(_ -> panel), draw.drawn(), drawn,
                draw.reason());
    }

    /** Under which login somebody votes is nobody's business. */
    private static Seat shown(Seat seat) {
        return new Seat(seat.expert(), "", seat.name(), seat.title(), seat.employerName());
    }
}
