package org.zhicheng.work.registration;

import static org.assertj.core.api.Assertions.assertThat;

import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Committee;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.registration.PersonalData.HearingData;
import org.zhicheng.work.registration.PersonalData.Sat;
import org.zhicheng.work.registration.PersonalData.SessionData;

/** R38, R45: what an expert is told of what is held about them, and an applicant of the session that decided. */
class ExpertDataTest {

    private final Committee committee = new Committee();
    private final Applications applications = committee.applications;
    private final FakeServices services = applications.services;

    private PersonalData data(String sub) {
        return new DownloadPersonalData(services.people(), services.vault(), services.applications(), services.certificates(),
                services.integrity(), services.staff(), services.experts(), services.sessions(), services.cycles(), services.auditLog(),
                services.clock()).gather(applications.as(sub));
    }

    @Test
    @DisplayName("R38、R45 未注册为申报人的专家也可取得本人资料：评委库登记、参加的会议、申明的利害关系、是否投票，不含投了什么")
    void shouldTellAnExpertWhoNeverRegisteredWhatIsHeldButNoVote_R38_R45() {
        String id = committee.waiting();
        String other = committee.waiting("other");
        Session session = committee.opened(List.of(id, other), 5);
        Seat reader = session.panel().get(1);
        Seat interested = session.panel().get(2);
        committee.recuse(session, interested, other);
        committee.recusals().decide(applications.as(committee.chair(session).sub()), session.id(), 1, true);
        Round round = committee.round(session, List.of(id, other));
        committee.vote(round, reader, Choice.AGAINST);

        PersonalData data = data(reader.sub());
        assertThat(data.registration()).isEmpty();
        assertThat(data.applications()).isEmpty();
        assertThat(data.expert().orElseThrow().name()).isEqualTo(reader.name());
        assertThat(data.expert().orElseThrow().events()).isNotEmpty();
        assertThat(data.sessions()).containsExactly(new SessionData(session.id(), session.date(), Committee.SERIES, Session.Phase.OPEN,
                Sat.MEMBER, false, true, List.of(), List.of(id, other).stream().sorted().toList(), List.of(1), Optional.empty()));
        assertThat(Json.encode(data)).doesNotContain("AGAINST", "\"FOR\"", "ABSTAIN", "李晓明");

        SessionData own = data(interested.sub()).sessions().getFirst();
        assertThat(own.votedIn()).isEmpty();
        assertThat(own.interests()).singleElement().satisfies(interest -> {
            assertThat(interest.applicationId()).isEqualTo(other);
            assertThat(interest.accepted()).contains(true);
        });
        assertThat(data(committee.chair(session).sub()).sessions().getFirst().chair()).isTrue();
    }

    @Test
    @DisplayName("R45 候补专家在会议之日以前不因本人资料而知道会议")
    void shouldTellASubstituteFromTheDayOnOnly_R45() {
        Session planned = committee.plans().plan(applications.as(OFFICE), new org.zhicheng.work.committee.PlanSession.Plan(2025,
                LocalDate.parse("2025-03-20"), Committee.SERIES, "", List.of(committee.waiting()), null, null), Optional.empty());
        applications.at("2025-03-18T09:00");
        Session drawn = committee.draw(planned);
        Seat substitute = drawn.substitutes().getFirst();
        applications.at("2025-03-19T23:59");
        assertThat(data(substitute.sub()).sessions()).isEmpty();
        assertThat(data(drawn.panel().getFirst().sub()).sessions()).hasSize(1);
        applications.at("2025-03-20T00:00");
        assertThat(data(substitute.sub()).sessions()).extracting(SessionData::seat).containsExactly(Sat.SUBSTITUTE);
    }

    @Test
    void shouldTellOfASessionAfterTheRegistersEntryIsGone_R38_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        Seat out = session.panel().get(2);
        committee.counted(session, List.of(id), 5, 0);
        committee.sign(session);
        services.experts().delete(services.experts().find(out.expert()).orElseThrow(),
                Samples.event("EXPERT#" + out.expert(), System.nanoTime(), "DELETE_EXPERT"));

        PersonalData data = data(out.sub());
        assertThat(data.expert()).isEmpty();
        assertThat(data.sessions()).extracting(SessionData::keptUntil).containsExactly(Optional.of(LocalDate.parse("2035-03-18")));
    }

    @Test
    void shouldTellNobodyWhoIsNeitherApplicantNorExpert_R38() {
        committee.opened(List.of(committee.waiting()), 5);
        refused(ErrorCode.NOT_REGISTERED, () -> data(OFFICE));
        refused(ErrorCode.NOT_REGISTERED, () -> data("stranger"));
    }

    @Test
    @DisplayName("R38、R45 申报人可见由哪次会议、几人表决、几人回避，不见是谁；可见会议保存到何时")
    void shouldTellTheApplicantOfTheSessionInNumbers_R38_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        Seat interested = session.panel().get(2);
        committee.recuse(session, interested, id);
        committee.recusals().decide(applications.as(committee.chair(session).sub()), session.id(), 1, true);
        assertThat(hearing()).as("before it has decided").contains(new HearingData(session.id(), 0, 0));
        Round round = committee.round(session, List.of(id));
        committee.find(session).seatsPresent().stream().filter(seat -> !seat.equals(interested))
                .forEach(seat -> committee.vote(round, seat, Choice.FOR));
        committee.count(round);
        committee.sign(session);
        committee.results().carryOut(session.id(), List.of(id));

        assertThat(hearing()).contains(new HearingData(session.id(), 4, 1));
        PersonalData data = data(APPLICANT);
        assertThat(data.sessions()).isEmpty();
        assertThat(Json.encode(data)).doesNotContain(session.panel().stream().map(Seat::sub).toArray(String[]::new))
                .doesNotContain(session.panel().stream().map(Seat::name).toArray(String[]::new));
        assertThat(data.kept()).filteredOn(kept -> kept.retention().equals("SESSIONS")).singleElement().satisfies(kept -> {
            assertThat(kept.applicationId()).isEqualTo(id);
            assertThat(kept.until()).contains(LocalDate.parse("2035-03-18"));
        });
    }

    private Optional<HearingData> hearing() {
        return data(APPLICANT).applications().getFirst().hearing();
    }
}
