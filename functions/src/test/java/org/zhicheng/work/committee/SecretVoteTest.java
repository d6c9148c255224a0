package org.zhicheng.work.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.BallotSeal;
import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round.Voted;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Item;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;

/** R45: votes are secret, each counts once and where it belongs, and two thirds of those present decide. */
class SecretVoteTest {

    private static final String ID = "2025-001";
    private static final Instant NOW = Instant.parse("2025-03-03T04:00:00Z");

    private final FakeServices services = new FakeServices();
    private final CastVote votes = new CastVote(services.sessions(), services.ballots(), services.clock());
    private final CloseRound counting = new CloseRound(services.sessions(), services.ballots(), services.clock());

    /** A session in which a round is open, without what came before. */
    private Round open(int panel, int present, List<String> ids, Map<String, List<String>> excluded) {
        List<Seat> seats = IntStream.range(0, panel)
                .mapToObj(i -> new Seat("e%02d".formatted(i), "sub-e%02d".formatted(i), "专家" + i, "", "")).toList();
        List<Item> agenda = ids.stream().map(id -> new Item(id, "李", TitleLevel.JUNIOR, "机械", "", "")).toList();
        Session session = new Session(ID, 2025, LocalDate.parse("2025-03-03"), Optional.empty(), "工程系列", Optional.empty(), Phase.OPEN,
                agenda, List.of(), List.of(), seats, List.of(), List.of(), Optional.of("e00"),
                seats.stream().limit(present).map(Seat::expert).toList(), List.of(), 1, Optional.empty(), Optional.empty(), Revision.NONE)
                .over(Optional.empty());
        BallotBox.Keys keys = services.ballots().keys(ID, 1);
        Round round = new Round(ID, 1, ids, seats.stream().limit(present).collect(Collectors.toMap(Seat::expert, Seat::sub)), excluded,
                panel, Round.State.OPEN, keys.publicKey(), keys.sealedKey(), NOW, Optional.empty(), List.of(), 1);
        services.sessions().open(session, round, Samples.event("SESSION#" + ID, 1, "OPEN_ROUND"));
        return round;
    }

    private static Actor member(String expert) {
        return new Actor("sub-" + expert, List.of(new Appointment(Role.COMMITTEE, "", LocalDate.EPOCH, Optional.empty())));
    }

    private static Actor office() {
        return new Actor(OFFICE, List.of(new Appointment(Role.OFFICE, "", LocalDate.EPOCH, Optional.empty())));
    }

    private CastVote.Received cast(String expert, Map<String, Choice> choices) {
        return cast(expert, choices, "the-key-of-" + expert);
    }

