package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

import org.zhicheng.dossier.flow.State;

/** What must hold of every application once everything has come to rest, whatever failed on the way. */
final class Invariants {

    /** More of one mail for one cause would be a storm. */
    private static final int MOST_OF_ONE_MAIL = 3;
    private static final Set<State> LIVE_CLAIM_GIVEN_BACK = Set.of(State.WITHDRAWN, State.EXPIRED, State.CLOSED, State.REVOKED);
    private static final Properties TEXTS = texts();

    private final Cloud cloud;
    private final MailFolder mails;
    private final PublicKey key;
    private final List<String> broken = new ArrayList<>();

    Invariants(Cloud cloud, MailFolder mails, String signingKey) {
        this.cloud = cloud;
        this.mails = mails;
        this.key = publicKey(cloud.keys.getPublicKey(r -> r.keyId(signingKey)).publicKey().asByteArray());
    }

    /** Looks again and again, until nothing is wrong or it has been wrong for so long; what was wrong at last. */
    static List<String> atRest(Duration patience, Supplier<List<String>> look) {
        Instant deadline = Instant.now().plus(patience);
        List<String> wrong = look.get();
        while (!wrong.isEmpty() && Instant.now().isBefore(deadline)) {
            Rig.pause(500);
            wrong = look.get();
        }
        return wrong;
    }

    /**
     * What does not hold of an application; empty where all does.
     *
     * @param mail the applicant's address
     * @param submitted whether its submission was acknowledged
     * @param deleted whether its deletion was acknowledged
     */
    synchronized List<String> of(String id, String sub, String mail, boolean submitted, boolean deleted) {
        broken.clear();
        String pk = "APP#" + id;
        List<Map<String, AttributeValue>> items = cloud.partition(pk);
        Optional<Map<String, AttributeValue>> head = with(items, "A#HEAD").stream().findFirst();
        outbox(items);
        List<JsonNode> events = with(items, "E#").stream().map(Cloud::data).toList();
        if (head.isEmpty()) {
            check(deleted, "the application is gone, and nobody deleted it");
            check(with(items, "A#").isEmpty(), "parts are left of a deleted application");
            check(claimOf(sub).filter(id::equals).isEmpty(), "a deleted application still has its claim");
            return List.copyOf(broken);
        }
        check(!deleted, "the deletion was acknowledged, and the application is there");
        JsonNode application = Cloud.data(head.get());
        State state = State.valueOf(application.path("state").asText());
        check(state.name().equals(Cloud.text(head.get(), "state")), "the head's state differs from its data's");
        check(Long.toString(application.path("version").asLong()).equals(head.get().get("version").n()), "the head's version differs");
        if (submitted) {
            check(state != State.DRAFT && state != State.EXPIRED && !with(items, "S#").isEmpty(),
                    "an acknowledged submission is gone: " + state);
        }
        history(events, application, state);
        workflow(id, application, state, head.get());
        claims(id, sub, application, state);
        certificate(id, sub, application, state);
        mails(events, mail);
        return List.copyOf(broken);
    }

    /**
     * What does not hold of a session (R45): each who is marked as having voted has one ballot for each application that was theirs to judge,
     * no ballot is anybody else's; what was counted are these; and what was signed was carried out, once, as it was counted.
     */
    synchronized List<String> ofSession(String session) {
        broken.clear();
        session(session, cloud.partition("SESSION#" + session));
        return List.copyOf(broken);
    }

