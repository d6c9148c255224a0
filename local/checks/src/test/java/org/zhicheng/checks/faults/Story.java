package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.checks.Checksums;

/** A way through the system, step by step; after each step everything comes to rest. */
enum Story {

    /** From the submission to the certificate. */
    STRAIGHT(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("EMPLOYER_REVIEW", (rig, p) -> p.notice()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("COMMITTEE_REVIEW", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "PASS")),
            step("MATERIALS", (rig, p) -> p.decide(Office.COMMITTEE, "PASS")), step("MATERIALS", (rig, p) -> p.receive(0, 5)),
            step("APPROVAL_DOCUMENT", (rig, p) -> p.receive(5, 12)), step("CERTIFIED", (rig, p) -> p.approve()),
            step("CERTIFIED", (rig, p) -> p.readCertificate())),

    /** Returned by the district, corrected, and rejected in the end. */
    CORRECTION(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("EMPLOYER_REVIEW", (rig, p) -> p.notice()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("CORRECTION", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "RETURN")),
            step("CORRECTION", (rig, p) -> p.saveForm("补充后的内容")), step("EMPLOYER_REVIEW", (rig, p) -> p.correct()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("REJECTED", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "REJECT"))),

    /** Withdrawn while returned. */
    WITHDRAWAL(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("CORRECTION", (rig, p) -> p.decide(Office.EMPLOYER, "RETURN")),
            step("WITHDRAWN", (rig, p) -> p.withdraw())),

    /** Withdrawn at once, before the workflow has begun. */
    SECOND_THOUGHTS(step("WITHDRAWN", (rig, p) -> {
        p.submit();
        p.withdraw();
    })),

    /** Recommended, taken back, recommended again, and ended by the bureau where the office has it. */
    TAKEN_BACK(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("EMPLOYER_REVIEW", (rig, p) -> p.notice()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")), step("EMPLOYER_REVIEW", (rig, p) -> p.recall()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("COMMITTEE_REVIEW", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "PASS")),
            step("MATERIALS", (rig, p) -> p.decide(Office.COMMITTEE, "PASS")), step("CLOSED", (rig, p) -> p.close())),

    /** Rejected, looked at again and sent back, and rejected once more by the next tier. */
    QUESTIONED(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("EMPLOYER_REVIEW", (rig, p) -> p.notice()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("REJECTED", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "REJECT")), step("RECONSIDERATION", (rig, p) -> p.question()),
            step("DISTRICT_REVIEW", (rig, p) -> p.reconsider("SENT_BACK")),
            step("COMMITTEE_REVIEW", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "PASS")),
            step("REJECTED", (rig, p) -> p.decide(Office.COMMITTEE, "REJECT"))),

    /** Announced, objected to, which is dismissed, and on by itself at the end of the notice. */
    ANNOUNCED(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("EMPLOYER_REVIEW", (rig, p) -> p.notice()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("COMMITTEE_REVIEW", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "PASS")),
            step("RESULT_NOTICE", (rig, p) -> p.decide(Office.COMMITTEE, "PASS")),
            step("RESULT_NOTICE", (rig, p) -> rig.pass(Duration.ofDays(1))), step("RESULT_NOTICE", (rig, p) -> p.beObjectedTo()),
            step("RESULT_NOTICE", (rig, p) -> p.answerObjection("DISMISSED")), step("MATERIALS", (rig, p) -> rig.pass(Duration.ofDays(7))),
            step("CLOSED", (rig, p) -> p.close())),

