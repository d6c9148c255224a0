package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.files.FileKeys;

/**
 * An applicant with an application, and those who decide on it. Whatever is answered with an error of the server is sent again, as a person
 * would; what has been acknowledged is remembered.
 */
final class Person {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REPEATS = 30;
    private static final List<String> MATERIALS = List.of("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A9", "A10", "A13", "A14", "A15");
    private static final String NAME = "样例丙";

    final String sub;
    private final int number;
    private final Door door;
    private final Samples samples;
    private final Dossier dossier;
    private final String key = UUID.randomUUID().toString();
    private String id = "";
    private String document = "";
    private Optional<Hearing> hearing = Optional.empty();
    private boolean submitted;
    private boolean deleted;

    /** @param number makes the ID number and everything else the person's own */
    Person(Door door, Samples samples, String sub, int number) {
        this.door = door;
        this.samples = samples;
        this.sub = sub;
        this.number = number;
        this.dossier = samples.dossier("03-bachelor");
    }

    String id() {
        return id;
    }

    String mail() {
        return "person-" + number + "@example.invalid";
    }

    boolean submitted() {
        return submitted;
    }

    boolean deleted() {
        return deleted;
    }

    /** Where something about the application may wait to be delivered. */
    List<String> partitions() {
        return Stream.of(Stream.of("APP#" + id), Stream.of(document).filter(d -> !d.isEmpty()).map(d -> "APPROVAL#" + d),
                hearing.stream().flatMap(Hearing::partitions)).flatMap(s -> s).toList();
    }

    /** The session that hears the application, once it is asked for. */
    Hearing hearing() {
        if (hearing.isEmpty()) {
            hearing = Optional.of(new Hearing(this, List.of(id)));
        }
        return hearing.get();
    }

    /** The number of the session that hears it; empty where none does. */
    Optional<String> session() {
        return hearing.map(Hearing::session).filter(session -> !session.isEmpty());
    }

    // ── commands ──

    Door.Reply register() {
        return expect(own("POST", "/applicants", JSON.createObjectNode().put("name", NAME).put("idNumber", idNumber())
                .put("phone", "10000000033").put("mail", mail()).put("language", "zh"), Map.of()));
    }

    void createDraft() {
        createDraft(key);
    }

    void createDraft(String idempotencyKey) {
        ObjectNode body = JSON.createObjectNode().put("cycle", 2025);
        body.set("qualification", qualification("给水排水专业"));
        id = expect(own("POST", "/applications", body, Map.of("idempotency-key", idempotencyKey))).body().path("id").asText();
        deleted = false;
        submitted = false;
    }

    void changeQualification() {
        expect(own("PUT", "/applications/" + id + "/qualification", qualification("机械工程专业"), Map.of()));
    }

    /** With a sentence more in the summary, which the public notice does not print. */
    void saveForm(String sentence) {
        int revision = view().path("formRevision").asInt();
        // The same revision each time it is repeated: what was saved already is the same form.
        expect(own("PUT", "/applications/" + id, form(sentence), Map.of("if-match", "\"" + revision + "\"")));
    }

    void deleteDraft() {
        expect(own("DELETE", "/applications/" + id, Rig.none(), Map.of()));
        deleted = true;
    }

    Door.Reply trySubmit() {
        Door.Reply reply = own("POST", "/applications/" + id + "/submission", JSON.createObjectNode(), Map.of());
        submitted |= reply.succeeded();
        return reply;
    }

    void submit() {
        expect(trySubmit());
    }

    void correct() {
        expect(own("POST", "/applications/" + id + "/correction", JSON.createObjectNode(), Map.of()));
    }