    private void session(String session, List<Map<String, AttributeValue>> items) {
        Map<String, JsonNode> outcomes = new HashMap<>();
        with(items, "OUTCOME#").stream().map(Cloud::data).forEach(outcome -> outcomes.put(outcome.path("applicationId").asText(), outcome));
        boolean signed = cloud.get("SESSIONS#" + session.substring(0, session.indexOf('-')), session).map(Cloud::data)
                .filter(s -> s.path("phase").asText().equals("SIGNED")).isPresent();
        Set<String> counted = new java.util.HashSet<>();
        for (Map<String, AttributeValue> item : with(items, "ROUND#")) {
            JsonNode round = Cloud.data(item);
            String number = Cloud.text(item, "sk").substring("ROUND#".length());
            ballots(session + " round " + number, round, with(items, "VOTED#" + number + "#"), with(items, "BALLOT#" + number + "#"));
            round.path("results").forEach(result -> {
                String id = result.path("applicationId").asText();
                check(counted.add(id), id + " was counted twice");
                if (signed) {
                    carriedOut(session, id, result.path("passed").asBoolean(), Optional.ofNullable(outcomes.get(id)));
                }
            });
        }
        check(signed || outcomes.isEmpty(), session + " is not signed and yet carried out");
    }

    private void ballots(String where, JsonNode round, List<Map<String, AttributeValue>> voted, List<Map<String, AttributeValue>> ballots) {
        List<String> experts = voted.stream().map(mark -> Cloud.data(mark).path("expert").asText()).toList();
        check(experts.stream().allMatch(round.path("voters")::has), where + ": somebody else voted: " + experts);
        for (JsonNode application : round.path("applications")) {
            String id = application.asText();
            List<String> excluded = round.path("excluded").path(id).valueStream().map(JsonNode::asText).toList();
            long marks = experts.stream().filter(expert -> !excluded.contains(expert)).count();
            long cast = ballots.stream().filter(ballot -> Cloud.text(ballot, "applicationId").equals(id)).count();
            check(cast == marks, where + ": " + marks + " voted on " + id + ", there are " + cast + " ballots");
            round.path("results").valueStream().filter(result -> result.path("applicationId").asText().equals(id)).forEach(result -> {
                int all = result.path("inFavour").asInt() + result.path("against").asInt() + result.path("abstained").asInt();
                check(all == cast && result.path("ballots").asInt() == cast, where + ": " + cast + " ballots, counted " + result);
                check(result.path("passed").asBoolean() == 3 * result.path("inFavour").asInt() >= 2 * result.path("present").asInt(),
                        where + ": no two thirds: " + result);
            });
        }
        check(ballots.size() == round.path("applications").valueStream()
                .mapToLong(id -> ballots.stream().filter(ballot -> Cloud.text(ballot, "applicationId").equals(id.asText())).count()).sum(),
                where + ": ballots for what was not voted on");
        check(round.path("state").asText().equals("COUNTED") == !round.path("results").isEmpty(),
                where + ": results of what is not counted");
    }

    private void carriedOut(String session, String id, boolean passed, Optional<JsonNode> outcome) {
        List<JsonNode> reviews = cloud.partition("APP#" + id, "A#REV#").stream().map(Cloud::data)
                .filter(review -> review.path("reviewer").asText().equals("SESSION#" + session)).toList();
        check(reviews.size() == 1, session + " decided " + id + " " + reviews.size() + " times");
        check(reviews.stream().allMatch(review -> review.path("outcome").asText().equals(passed ? "PASS" : "REJECT")),
                session + " counted " + id + " otherwise than it was carried out");
        check(outcome.filter(o -> o.hasNonNull("state")).isPresent(), session + " does not tell what became of " + id);
    }

