package org.zhicheng.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Fingerprint;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Applications in memory, with the conditions of the table. Kept as JSON, so that what does not survive the way to the table shows. */
final class InMemoryApplicationStore implements ApplicationStore {

    private final InMemoryTable table;
    private final CycleStore cycles;
    private final Map<String, String> applications = new HashMap<>();
    /** What was read of the same JSON before. */
    private final Map<String, Application> decoded = new WeakHashMap<>();
    /** Applications of which the index of papers knows nothing. */
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, TreeMap<Integer, Submission>> submissions = new HashMap<>();

    InMemoryApplicationStore(InMemoryTable table, CycleStore cycles) {
        this.table = table;
        this.cycles = cycles;
    }

    @Override
    public Optional<Application> find(String id) {
        synchronized (table) {
            return Optional.ofNullable(applications.get(checked(id))).map(this::decode);
        }
    }

    @Override
    public void commit(Change change) {
        commit(change, transaction -> transaction);
    }

    @Override
    public void commit(List<Change> changes) {
        InMemoryTable.Transaction transaction = table.transaction();
        changes.forEach(change -> add(change, transaction));
        transaction.commit();
    }

    void commit(Change change, Function<InMemoryTable.Transaction, InMemoryTable.Transaction> more) {
        InMemoryTable.Transaction transaction = table.transaction();
        add(change, transaction);
        more.apply(transaction).commit();
    }

    /** Adds a change to a transaction. */
    void add(Change change, InMemoryTable.Transaction transaction) {
        Application after = change.after();
        transaction.on(pk(after.id()) + "HEAD", () -> change.before().isEmpty()
                ? !applications.containsKey(after.id())
                : find(after.id()).filter(
                        there -> there.version() == change.before().get().version() && there.state() == change.before().get().state())
                        .isPresent(),
                () -> applications.put(after.id(), Json.encode(after)));
        if (change.before().map(Application::submissions).orElse(0) < after.submissions()) {
            Submission submission = new Submission(after.submissions(), after.changedAt(), after.qualification(), after.form(),
                    after.attachments().stream().filter(Attachment::counts).map(Attachment::id).toList());
            transaction.put(pk(after.id()) + "S#" + after.submissions(),
                    () -> submissions.computeIfAbsent(after.id(), id -> new TreeMap<>()).put(after.submissions(), submission));
        }
        parts(change).forEach(part -> transaction.put(pk(after.id()) + part, () -> {
        }));
        finish(transaction, change);
    }

    // Parts are items of their own on the table; what differs counts towards the limit of a transaction.
    private static List<String> parts(Change change) {
        return Stream.concat(
                different(change.before().map(Application::attachments).orElse(List.of()), change.after().attachments())
                        .map(a -> "ATT#" + a.id()),
                different(change.before().map(Application::fingerprints).orElse(Set.of()), change.after().fingerprints())
                        .map(print -> "FILE#" + print.hash()))
                .distinct().toList();
    }

    private static <T> Stream<T> different(Collection<T> before, Collection<T> after) {
        return Stream.concat(before.stream().filter(one -> !after.contains(one)), after.stream().filter(one -> !before.contains(one)));
    }

    List<String> ids() {
        synchronized (table) {
            return List.copyOf(applications.keySet());
        }
    }

    /** As if an application had been stored before there was an index of papers. */
    void forgetPapers(String id) {
        unknown.add(id);
    }

    @Override
    public void know(Application application) {
        if (unknown.contains(application.id()) && find(application.id()).filter(a -> a.version() == application.version()).isEmpty()) {
            throw new StaleVersion();
        }
        unknown.remove(application.id());
    }

    @Override
    public List<Holder> holders(String hash) {
        return all().filter(a -> !unknown.contains(a.id())).flatMap(a -> a.fingerprints().stream()
                .filter(print -> print.hash().equals(hash)).map(print -> new Holder(a.id(), print.material(), a.applicant()))).toList();
    }

    @Override
    public Set<String> alike() {
        return all()
                .filter(a -> a.fingerprints().stream()
                        .anyMatch(print -> holders(print.hash()).stream().anyMatch(other -> !other.applicant().equals(a.applicant()))))
                .map(Application::id).collect(Collectors.toSet());
    }

    @Override
    public void delete(Change change) {
        Application before = change.before().orElseThrow();
        InMemoryTable.Transaction transaction = table.transaction().on(pk(before.id()) + "HEAD",
                () -> find(before.id()).filter(there -> there.version() == before.version()).isPresent(), () -> {
                    applications.remove(before.id());
                    submissions.remove(before.id());
                });
        before.attachments().forEach(a -> transaction.put(pk(before.id()) + "ATT#" + a.id(), () -> {
        }));
        before.fingerprints().stream().map(Fingerprint::hash).distinct()
                .forEach(hash -> transaction.put(pk(before.id()) + "FILE#" + hash, () -> {
                }));
        finish(transaction, change);
        transaction.commit();
    }