    /** Hands the correction in with an answer instead of a change. */
    void correct(String answer) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("answers").put("summary", answer);
        expect(own("POST", "/applications/" + id + "/correction", body, Map.of()));
    }

    void withdraw() {
        expect(own("POST", "/applications/" + id + "/withdrawal", JSON.createObjectNode().put("reason", "另有安排"), Map.of()));
    }

    void notice() {
        ObjectNode notice = JSON.createObjectNode().put("name", NAME).put("from", "2025-03-03").put("to", "2025-03-07")
                .put("resultDate", "2025-03-07").put("receivingOffice", "人力资源部").put("supervisingTelephone", "0991-0000001");
        notice.setAll(qualification("给水排水专业"));
        notice.remove("district");
        notice.put("contentVersion", seen());
        expect(staff(Office.EMPLOYER, "PUT", "/applications/" + id + "/public-notice", notice));
    }

    Door.Reply tryDecide(String reviewer, ObjectNode decision) {
        return staff(reviewer, "POST", "/applications/" + id + "/decisions", decision);
    }

    ObjectNode decision(String outcome) {
        ObjectNode decision = JSON.createObjectNode().put("attempt", attempt()).put("contentVersion", seen()).put("outcome", outcome)
                .put("reason", outcome.equals("REJECT") ? "不符合申报条件" : "");
        if (outcome.equals("RETURN")) {
            decision.putArray("mend").addObject().put("item", "summary").put("comment", "请补充");
        }
        return decision;
    }

    void decide(String reviewer, String outcome) {
        expect(tryDecide(reviewer, decision(outcome)));
    }

    /** The employer takes its recommendation back. */
    void recall() {
        expect(staff(Office.EMPLOYER, "POST", "/applications/" + id + "/recall", leaving("已离职")));
    }

    /** The applicant asks that the rejection be looked at again. */
    void question() {
        expect(own("POST", "/applications/" + id + "/reconsideration", leaving("年限按劳动合同已满"), Map.of()));
    }

    /** The office looks at it again. */
    void reconsider(String outcome) {
        expect(staff(Office.OFFICE, "POST", "/applications/" + id + "/reconsideration/decision",
                leaving("经核查").put("contentVersion", seen()).put("outcome", outcome)));
    }

    /** Somebody without an account, each time of another network. */
    void beObjectedTo() {
        expect(repeat("", false, "POST", "/results/notices/" + ResultNotice.id(id, attempt()) + "/objections",
                JSON.createObjectNode().put("anonymous", true).put("facts", "样本：任职时间不符").put("evidence", "样本：劳动合同"),
                Map.of("x-forwarded-for", "10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256)));
    }

    /** The office answers the one objection that there is; a repeat is answered as the first was. */
    void answerObjection(String outcome) {
        JsonNode objections = expect(staff(Office.OFFICE, "GET", "/applications/" + id + "/result-objections", Rig.none())).body();
        expect(staff(Office.OFFICE, "POST",
                "/applications/" + id + "/result-objections/" + objections.path("objections").path(0).path("id").asText() + "/answer",
                JSON.createObjectNode().put("attempt", attempt()).put("contentVersion", seen()).put("outcome", outcome).put("reason",
                        "经核查")));
    }

    /** The bureau ends it. */
    void close() {
        expect(staff(Office.OFFICE, "POST", "/applications/" + id + "/closing", leaving("申报人去世")));
    }

    private ObjectNode leaving(String reason) {
        return JSON.createObjectNode().put("attempt", attempt()).put("reason", reason);
    }

    void extend(int days) {
        expect(staff(Office.ADMINISTRATOR, "POST", "/applications/" + id + "/deadline",
                JSON.createObjectNode().put("attempt", attempt()).put("workingDays", days)));
    }

    void receive(int from, int to) {
        ArrayNode received = JSON.createArrayNode();
        MATERIALS.subList(from, to).forEach(received::add);
        expect(staff(Office.OFFICE, "POST", "/applications/" + id + "/materials-receipt",
                JSON.createObjectNode().put("contentVersion", seen()).set("received", received)));
    }

    void approve() {
        document = "故障批〔2025〕" + number + "号";
        ObjectNode body = JSON.createObjectNode().put("number", document).put("date", "2025-03-10");
        body.putArray("applications").addObject().put("applicationId", id).put("contentVersion", seen());
        expect(staff(Office.OFFICE, "POST", "/approval-documents", body));
    }

    void readCertificate() {
        JsonNode certificates = expect(own("GET", "/certificates", Rig.none(), Map.of())).body();
        String certificate = certificates.path(0).path("number").asText();
        expect(own("GET", "/certificates/" + certificate + "/file", Rig.none(), Map.of()));
        expect(repeat("", false, "GET", "/verifications/" + certificates.path(0).path("code").asText(), Rig.none(),
                Map.of("accept", "application/json")));
    }

    JsonNode view() {
        return expect(own("GET", "/applications/" + id, Rig.none(), Map.of())).body();
    }

    String state() {
        return view().path("state").asText();
    }

    /** The version of the content as it is shown now. */
    private int seen() {
        return view().path("contentVersion").asInt();
    }

    private int attempt() {
        return view().path("attempt").asInt();
    }

    // ── preparing without the calls ──

    /** The draft with everything in it: the form by the API, the files straight on the table as if they had been inspected. */
    void prepare(Cloud cloud) {
        register();
        createDraft();
        saveForm("");
        byte[] portrait = file("A3.jpg");
        for (String material : MATERIALS) {
            ObjectNode attachment = JSON.createObjectNode().put("id", "file-" + material).put("material", material)
                    .put("fileName", material + ".pdf").put("contentType", "application/pdf").put("size", 1000).put("sha256", "")
                    .put("status", "ACCEPTED").put("uploadedBy", sub).put("requestedAt", Rig.TODAY.toString())
                    .put("inspectedAt", Rig.TODAY.toString());
            cloud.put("APP#" + id, "A#ATT#file-" + material, attachment);
        }
        cloud.file(cloud.materials, FileKeys.portraitKey(id, "file-A3"), "image/jpeg", portrait);
    }

    byte[] file(String name) {
        try {
            return Files.readAllBytes(samples.file(dossier, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode qualification(String specialty) {
        return JSON.createObjectNode().put("kind", "INITIAL_DETERMINATION").put("level", "JUNIOR").put("series", "工程系列")
                .put("specialty", specialty).put("district", Office.DISTRICT);
    }

    ObjectNode form(String sentence) {
        ObjectNode form = JSON.createObjectNode();
        Dossier.Identity identity = dossier.identity();
        form.putObject("contact").put("sex", identity.sex()).put("ethnicGroup", identity.ethnicGroup())
                .put("politicalStatus", identity.politicalStatus()).put("phone", identity.phone()).put("mail", mail());
        Dossier.Credential credential = dossier.credential();
        form.putObject("credential").put("type", credential.type().name()).put("fullTime", true).put("foreign", false)
                .put("degreeHeld", true).put("milestone", credential.milestone().toString()).put("institution", credential.institution())
                .put("subject", credential.subject());
        Dossier.Employment work = dossier.employment().getFirst();
        form.putArray("employment").addObject().put("employer", work.employer()).put("from", work.from().toString())
                .put("technicalPost", true).put("post", work.post());
        form.putObject("employer").put("uscc", dossier.employer().uscc()).put("name", dossier.employer().name()).put("origin", "URUMQI");
        form.putObject("presentTitle").put("name", dossier.presentTitle());
        // nobody's summary is another one's, byte for byte
        form.put("conduct", dossier.conduct()).put("achievements", dossier.achievements()).put("summary",
                samples.summary(dossier) + number + sentence);
        form.putObject("notApplicable");
        return form;
    }

    /** A number of GB 11643 of a region that does not exist, odd for a man, with its check digit. */
    private String idNumber() {
        LocalDate birth = LocalDate.of(1990, 1, 1).plusDays(number / 450);
        String seventeen = "990000" + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
                + "%03d".formatted(number % 450 * 2 + (dossier.identity().sex().equals("男") ? 1 : 0));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (seventeen.charAt(i) - '0');
        }
        return seventeen + "10X98765432".charAt(sum % 11);
    }

    // ── sending ──

    private Door.Reply own(String method, String path, JsonNode body, Map<String, String> headers) {
        return repeat(sub, false, method, path, body, headers);
    }

    private Door.Reply staff(String reviewer, String method, String path, JsonNode body) {
        return repeat(reviewer, true, method, path, body, Map.of());
    }

    Door.Reply repeat(String who, boolean staff, String method, String path, JsonNode body, Map<String, String> headers) {
        List<Door.Reply> replies = new ArrayList<>();
        for (int i = 0; i < MOST_REPEATS; i++) {
            Door.Reply reply = door.send(who, staff, method, path, body, headers);
            replies.add(reply);
            if (!reply.isWorthRepeating()) {
                return reply;
            }
        }
        return replies.getLast();
    }

    Door.Reply expect(Door.Reply reply) {
        if (!reply.succeeded()) {
            throw new Refused(reply);
        }
        return reply;
    }

    /** A request was refused that had to be carried out. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(Door.Reply reply) {
            super(reply.status() + " " + reply.body());
        }
    }
}