    /** Decided by a session of the committee: planned, drawn, attended, voted, counted, signed and carried out. */
    SESSION(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("EMPLOYER_REVIEW", (rig, p) -> p.notice()),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("COMMITTEE_REVIEW", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "PASS")),
            step("COMMITTEE_REVIEW", (rig, p) -> p.hearing().plan()), step("COMMITTEE_REVIEW", (rig, p) -> p.hearing().convene()),
            step("COMMITTEE_REVIEW", (rig, p) -> p.hearing().open()), step("COMMITTEE_REVIEW", (rig, p) -> p.hearing().vote()),
            step("COMMITTEE_REVIEW", (rig, p) -> p.hearing().count()), step("MATERIALS", (rig, p) -> p.hearing().sign()),
            step("CLOSED", (rig, p) -> p.close())),

    /** Returned and left lying, over the reminder to the deadline; it was extended once. */
    ABANDONMENT(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("CORRECTION", (rig, p) -> p.decide(Office.EMPLOYER, "RETURN")),
            step("CORRECTION", (rig, p) -> p.extend(6)), step("CORRECTION", (rig, p) -> rig.pass(Duration.ofDays(5))),
            step("CORRECTION", (rig, p) -> rig.pass(Duration.ofDays(3))), step("ABANDONED", (rig, p) -> rig.pass(Duration.ofDays(3)))),

    /** The employer takes so long that it is recorded twice, and the district rejects at last. */
    OVERDUE(step("EMPLOYER_REVIEW", (rig, p) -> p.submit()), step("EMPLOYER_REVIEW", (rig, p) -> p.notice()),
            step("EMPLOYER_REVIEW", (rig, p) -> rig.pass(Duration.ofDays(30))),
            step("EMPLOYER_REVIEW", (rig, p) -> rig.pass(Duration.ofDays(2))),
            step("DISTRICT_REVIEW", (rig, p) -> p.decide(Office.EMPLOYER, "PASS")),
            step("REJECTED", (rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "REJECT"))),

    /** Everything before the submission, and the draft deleted in the end. */
    FILLING_IN(step("", (rig, p) -> p.register()), step("DRAFT", (rig, p) -> p.createDraft()),
            step("DRAFT", (rig, p) -> p.changeQualification()), step("DRAFT", (rig, p) -> p.saveForm("第一稿")),
            step("DRAFT", (rig, p) -> upload(p, "A3", "A3.jpg", p.file("A3.jpg"), "ACCEPTED")),
            step("DRAFT", (rig, p) -> upload(p, "A10", "A10.pdf", "no PDF at all".getBytes(StandardCharsets.UTF_8), "REJECTED")),
            step("", (rig, p) -> p.deleteDraft())),

    /** A draft that nobody submits: reminded of and closed with the window. */
    EXPIRY(step("DRAFT", (rig, p) -> {
        rig.stack.clock().set(at("2025-03-17T12:00"));
        rig.closeWindow();
    }), step("EXPIRED", (rig, p) -> {
        rig.stack.clock().set(at("2025-03-18T00:01"));
        rig.closeWindow();
    }), step("EXPIRED", (rig, p) -> rig.closeWindow()));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<Step> steps;

    Story(Step... steps) {
        this.steps = List.of(steps);
    }

    /** What is done, and the state in which the application rests afterwards; empty for none. */
    private record Step(String after, BiConsumer<Rig, Person> action) {
    }

    private static Step step(String after, BiConsumer<Rig, Person> action) {
        return new Step(after, action);
    }

    /** The state in the end; empty where nothing is left. */
    String ending() {
        return steps.getLast().after();
    }

    /** Whether it begins with a draft in which everything is filled in. */
    boolean isPrepared() {
        return this != FILLING_IN;
    }

    int length() {
        return steps.size();
    }

    void play(int step, Rig rig, Person person) {
        steps.get(step).action().accept(rig, person);
    }

    /** The state in which the application rests after a step; empty where there is none. */
    String after(int step) {
        return steps.get(step).after();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }

    /** What sends a file to the address that its announcement was answered. */
    static HttpRequest.Builder sending(JsonNode upload, byte[] content) {
        HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(upload.path("uri").asText()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        upload.path("headers").properties().stream().filter(h -> !List.of("host", "content-length").contains(h.getKey()))
                .forEach(h -> put.header(h.getKey(), h.getValue().asText()));
        return put;
    }

    /** Announces a file, sends it, has it inspected; the last one again and again until it is answered. */
    private static void upload(Person p, String material, String name, byte[] content, String wanted) {
        ObjectNode announcement = JSON.createObjectNode().put("material", material).put("fileName", name)
                .put("contentType", name.endsWith("pdf") ? "application/pdf" : "image/jpeg").put("size", content.length)
                .put("sha256", Checksums.sha256(content));
        String path = "/applications/" + p.id() + "/attachments";
        JsonNode ticket = p.expect(p.repeat(p.sub, false, "POST", path, announcement, Map.of("idempotency-key", p.id() + material + name)))
                .body();
        try {
            int status = HTTP.send(sending(ticket.path("upload"), content).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("upload answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Door.Reply reply;
        do {
            // 202 while the file is read
            reply = p.repeat(p.sub, false, "POST", path + "/" + ticket.path("attachmentId").asText() + "/completion",
                    JSON.createObjectNode(), Map.of());
        } while (reply.status() == 202);
        if (wanted.equals("REJECTED") ? !reply.code().equals("FILE_REJECTED") : !reply.succeeded()) {
            throw new Person.Refused(reply);
        }
    }
}
