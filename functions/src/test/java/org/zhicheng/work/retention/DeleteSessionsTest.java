package org.zhicheng.work.retention;

import static org.assertj.core.api.Assertions.assertThat;

import static org.zhicheng.Applications.OFFICE;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Committee;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore.Recorded;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;
import org.zhicheng.rules.retention.Retention;

/** R38, R45: a session is kept ten years, its ballots until nobody can question the count any more. */
class DeleteSessionsTest {

    private final Committee committee = new Committee();
    private final FakeServices services = committee.applications.services;

    private DeleteExpiredRecords.Outcome run() {
        return run(services.sessions(), 2000);
    }

    private DeleteExpiredRecords.Outcome run(SessionStore sessions, int perRun) {
        return new DeleteExpiredRecords(services.applications(), services.cycles(), services.materials(), services.expiringRecords(),
                services.people(), services.experts(), sessions, services.clock(), perRun).run(() -> true);
    }

    private Session signed(List<String> ids) {
        Session session = committee.opened(ids, 5);
        committee.counted(session, ids, 4, 1);
        return committee.sign(session);
    }

    /** Sealed ballots enough for three deletions, beside those that were cast. */
    private Session withManyBallots() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        Round round = committee.round(session, List.of(id));
        for (int i = 0; i < 5; i++) {
            int some = i;
            services.sessions().vote(round, new Round.Voted(session.id(), 1, "x" + i, "k"),
                    IntStream.range(0, 48).mapToObj(n -> new Round.Ballot("%d-%03d".formatted(some, n), id, "sealed")).toList(),
                    Samples.event("SESSION#" + session.id(), 900 + i, "CAST_VOTE"));
        }
        Round counting = round.counting();
        services.sessions().save(counting, Samples.event("SESSION#" + session.id(), 989, "CLOSE_ROUND"));
        services.sessions().save(counting.counted(List.of(), services.now()), Samples.event("SESSION#" + session.id(), 990, "COUNT_ROUND"));
        return committee.sign(session);
    }

    private List<String> keys(String part) {
        return services.itemsOfSessions().keySet().stream().filter(key -> key.contains(part)).toList();
    }

    private long events(Session session, String action) {
        return services.eventsOf("SESSION#" + session.id()).stream().map(AuditEvent::action).filter(action::equals).count();
    }

    @Test
    @DisplayName("R38、R45 选票在签署满一年之日删除，前一刻尚在；会议记录、票数和表决标记不受影响")
    void shouldDeleteTheBallotsAYearAfterTheSignatureAndNothingElse_R38_R45() {
        Session session = signed(List.of(committee.waiting()));
        committee.results().carryOut(session.id(), session.agenda().stream().map(Session.Item::applicationId).toList());
        Instant end = Retention.BALLOTS.endOf(session.signed().orElseThrow());
        Map<String, String> others = new HashMap<>(services.itemsOfSessions());
        others.keySet().removeIf(key -> key.contains("#BALLOT#"));

        services.clock().set(end.minusMillis(1));
        assertThat(run().ballots()).isZero();
        assertThat(keys("#BALLOT#")).hasSize(5);
        services.clock().set(end);
        assertThat(run().ballots()).isEqualTo(5);
        assertThat(services.itemsOfSessions()).as("all but the ballots, as it was").isEqualTo(others);
        assertThat(events(session, "DELETE_BALLOTS")).isEqualTo(1);
        services.clock().set(end.plusSeconds(86_400));
        assertThat(run().ballots()).as("once").isZero();
        assertThat(events(session, "DELETE_BALLOTS")).isEqualTo(1);
    }

    @Test
    @DisplayName("R45 对结果的异议或复查尚未办结的，选票留到办结，至多再留一年")
    void shouldKeepTheBallotsWhileTheResultIsQuestioned_R45() {
        String id = committee.waiting();
        Session session = signed(List.of(id));
        Samples.move(services, committee.find(id), org.zhicheng.dossier.flow.State.RESULT_NOTICE);
        Instant end = Retention.BALLOTS.endOf(session.signed().orElseThrow());

        services.clock().set(end);
        assertThat(run().ballots()).isZero();
        services.clock().set(Retention.BALLOTS.endOf(end).minusMillis(1));
        assertThat(run().ballots()).isZero();
        services.clock().set(Retention.BALLOTS.endOf(end));
        assertThat(run().ballots()).as("a year at the most").isEqualTo(5);
    }

    @Test
    @DisplayName("R38、R45 会议在签署满十年之日连同票数、意见、表决标记删除，办理记录留存")
    void shouldDeleteASessionTenYearsAfterTheSignatureButItsRecord_R38_R45() {
        Session session = signed(List.of(committee.waiting()));
        int steps = services.eventsOf("SESSION#" + session.id()).size();
        Instant end = Retention.SESSIONS.endOf(session.signed().orElseThrow());

        services.clock().set(end.minusMillis(1));
        assertThat(run().sessions()).isZero();
        assertThat(services.sessions().find(session.id())).isPresent();
        services.clock().set(end);
        assertThat(run().sessions()).isEqualTo(1);
        assertThat(services.itemsOfSessions()).isEmpty();
        assertThat(services.eventsOf("SESSION#" + session.id())).hasSize(steps + 1).last().extracting(AuditEvent::action)
                .isEqualTo("DELETE_SESSION");
        assertThat(run().sessions()).as("once").isZero();
    }

    @Test
    @DisplayName("R38 取消的会议自会议之日起保存十年；未签署、未取消的会议不删除")
    void shouldKeepACancelledSessionFromItsDayAndNeverDeleteWhatGoesOn_R38() {
        Session cancelled = committee.planned(List.of(committee.waiting()));
        committee.convene().cancel(committee.applications.as(OFFICE), cancelled.id(), committee.now(cancelled), "专家不足");
        Session open = committee.drawn(List.of(committee.waiting("other")));
        Instant end = Retention.SESSIONS.endOf(Samples.at("2025-03-18T00:00"));

        services.clock().set(end.minusMillis(1));
        assertThat(run().sessions()).isZero();
        services.clock().set(end);
        assertThat(run().sessions()).isEqualTo(1);
        assertThat(services.sessions().ofYear(2025)).extracting(Session::id).containsExactly(open.id());
    }

    @Test
    @DisplayName("R45 会议编号不再用于另一会议，即使之前的会议已到期删除")
    void shouldNotGiveTheNumberOfADeletedSessionAgain_R45() {
        Session cancelled = committee.planned(List.of(committee.waiting()));
        committee.convene().cancel(committee.applications.as(OFFICE), cancelled.id(), committee.now(cancelled), "专家不足");
        Session second = committee.planned(List.of(committee.waiting("other")));
        services.sessions().delete(services.sessions().find(cancelled.id()).orElseThrow(), AuditEvent.of("SESSION#" + cancelled.id(),
                services.clock().instant(), "system", Role.SYSTEM, "DELETE_SESSION", AuditEvent.Channel.SCHEDULE, ""));

        assertThat(committee.planned(List.of(committee.waiting("third"))).id()).isEqualTo("2025-003").isGreaterThan(second.id());
    }

    @Test
    @DisplayName("R38 中途被中止的删除，下次从中断处继续，每项删除只记一次")
    void shouldGoOnWhereADeletionWasCutOff_R38() {
        Session session = withManyBallots();
        services.clock().set(Retention.BALLOTS.endOf(session.signed().orElseThrow()));
        DeleteExpiredRecords.Outcome cut = run(dyingAfter("deleteBallots", 1), 2000);
        assertThat(cut.failed()).isEqualTo(1);
        assertThat(cut.complete()).isFalse();
        assertThat(keys("#BALLOT#")).hasSize(240 - SessionStore.MOST_DELETED);
        assertThat(events(session, "DELETE_BALLOTS")).isZero();
        assertThat(run(services.sessions(), 60).complete()).as("a limited run").isFalse();
        assertThat(run().failed()).isZero();
        assertThat(keys("#BALLOT#")).isEmpty();
        assertThat(events(session, "DELETE_BALLOTS")).isEqualTo(1);
    }

    @Test
    void shouldDeleteASessionThatWasHalfDeleted_R38() {
        Session session = withManyBallots();
        services.clock().set(Retention.SESSIONS.endOf(session.signed().orElseThrow()));
        run(dyingAfter("delete", 2), 2000);
        assertThat(services.sessions().find(session.id())).as("what names the rest goes last").isPresent();
        assertThat(events(session, "DELETE_SESSION")).isZero();
        assertThat(run().sessions()).isEqualTo(1);
        assertThat(services.itemsOfSessions()).isEmpty();
        assertThat(events(session, "DELETE_SESSION")).isEqualTo(1);
    }

    @Test
    @DisplayName("R38 从未同意入库的专家在聘期届满一年后删除，同意过的五年")
    void shouldKeepWhoNeverConsentedForAYearOnly_R38_R45() {
        Expert never = Expert.entered("never", "样专家", "", "某大学", "教授", List.of(Committee.SERIES), List.of(), LocalDate.parse("2025-01-01"),
                LocalDate.parse("2027-12-31")).over(Optional.empty());
        services.experts().save(List.of(new Recorded(never, Samples.event("EXPERT#never", 1, "RECORD_EXPERT"))));
        int consented = services.experts().all().size() - 1;
        Instant end = Retention.EXPERTS_WITHOUT_CONSENT.endOf(never.over());

        services.clock().set(end.minusMillis(1));
        assertThat(run().experts()).isZero();
        services.clock().set(end);
        assertThat(run().experts()).isEqualTo(1);
        assertThat(services.experts().find("never")).isEmpty();
        services.clock().set(Retention.EXPERTS.endOf(never.over()).minusMillis(1));
        assertThat(run().experts()).isZero();
        services.clock().set(Retention.EXPERTS.endOf(never.over()));
        assertThat(run().experts()).isEqualTo(consented);
    }

    /** The sessions, of which a method fails from then on as where the function is killed. */
    private SessionStore dyingAfter(String method, int calls) {
        int[] left = {calls};
        return (SessionStore) Proxy.newProxyInstance(SessionStore.class.getClassLoader(), new Class<?>[]{SessionStore.class},
                (_, called, arguments) -> {
                    if (called.getName().equals(method) && left[0]-- <= 0) {
                        throw new IllegalStateException("killed");
                    }
                    try {
                        return called.invoke(services.sessions(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
