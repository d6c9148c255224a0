package org.zhicheng.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Fingerprint;
import org.zhicheng.dossier.process.ApplicationStore.Holder;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.lambda.Json;

/**
 * What papers are known by: an item {@code FILE#hash} says whose applications count the paper, and is written in the transaction in which one
 * of them begins or ceases to. Where they are of two people, the index {@code owner} lists it.
 */
final class DynamoFingerprints {

    private static final String FILE = "FILE";
    /** The index's partition of what is alike. */
    private static final String ALIKE = "FILES-ALIKE";
    /** Whoever comes later is asked about the first ones all the same, and each look at any of them reads them all. */
    private static final int MOST_HOLDERS = 100;
    private static final String AS_READ = "#data = :read";
    private static final Map<String, String> DATA = Map.of("#data", "data");

    private final Table table;

    DynamoFingerprints(Table table) {
        this.table = table;
    }

    /** Who counts a paper. */
    record Holders(List<Holder> holders) {

        private static final Holders NONE = new Holders(List.of());

        private boolean areOfTwo() {
            return holders.stream().map(Holder::applicant).distinct().count() > 1;
        }
    }

    /** What a change of an application adds and takes away, under the condition that nobody else did meanwhile. */
    List<TransactWriteItem> writes(Optional<Application> before, Optional<Application> after) {
        Set<Holder> none = Set.of();
        Map<String, Set<Holder>> had = before.map(DynamoFingerprints::byHash).orElse(Map.of());
        Map<String, Set<Holder>> has = after.map(DynamoFingerprints::byHash).orElse(Map.of());
        Set<String> hashes = new LinkedHashSet<>(had.keySet());
        hashes.addAll(has.keySet());
        hashes.removeIf(hash -> had.getOrDefault(hash, none).equals(has.getOrDefault(hash, none)));
        hashes.forEach(hash -> Reads.ahead(() -> find(hash)));
        return hashes.stream().flatMap(hash -> write(hash, had.getOrDefault(hash, none), has.getOrDefault(hash, none)).stream()).toList();
    }

    private Optional<TransactWriteItem> write(String hash, Set<Holder> gone, Set<Holder> come) {
        Holders before = find(hash);
        List<Holder> holders = new ArrayList<>(before.holders().stream().filter(h -> !gone.contains(h) && !come.contains(h)).toList());
        come.stream().limit(Math.max(0, MOST_HOLDERS - holders.size())).forEach(holders::add);
        if (new HashSet<>(holders).equals(new HashSet<>(before.holders()))) {
            return Optional.empty();
        }
        if (holders.isEmpty()) {
            return Optional.of(TransactWriteItem.builder().delete(d -> d.tableName(table.name()).key(Items.key(pk(hash), FILE))
                    .conditionExpression(AS_READ).expressionAttributeNames(DATA).expressionAttributeValues(read(before))).build());
        }
        Put.Builder put = table.put(item(hash, new Holders(holders)));
        return Optional.of(TransactWriteItem.builder()
                .put(before.holders().isEmpty()
                        ? put.conditionExpression("attribute_not_exists(pk)").build()
                        : put.conditionExpression(AS_READ).expressionAttributeNames(DATA).expressionAttributeValues(read(before)).build())
                .build());
    }

    private static Map<String, AttributeValue> item(String hash, Holders holders) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(pk(hash), FILE, holders));
        if (holders.areOfTwo()) {
            item.put("owner", Items.s(ALIKE));
            item.put("createdAt", Items.s(hash));
            item.put("summary",
                    AttributeValue.fromL(holders.holders().stream().map(Holder::applicationId).distinct().map(Items::s).toList()));
        }
        return item;
    }

    private static Map<String, AttributeValue> read(Holders holders) {
        return Map.of(":read", Items.toAttribute(Json.tree(holders)));
    }

    List<Holder> holders(String hash) {
        return find(hash).holders();
    }

    Set<String> alike() {
        return table.ofOwner(ALIKE).stream().flatMap(item -> item.get("summary").l().stream()).map(AttributeValue::s)
                .collect(Collectors.toSet());
    }

    private Holders find(String hash) {
        return table.find(pk(hash), FILE, Holders.class).orElse(Holders.NONE);
    }

    private static Map<String, Set<Holder>> byHash(Application application) {
        return application.fingerprints().stream().collect(Collectors.groupingBy(Fingerprint::hash, LinkedHashMap::new,
                Collectors.mapping(print -> new Holder(application.id(), print.material(), application.applicant()), Collectors.toSet())));
    }

    private static String pk(String hash) {
        return "FILE#" + hash;
    }
}
