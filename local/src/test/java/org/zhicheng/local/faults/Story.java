package org.zhicheng.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A way through the system, step by step; after each step everything comes to rest. */
enum Story {

    /** From the submission to the certificate. */
    STRAIGHT("CERTIFIED", steps -> {
        steps.add((rig, p) -> p.submit());
        steps.add((rig, p) -> p.notice());
        steps.add((rig, p) -> p.decide(Office.EMPLOYER, "PASS"));
        steps.add((rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "PASS"));
        steps.add((rig, p) -> p.decide(Office.COMMITTEE, "PASS"));
        steps.add((rig, p) -> p.receive(0, 5));
        steps.add((rig, p) -> p.receive(5, 12));
        steps.add((rig, p) -> p.approve());
        steps.add((rig, p) -> p.readCertificate());
    }),

    /** Returned by the district, corrected, and rejected in the end. */
    CORRECTION("REJECTED", steps -> {
        steps.add((rig, p) -> p.submit());
        steps.add((rig, p) -> p.notice());
        steps.add((rig, p) -> p.decide(Office.EMPLOYER, "PASS"));
        steps.add((rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "RETURN"));
        steps.add((rig, p) -> p.saveForm("补充后的内容"));
        steps.add((rig, p) -> p.correct());
        steps.add((rig, p) -> p.decide(Office.EMPLOYER, "PASS"));
        steps.add((rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "REJECT"));
    }),

    /** Withdrawn while returned; then another application of the same person, withdrawn too, before anything else has happened to it. */
    WITHDRAWAL("WITHDRAWN", steps -> {
        steps.add((rig, p) -> p.submit());
        steps.add((rig, p) -> p.decide(Office.EMPLOYER, "RETURN"));
        steps.add((rig, p) -> p.withdraw());
    }),

    /** Withdrawn at once, before the workflow has begun. */
    SECOND_THOUGHTS("WITHDRAWN", steps -> steps.add((rig, p) -> {
        p.submit();
        p.withdraw();
    })),

    /** Returned and left lying, over the reminder to the deadline; it was extended once. */
    ABANDONMENT("ABANDONED", steps -> {
        steps.add((rig, p) -> p.submit());
        steps.add((rig, p) -> p.decide(Office.EMPLOYER, "RETURN"));
        steps.add((rig, p) -> p.extend(6));
        steps.add((rig, p) -> rig.pass(Duration.ofDays(5)));
        steps.add((rig, p) -> rig.pass(Duration.ofDays(3)));
        steps.add((rig, p) -> rig.pass(Duration.ofDays(3)));
    }),

    /** The employer takes so long that it is recorded twice, and the district decides at last. */
    OVERDUE("REJECTED", steps -> {
        steps.add((rig, p) -> p.submit());
        steps.add((rig, p) -> p.notice());
        steps.add((rig, p) -> rig.pass(Duration.ofDays(30)));
        steps.add((rig, p) -> rig.pass(Duration.ofDays(2)));
        steps.add((rig, p) -> p.decide(Office.EMPLOYER, "PASS"));
        steps.add((rig, p) -> p.decide(Office.DISTRICT_REVIEWER, "REJECT"));
    }),

    /** Everything before the submission, and the draft deleted in the end. */
    FILLING_IN("", false, steps -> {
        steps.add((rig, p) -> p.register());
        steps.add((rig, p) -> p.createDraft());
        steps.add((rig, p) -> p.changeQualification());
        steps.add((rig, p) -> p.saveForm("第一稿"));
        steps.add((rig, p) -> upload(p, "A3", "A3.jpg", p.file("A3.jpg"), "ACCEPTED"));
        steps.add((rig, p) -> upload(p, "A10", "A10.pdf", "no PDF at all".getBytes(StandardCharsets.UTF_8), "REJECTED"));
        steps.add((rig, p) -> p.deleteDraft());
    }),

    /** A draft that nobody submits: reminded of and closed with the window. */
    EXPIRY("EXPIRED", steps -> {
        steps.add((rig, p) -> {
            rig.stack.clock().set(at("2025-03-17T12:00"));
            rig.closeWindow();
        });
        steps.add((rig, p) -> {
            rig.stack.clock().set(at("2025-03-18T00:01"));
            rig.closeWindow();
        });
        steps.add((rig, p) -> rig.closeWindow());
    });

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String ending;
    private final boolean prepared;
    private final List<BiConsumer<Rig, Person>> steps = new ArrayList<>();

    Story(String ending, java.util.function.Consumer<List<BiConsumer<Rig, Person>>> steps) {
        this(ending, true, steps);
    }

    Story(String ending, boolean prepared, java.util.function.Consumer<List<BiConsumer<Rig, Person>>> steps) {
        this.ending = ending;
        this.prepared = prepared;
        steps.accept(this.steps);
    }

    /** The state in the end; empty where nothing is left. */
    String ending() {
        return ending;
    }

    /** Whether it begins with a draft in which everything is filled in. */
    boolean isPrepared() {
        return prepared;
    }

    List<BiConsumer<Rig, Person>> steps() {
        return List.copyOf(steps);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }

    /** Announces a file, sends it, has it inspected; the last one again and again until it is answered. */
    private static void upload(Person p, String material, String name, byte[] content, String wanted) {
        ObjectNode announcement = JSON.createObjectNode().put("material", material).put("fileName", name)
                .put("contentType", name.endsWith("pdf") ? "application/pdf" : "image/jpeg").put("size", content.length).put("sha256", sha256(content));
        String path = "/applications/" + p.id() + "/attachments";
        JsonNode ticket = p.expect(p.repeat(p.sub, false, "POST", path, announcement, Map.of("idempotency-key", p.id() + material + name))).body();
        HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(ticket.path("upload").path("uri").asText()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        ticket.path("upload").path("headers").properties().stream().filter(h -> !List.of("host", "content-length").contains(h.getKey()))
                .forEach(h -> put.header(h.getKey(), h.getValue().asText()));
        try {
            int status = HTTP.send(put.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("upload answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Door.Reply reply = p.repeat(p.sub, false, "POST", path + "/" + ticket.path("attachmentId").asText() + "/completion", JSON.createObjectNode(), Map.of());
        if (wanted.equals("REJECTED") ? !reply.code().equals("FILE_REJECTED") : !reply.succeeded()) {
            throw new Person.Refused(reply);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
