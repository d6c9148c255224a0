package org.zhicheng.checks.faults;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.ground.calendar.BeijingTime;

/**
 * A session of the committee about some applications (R45), by its office, three experts and the chair. Every other one of them, the first
 * first, passes by exactly two thirds; the others lack one vote.
 */
final class Hearing {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SEATS = 3;
    private static final int SUBSTITUTES = 1;
    /** What the ids on the register begin with; a figure of 2 to 5 follows, as at the end of the logins. */
    private static final String EXPERT = "faultsfaultsfaultsfaultsf";

    private final Person asking;
    private final List<String> applications;
    private String session = "";

    /** @param asking by whose door requests go */
    Hearing(Person asking, List<String> applications) {
        this.asking = asking;
        this.applications = List.copyOf(applications);
    }

    /** The session's number; empty until it is planned. */
    String session() {
        return session;
    }

    /** Whether sessions decide from now on; whoever can be drawn consents first. */
    static void decides(Door door, boolean bySession) {
        JsonNode cycle = get(door, "/cycles").path("cycles").path(0);
        if (cycle.at("/settings/committee/bySession").asBoolean() != bySession) {
            ObjectNode change = JSON.createObjectNode().put("opens", cycle.path("opens").asText()).put("closes",
                    cycle.path("closes").asText());
            change.putObject("settings").putObject("committee").put("bySession", bySession).put("seniorBySpecialty", SEATS)
                    .put("seniorBySeries", SEATS).put("otherwise", SEATS).put("substitutes", SUBSTITUTES).put("readers", 1);
            send(door, Office.ADMINISTRATOR, "PUT", "/cycles/2025", change,
                    Map.of("if-match", "\"" + cycle.path("version").asInt() + "\""));
        }
        if (bySession) {
            consent(door);
        }
    }

    private static void consent(Door door) {
        JsonNode register = get(door, "/experts").path("experts");
        for (int i = 2; i < 2 + SEATS + SUBSTITUTES; i++) {
            String id = EXPERT + i;
            Optional<JsonNode> there = register.valueStream().filter(entry -> entry.path("id").asText().equals(id)).findFirst();
            if (there.isEmpty()) {
                ObjectNode entry = JSON.createObjectNode().put("name", "评委" + "甲乙丙丁戊".charAt(i - 1)).put("employerName", "样例研究院")
                        .put("title", "高级工程师").put("from", "2025-01-01").put("to", "2027-12-31");
                entry.putArray("series").add("工程系列");
                send(door, Office.ADMINISTRATOR, "PUT", "/experts/" + id, entry, Map.of());
            }
            if (there.filter(entry -> entry.hasNonNull("consented")).isEmpty()) {
                String link = send(door, Office.ADMINISTRATOR, "POST", "/experts/" + id + "/invitation", JSON.createObjectNode(), Map.of())
                        .path("link").asText();
                send(door, login(id), "POST", "/experts/" + id + "/consent",
                        JSON.createObjectNode().put("code", link.substring(id.length() + 1)).put("consents", true), Map.of());
                ObjectNode member = JSON.createObjectNode().put("name", "评委" + "甲乙丙丁戊".charAt(i - 1)).put("mail", "");
                member.putArray("appointments").addObject().put("role", "COMMITTEE").put("scope", "").put("from", "2025-01-01");
                send(door, Office.ADMINISTRATOR, "PUT", "/staff/" + login(id), member, Map.of());
            }
        }
    }

    // ── its steps; each may be given again ──

    void plan() {
        String now = office("GET", "/cycles", Rig.none(), Map.of()).path("now").asText();
        ObjectNode plan = JSON.createObjectNode().put("year", 2025)
                .put("date", LocalDate.ofInstant(Instant.parse(now), BeijingTime.ZONE).toString()).put("series", "工程系列");
        applications.forEach(plan.putArray("applications")::add);
        session = office("POST", "/sessions", plan, Map.of("idempotency-key", "session-about-" + applications.getFirst())).path("id")
                .asText();
    }

