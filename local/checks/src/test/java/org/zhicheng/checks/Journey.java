package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.SamplePerson;
import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.stack.EmbeddedBackend;
import org.zhicheng.stack.EmbeddedStack;

/** One dossier's way through the API, a step at a time, as far as a test needs it; everyone does what they should. */
final class Journey {

    /** Where to call, and who may. */
    interface Place {

        URI address();

        String token(String sub);

        /** A stack of its own, once it runs. */
        static Place on(Supplier<EmbeddedStack> stack) {
            return new Place() {
                @Override
                public URI address() {
                    return stack.get().api();
                }

                @Override
                public String token(String sub) {
                    return ((EmbeddedBackend) stack.get().backend()).services().issuer().token(sub);
                }
            };
        }
    }

    static final String OFFICE = "office-1";
    static final String COMMITTEE = "committee-1";
    static final String ADMINISTRATOR = "administrator-1";

    /** The straight way. */
    static final List<String> WAY = List.of("DRAFT", "EMPLOYER_REVIEW", "DISTRICT_REVIEW", "COMMITTEE_REVIEW", "MATERIALS",
            "APPROVAL_DOCUMENT", "CERTIFIED");

    private static final List<String> NOTICE_MATERIALS = List.of("A13", "A14", "A15");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";

    private final Place place;
    private final Api api;
    private final Dossier dossier;
    private String id = "";

    Journey(Place place, Dossier dossier) {
        this.place = place;
        this.api = new Api(place.address());
        this.dossier = dossier;
    }

    /** Somebody new with the papers of a sample whose notice has ended by {@link TestStack#TODAY}. */
    static Journey of(TestStack stack) {
        return of(stack, stack.nextApplicant());
    }

    /** The same for somebody known. */
    static Journey of(TestStack stack, String sub) {
        return new Journey(stack, dossier("03-bachelor", sub));
    }

    /** A sample's dossier under another name and ID number. */
    static Dossier dossier(String slug, String sub) {
        Dossier like = TestStack.SAMPLES.dossier(slug);
        int number = NUMBER.incrementAndGet();
        Dossier.Identity i = like.identity();
        String name = "试" + SURNAMES.charAt(number / SURNAMES.length() % SURNAMES.length()) + SURNAMES.charAt(number % SURNAMES.length());
        Dossier.Identity identity = new Dossier.Identity(name, idNumber(number, i.idNumber()), i.sex(), i.ethnicGroup(),
                i.politicalStatus(), i.phone(), sub + "@example.invalid");
        return named(like, sub, identity);
    }

    static Dossier named(Dossier like, String sub, Dossier.Identity identity) {
        return new Dossier(like.slug(), sub, like.story(), identity, like.qualification(), like.credential(), like.employment(),
                like.employer(), like.presentTitle(), like.conduct(), like.achievements(), like.publicNotice(), like.returned(),
                like.materials(), like.notApplicable());
    }

    /** Of the same birth date and sex, from an area that does not exist. */
    private static String idNumber(int number, String like) {
        String body = "%06d".formatted(980_000 + number) + like.substring(6, 17);
        return "0123456789X".chars().mapToObj(check -> body + (char) check)
                .filter(text -> IdentityNumber.check(text, LocalDate.of(2025, 3, 10)).isEmpty()).findFirst().orElseThrow();
    }

    Dossier dossier() {
        return dossier;
    }

    String id() {
        return id;
    }

    String path() {
        return "/applications/" + id;
    }

    String applicant() {
        return place.token(dossier.sub());
    }

    String employer() {
        return place.token(staff(person -> person.employer().filter(dossier.employer().uscc()::equals).isPresent()));
    }

    String district() {
        return place.token(staff(person -> person.district().filter(dossier.qualification().district()::equals).isPresent()));
    }

    String office() {
        return place.token(OFFICE);
    }

    private static String staff(java.util.function.Predicate<SamplePerson> is) {
        return TestStack.SAMPLES.people().stream().filter(is).findFirst().orElseThrow().sub();
    }

    /** Goes as far as a state of the {@link #WAY}. */
    Journey to(String state) {
        int goal = WAY.indexOf(state);
        List<Runnable> steps = List.of(() -> register().draft().fillIn(), this::submit, this::recommend, this::passDistrict,
                this::passCommittee, this::receiveOriginals, () -> approve().awaitState("CERTIFIED"));
        int begin = id.isEmpty() ? 0 : WAY.indexOf(state()) + 1;
        steps.subList(begin, goal + 1).forEach(Runnable::run);
        return this;
    }

    Journey register() {
        api.post(applicant(), "/applicants", SampleBodies.registration(dossier)).expect(200, 201);
        return this;
    }

    Journey draft() {
        id = api.post(applicant(), "/applications", SampleBodies.draft(dossier)).expect(201).json().path("id").asText();
        return this;
    }

    /** An application opened before. */
    Journey found(String applicationId) {
        id = applicationId;
        return this;
    }

    Journey fillIn() {
        saveForm(SampleBodies.form(dossier, TestStack.SAMPLES.summary(dossier)), revision()).expect(200);
        dossier.materials().forEach((material, files) -> {
            if (!NOTICE_MATERIALS.contains(material) && !material.equals("A12")) {
                files.forEach(file -> upload(applicant(), material, file));
            }
        });
        return this;
    }

    int revision() {
        return view().path("formRevision").asInt();
    }

    Reply saveForm(ObjectNode form, int revision) {
        return api.send(applicant(), "PUT", path(), form.toString(), "if-match", "\"" + revision + "\"");
    }

    Reply submission() {
        return api.post(applicant(), path() + "/submission", Api.JSON.createObjectNode());
    }

