package org.zhicheng.checks.places;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.sfn.SfnClient;

import org.zhicheng.checks.Endpoint;
import org.zhicheng.ground.hash.Sha256;
import org.zhicheng.stack.EmbeddedStack;

/**
 * All that a stack holds at a moment: the whole table, every object with the SHA-256 of its content, every execution of a workflow with its end.
 *
 * @param entries in no order that means anything
 */
public record Picture(List<Entry> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final int LONGEST = 60;

    public Picture {
        entries = List.copyOf(entries);
    }

    /** Of a stack, once nothing is left to be delivered and nothing changes any more. */
    static Picture of(EmbeddedStack stack) throws InterruptedException {
        String table = stack.template().tables().getFirst().name();
        try (DynamoDbClient dynamo = Endpoint.clients(stack.backend().endpoint()).dynamoDb()) {
            List<Entry> before = List.of();
            for (int look = 0; look < LONGEST; look++) {
                List<Map<String, AttributeValue>> items = dynamo.scanPaginator(request -> request.tableName(table).consistentRead(true))
                        .items().stream().toList();
                List<Entry> now = items.stream().map(Entry::of).toList();
                if (now.equals(before) && items.stream().noneMatch(item -> item.containsKey("outbox"))) {
                    List<Entry> all = new ArrayList<>(now);
                    objects(stack, all);
                    executions(stack, all);
                    return new Picture(all);
                }
                before = now;
                Thread.sleep(QUIET);
            }
        }
        throw new IllegalStateException("still at work " + LONGEST * QUIET.toSeconds() + " s after the play");
    }

    static Picture read(Path file) throws IOException {
        return new Picture(JSON.readValue(file.toFile(), new TypeReference<List<Entry>>() {
        }));
    }

    void write(Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), entries);
    }

    long items() {
        return entries.stream().filter(entry -> !entry.key().startsWith("object ") && !entry.key().startsWith("execution ")).count();
    }

    long objects() {
        return entries.stream().filter(entry -> entry.key().startsWith("object ")).count();
    }

    private static void objects(EmbeddedStack stack, List<Entry> all) {
        try (S3Client files = Endpoint.clients(stack.backend().endpoint()).s3()) {
            for (String bucket : stack.template().buckets()) {
                files.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().forEach(object -> {
                    ResponseBytes<GetObjectResponse> content = files.getObjectAsBytes(request -> request.bucket(bucket).key(object.key()));
                    SortedMap<String, String> told = new TreeMap<>();
                    told.put("bucket", bucket);
                    told.put("type", content.response().contentType());
                    told.put("size", Long.toString(object.size()));
                    told.put("sha256", sha256(content.asByteArrayUnsafe()));
                    all.add(new Entry("object " + object.key(), told));
                });
            }
        }
    }

    private static void executions(EmbeddedStack stack, List<Entry> all) {
        try (SfnClient states = Endpoint.clients(stack.backend().endpoint()).sfn()) {
            states.listStateMachines().stateMachines()
                    .forEach(machine -> states.listExecutionsPaginator(request -> request.stateMachineArn(machine.stateMachineArn()))
                            .executions().forEach(execution -> all.add(new Entry("execution " + machine.name() + " " + execution.name(),
                                    new TreeMap<>(Map.of("status", execution.statusAsString()))))));
        }
    }

    /** In capitals, by which it is no random name ({@link Names}). */
    private static String sha256(byte[] content) {
        return HexFormat.of().withUpperCase().formatHex(Sha256.of(content));
    }
}
