package org.zhicheng.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.lambda.Json;

/**
 * Applications on the table. One partition an application, {@code APP#id}: {@code A#HEAD}, {@code A#FORM}, {@code A#ATT#…},
 * {@code A#REV#…}, {@code A#NOTICE}, {@code A#OBJ#…} are the application; {@code S#…} what was submitted, {@code E#…} its record, {@code O#…} its outbox.
 */
final class DynamoApplicationStore implements ApplicationStore {

    private static final String HEAD = "A#HEAD";
    private static final String FORM = "A#FORM";
    private static final String NOTICE = "A#NOTICE";

    private final Table table;
    private final DynamoFingerprints fingerprints;

    DynamoApplicationStore(Table table) {
        this.table = table;
        this.fingerprints = new DynamoFingerprints(table);
    }

    @Override
    public Optional<Application> find(String id) {
        List<Map<String, AttributeValue>> items = table.all(pk(id), "A#");
        return items.stream().filter(item -> Items.text(item, "sk").equals(HEAD)).findFirst().map(head -> assemble(head, items));
    }

    /** The line of an application as it is now, read by itself; empty where it is gone. */
    static Optional<ApplicationSummary> head(Table table, String id) {
        return table.get(pk(id), HEAD).map(DynamoApplicationStore::summary);
    }

    static Application assemble(Map<String, AttributeValue> head, List<Map<String, AttributeValue>> items) {
        ObjectNode tree = (ObjectNode) Items.toJson(head.get("data"));
        ObjectNode stay = (ObjectNode) tree.remove("step");
        if (head.containsKey("token")) {
            stay.put("token", head.get("token").s());
        }
        tree.set("stay", stay);
        ArrayNode attachments = tree.putArray("attachments");
        ArrayNode reviews = tree.putArray("reviews");
        ArrayNode objections = tree.path("resultNotice") instanceof ObjectNode announced
                ? announced.putArray("objections")
                : JsonNodeFactory.instance.arrayNode();
        for (Map<String, AttributeValue> item : items) {
            String sk = Items.text(item, "sk");
            JsonNode data = Items.toJson(item.get("data"));
            if (sk.equals(FORM)) {
                tree.set("form", data);
            } else if (sk.equals(NOTICE)) {
                tree.set("publicNotice", data);
            } else if (sk.startsWith("A#ATT#")) {
                attachments.add(data);
            } else if (sk.startsWith("A#REV#")) {
                reviews.add(data);
            } else if (sk.startsWith("A#OBJ#")) {
                objections.add(data);
            }
        }
        return Json.fromTree(tree, Application.class);
    }

    @Override
    public void commit(Change change) {
        commit(change, List.of());
    }

    @Override
    public void commit(List<Change> changes) {
        commit(changes, List.of());
    }

    /** As {@link #commit(Change)}, with more writes in the same transaction. */
    void commit(Change change, List<TransactWriteItem> more) {
        commit(List.of(change), more);
    }

