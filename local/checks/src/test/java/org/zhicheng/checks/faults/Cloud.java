package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

import org.zhicheng.checks.Endpoint;

/** What the services hold, read and written by the tests through clients of their own. */
final class Cloud implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<HistoryEventType> OVER = Set.of(HistoryEventType.TASK_FAILED, HistoryEventType.TASK_TIMED_OUT,
            HistoryEventType.TASK_SUCCEEDED);

    final String table;
    final String materials;
    final String certificates;
    final DynamoDbClient dynamo;
    final SfnClient states;
    final S3Client files;
    final KmsClient keys;
    private final String stateMachine;

    Cloud(URI endpoint, Map<String, String> function) {
        dynamo = Endpoint.clients(endpoint).dynamoDb();
        states = Endpoint.clients(endpoint).sfn();
        keys = Endpoint.clients(endpoint).kms();
        files = Endpoint.clients(endpoint).s3();
        table = function.get("TABLE_NAME");
        materials = function.get("MATERIALS_BUCKET");
        certificates = function.get("CERTIFICATES_BUCKET");
        stateMachine = function.get("STATE_MACHINE");
    }

    // ── the table ──

    Optional<Map<String, AttributeValue>> get(String pk, String sk) {
        Map<String, AttributeValue> item = dynamo.getItem(r -> r.tableName(table).consistentRead(true).key(key(pk, sk))).item();
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    List<Map<String, AttributeValue>> partition(String pk) {
        return dynamo.queryPaginator(r -> r.tableName(table).consistentRead(true).keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))).items().stream().toList();
    }

    List<Map<String, AttributeValue>> partition(String pk, String prefix) {
        return dynamo
                .queryPaginator(r -> r.tableName(table).consistentRead(true).keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk), ":sk", AttributeValue.fromS(prefix))))
                .items().stream().toList();
    }

    List<Map<String, AttributeValue>> everything() {
        return dynamo.scanPaginator(r -> r.tableName(table).consistentRead(true)).items().stream().toList();
    }

    /** Whether an index has anything under a key, as far as it has been written. */
    boolean isAny(String index, String key) {
        return dynamo.query(r -> r.tableName(table).indexName(index).limit(1).keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", index)).expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))))
                .count() > 0;
    }

    void put(String pk, String sk, JsonNode data) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(pk, sk));
        item.put("data", attribute(data));
        dynamo.putItem(r -> r.tableName(table).item(item));
    }

    /** Deletes a whole partition. */
    void clear(String pk) {
        partition(pk).forEach(item -> delete(pk, text(item, "sk")));
    }

    void delete(String pk, String sk) {
        dynamo.deleteItem(r -> r.tableName(table).key(key(pk, sk)));
    }

    /** Puts the last item of a kind there once more, behind it; under which key. */
    String again(String pk, String prefix) {
        Map<String, AttributeValue> copy = new LinkedHashMap<>(partition(pk, prefix).getLast());
        String sk = text(copy, "sk") + "z";
        copy.put("sk", AttributeValue.fromS(sk));
        dynamo.putItem(r -> r.tableName(table).item(copy));
        return sk;
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : "";
    }

    /** What an item holds in its attribute {@code data}. */
    static JsonNode data(Map<String, AttributeValue> item) {
        return json(item.get("data"));
    }

    private static JsonNode json(AttributeValue value) {
        return switch (value.type()) {
            case S -> JSON.getNodeFactory().textNode(value.s());
            case N -> JSON.getNodeFactory().numberNode(new java.math.BigDecimal(value.n()));
            case BOOL -> JSON.getNodeFactory().booleanNode(value.bool());
            case M -> {
                ObjectNode object = JSON.createObjectNode();
                value.m().forEach((name, part) -> object.set(name, json(part)));
                yield object;
            }
            case L -> {
                ArrayNode array = JSON.createArrayNode();
                value.l().forEach(part -> array.add(json(part)));
                yield array;
            }
            default -> JSON.getNodeFactory().nullNode();
        };
    }

    private static AttributeValue attribute(JsonNode node) {
        if (node.isObject()) {
            Map<String, AttributeValue> map = new HashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), attribute(field.getValue())));
            return AttributeValue.fromM(map);
        }
        if (node.isArray()) {
            List<AttributeValue> list = new ArrayList<>();
            node.forEach(part -> list.add(attribute(part)));
            return AttributeValue.fromL(list);
        }
        if (node.isNumber()) {
            return AttributeValue.fromN(node.asText());
        }
        if (node.isBoolean()) {
            return AttributeValue.fromBool(node.booleanValue());
        }
        return node.isNull() ? AttributeValue.fromNul(true) : AttributeValue.fromS(node.asText());
    }

    // ── the workflow ──

    /** The execution's status; empty where it was never started. */
    Optional<ExecutionStatus> execution(String name) {
        try {
            return Optional.of(states.describeExecution(r -> r.executionArn(arn(name))).status());
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** Stops an execution, if there is one that runs. */
    void stop(String name) {
        if (execution(name).filter(status -> status == ExecutionStatus.RUNNING).isPresent()) {
            states.stopExecution(r -> r.executionArn(arn(name)));
        }
    }

    List<String> running() {
        return states.listExecutionsPaginator(r -> r.stateMachineArn(stateMachine).statusFilter(ExecutionStatus.RUNNING)).executions()
                .stream().map(ExecutionListItem::name).toList();
    }

    /**
     * What the execution's last task was given: the handler's event of its last scheduling.
     *
     * @return empty where it is at no task
     */
    Optional<JsonNode> lastTask(String name) {
        List<HistoryEvent> events = states.getExecutionHistory(r -> r.executionArn(arn(name)).reverseOrder(true).maxResults(30)).events();
        for (HistoryEvent event : events) {
            if (OVER.contains(event.type())) {
                // It failed and is about to be tried again, or the next one is about to begin.
                return Optional.empty();
            }
            if (event.taskScheduledEventDetails() != null) {
                try {
                    return Optional.of(JSON.readTree(event.taskScheduledEventDetails().parameters()).path("Payload"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }

    String history(String name) {
        StringBuilder told = new StringBuilder();
        states.getExecutionHistory(r -> r.executionArn(arn(name)).maxResults(200)).events().forEach(event -> {
            String state = event.stateEnteredEventDetails() == null ? "" : " " + event.stateEnteredEventDetails().name();
            String failure = event.taskFailedEventDetails() == null
                    ? ""
                    : " " + event.taskFailedEventDetails().error() + " " + event.taskFailedEventDetails().cause();
            String end = event.executionFailedEventDetails() == null ? "" : " " + event.executionFailedEventDetails().error();
            told.append('\n').append("        ").append(event.typeAsString()).append(state).append(failure).append(end);
        });
        return told.toString();
    }

    private String arn(String execution) {
        String[] parts = stateMachine.split(":");
        return String.join(":", parts[0], parts[1], parts[2], parts[3], parts[4], "execution", parts[6], execution);
    }

    // ── files ──

    Optional<byte[]> file(String bucket, String key) {
        try {
            return Optional.of(files.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    void file(String bucket, String key, String type, byte[] content) {
        files.putObject(r -> r.bucket(bucket).key(key).contentType(type), RequestBody.fromBytes(content));
    }

    @Override
    public void close() {
        dynamo.close();
        states.close();
        files.close();
        keys.close();
    }
}