    void convene() {
        step(Office.OFFICE, "DRAW", JSON.createObjectNode().put("seed", "03 08 17 21 29 33 + 09").put("source", "双色球第2025031期"));
        step(Office.OFFICE, "CHAIR", JSON.createObjectNode().put("expert", seats().getFirst()));
        ObjectNode there = JSON.createObjectNode();
        seats().forEach(there.putArray("experts")::add);
        step(Office.OFFICE, "ATTENDANCE", there);
        step(Office.OFFICE, "OPENING", JSON.createObjectNode());
    }

    void open() {
        for (String application : applications) {
            step(login(seats().getLast()), "OPINION",
                    JSON.createObjectNode().put("applicationId", application).put("text", "业绩属实").put("inFavour", true));
        }
        ObjectNode agenda = JSON.createObjectNode();
        applications.forEach(agenda.putArray("applications")::add);
        office("POST", "/sessions/" + session + "/rounds", agenda, seen());
    }

    void vote() {
        List<String> seats = seats();
        for (int seat = 0; seat < SEATS; seat++) {
            ObjectNode ballot = JSON.createObjectNode();
            for (int i = 0; i < applications.size(); i++) {
                ballot.withArray("choices").addObject().put("applicationId", applications.get(i)).put("choice",
                        seat < inFavour(i) ? "FOR" : "AGAINST");
            }
            sent(login(seats.get(seat)), "POST", "/sessions/" + session + "/rounds/1/ballots", ballot,
                    Map.of("idempotency-key", "ballot-of-" + session + "-" + seats.get(seat)));
        }
    }

    /** @throws Person.Refused where it comes to anything but what they voted */
    void count() {
        Door.Reply counted = asking.expect(
                asking.repeat(Office.OFFICE, true, "POST", "/sessions/" + session + "/rounds/1/count", JSON.createObjectNode(), Map.of()));
        JsonNode results = counted.body().at("/rounds/0/results");
        for (int i = 0; i < applications.size(); i++) {
            JsonNode result = results.path(i);
            if (!result.path("applicationId").asText().equals(applications.get(i)) || result.path("present").asInt() != SEATS
                    || result.path("inFavour").asInt() != inFavour(i) || result.path("against").asInt() != SEATS - inFavour(i)
                    || result.path("passed").asBoolean() != passes(i)) {
                throw new Person.Refused(counted);
            }
        }
    }

    void sign() {
        step(login(seats().getFirst()), "SIGNATURE", JSON.createObjectNode());
    }

    static boolean passes(int application) {
        return application % 2 == 0;
    }

    private static int inFavour(int application) {
        return passes(application) ? 2 : 1;
    }

    // ── asking ──

    private List<String> seats() {
        List<String> seats = new ArrayList<>();
        show().path("panel").forEach(seat -> seats.add(seat.path("expert").asText()));
        return seats;
    }

    private JsonNode show() {
        return office("GET", "/sessions/" + session, Rig.none(), Map.of());
    }

    private Map<String, String> seen() {
        return Map.of("if-match", "\"" + show().path("version").asInt() + "\"");
    }

    private void step(String who, String step, ObjectNode body) {
        sent(who, "PUT", "/sessions/" + session + "/" + step, body, seen());
    }

    private JsonNode office(String method, String path, JsonNode body, Map<String, String> headers) {
        return sent(Office.OFFICE, method, path, body, headers);
    }

    private JsonNode sent(String who, String method, String path, JsonNode body, Map<String, String> headers) {
        return asking.expect(asking.repeat(who, true, method, path, body, headers)).body();
    }

    private static String login(String expert) {
        return "expert-0" + expert.substring(EXPERT.length());
    }

    private static JsonNode get(Door door, String path) {
        return send(door, Office.ADMINISTRATOR, "GET", path, Rig.none(), Map.of());
    }

    private static JsonNode send(Door door, String who, String method, String path, JsonNode body, Map<String, String> headers) {
        Door.Reply reply = door.send(who, true, method, path, body, headers);
        if (!reply.succeeded()) {
            throw new IllegalStateException(method + " " + path + ": " + reply);
        }
        return reply.body();
    }

    /** Where something may wait to be delivered. */
    Stream<String> partitions() {
        return Stream.of(session).filter(id -> !id.isEmpty()).map(id -> "SESSION#" + id);
    }
}
