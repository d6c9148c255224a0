package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.lambda.Services;

/** R45: a session of the committee from plan to papers, by the API, each function with the rights that the template gives it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionIT {

    private static final int EXPERTS = 6;

    private static TestStack stack;
    private static Api api;
    private static Services table;
    private static String office;

    private static final PrintStream CONSOLE = System.out;
    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

    @BeforeAll
    static void begin() {
        // the functions in this JVM write their log to standard output
        System.setOut(new PrintStream(LOG, true, StandardCharsets.UTF_8));
        stack = TestStack.start();
        stack.prepare();
        stack.setClock(TestStack.TODAY);
        api = stack.api();
        table = stack.adapters();
        office = stack.token(Journey.OFFICE);
        CommitteeInSession.decides(api, stack.token(Journey.ADMINISTRATOR), 3, 5, 1, 1);
        for (int i = 1; i <= EXPERTS; i++) {
            String id = "it-expert-" + i;
            stack.appointed("COMMITTEE", "", "");
            CommitteeInSession.enter(table, id, "评委" + i, "it-staff-" + (i - 1));
        }
    }

    @AfterAll
    static void stop() {
        System.setOut(CONSOLE);
        if (stack != null) {
            stack.close();
        }
    }

    private static JsonNode step(String token, JsonNode session, String kind, String body) {
        return api.send(token, "PUT", "/sessions/" + session.path("id").asText() + "/" + kind, body, "if-match",
                "\"" + show(session).path("version").asInt() + "\"").expect(200).json();
    }

    private static JsonNode show(JsonNode session) {
        return api.get(office, "/sessions/" + session.path("id").asText()).expect(200).json();
    }

    private static String login(JsonNode session, int seat) {
        int number = Integer.parseInt(session.path("panel").path(seat).path("expert").asText().replace("it-expert-", ""));
        return stack.token("it-staff-" + (number - 1));
    }

    private static Reply vote(String token, JsonNode session, String key, String choices) {
        return api.send(token, "POST", "/sessions/" + session.path("id").asText() + "/rounds/1/ballots", "{\"choices\":[" + choices + "]}",
                "idempotency-key", key);
    }

    private static String choice(String id, String choice) {
        return "{\"applicationId\":\"" + id + "\",\"choice\":\"" + choice + "\"}";
    }

    @Test
    @Order(1)
    @DisplayName("R45 会议全程：抽取、回避、无记名投票、计票、签署、执行；表中找不到任何选择")
    void shouldDecideInSession_R45() throws Exception {
        Journey passed = Journey.of(stack).to("COMMITTEE_REVIEW");
        Journey refused = Journey.of(stack).to("COMMITTEE_REVIEW");
        List<String> ids = List.of(passed.id(), refused.id());
        assertThat(passed.decide(stack.token("committee-1"), passed.passing()).expect(409).code()).isEqualTo("SESSION_DECIDES");

        JsonNode planned = api.send(office, "POST", "/sessions",
                "{\"year\":2025,\"date\":\"2025-03-10\",\"series\":\"工程系列\",\"applications\":[\"" + String.join("\",\"", ids) + "\"]}",
                "idempotency-key", "the-key-of-the-plan").expect(201).json();
        assertThat(planned.path("lot").path("candidates")).hasSize(EXPERTS);
        stack.setClock(TestStack.TODAY.plusMinutes(5));
        JsonNode drawn = step(office, planned, "DRAW", "{\"seed\":\"03 08 17 21 29 33 + 09\",\"source\":\"双色球第2025031期\"}");
        List<String> experts = new ArrayList<>();
        drawn.path("panel").forEach(seat -> experts.add(seat.path("expert").asText()));
        assertThat(experts).hasSize(5);
        step(office, drawn, "CHAIR", "{\"expert\":\"" + experts.getFirst() + "\"}");
        step(office, drawn, "ATTENDANCE", "{\"experts\":[\"" + String.join("\",\"", experts) + "\"]}");
        step(office, drawn, "OPENING", "{}");

        // the fifth of the panel is related to the first applicant
        String interested = login(drawn, 4);
        step(interested, drawn, "RECUSAL", "{\"applicationId\":\"" + passed.id() + "\",\"ground\":\"RELATIVE\",\"words\":\"申报人系本人近亲属\"}");
        step(login(drawn, 0), drawn, "FINDING", "{\"number\":1,\"accepted\":true}");
        assertThat(api.get(interested, passed.path()).status()).as("is not read either").isEqualTo(404);
        for (Journey journey : List.of(passed, refused)) {
            JsonNode decision = journey.passing();
            step(login(drawn, 1), drawn, "OPINION", "{\"applicationId\":\"" + journey.id()
                    + "\",\"text\":\"业绩属实\",\"inFavour\":true,\"answers\":" + decision.path("answers") + "}");
        }
        int seen = show(drawn).path("version").asInt();
        api.send(office, "POST", "/sessions/2025-001/rounds", "{\"applications\":[\"" + String.join("\",\"", ids) + "\"]}", "if-match",
                "\"" + seen + "\"").expect(200);

        // all at once; the first application by four of four, the second by three of five: one too few
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int seat = i;
                String choices = (seat == 4 ? "" : choice(passed.id(), "FOR") + ",") + choice(refused.id(), seat < 3 ? "FOR" : "AGAINST");
                replies.add(threads.submit(() -> vote(login(drawn, seat), drawn, "the-key-of-seat-" + seat, choices)));
            }
            for (Future<Reply> reply : replies) {
                reply.get().expect(200);
            }
        }
        vote(login(drawn, 1), drawn, "the-key-of-seat-1", choice(passed.id(), "FOR") + "," + choice(refused.id(), "FOR")).expect(200);
        assertThat(vote(login(drawn, 1), drawn, "another-key-of-seat-1", choice(passed.id(), "FOR") + "," + choice(refused.id(), "FOR"))
                .expect(409).code()).isEqualTo("ALREADY_VOTED");
        JsonNode open = show(drawn).path("rounds").path(0);
        assertThat(open.path("voted").asInt()).isEqualTo(5);
        assertThat(open.path("results")).as("before it is counted").isEmpty();
        assertNothingTells();

        JsonNode counted = api.send(office, "POST", "/sessions/2025-001/rounds/1/count", "").expect(200).json().path("rounds").path(0);
        assertThat(counted.path("results").path(0).path("passed").asBoolean()).isTrue();
        assertThat(counted.path("results").path(0).path("present").asInt()).isEqualTo(4);
        assertThat(counted.path("results").path(1).path("passed").asBoolean()).isFalse();
        assertThat(counted.path("results").path(1).path("inFavour").asInt()).isEqualTo(3);

        step(login(drawn, 0), drawn, "SIGNATURE", "{}");
        refused.awaitState("REJECTED");
        assertThat(List.of("RESULT_NOTICE", "MATERIALS")).contains(awaitLeft(passed));
        assertThat(api.get(office, "/sessions/2025-001/papers/MINUTES").expect(200).body())
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        assertThat(show(drawn).path("outcomes")).hasSize(2);
        assertNothingJoins(experts);
    }

    @Test
    @Order(2)
    @DisplayName("R45 同时安排、抽取、开始表决、投票和计票、签署：一份申报只在一个议程，收到的票都计入，未收到的都不计入")
    void shouldAgreeWhoeverComesFirst_R45() throws Exception {
        Journey heard = Journey.of(stack).to("COMMITTEE_REVIEW");
        List<Reply> planned = together(Collections.nCopies(3,
                i -> api.send(office, "POST", "/sessions",
                        "{\"year\":2025,\"date\":\"2025-03-10\",\"series\":\"工程系列\",\"applications\":[\"" + heard.id() + "\"]}",
                        "idempotency-key", "the-key-of-plan-" + i)));
        List<JsonNode> holding = planned.stream().filter(reply -> reply.status() == 201).map(reply -> show(reply.json()))
                .filter(session -> session.path("agenda").findValuesAsText("applicationId").contains(heard.id())).toList();
        assertThat(holding).as(planned.toString()).hasSize(1);
        JsonNode session = holding.getFirst();
        String path = "/sessions/" + session.path("id").asText();
        String version = "\"" + session.path("version").asInt() + "\"";

        stack.setClock(TestStack.TODAY.plusMinutes(15));
        List<Reply> draws = together(Collections.nCopies(3, i -> api.send(office, "PUT", path + "/DRAW",
                "{\"seed\":\"03 08 17 21 29 3" + i + " + 09\",\"source\":\"双色球第2025031期\"}", "if-match", version)));
        assertThat(draws).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(draws).filteredOn(reply -> reply.status() != 200).extracting(Reply::code).hasSize(2).isSubsetOf("SESSION_STEP",
                "SETTING_CHANGED", "STALE_VERSION");
        JsonNode drawn = show(session);
        List<String> experts = drawn.path("panel").findValuesAsText("expert");
        step(office, drawn, "CHAIR", "{\"expert\":\"" + experts.getFirst() + "\"}");
        step(office, drawn, "ATTENDANCE", "{\"experts\":[\"" + String.join("\",\"", experts) + "\"]}");
        step(office, drawn, "OPENING", "{}");
        step(login(drawn, 1), drawn, "OPINION", "{\"applicationId\":\"" + heard.id() + "\",\"text\":\"业绩属实\",\"inFavour\":true,\"answers\":"
                + heard.passing().path("answers") + "}");

        String seen = "\"" + show(drawn).path("version").asInt() + "\"";
        List<Reply> opened = together(Collections.nCopies(3,
                i -> api.send(office, "POST", path + "/rounds", "{\"applications\":[\"" + heard.id() + "\"]}", "if-match", seen)));
        assertThat(opened).anyMatch(reply -> reply.status() == 200);
        assertThat(show(drawn).path("rounds")).as("one vote").hasSize(1);

        List<IntFunction<Reply>> all = new ArrayList<>(
                Collections.nCopies(experts.size(), i -> vote(login(drawn, i), drawn, "the-key-of-race-" + i, choice(heard.id(), "FOR"))));
        all.add(_ -> api.send(office, "POST", path + "/rounds/1/count", ""));
        List<Reply> replies = together(all);
        List<Reply> votes = replies.subList(0, experts.size());
        long taken = votes.stream().filter(reply -> reply.status() == 200).count();
        assertThat(votes).filteredOn(reply -> reply.status() != 200).extracting(Reply::code).containsOnly("ROUND_CLOSED");
        replies.getLast().expect(200);
        JsonNode round = show(drawn).path("rounds").path(0);
        assertThat(round.path("voted").asLong()).isEqualTo(taken);
        assertThat(round.path("results").path(0).path("ballots").asLong()).as("what was taken is counted").isEqualTo(taken);
        assertThat(round.path("results").path(0).path("inFavour").asLong()).isEqualTo(taken);
        assertThat(round.path("results").path(0).path("passed").asBoolean()).isEqualTo(taken >= 4);

        String last = "\"" + show(drawn).path("version").asInt() + "\"";
        List<Reply> signed = together(
                Collections.nCopies(3, _ -> api.send(login(drawn, 0), "PUT", path + "/SIGNATURE", "{}", "if-match", last)));
        assertThat(signed).anyMatch(reply -> reply.status() == 200);
        assertThat(awaitLeft(heard)).isIn(taken >= 4 ? List.of("RESULT_NOTICE", "MATERIALS") : List.of("REJECTED"));
        assertThat(show(drawn).path("outcomes")).hasSize(1);
        assertThat(table.applications().find(heard.id()).orElseThrow().reviews())
                .filteredOn(review -> review.reviewer().equals("SESSION#" + session.path("id").asText())).hasSize(1);
    }

    /** At the same moment; each is told which one it is. */
    private static List<Reply> together(List<IntFunction<Reply>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Reply>> running = IntStream.range(0, work.size()).mapToObj(i -> threads.submit(() -> {
                start.await();
                return work.get(i).apply(i);
            })).toList();
            start.countDown();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> one : running) {
                replies.add(one.get());
            }
            return replies;
        }
    }

    private static String awaitLeft(Journey journey) {
        Await.until(journey.id() + " stays at the committee", () -> !journey.state().equals("COMMITTEE_REVIEW"));
        return journey.state();
    }

    /** Nothing of all that is kept joins a ballot to a person; and what would is found, put there by hand. */
    private static void assertNothingJoins(List<String> experts) {
        Set<String> people = new HashSet<>(experts);
        experts.forEach(expert -> {
            int number = Integer.parseInt(expert.replace("it-expert-", ""));
            people.add("it-staff-" + (number - 1));
            people.add("评委" + number);
        });
        BallotSearch search = new BallotSearch(stack, () -> LOG.toString(StandardCharsets.UTF_8), people);
        List<BallotSearch.Place> places = search.places();
        Map<String, Long> looked = places.stream().collect(Collectors.groupingBy(BallotSearch.Place::kind, Collectors.counting()));
        assertThat(looked.keySet()).containsExactlyInAnyOrder("item", "stream", "log", "event", "file");
        assertThat(looked.values()).allMatch(count -> count > 30);
        assertThat(places).as("the search sees who voted")
                .anyMatch(place -> place.kind().equals("stream") && place.text().contains("VOTED#01#"))
                .anyMatch(place -> place.kind().equals("stream") && place.text().contains("BALLOT#01#"));
        assertThat(search.joins(places)).isEmpty();

        Map<String, AttributeValue> ballot = search.items().stream().filter(item -> item.get("sk").s().startsWith("BALLOT#")).findFirst()
                .orElseThrow();
        String id = ballot.get("sk").s().substring("BALLOT#01#".length());
        try (DynamoDbClient dynamo = Endpoint.clients(stack.stack().backend().endpoint()).dynamoDb()) {
            dynamo.putItem(r -> r.tableName(stack.table()).item(seed("1", "ballot", id, "expert", experts.getFirst())));
            dynamo.putItem(
                    r -> r.tableName(stack.table()).item(seed("2", "ballot", ballot.get("sealed").s(), "at", "2025-03-10T09:12:00Z")));
            dynamo.putItem(r -> r.tableName(stack.table()).item(seed("3", "choice", "FOR", "name", "评委1")));
        }
        System.out.println("ballot " + id + " of it-staff-0");
        assertThat(search.joins(search.places())).contains("item: a ballot beside a person", "item: a ballot beside a time",
                "item: a choice beside a person", "stream: a ballot beside a person", "stream: a ballot beside a time",
                "stream: a choice beside a person", "log: a ballot beside a person");
    }

    private static Map<String, AttributeValue> seed(String key, String name, String value, String beside, String what) {
        return Map.of("pk", AttributeValue.fromS("SEED"), "sk", AttributeValue.fromS(key), name, AttributeValue.fromS(value), beside,
                AttributeValue.fromS(what));
    }

    /** A ballot's item has its key, the application and a seal, and no item of the table has a choice. */
    private static void assertNothingTells() {
        try (DynamoDbClient dynamo = Endpoint.clients(stack.stack().backend().endpoint()).dynamoDb()) {
            List<Map<String, AttributeValue>> items = dynamo.scanPaginator(r -> r.tableName(stack.table()).consistentRead(true)).items()
                    .stream().toList();
            List<Map<String, AttributeValue>> ballots = items.stream().filter(item -> item.get("sk").s().startsWith("BALLOT#")).toList();
            assertThat(ballots).hasSize(9).allSatisfy(ballot -> {
                assertThat(ballot.keySet()).containsExactlyInAnyOrder("pk", "sk", "applicationId", "sealed");
                assertThat(ballot.get("sealed").s()).hasSize(344);
            });
            assertThat(items).hasSizeGreaterThan(50).noneMatch(item -> item.toString().matches("(?s).*S=(FOR|AGAINST|ABSTAIN)\\).*"));
        }
    }
}