    /** What must hold of all together: nothing runs, waits or is claimed that belongs to no application. */
    synchronized List<String> ofAll() {
        broken.clear();
        Map<String, Map<String, AttributeValue>> heads = new HashMap<>();
        Map<String, String> certificates = new HashMap<>();
        List<Map<String, AttributeValue>> items = cloud.everything();
        for (Map<String, AttributeValue> item : items) {
            String pk = Cloud.text(item, "pk");
            if (Cloud.text(item, "sk").equals("A#HEAD")) {
                heads.put(pk.substring("APP#".length()), item);
            } else if (Cloud.text(item, "sk").equals("CERTIFICATE")) {
                String application = Cloud.data(item).path("applicationId").asText();
                String earlier = certificates.put(application, pk.substring("CERT#".length()));
                check(earlier == null, "two certificates of " + application + ": " + earlier + ", " + pk);
            }
            check(!item.containsKey("outbox"), "left in the outbox: " + pk + " " + Cloud.text(item, "sk")
                    + (item.containsKey("outbox") ? " " + Cloud.data(item) : ""));
        }
        heads.forEach(
                (id, head) -> check(certificates.containsKey(id) == Cloud.data(head).has("certificateNumber"), "certificate of " + id));
        for (Map<String, AttributeValue> item : items) {
            String pk = Cloud.text(item, "pk");
            if (pk.startsWith("UNIQUE#LIVE_APPLICATION#")) {
                check(heads.containsKey(Cloud.text(item, "owner")), "a claim of nothing: " + pk);
            }
        }
        Map<String, Integer> running = new TreeMap<>();
        for (String execution : cloud.running()) {
            String id = execution.substring(0, execution.lastIndexOf('-'));
            running.merge(id, 1, Integer::sum);
            check(heads.containsKey(id) && State.valueOf(Cloud.text(heads.get(id), "state")).isUnderWay(),
                    "runs without need: " + execution);
        }
        running.forEach((id, count) -> check(count == 1, count + " executions of " + id));
        counts(heads.values(), items);
        Map<String, List<Map<String, AttributeValue>>> sessions = new TreeMap<>();
        items.stream().filter(item -> Cloud.text(item, "pk").startsWith("SESSION#")).forEach(
                item -> sessions.computeIfAbsent(Cloud.text(item, "pk").substring("SESSION#".length()), _ -> new ArrayList<>()).add(item));
        sessions.forEach(this::session);
        return List.copyOf(broken);
    }

    /** The kept numbers say how many applications of each district there are in each state. */
    private void counts(Collection<Map<String, AttributeValue>> heads, List<Map<String, AttributeValue>> items) {
        Map<String, Integer> there = new TreeMap<>();
        heads.forEach(head -> {
            JsonNode application = Cloud.data(head);
            there.merge("COUNTS#" + application.path("cycle").asInt() + " DISTRICT#" + application.at("/qualification/district").asText()
                    + " STATE#" + application.path("state").asText(), 1, Integer::sum);
        });
        Map<String, Integer> kept = new TreeMap<>();
        items.stream().filter(item -> Cloud.text(item, "pk").startsWith("COUNTS#") && Cloud.text(item, "sk").startsWith("DISTRICT#"))
                .forEach(item -> item.forEach((name, value) -> {
                    if (name.startsWith("STATE#") && !value.n().equals("0")) {
                        kept.put(Cloud.text(item, "pk") + " " + Cloud.text(item, "sk") + " " + name, Integer.parseInt(value.n()));
                    }
                }));
        check(kept.equals(there), "counted " + kept + ", there are " + there);
    }

    private void outbox(List<Map<String, AttributeValue>> items) {
        with(items, "O#").forEach(item -> check(false, "left in the outbox: " + Cloud.text(item, "sk") + " "
                + Cloud.data(item).path("delivery").path("type").asText() + " attempts " + item.get("attempts").n()));
    }

    /** Each event leads from where the one before it led to, without a gap, up to the present state and version. */
    private void history(List<JsonNode> events, JsonNode application, State state) {
        String at = "";
        long version = -1;
        for (JsonNode event : events) {
            long sequence = event.path("sequence").asLong();
            check(sequence == version + 1, "the record has a gap: " + version + " → " + sequence + " " + event.path("action").asText());
            check(event.path("from").asText("").equals(at),
                    event.path("action").asText() + " leads from " + event.path("from").asText("nothing") + ", the record stood at " + at);
            version = sequence;
            at = event.path("to").asText("");
        }
        check(at.equals(state.name()), "the record ends at " + at + ", the table says " + state);
        check(version == application.path("version").asLong(),
                "the record ends at version " + version + ", the table at " + application.path("version").asLong());
    }

