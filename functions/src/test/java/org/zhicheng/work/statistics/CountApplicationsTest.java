package org.zhicheng.work.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.drafting.DeleteDraftHandler;
import org.zhicheng.handlers.statistics.CountApplicationsHandler;
import org.zhicheng.handlers.statistics.ShowStatisticsHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.StreamRecord;
import org.zhicheng.work.statistics.CountApplications.Outcome;
import org.zhicheng.work.statistics.Counts.Standing;

class CountApplicationsTest {

    private static final List<String> DISTRICTS = List.of("天山区", "沙依巴克区", "水磨沟区");
    private static final List<String> EMPLOYERS = List.of(Samples.USCC, "91650100MA775DQL5X");

    private final FakeServices services = new FakeServices();
    private final CountApplicationsHandler handler = new CountApplicationsHandler(services);

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
        Samples.appoint(services, "officer", Role.OFFICE, "");
    }

    private void written(String... ids) {
        handler.handleRequest(new CountApplicationsHandler.Input(List.of(ids).stream()
                .map(id -> new StreamRecord("1", new StreamRecord.Change(
                        Map.of("pk", new StreamRecord.Text("APP#" + id), "sk", new StreamRecord.Text("A#HEAD")), "1")))
                .toList(), null, null), null);
    }

    private ShowStatistics.Statistics statistics(String sub) {
        return Requests.body(Requests.get("/statistics").query("cycle", 2025).asStaff(sub).to(new ShowStatisticsHandler(services)),
                ShowStatistics.Statistics.class);
    }

    @Test
    @DisplayName("R37 变动即计数；重复、迟到的变动不重复计数")
    void shouldCountWhatHasChangedOnceHoweverOftenItIsToldAndHoweverLate_R37() {
        Application draft = Samples.draft(services, "first", "a");
        written("first");
        written("first", "first");
        assertThat(statistics("officer").byState()).isEqualTo(Map.of("DRAFT", 1));

        Samples.move(services, draft, State.DISTRICT_REVIEW);
        assertThat(statistics("officer").byState()).as("not counted yet").isEqualTo(Map.of("DRAFT", 1));
        written("first");
        written("first");

        ShowStatistics.Statistics after = statistics("officer");
        assertThat(after.byState()).isEqualTo(Map.of("DISTRICT_REVIEW", 1));
        assertThat(after.submitted()).isEqualTo(1);
    }

    @Test
    void shouldNoLongerCountWhatIsGone_R37() {
        Samples.draft(services, "first", "a");
        Samples.draft(services, "second", "b");
        written("first", "second");
        assertThat(Requests.delete("/applications/{id}").path("id", "first").as("a").to(new DeleteDraftHandler(services)).statusCode())
                .isEqualTo(204);
        written("first");
        written("first");

        assertThat(statistics("officer").byState()).isEqualTo(Map.of("DRAFT", 1));
    }

    @Test
    void shouldRefuseToCountWhatSomebodyElseCountedMeanwhile_R37() {
        Samples.draft(services, "first", "a");
        Standing seen = services.counts().of("first");
        written("first");

        assertThatThrownBy(() -> services.counts().count(List.of(seen))).isInstanceOf(StaleVersion.class);
        assertThat(statistics("officer").byState()).isEqualTo(Map.of("DRAFT", 1));
    }

    @Test
    @DisplayName("R37 漏计的，逐年重数即补上，可分次进行")
    void shouldMendWhatWasMissedByAWalkThatMayBeInterrupted_R37() {
        IntStream.range(0, 250).forEach(i -> Samples.draft(services, "draft" + i, "d" + i));
        Samples.move(services, Samples.draft(services, "first", "a"), State.DISTRICT_REVIEW);
        written("draft3");
        CountApplications counting = new CountApplications(services.counts(), services.applications());

        Outcome begun = counting.walk(2025, Optional.empty(), () -> false);
        assertThat(begun.looked()).as("a page, whatever the time").isEqualTo(100);
        assertThat(begun.counted()).isEqualTo(99 + (statistics("officer").byState().get("DRAFT") == 100 ? 0 : 1));
        Outcome rest = counting.walk(2025, begun.next(), () -> true);
        assertThat(rest.looked()).isEqualTo(151);
        assertThat(rest.next()).isEmpty();
        assertThat(statistics("officer").byState()).isEqualTo(Map.of("DRAFT", 250, "DISTRICT_REVIEW", 1));

        Outcome again = handler.handleRequest(new CountApplicationsHandler.Input(null, 2025, null), null);
        assertThat(again).isEqualTo(new Outcome(251, 0, Optional.empty()));
    }

    @Test
    @DisplayName("R37 已删除而仍被计入的，逐年重数时扣除，可分次进行")
    void shouldNoLongerCountByAWalkWhatWasDeletedUnnoticed_R37() {
        List<String> drafts = IntStream.range(0, 150).mapToObj(i -> "draft" + i).toList();
        drafts.forEach(id -> Samples.draft(services, id, "d" + id));
        Application first = Samples.move(services, Samples.draft(services, "first", "a"), State.DISTRICT_REVIEW);
        written("first");
        written(drafts.toArray(String[]::new));
        drafts.subList(10, 150).forEach(this::deleteUnnoticed);
        services.applications().delete(new Change(first, first.edit().done(), Samples.event("APP#first", first.version() + 1, "DELETE")));
        assertThat(statistics("officer").byState()).isEqualTo(Map.of("DRAFT", 150, "DISTRICT_REVIEW", 1));
        CountApplications counting = new CountApplications(services.counts(), services.applications());

        int calls = 0;
        int counted = 0;
        Optional<String> from = Optional.empty();
        do {
            Outcome outcome = counting.walk(2025, from, () -> false);
            counted += outcome.counted();
            from = outcome.next();
            calls++;
        } while (from.isPresent());
        assertThat(counted).isEqualTo(141);
        assertThat(calls).as("a page each").isEqualTo(State.values().length + 2);
        assertThat(statistics("officer").byState()).isEqualTo(Map.of("DRAFT", 10));
        assertThat(statistics("officer").submitted()).isZero();
        assertThat(counting.walk(2025, Optional.empty(), () -> true)).isEqualTo(new Outcome(10, 0, Optional.empty()));
    }

    private void deleteUnnoticed(String id) {
        Application draft = services.applications().find(id).orElseThrow();
        services.applications().delete(new Change(draft, draft.edit().done(), Samples.event("APP#" + id, draft.version() + 1, "DELETE")));
    }

    @Test
    void shouldSayWhatIsMissingInACallByHand_R37() {
        assertThatThrownBy(() -> handler.handleRequest(new CountApplicationsHandler.Input(null, null, null), null))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISSING_FIELD));
        assertThatThrownBy(() -> handler.handleRequest(new CountApplicationsHandler.Input(null, 2025, "nowhere"), null))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE));
    }

    /** Whatever happens in whatever order, what is kept is what counting everything from the beginning gives. */
    @Test
    void shouldKeepWhatCountingFromTheBeginningGives_R37() {
        for (long seed = 1; seed <= 20; seed++) {
            random(seed);
        }
    }

    private static void random(long seed) {
        FakeServices services = new FakeServices();
        Samples.openCycle(services);
        Random random = new Random(seed);
        CountApplications counting = new CountApplications(services.counts(), services.applications());
        List<String> ids = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (ids.isEmpty() || random.nextInt(4) == 0) {
                String id = "id" + ids.size();
                ids.add(id);
                services.applications().commit(change(services, id, Optional.empty(), random));
            } else {
                String id = ids.get(random.nextInt(ids.size()));
                services.applications().commit(change(services, id, services.applications().find(id), random));
            }
            services.clock().advance(Duration.ofHours(random.nextInt(30)));
            if (random.nextBoolean()) {
                counting.count(IntStream.range(0, random.nextInt(20)).mapToObj(_ -> ids.get(random.nextInt(ids.size()))).toList());
            }
        }
        counting.walk(2025, Optional.empty(), () -> true);

        List<Standing> afresh = ids.stream().map(services.counts()::of)
                .map(s -> new Standing(s.applicationId(), s.now(), Optional.empty(), 0)).toList();
        Map<String, Integer> expected = new TreeMap<>();
        Counts.changes(afresh).forEach((group, numbers) -> {
            if (group instanceof Counted.Group.District) {
                numbers.forEach((name, number) -> expected.merge(group + name, number, Integer::sum));
            }
        });
        Map<String, Integer> kept = new TreeMap<>();
        services.counts().districts(2025).forEach(tally -> tally.numbers().forEach((name, number) -> {
            if (number != 0) {
                kept.put(new Counted.Group.District(tally.district()) + name, number);
            }
        }));
        assertThat(kept).as("seed " + seed).isEqualTo(expected).isNotEmpty();
        for (String district : DISTRICTS) {
            for (State state : State.values()) {
                ApplicationStore.Standing waiting = state.isQueue()
                        ? services.applications().standing(2025, state, Optional.of(district))
                        : ApplicationStore.Standing.NONE;
                String of = new Counted.Group.District(district).toString();
                assertThat(kept.getOrDefault(of + "FLAGGED#" + state, 0)).as("seed " + seed + state).isEqualTo(waiting.flagged());
                assertThat(kept.getOrDefault(of + "CAME_BACK#" + state, 0)).as("seed " + seed + state).isEqualTo(waiting.cameBack());
            }
        }
        assertThat(services.counts().employers(2025).stream().flatMap(tally -> tally.numbers().values().stream())).as("seed " + seed)
                .allMatch(number -> number >= 0);
    }

    private static Change change(FakeServices services, String id, Optional<Application> before, Random random) {
        Qualification qualification = new Qualification(Kind.values()[random.nextInt(Kind.values().length)],
                TitleLevel.values()[random.nextInt(TitleLevel.values().length)], "工程系列", "电气",
                DISTRICTS.get(random.nextInt(DISTRICTS.size())));
        Form form = new Form(null, null, null,
                new EmployerSection(EMPLOYERS.get(random.nextInt(EMPLOYERS.size())), "样本单位", Optional.empty(), Optional.empty()), null,
                null, null, null, null);
        Application there = before
                .orElseGet(() -> Application.draft(id, 2025, "sub-" + id, "样例甲", "650***********1234", qualification, services.now()));
        Application.Edit edit = there.edit().qualification(qualification).form(form)
                .enter(State.values()[random.nextInt(State.values().length)], services.now(), Optional.empty())
                .assessment(Optional.of(new Assessment(random.nextBoolean() ? Assessment.Outcome.NEEDS_REVIEW : Assessment.Outcome.ELIGIBLE,
                        LocalDate.of(2025, 3, 3), List.of(), Optional.empty(), List.of())));
        if (random.nextInt(3) == 0) {
            edit.submitted(services.now(), LocalDate.of(2025, 3, 3));
        }
        Application after = edit.done();
        return new Change(before, after, Samples.event(id, after.version(), "RANDOM"), List.of(), List.of(), List.of(), Optional.empty());
    }
}