    private CastVote.Received cast(String expert, Map<String, Choice> choices, String key) {
        return votes.cast(member(expert), ID, 1,
                choices.entrySet().stream().map(one -> new CastVote.Line(one.getKey(), one.getValue())).toList(), Optional.of(key));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("R45 任意的专家组、出席、回避和投票：票数不超过可投票人数，通过与否与另行计算的一致，计票前没有结果")
    void shouldCountWhateverPanelAndVotesAsReckonedOtherwise_R45(long seed) {
        Random random = new Random(seed);
        int panel = 3 + 2 * random.nextInt(12);
        int present = (2 * panel + 2) / 3 + random.nextInt(panel - (2 * panel + 2) / 3 + 1);
        List<String> ids = IntStream.range(0, 1 + random.nextInt(6)).mapToObj(i -> "app" + i).toList();
        List<String> there = IntStream.range(0, present).mapToObj("e%02d"::formatted).toList();
        Map<String, List<String>> excluded = new HashMap<>();
        for (String id : ids) {
            excluded.put(id, there.stream().filter(_ -> random.nextInt(8) == 0).toList());
        }
        Round round = open(panel, present, ids, excluded);
        Map<String, int[]> expected = new HashMap<>();
        ids.forEach(id -> expected.put(id, new int[4]));
        for (String expert : there) {
            Map<String, Choice> choices = new HashMap<>();
            ids.stream().filter(id -> !excluded.get(id).contains(expert))
                    .forEach(id -> choices.put(id, Choice.values()[random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(2)]));
            if (random.nextInt(6) == 0 || choices.isEmpty()) {
                continue;
            }
            cast(expert, choices);
            cast(expert, choices);
            choices.forEach((id, choice) -> {
                expected.get(id)[choice.ordinal()]++;
                expected.get(id)[3]++;
            });
            assertThat(services.sessions().round(ID, 1).orElseThrow().results()).as("before it is counted").isEmpty();
        }
        for (Round.Result result : counting.close(office(), ID, 1).results()) {
            int[] counts = expected.get(result.applicationId());
            int judges = (int) there.stream().filter(e -> !excluded.get(result.applicationId()).contains(e)).count();
            assertThat(new int[]{result.inFavour(), result.against(), result.abstained(), result.ballots()}).isEqualTo(counts);
            assertThat(result.present()).isEqualTo(judges);
            assertThat(result.ballots()).isLessThanOrEqualTo(judges);
            // two thirds, reckoned with fractions
            assertThat(result.passed()).isEqualTo(judges > 0 && counts[0] >= Math.ceil(judges * 2 / 3.0 - 1e-9));
        }
        assertThat(round.panel()).isEqualTo(panel);
    }

    @Test
    @DisplayName("R45 所写的一切之中都找不到选择；选票不带投票人、时间和先后")
    void shouldWriteNeitherAChoiceNorAnOrderNorWhoVoted_R45() {
        List<String> ids = List.of("app0", "app1", "app2");
        open(7, 7, ids, Map.of());
        List<String> order = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            Map<String, Choice> choices = new HashMap<>();
            int member = i;
            ids.forEach(id -> choices.put(id, Choice.values()[(member + id.charAt(3)) % 3]));
            cast("e0" + i, choices);
            for (Ballot ballot : services.sessions().ballots(ID, 1)) {
                if (before.add(ballot.id())) {
                    order.add(ballot.id());
                }
            }
        }
        Map<String, String> items = services.itemsOfSessions();
        Map<String, String> ballots = new HashMap<>(items);
        ballots.keySet().removeIf(key -> !key.contains("#BALLOT#"));
        assertThat(ballots).hasSize(21);
        assertThat(items.entrySet()).hasSizeGreaterThan(29)
                .allSatisfy(item -> assertThat(item.getKey() + item.getValue()).doesNotContain("\"FOR\"", "\"AGAINST\"", "\"ABSTAIN\""));
        assertThat(services.eventsOf("SESSION#" + ID)).extracting(AuditEvent::note).containsOnly("", "1");
        assertThat(ballots.values()).allSatisfy(ballot -> assertThat(ballot)
                .matches("\\{\"id\":\"[0-9a-f]{32}\",\"applicationId\":\"app[0-2]\",\"sealed\":\"[A-Za-z0-9+/=]{344}\"}"));
        assertThat(ballots.values().stream().map(b -> b.replaceAll(".*sealed\":\"", "")).distinct()).as("no two look alike").hasSize(21);
        assertThat(services.sessions().ballots(ID, 1)).extracting(Ballot::id).as("in the order of random ids").isSorted();
        assertThat(order).as("which is not the order of the votes").isNotEqualTo(order.stream().sorted().toList());
        assertThat(items.keySet().stream().filter(key -> key.contains("#VOTED#")).map(items::get)).hasSize(7)
                .allSatisfy(mark -> assertThat(mark).doesNotContain("T0", "app"));
    }