    /** One execution waits where the table says, with the table's token; none for what has ended or not begun. */
    private void workflow(String id, JsonNode application, State state, Map<String, AttributeValue> head) {
        int attempts = application.path("executionAttempt").asInt();
        List<String> running = new ArrayList<>();
        for (int attempt = 1; attempt <= attempts + 1; attempt++) {
            String name = id + "-" + attempt;
            if (cloud.execution(name).filter(status -> status == ExecutionStatus.RUNNING).isPresent()) {
                running.add(name);
            }
        }
        String token = Cloud.text(head, "token");
        if (!state.isUnderWay()) {
            check(running.isEmpty(), state + " and yet runs: " + running);
            check(token.isEmpty(), state + " and yet has a token");
            return;
        }
        check(state.isWait(), "has not come to rest: " + state);
        check(running.equals(List.of(id + "-" + attempts)), "should run as " + id + "-" + attempts + ", runs: " + running);
        if (running.contains(id + "-" + attempts)) {
            JsonNode task = cloud.lastTask(id + "-" + attempts).orElse(MissingNode.getInstance());
            check(task.path("step").asText().equals(state.name()),
                    "the workflow waits at " + task.path("step").asText() + ", the table says " + state);
            check(!token.isEmpty() && task.path("token").asText().equals(token), "the workflow's token is not the table's");
        }
    }

    private void claims(String id, String sub, JsonNode application, State state) {
        boolean mine = claimOf(sub).filter(id::equals).isPresent();
        check(mine != LIVE_CLAIM_GIVEN_BACK.contains(state),
                state + (mine ? " and yet has" : " and yet has not") + " the claim of the one live application");
        if (application.has("certificateNumber")) {
            String number = application.path("certificateNumber").asText();
            check(cloud.get("UNIQUE#CERTIFICATE_NUMBER#" + number, "UNIQUE").filter(item -> Cloud.text(item, "owner").equals(id))
                    .isPresent(), "the certificate's number is not claimed");
        }
    }

    private Optional<String> claimOf(String sub) {
        return cloud.get("UNIQUE#LIVE_APPLICATION#" + sub + "#2025", "UNIQUE").map(item -> Cloud.text(item, "owner"));
    }