    Journey submit() {
        submission().expect(200);
        return awaitState("EMPLOYER_REVIEW");
    }

    Journey recordNotice() {
        api.put(employer(), path() + "/public-notice", seen(SampleBodies.endedNotice(dossier))).expect(200);
        NOTICE_MATERIALS.forEach(material -> dossier.materials().get(material).forEach(file -> upload(employer(), material, file)));
        return this;
    }

    /** A notice without a result yet. */
    Journey recordNotice(LocalDate from, LocalDate to) {
        ObjectNode notice = SampleBodies.endedNotice(dossier).put("from", from.toString()).put("to", to.toString());
        notice.remove("resultDate");
        api.put(employer(), path() + "/public-notice", seen(notice)).expect(200);
        return this;
    }

    /** The last part of the address under which the list of results of its document is public from now on. */
    String publishResults() {
        String path = "/approval-documents/results";
        String number = view().path("approvalDocument").asText();
        String seen = api.get(office(), path + "?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8)).expect(200).json()
                .path("digest").asText();
        ObjectNode wish = Api.JSON.createObjectNode().put("number", number).put("published", true).put("seen", seen);
        return api.put(office(), path, wish).expect(200).json().path("published").path("id").asText();
    }

    Journey recommend() {
        recordNotice();
        return pass(employer(), "DISTRICT_REVIEW");
    }

    Journey passDistrict() {
        return pass(district(), "COMMITTEE_REVIEW");
    }

    Journey passCommittee() {
        return pass(place.token(COMMITTEE), "MATERIALS");
    }

    private Journey pass(String token, String next) {
        decide(token, passing()).expect(200);
        return awaitState(next);
    }

    ObjectNode passing() {
        return seen(SampleBodies.pass(dossier, attempt()));
    }

    Reply decide(String token, JsonNode decision) {
        return api.post(token, path() + "/decisions", decision);
    }

    int attempt() {
        return view().path("attempt").asInt();
    }

    /** With the version of the content as it is shown now, and an answer to each open question where one decides to pass. */
    ObjectNode seen(ObjectNode body) {
        JsonNode view = view();
        body.put("contentVersion", view.path("contentVersion").asInt());
        return body.path("outcome").asText().equals("PASS") ? answering(body) : body;
    }

    /** Of people who hand in a sample's papers under other names each reviewer is asked, and the office that approves them. */
    private ObjectNode answering(ObjectNode body) {
        ObjectNode answers = body.putObject("answers");
        api.get(office(), "/reviews/" + id).expect(200).json().path("checks").path("assessment").path("questions")
                .forEach(question -> answers.put(question.path("code").asText(), "已核实"));
        return body;
    }

    Journey receiveOriginals() {
        api.post(office(), path() + "/materials-receipt", receipt()).expect(200);
        return awaitState("APPROVAL_DOCUMENT");
    }

    ObjectNode receipt() {
        ObjectNode body = Api.JSON.createObjectNode();
        body.set("received", api.get(office(), "/reviews/" + id).expect(200).json().path("originals"));
        return seen(body);
    }

    Journey approve() {
        api.post(office(), "/approval-documents", approval("试批" + id)).expect(200);
        return this;
    }

    ObjectNode approval(String number) {
        String now = api.get(office(), "/cycles").expect(200).json().path("now").asText();
        ObjectNode body = Api.JSON.createObjectNode().put("number", number).put("date",
                LocalDate.ofInstant(java.time.Instant.parse(now), TestStack.ZONE).toString());
        ArrayNode list = body.putArray("applications");
        list.add(answering(seen(Api.JSON.createObjectNode().put("applicationId", id))));
        return body;
    }

    JsonNode certificate() {
        for (JsonNode certificate : api.get(applicant(), "/certificates").expect(200).json()) {
            if (certificate.path("applicationId").asText().equals(id)) {
                return certificate;
            }
        }
        throw new AssertionError("no certificate of " + id);
    }

    /** The application as its owner sees it. */
    JsonNode view() {
        return api.get(applicant(), path()).expect(200).json();
    }

    String state() {
        return view().path("state").asText();
    }

    Journey awaitState(String wanted) {
        Await.until(id + " is not " + wanted, () -> state().equals(wanted));
        return this;
    }

    // ── uploads ──

    ObjectNode announcement(String material, String fileName, byte[] content) {
        return Api.JSON.createObjectNode().put("material", material).put("fileName", fileName).put("contentType", contentType(fileName))
                .put("size", content.length).put("sha256", Checksums.sha256(content));
    }

    /** Asks for an address to send a file to. */
    JsonNode ticket(String token, String material, String fileName, byte[] content) {
        return api.post(token, path() + "/attachments", announcement(material, fileName, content)).expect(201).json();
    }

    /** Asks until the file is read. */
    Reply complete(String token, JsonNode ticket) {
        AtomicReference<Reply> reply = new AtomicReference<>();
        Await.until("the file is read", () -> {
            reply.set(api.post(token, path() + "/attachments/" + ticket.path("attachmentId").asText() + "/completion",
                    Api.JSON.createObjectNode()));
            return reply.get().status() != 202;
        });
        return reply.get();
    }

    JsonNode upload(String token, String material, String file) {
        byte[] content = content(file);
        JsonNode ticket = ticket(token, material, file, content);
        Api.upload(ticket.path("upload"), content).expect(200);
        complete(token, ticket).expect(200);
        return ticket;
    }

    byte[] content(String file) {
        try {
            return Files.readAllBytes(TestStack.SAMPLES.file(dossier, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentType(String fileName) {
        return fileName.endsWith("pdf") ? "application/pdf" : fileName.endsWith("png") ? "image/png" : "image/jpeg";
    }
}