    @Test
    void shouldOpenASealOnlyByItsKeyAndForItsPlace_R45() {
        Round round = open(3, 3, List.of("app0", "app1"), Map.of());
        Ballot ballot = services.ballots().seal(round, "app0", Choice.AGAINST);
        assertThat(services.ballots().unlock(round).open(List.of(ballot))).containsEntry(ballot.id(), Choice.AGAINST);
        for (Ballot other : List.of(new Ballot(ballot.id(), "app1", ballot.sealed()), new Ballot("another", "app0", ballot.sealed()))) {
            assertThatThrownBy(() -> services.ballots().unlock(round).open(List.of(other))).isInstanceOf(IllegalStateException.class);
        }
        BallotBox.Keys others = services.ballots().keys(ID, 2);
        Ballot foreign = new Ballot("b", "app0", BallotSeal.seal(others.publicKey(), round.label("app0", "b"), Choice.FOR));
        assertThatThrownBy(() -> services.ballots().unlock(round).open(List.of(foreign))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("R45 选票数与投票人数不符的，不计票")
    void shouldNotCountWhatNobodyVoted_R45() {
        Round round = open(3, 3, List.of("app0"), Map.of());
        cast("e00", Map.of("app0", Choice.FOR));
        services.sessions().vote(round, new Voted(ID, 1, "e01", "k"),
                List.of(services.ballots().seal(round, "app0", Choice.FOR), services.ballots().seal(round, "app0", Choice.FOR)),
                Samples.event("SESSION#" + ID, 9, "CAST_VOTE"));
        assertThatThrownBy(() -> counting.close(office(), ID, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(services.sessions().round(ID, 1).orElseThrow().results()).isEmpty();
    }

    @Test
    void shouldGoOnCountingWhereItWasCutOff_R45() {
        Round round = open(3, 3, List.of("app0"), Map.of());
        cast("e00", Map.of("app0", Choice.FOR));
        cast("e01", Map.of("app0", Choice.FOR));
        services.sessions().save(round.counting(), Samples.event("SESSION#" + ID, 5, "CLOSE_ROUND"));
        refused(ErrorCode.ROUND_CLOSED, () -> cast("e02", Map.of("app0", Choice.FOR)));
        assertThat(counting.close(office(), ID, 1).results()).containsExactly(new Round.Result("app0", 3, 2, 2, 0, 0, true));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    @DisplayName("R45 同时投票和结束：收下的每一票都计入，没有收下的都被告知；同时结束两次，结果只有一个")
    void shouldCountEachVoteThatWasTakenHoweverTheyMeet_R45(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> ids = List.of("app0", "app1");
        open(25, 25, ids, Map.of());
        AtomicInteger taken = new AtomicInteger();
        List<Callable<Optional<List<Round.Result>>>> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String expert = "e%02d".formatted(i);
            all.add(() -> {
                try {
                    cast(expert, Map.of("app0", Choice.FOR, "app1", Choice.AGAINST));
                    taken.incrementAndGet();
                } catch (Failure refused) {
                    assertThat(refused.code()).isIn(ErrorCode.ROUND_CLOSED, ErrorCode.STALE_VERSION);
                }
                return Optional.empty();
            });
        }
        for (int i = 0; i < 2; i++) {
            all.add(random.nextInt(all.size()), () -> Optional.of(counting.close(office(), ID, 1).results()));
        }
        Collections.rotate(all, random.nextInt(5));
        Set<List<Round.Result>> results = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(9)) {
            for (Future<Optional<List<Round.Result>>> done : threads.invokeAll(all)) {
                done.get().ifPresent(results::add);
            }
        }
        assertThat(results).hasSize(1);
        assertThat(results.iterator().next()).containsExactly(
                new Round.Result("app0", 25, taken.get(), taken.get(), 0, 0, taken.get() * 3 >= 50),
                new Round.Result("app1", 25, taken.get(), 0, taken.get(), 0, false));
    }

    @Test
    void shouldTakeOneVoteOfAMemberWhoSendsTwoAtOnce_R45() throws Exception {
        open(3, 3, List.of("app0"), Map.of());
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<?> done : IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> {
                try {
                    cast("e00", Map.of("app0", Choice.values()[i % 3]), "a-key-of-its-own-" + i);
                    taken.incrementAndGet();
                } catch (Failure refused) {
                    assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_VOTED);
                }
            })).toList()) {
                done.get();
            }
        }
        assertThat(taken).hasValue(1);
        assertThat(services.sessions().ballots(ID, 1)).hasSize(1);
    }
}
