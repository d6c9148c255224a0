package org.zhicheng.checks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.checks.usage.Usage;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.lambda.Services;

/** A session of the committee at its largest, from the plan until each application has gone on: how long each part takes, and what it reads and writes. */
public final class Sitting {

    private static final int SUBSTITUTES = 3;

    private final TestStack stack;
    private final Api api;
    private final Services table;
    private final String office;
    private final int panel;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private Sitting(TestStack stack, int panel) {
        this.stack = stack;
        this.api = stack.api();
        this.table = stack.adapters();
        this.office = stack.token(Journey.OFFICE);
        this.panel = panel;
    }

    /** Holds one over so many applications with a panel of so many, and says it as a Markdown table. */
    public static String table(int applications, int panel) {
        try (TestStack stack = TestStack.start(options -> options.withParameter("RequestsPerSecond", "10000"))) {
            stack.prepare();
            stack.setClock(TestStack.TODAY);
            return new Sitting(stack, panel).hold(applications);
        }
    }

    private String hold(int applications) {
        EveryState every = EveryState.on(stack);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < applications; i++) {
            ids.add(every.another(State.COMMITTEE_REVIEW).id());
        }
        decideInSession();
        register();
        ObjectNode plan = Api.JSON.createObjectNode().put("year", 2025).put("date", "2025-03-10").put("series", "工程系列");
        ids.forEach(plan.putArray("applications")::add);
        List<JsonNode> planned = new ArrayList<>();
        part("plan, with its candidates", () -> {
            planned.add(
                    api.send(office, "POST", "/sessions", plan.toString(), "idempotency-key", "the-key-of-the-plan").expect(201).json());
            return 1;
        });
        JsonNode session = planned.getFirst();
        stack.setClock(TestStack.TODAY.plusMinutes(5));
        int version = show(session).path("version").asInt();
        part("draw", () -> {
            put(office, session, "DRAW", "{\"seed\":\"03 08 17 21 29 33 + 09\",\"source\":\"双色球第2025031期\"}", version);
            return 1;
        });
        List<String> experts = new ArrayList<>();
        show(session).path("panel").forEach(seat -> experts.add(seat.path("expert").asText()));
        step(office, session, "CHAIR", "{\"expert\":\"" + experts.getFirst() + "\"}");
        ObjectNode present = Api.JSON.createObjectNode();
        experts.forEach(present.putArray("experts")::add);
        step(office, session, "ATTENDANCE", present.toString());
        step(office, session, "OPENING", "{}");
        opinions(session);
        votes(session, ids, experts);
        part("signature, until all is carried out", () -> {
            step(tokens.get(experts.getFirst()), session, "SIGNATURE", "{}");
            Await.until("what was decided is carried out", () -> show(session).path("outcomes").size() == ids.size());
            return 1;
        });
        StringBuilder text = new StringBuilder(
                "| a session of %,d applications, panel of %d | calls | in all | each | read units | write units |\n"
                        .formatted(applications, panel))
                .append("|---|---|---|---|---|---|\n");
        parts.forEach((name, part) -> text.append(part.line(name)));
        return text.toString();
    }

    private void decideInSession() {
        String administrator = stack.token(Journey.ADMINISTRATOR);
        JsonNode cycle = api.get(administrator, "/cycles").expect(200).json().path("cycles").path(0);
        ObjectNode window = Api.JSON.createObjectNode().put("opens", cycle.path("opens").asText()).put("closes",
                cycle.path("closes").asText());
        window.putObject("settings").putObject("committee").put("bySession", true).put("seniorBySpecialty", panel)
                .put("seniorBySeries", panel).put("otherwise", panel).put("substitutes", SUBSTITUTES).put("readers", 2);
        api.send(administrator, "PUT", "/cycles/2025", window.toString(), "if-match", "\"" + cycle.path("version").asInt() + "\"")
                .expect(200);
    }

    private void register() {
        for (int i = 0; i < panel + SUBSTITUTES + 2; i++) {
            String sub = stack.nextStaff();
            api.send(stack.token(Journey.ADMINISTRATOR), "PUT", "/staff/" + sub,
                    "{\"name\":\"职员\",\"appointments\":[{\"role\":\"COMMITTEE\",\"scope\":\"\",\"from\":\"2025-01-01\"}]}").expect(200);
            String id = "bench-expert-" + i;
            tokens.put(id, stack.token(sub));
            Expert expert = Expert.entered(id, "评委" + i, "", "样例研究院" + i, "高级工程师", List.of("工程系列"), List.of(), LocalDate.of(2025, 1, 1),
                    LocalDate.of(2027, 12, 31)).consenting(sub, table.clock().instant()).over(Optional.empty());
            table.experts().save(List.of(new ExpertStore.Recorded(expert, AuditEvent.of("EXPERT#" + id, table.clock().instant(), "office",
                    Role.OFFICE, "ENTER_EXPERT", AuditEvent.Channel.API, ""))));
        }
    }

    /** One of each reader of each application. */
    private void opinions(JsonNode session) {
        JsonNode agenda = show(session).path("agenda");
        ObjectNode answers = Api.JSON.createObjectNode();
        api.get(office, "/reviews/" + agenda.path(0).path("applicationId").asText()).expect(200).json().path("checks").path("assessment")
                .path("questions").forEach(question -> answers.put(question.path("code").asText(), "已核实"));
        part("opinions of two readers each", () -> {
            int given = 0;
            for (JsonNode item : agenda) {
                for (JsonNode reader : item.path("readers")) {
                    ObjectNode body = Api.JSON.createObjectNode().put("applicationId", item.path("applicationId").asText())
                            .put("text", "业绩属实").put("inFavour", true);
                    body.set("answers", answers);
                    put(tokens.get(reader.asText()), session, "OPINION", body.toString(), 0);
                    given++;
                }
            }
            return given;
        });
    }

    private void votes(JsonNode session, List<String> ids, List<String> experts) {
        String path = "/sessions/" + session.path("id").asText() + "/rounds";
        for (int from = 0, number = 1; from < ids.size(); from += Round.MOST_APPLICATIONS, number++) {
            List<String> applications = ids.subList(from, Math.min(ids.size(), from + Round.MOST_APPLICATIONS));
            String round = path + "/" + number;
            ObjectNode opening = Api.JSON.createObjectNode();
            applications.forEach(opening.putArray("applications")::add);
            int version = show(session).path("version").asInt();
            part("rounds opened", () -> {
                api.send(office, "POST", path, opening.toString(), "if-match", "\"" + version + "\"").expect(200);
                return 1;
            });
            ObjectNode ballot = Api.JSON.createObjectNode();
            ArrayNode choices = ballot.putArray("choices");
            applications.forEach(id -> choices.addObject().put("applicationId", id).put("choice", "FOR"));
            part("votes, of all at once", () -> voteAtOnce(round, experts, ballot.toString()));
            part("rounds counted", () -> {
                api.send(office, "POST", round + "/count", "").expect(200);
                return 1;
            });
        }
    }

    private int voteAtOnce(String round, List<String> experts, String ballot) {
        try (ExecutorService threads = Executors.newFixedThreadPool(experts.size())) {
            List<Future<Reply>> replies = experts.stream()
                    .map(expert -> threads.submit(
                            () -> api.send(tokens.get(expert), "POST", round + "/ballots", ballot, "idempotency-key", "bench-" + expert)))
                    .toList();
            for (Future<Reply> reply : replies) {
                reply.get().expect(200);
            }
            return replies.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Does a part, and adds its time and its units to those of the same name. */
    private void part(String name, IntSupplier work) {
        Part part = parts.computeIfAbsent(name, _ -> new Part());
        try (Usage usage = Usage.of(stack.stack())) {
            long begin = System.nanoTime();
            part.calls += work.getAsInt();
            part.seconds += (System.nanoTime() - begin) / 1e9;
            part.reads += usage.calls().stream().mapToDouble(Usage.Call::reads).sum();
            part.writes += usage.calls().stream().mapToDouble(Usage.Call::writeUnits).sum();
        }
    }

    private static final class Part {

        private int calls;
        private double seconds;
        private double reads;
        private double writes;

        private String line(String name) {
            return String.format(Locale.ROOT, "| %s | %,d | %.1f s | %.0f ms | %,.0f | %,.0f |%n", name, calls, seconds,
                    seconds * 1000 / calls, reads, writes);
        }
    }

    private void step(String token, JsonNode session, String kind, String body) {
        put(token, session, kind, body, show(session).path("version").asInt());
    }

    private void put(String token, JsonNode session, String kind, String body, int version) {
        api.send(token, "PUT", "/sessions/" + session.path("id").asText() + "/" + kind, body, "if-match", "\"" + version + "\"")
                .expect(200);
    }

    private JsonNode show(JsonNode session) {
        return api.get(office, "/sessions/" + session.path("id").asText()).expect(200).json();
    }
}