    private void finish(InMemoryTable.Transaction transaction, Change change) {
        String pk = pk(change.after().id());
        transaction.audit(pk, change.event()).outbox(pk, change.event(), change.deliveries());
        change.withinWindow().ifPresent(now -> transaction.on("CYCLE#" + change.after().cycle(),
                () -> cycles.find(change.after().cycle()).filter(cycle -> cycle.isOpen(now)).isPresent(), () -> {
                }));
        change.claims().forEach(transaction::claim);
        change.releases().forEach(transaction::release);
    }

    @Override
    public Optional<String> ownerOf(Claim.Type type, String value) {
        return table.ownerOf(type, value);
    }

    @Override
    public List<ApplicationSummary> ofApplicant(String sub) {
        return all().filter(a -> a.applicant().equals(sub)).sorted(Comparator.comparing(Application::createdAt).reversed())
                .map(ApplicationSummary::of).toList();
    }

    @Override
    public Page<ApplicationSummary> queue(State state, String scope, int limit, Optional<String> cursor) {
        if (!state.isQueue()) {
            return new Page<>(List.of(), Optional.empty());
        }
        return page(all().filter(a -> a.state() == state && a.within(state.tier().role().scope()).equals(scope)),
                a -> place(ApplicationSummary.of(a)), limit, cursor);
    }

    private static String place(ApplicationSummary line) {
        return InMemoryTable.millis(line.dueAt().orElse(line.enteredAt())) + "|" + line.id();
    }

    @Override
    public String behind(ApplicationSummary line) {
        return encodeCursor(place(line));
    }

    @Override
    public int due(State state, String scope, Instant at, int most) {
        return (int) allInQueue(state, scope, 100).filter(a -> !a.dueAt().orElse(a.enteredAt()).isAfter(at)).limit(most).count();
    }

    // Nothing is behind in memory.
    @Override
    public Standing standing(int cycle, State state, Optional<String> district) {
        return all()
                .filter(a -> a.cycle() == cycle && a.state() == state
                        && district.map(one -> one.equals(a.qualification().district())).orElse(true))
                .map(ApplicationSummary::of).map(a -> new Standing(1, a.needsReview() ? 1 : 0, a.cameBack() ? 1 : 0))
                .reduce(Standing.NONE, Standing::and);
    }

    @Override
    public Page<ApplicationSummary> inState(int cycle, State state, int limit, Optional<String> cursor) {
        return page(all().filter(a -> a.cycle() == cycle && a.state() == state), Application::id, limit, cursor);
    }

    @Override
    public List<ApplicationSummary> ofEmployer(int cycle, String uscc) {
        return all().filter(a -> a.cycle() == cycle && a.submissions() > 0).map(ApplicationSummary::of)
                .filter(a -> a.employerUscc().equals(uscc)).toList();
    }

    @Override
    public List<AuditEvent> events(String id) {
        return table.events(pk(checked(id)));
    }

    @Override
    public List<Submission> submissions(String id) {
        synchronized (table) {
            return List.copyOf(submissions.getOrDefault(checked(id), new TreeMap<>()).values());
        }
    }

    private Stream<Application> all() {
        synchronized (table) {
            return new ArrayList<>(applications.values()).stream().map(this::decode);
        }
    }

    // A full page always says where the next begins, as the table does, even where nothing follows.
    private static Page<ApplicationSummary> page(Stream<Application> applications, Function<Application, String> key, int limit,
            Optional<String> cursor) {
        String after = cursor.map(InMemoryApplicationStore::decodeCursor).orElse("");
        List<Application> page = applications.filter(a -> key.apply(a).compareTo(after) > 0).sorted(Comparator.comparing(key)).limit(limit)
                .toList();
        Optional<String> next = page.size() < limit ? Optional.empty() : Optional.of(encodeCursor(key.apply(page.getLast())));
        return new Page<>(page.stream().map(ApplicationSummary::of).toList(), next);
    }

    private static String encodeCursor(String place) {
        return Base64.getUrlEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String decodeCursor(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, "cursor", "cursor");
        }
    }

    // The table gives attachments back in the order of their ids.
    private Application decode(String json) {
        synchronized (table) {
            return decoded.computeIfAbsent(json, InMemoryApplicationStore::read);
        }
    }

    private static Application read(String json) {
        Application a = Json.fromTree(Json.decode(json, com.fasterxml.jackson.databind.JsonNode.class), Application.class);
        return new Application(a.id(), a.cycle(), a.applicant(), a.name(), a.maskedIdNumber(), a.state(), a.version(), a.qualification(),
                a.form(), a.formRevision(), a.attachments().stream().sorted(Comparator.comparing(Attachment::id)).toList(), a.reviews(),
                a.publicNotice(), a.noticeRequired(), a.correction(), a.assessment(), a.stay(), a.executionAttempt(), a.submissions(),
                a.createdAt(), a.changedAt(), a.submittedAt(), a.referenceDate(), a.receivedMaterials(), a.approvalDocument(),
                a.certificateNumber(), a.content(), a.reconsideration(), a.resultNotice(), a.hearing(), a.idNumberHash());
    }

    private static String pk(String id) {
        return "APP#" + id;
    }

    private static String checked(String id) {
        if (id.isBlank() || id.length() > 64) {
            throw new Failure(ErrorCode.NOT_FOUND, "id");
        }
        return id;
    }
}
