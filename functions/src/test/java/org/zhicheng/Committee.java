package org.zhicheng;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore.Recorded;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.cycle.CommitteeRules;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.committee.CarryOutResults;
import org.zhicheng.work.committee.CastVote;
import org.zhicheng.work.committee.CloseRound;
import org.zhicheng.work.committee.ConveneSession;
import org.zhicheng.work.committee.DrawPanel;
import org.zhicheng.work.committee.GiveOpinion;
import org.zhicheng.work.committee.OpenRound;
import org.zhicheng.work.committee.PlanSession;
import org.zhicheng.work.committee.RecuseMember;
import org.zhicheng.work.committee.ShowSession;
import org.zhicheng.work.committee.SignSession;

/** A cycle whose committee decides in sessions, its register, and sessions at any phase: five seats, two substitutes, one reader. */
public final class Committee {

    public static final CommitteeRules RULES = new CommitteeRules(true, 7, 9, 5, 2, 1);
    public static final String SERIES = "工程系列";
    /** Of the applicant's own employer. */
    public static final String COLLEAGUE = "e90";
    private static final String SEED = "03 08 17 21 29 33 + 09";
    private static final String SOURCE = "双色球第2025031期";

    public final Applications applications = new Applications();

    public Committee() {
        this(RULES);
    }

    public Committee(CommitteeRules rules) {
        if (rules.bySession()) {
            setRules(rules);
        }
        applications.at("2025-03-10T10:00");
        IntStream.range(0, 9).forEach(i -> register("e0" + i, "", "乌鲁木齐第" + i + "研究院", SERIES, List.of()));
        register(COLLEAGUE, Samples.USCC, Dossier.EMPLOYER, SERIES, List.of());
        register("e91", "", "某大学", "农业系列", List.of());
    }

    public void setRules(CommitteeRules rules) {
        Cycle c = applications.transitions().cycle(2025);
        applications.services.cycles().save(c.with(c.settings().deciding(rules), applications.services.now()).over(Optional.of(c)),
                Samples.event("CYCLE#2025", 2 + c.revision().version(), "SET_CYCLE"));
    }

    /** An expert who has consented; the login is {@code sub-} and the id. */
    public void register(String id, String uscc, String employer, String series, List<String> specialties) {
        Samples.appoint(applications.services, "sub-" + id, Role.COMMITTEE, "");
        Expert expert = Expert.entered(id, "专家" + id, uscc, employer, "高级工程师", List.of(series), specialties, LocalDate.parse("2024-01-01"),
                LocalDate.parse("2027-12-31")).consenting("sub-" + id, applications.services.now()).over(Optional.empty());
        applications.services.experts().bind(
                new Recorded(expert, Samples.event("EXPERT#" + id, expert.revision().version(), "ENTER_EXPERT")), "sub-" + id,
                Optional.empty());
    }

    // applications that wait at the committee

    public String waiting() {
        return applications.atCommittee().id();
    }

    /** Another person's. */
    public String waiting(String sub) {
        if (applications.services.people().find(sub).isEmpty()) {
            applications.register(sub, "王小明");
        }
        String id = applications.atEmployer(sub).id();
        applications.decide(Applications.EMPLOYER, id, applications.pass(id));
        applications.follow(id);
        applications.decide(Applications.DISTRICT, id, applications.pass(id));
        return applications.follow(id).id();
    }

    // steps

    public PlanSession plans() {
        return new PlanSession(applications.services.sessions(), applications.services.experts(), applications.services.staff(),
                applications.services.applications(), applications.transitions(), applications.services.clock());
    }

    /** On the day on which the application came to the committee, 2025-03-17. */
    public static PlanSession.Plan plan(List<String> ids) {
        return new PlanSession.Plan(2025, LocalDate.parse("2025-03-18"), SERIES, "", ids, null, null);
    }

    public Session planned(List<String> ids) {
        Session session = plans().plan(applications.as(Applications.OFFICE), plan(ids), Optional.empty());
        applications.at("2025-03-18T09:00");
        return session;
    }

    public Session drawn(List<String> ids) {
        return draw(planned(ids));
    }

    public Session draw(Session session) {
        return draw(session, SEED);
    }