    /** The same of several applications. */
    void commit(List<Change> changes, List<TransactWriteItem> more) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<Integer, Claim> claims = new HashMap<>();
        for (Change change : changes) {
            Application after = change.after();
            String pk = pk(after.id());
            writes.add(head(change));
            parts(change).forEach(
                    (sk, data) -> writes.add(data.isPresent() ? table.write(Items.item(pk, sk, data.get())) : table.delete(pk, sk)));
            writes.addAll(fingerprints.writes(change.before(), Optional.of(after)));
            finish(change, writes, claims);
        }
        writes.addAll(more);
        table.transact(writes, claims);
    }

    @Override
    public void delete(Change change) {
        Application before = change.before().orElseThrow();
        String pk = pk(before.id());
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().delete(d -> d.tableName(table.name()).key(Items.key(pk, HEAD))
                .conditionExpression("version = :before").expressionAttributeValues(Map.of(":before", Items.n(before.version())))).build());
        // Whatever there is of it, but the record.
        Stream.concat(table.all(pk, "A#").stream(), table.all(pk, "S#").stream()).map(item -> Items.text(item, "sk"))
                .filter(sk -> !sk.equals(HEAD)).forEach(sk -> writes.add(table.delete(pk, sk)));
        writes.addAll(fingerprints.writes(change.before(), Optional.empty()));
        Map<Integer, Claim> claims = new HashMap<>();
        finish(change, writes, claims);
        table.transact(writes, claims);
    }

    /** Adds what goes with any change; the claims by their places among the writes. */
    private void finish(Change change, List<TransactWriteItem> writes, Map<Integer, Claim> claims) {
        String pk = pk(change.after().id());
        writes.add(table.audit(pk, change.event()));
        writes.addAll(table.outbox(pk, change.event(), change.deliveries()));
        change.withinWindow().ifPresent(now -> writes.add(windowOpen(change.after(), now)));
        for (Claim claim : change.claims()) {
            claims.put(writes.size(), claim);
            writes.add(table.claim(claim));
        }
        change.releases().forEach(claim -> writes.add(table.release(claim)));
    }

    // The clock at the moment of submission decides (R21), also against a window moved at the same moment.
    private TransactWriteItem windowOpen(Application application, Instant now) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(table.name()).key(DynamoCycleStore.window(application.cycle(), application.id()))
                        .conditionExpression("opens <= :now AND closes > :now").expressionAttributeValues(Map.of(":now", Items.s(now))))
                .build();
    }

    /** The condition that an application is still at a version. */
    TransactWriteItem unchanged(String id, long version) {
        return TransactWriteItem.builder().conditionCheck(c -> c.tableName(table.name()).key(Items.key(pk(id), HEAD))
                .conditionExpression("version = :version").expressionAttributeValues(Map.of(":version", Items.n(version)))).build();
    }

    private TransactWriteItem head(Change change) {
        Map<String, AttributeValue> item = head(change.after());
        if (change.before().isEmpty()) {
            return table.create(item);
        }
        return TransactWriteItem.builder()
                .put(table.put(item).conditionExpression("version = :before AND #state = :state")
                        .expressionAttributeNames(Map.of("#state", "state")).expressionAttributeValues(Map.of(":before",
                                Items.n(change.before().get().version()), ":state", Items.s(change.before().get().state().name())))
                        .build())
                .build();
    }

    private static Map<String, AttributeValue> head(Application a) {
        ObjectNode tree = (ObjectNode) Json.tree(a);
        tree.remove(List.of("form", "attachments", "reviews", "publicNotice"));
        if (tree.path("resultNotice") instanceof ObjectNode announced) {
            announced.remove("objections");
        }
        // The name under which it has been kept from the first day on.
        tree.set("step", ((ObjectNode) tree.remove("stay")).without("token"));
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key(pk(a.id()), HEAD));
        item.put("data", Items.toAttribute(tree));
        item.put("version", Items.n(a.version()));
        item.put("state", Items.s(a.state().name()));
        item.put("summary", Items.toAttribute(Json.tree(ApplicationSummary.of(a))));
        // Indexed for: the owner's list, the lists of a cycle, and, while someone has to act, that one's queue.
        item.put("owner", Items.s(a.applicant()));
        item.put("createdAt", Items.s(a.createdAt()));
        item.put("cycle", Items.s(a.cycle() + "#" + a.state()));
        item.put("id", Items.s(a.id()));
        if (a.state().isQueue()) {
            item.putAll(place(a.state(), a, a.stay().dueAt().orElse(a.stay().enteredAt())));
        }
        a.stay().token().ifPresent(token -> item.put("token", Items.s(token)));
        return item;
    }

    /** Where it stands on the index {@code queue}. */
    private static Map<String, AttributeValue> place(State state, Scope.Member member, Instant due) {
        return Map.of("queue", Items.s(state + "#" + member.within(state.tier().role().scope())), "due", Items.s(due));
    }

    /** The parts that differ from what is there: sort key to what it holds now. */
    private static Map<String, Optional<Object>> parts(Change change) {
        Map<String, Optional<Object>> before = change.before().map(DynamoApplicationStore::parts).orElse(Map.of());
        Map<String, Optional<Object>> after = parts(change.after());
        Map<String, Optional<Object>> changed = new LinkedHashMap<>();
        after.forEach((sk, data) -> {
            if (!Objects.equals(before.get(sk), data)) {
                changed.put(sk, data);
            }
        });
        before.keySet().stream().filter(sk -> !after.containsKey(sk)).forEach(sk -> changed.put(sk, Optional.empty()));
        if (change.before().map(Application::submissions).orElse(0) < change.after().submissions()) {
            Application a = change.after();
            changed.put("S#%04d".formatted(a.submissions()), Optional.of(new Submission(a.submissions(), a.changedAt(), a.qualification(),
                    a.form(), a.attachments().stream().filter(Attachment::counts).map(Attachment::id).toList())));
        }
        return changed;
    }

    private static Map<String, Optional<Object>> parts(Application a) {
        Map<String, Optional<Object>> parts = new LinkedHashMap<>();
        parts.put(FORM, Optional.of(a.form()));
        a.publicNotice().ifPresent(notice -> parts.put(NOTICE, Optional.of(notice)));
        a.attachments().forEach(attachment -> parts.put("A#ATT#" + attachment.id(), Optional.of(attachment)));
        int n = 0;
        for (Review review : a.reviews()) {
            n++;
            parts.put("A#REV#%04d".formatted(n), Optional.of(review));
        }
        n = 0;
        for (ResultNotice.Objection objection : a.resultNotice().map(ResultNotice::objections).orElse(List.of())) {
            n++;
            parts.put("A#OBJ#%04d".formatted(n), Optional.of(objection));
        }
        return parts;
    }

    @Override
    public Optional<String> ownerOf(Claim.Type type, String value) {
        Map<String, AttributeValue> key = Table.claimKey(type, value);
        return table.get(key.get("pk").s(), key.get("sk").s()).map(item -> Items.text(item, "owner"));
    }

    @Override
    public List<ApplicationSummary> ofApplicant(String sub) {
        return table.ofOwner(sub).stream().map(DynamoApplicationStore::summary).toList();
    }

    @Override
    public Page<ApplicationSummary> queue(State state, String scope, int limit, Optional<String> cursor) {
        return table.page(
                QueryRequest.builder().indexName("queue").keyConditionExpression("queue = :queue")
                        .expressionAttributeValues(Map.of(":queue", Items.s(state + "#" + scope))).limit(limit),
                cursor, DynamoApplicationStore::summary);
    }

    @Override
    public String behind(ApplicationSummary line) {
        Map<String, AttributeValue> key = new LinkedHashMap<>(Items.key(pk(line.id()), HEAD));
        key.putAll(place(line.state(), line, line.dueAt().orElse(line.enteredAt())));
        return Table.encodeCursor(key);
    }

    @Override
    public int due(State state, String scope, Instant at, int most) {
        // A hundred lines are a fraction of what one call may look at.
        return table.reader()
                .query(r -> r.tableName(table.name()).indexName("queue").keyConditionExpression("queue = :queue AND due <= :at")
                        .expressionAttributeValues(Map.of(":queue", Items.s(state + "#" + scope), ":at", Items.s(at))).select(Select.COUNT)
                        .limit(most))
                .count();
    }

    @Override
    public Standing standing(int cycle, State state, Optional<String> district) {
        return DynamoCounts.standing(table, cycle, state, district);
    }

    @Override
    public Page<ApplicationSummary> inState(int cycle, State state, int limit, Optional<String> cursor) {
        return table.page(
                QueryRequest.builder().indexName("cycle").keyConditionExpression("#cycle = :cycle")
                        .expressionAttributeNames(Map.of("#cycle", "cycle"))
                        .expressionAttributeValues(Map.of(":cycle", Items.s(cycle + "#" + state))).limit(limit),
                cursor, DynamoApplicationStore::summary);
    }

    @Override
    public List<ApplicationSummary> ofEmployer(int cycle, String uscc) {
        return Reads.each(DynamoCounts.ofEmployer(table, cycle, uscc), id -> head(table, id)).stream().flatMap(Optional::stream).toList();
    }

    private static ApplicationSummary summary(Map<String, AttributeValue> item) {
        return Json.fromTree(Items.toJson(item.get("summary")), ApplicationSummary.class);
    }

    @Override
    public List<AuditEvent> events(String id) {
        return table.all(pk(id), "E#").stream().map(item -> Items.data(item, AuditEvent.class)).toList();
    }

    @Override
    public List<Submission> submissions(String id) {
        return table.all(pk(id), "S#").stream().map(item -> Items.data(item, Submission.class)).toList();
    }

    @Override
    public List<Holder> holders(String hash) {
        return fingerprints.holders(hash);
    }

    @Override
    public void know(Application application) {
        List<TransactWriteItem> writes = new ArrayList<>(fingerprints.writes(Optional.empty(), Optional.of(application)));
        if (!writes.isEmpty()) {
            writes.add(unchanged(application.id(), application.version()));
            table.transact(writes, Map.of());
        }
    }

    @Override
    public Set<String> alike() {
        return fingerprints.alike();
    }

    private static String pk(String id) {
        if (id.isBlank() || id.length() > 64) {
            throw new Failure(ErrorCode.NOT_FOUND, "id");
        }
        return Subject.application(id);
    }
}