    /** One certificate with number, code, file and signature for what is certified, none else. */
    private void certificate(String id, String sub, JsonNode application, State state) {
        List<String> numbers = cloud.dynamo
                .queryPaginator(r -> r.tableName(cloud.table).indexName("owner").keyConditionExpression("#owner = :owner")
                        .expressionAttributeNames(Map.of("#owner", "owner"))
                        .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS("CERT#" + sub))))
                .items().stream().map(item -> Cloud.text(item, "pk").substring("CERT#".length())).toList();
        if (state != State.CERTIFIED) {
            check(numbers.isEmpty(), state + " and yet has the certificates " + numbers);
            return;
        }
        String number = application.path("certificateNumber").asText();
        check(numbers.equals(List.of(number)), "should have the certificate " + number + ", has " + numbers);
        Optional<JsonNode> found = cloud.get("CERT#" + number, "CERTIFICATE").map(Cloud::data);
        if (found.isEmpty()) {
            check(false, "there is no certificate " + number);
            return;
        }
        JsonNode certificate = found.get();
        check(certificate.path("applicationId").asText().equals(id), "the certificate is another application's");
        check(cloud.get("UNIQUE#VERIFICATION_CODE#" + certificate.path("code").asText(), "UNIQUE")
                .filter(item -> Cloud.text(item, "owner").equals(number)).isPresent(), "the code leads elsewhere");
        Optional<byte[]> file = cloud.file(cloud.certificates, "certificates/" + number + ".pdf");
        check(file.isPresent(), "the certificate has no file");
        file.ifPresent(pdf -> signature(pdf, certificate));
    }

    private void signature(byte[] pdf, JsonNode certificate) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Map<String, PDComplexFileSpecification> attached = new PDDocumentNameDictionary(document.getDocumentCatalog())
                    .getEmbeddedFiles().getNames();
            byte[] facts = attached.get("facts.json").getEmbeddedFile().toByteArray();
            byte[] signature = attached.get("facts.sig").getEmbeddedFile().toByteArray();
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(facts);
            check(verifier.verify(signature), "the file's signature does not hold");
            check(Base64.getEncoder().encodeToString(signature).equals(certificate.path("signature").asText()),
                    "file and table have two signatures");
            check(new String(facts, StandardCharsets.UTF_8).contains(certificate.path("number").asText())
                    && new String(facts, StandardCharsets.UTF_8).contains(certificate.path("code").asText()),
                    "the file states something else");
        } catch (IOException | GeneralSecurityException | NullPointerException e) {
            check(false, "the certificate's file is none: " + e);
        }
    }

    /** Each mail of R36 for each cause at least once, and no storm. */
    private void mails(List<JsonNode> events, String address) {
        Map<String, Integer> causes = new LinkedHashMap<>();
        for (JsonNode event : events) {
            template(event).ifPresent(template -> causes.merge(template, 1, Integer::sum));
        }
        List<String> sent = mails.to(address);
        causes.forEach((template, count) -> {
            String subject = TEXTS.getProperty(template + ".subject");
            long mailed = sent.stream().filter(s -> s.startsWith(subject)).count();
            check(mailed >= count, template + " mailed " + mailed + " times for " + count + " causes");
            check(mailed <= (long) count * MOST_OF_ONE_MAIL, "a storm of " + template + ": " + mailed + " for " + count);
        });
        check(sent.stream().allMatch(s -> causes.keySet().stream().anyMatch(t -> s.startsWith(TEXTS.getProperty(t + ".subject")))),
                "mails without a cause: " + sent);
    }

    private static Optional<String> template(JsonNode event) {
        String from = event.path("from").asText("");
        String to = event.path("to").asText("");
        return Optional.ofNullable(switch (event.path("action").asText()) {
            case "SUBMIT" -> "SUBMITTED";
            case "PASS" -> to.equals("RESULT_NOTICE") ? "RESULT_NOTICE_BEGUN" : "RECOMMENDED";
            case "RETURN" -> "RETURNED";
            case "REJECT" -> "REJECTED";
            case "CHECK_ELIGIBILITY" -> to.equals("REJECTED") ? "REJECTED" : null;
            case "WITHDRAW" -> "WITHDRAWN";
            case "RECALL" -> "RECALLED";
            case "REQUEST_RECONSIDERATION" -> "RECONSIDERATION_REQUESTED";
            case "RECONSIDER" -> to.equals("REJECTED") ? "RECONSIDERATION_UPHELD" : "RECONSIDERATION_SENT_BACK";
            case "REVIVE" -> "REVIVED";
            case "MOVE_DEADLINE" -> from.equals("CORRECTION") ? "DEADLINE_MOVED" : null;
            case "END_RESULT_NOTICE" -> "RESULT_NOTICE_ENDED";
            case "ANSWER_RESULT_OBJECTION" -> to.equals("REJECTED") ? "REJECTED" : to.equals("MATERIALS") ? "RESULT_NOTICE_ENDED" : null;
            case "ABANDON" -> "ABANDONED";
            case "EXPIRE" -> "EXPIRED";
            case "REMIND" -> from.equals("DRAFT") ? "WINDOW_CLOSING" : "DEADLINE_NEAR";
            case "RECORD_APPROVAL_DOCUMENT" -> "APPROVED";
            case "ISSUE_CERTIFICATE" -> to.equals("CERTIFIED") ? "CERTIFICATE_ISSUED" : null;
            default -> null;
        });
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    private static List<Map<String, AttributeValue>> with(List<Map<String, AttributeValue>> items, String prefix) {
        return items.stream().filter(item -> Cloud.text(item, "sk").startsWith(prefix)).toList();
    }

    private static PublicKey publicKey(byte[] der) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties texts() {
        Properties properties = new Properties();
        try (InputStream in = Invariants.class.getResourceAsStream("/mail/zh.properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