    public Session draw(Session session, String seed) {
        return new DrawPanel(applications.services.sessions(), applications.services.experts(), applications.services.clock())
                .draw(applications.as(Applications.OFFICE), session.id(), now(session), seed, SOURCE);
    }

    public ConveneSession convene() {
        return new ConveneSession(applications.services.sessions(), applications.services.clock());
    }

    /** With the chair named, so many present, and an opinion of each application. */
    public Session opened(List<String> ids, int present) {
        Session session = drawn(ids);
        attend(session, present);
        convene().name(applications.as(Applications.OFFICE), session.id(), now(session), session.panel().getFirst().expert());
        session = convene().open(applications.as(Applications.OFFICE), session.id(), now(session));
        for (String id : ids) {
            opine(session, session.panel().get(1), id);
        }
        return find(session);
    }

    public Session attend(Session session, int present) {
        return convene().attend(applications.as(Applications.OFFICE), session.id(), now(session),
                find(session).panel().stream().limit(present).map(Seat::expert).toList());
    }

    public Session opine(Session session, Seat seat, String id) {
        return new GiveOpinion(applications.services.sessions(), applications.services.clock()).give(applications.as(seat.sub()),
                session.id(), id, "业绩属实", true, applications.answers(id));
    }

    public RecuseMember recusals() {
        return new RecuseMember(applications.services.sessions(), applications.services.applications(), applications.services.clock());
    }

    public Session recuse(Session session, Seat seat, String id) {
        return recusals().declare(applications.as(seat.sub()), session.id(), id, null, Session.Ground.RELATIVE, "申报人系本人近亲属");
    }

    public OpenRound rounds() {
        return new OpenRound(applications.services.sessions(), applications.services.applications(), applications.services.ballots(),
                applications.transitions(), applications.services.clock());
    }

    public Round round(Session session, List<String> ids) {
        return rounds().open(applications.as(Applications.OFFICE), session.id(), now(session), ids);
    }

    public CastVote votes() {
        return new CastVote(applications.services.sessions(), applications.services.ballots(), applications.services.clock());
    }

    /** The same choice about all that the member may vote on. */
    public CastVote.Received vote(Round round, Seat seat, Choice choice) {
        return vote(round, seat, choice, "key-of-" + seat.expert() + "-" + round.number());
    }

    public CastVote.Received vote(Round round, Seat seat, Choice choice, String key) {
        return votes().cast(applications.as(seat.sub()), round.session(), round.number(), ballot(round, seat, choice), Optional.of(key));
    }

    public static List<CastVote.Line> ballot(Round round, Seat seat, Choice choice) {
        return new ArrayList<>(round.applications().stream().filter(id -> round.mayVote(seat.expert(), id))
                .map(id -> new CastVote.Line(id, choice)).toList());
    }

    /** The first so many of the panel for it, the next so many against. */
    public Round counted(Session session, List<String> ids, int inFavour, int against) {
        Round round = round(session, ids);
        List<Seat> there = find(session).seatsPresent();
        for (int i = 0; i < inFavour + against; i++) {
            vote(round, there.get(i), i < inFavour ? Choice.FOR : Choice.AGAINST);
        }
        return count(round);
    }

    public Round count(Round round) {
        return new CloseRound(applications.services.sessions(), applications.services.ballots(), applications.services.clock())
                .close(applications.as(Applications.OFFICE), round.session(), round.number());
    }

    public Session sign(Session session) {
        return new SignSession(applications.services.sessions(), applications.services.clock()).sign(applications.as(chair(session).sub()),
                session.id(), now(session));
    }

    public Seat chair(Session session) {
        Session there = find(session);
        return there.seat(there.chair().orElseThrow()).orElseThrow();
    }

    public CarryOutResults results() {
        return new CarryOutResults(applications.services.sessions(), applications.services.applications(), applications.guard(),
                applications.transitions());
    }

    public ShowSession shows() {
        return new ShowSession(applications.services.sessions(), applications.transitions(), applications.services.clock());
    }

    public Session find(Session session) {
        return applications.services.sessions().find(session.id()).orElseThrow();
    }

    public Application find(String id) {
        return applications.find(id);
    }

    public int now(Session session) {
        return find(session).revision().version();
    }

}
