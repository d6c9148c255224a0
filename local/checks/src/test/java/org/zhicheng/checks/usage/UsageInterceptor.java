package org.zhicheng.checks.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import org.zhicheng.checks.usage.Usage.Call;
import org.zhicheng.checks.usage.Usage.Write;

/** Found by every client of the SDK in the tests, through the class path; does nothing unless {@link Usage} is written down. */
public final class UsageInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Begun> BEGUN = new ExecutionAttribute<>("zhicheng.usage");

    /** A call under way: what is there of the items that it writes, by their keys. */
    private record Begun(Usage usage, Invocation by, long from, List<Map<String, AttributeValue>> keys,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> before) {
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Usage.present().ifPresent(usage -> Invocation.current().ifPresent(by -> {
            long from = System.nanoTime();
            List<Map<String, AttributeValue>> keys = written(context.request());
            attributes.putAttribute(BEGUN, new Begun(usage, by, from, keys, keys.isEmpty() ? Map.of() : usage.look(keys)));
        }));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        end(attributes, context.request(), Optional.of(context.response()));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        end(attributes, context.request(), Optional.empty());
    }

    private static void end(ExecutionAttributes attributes, SdkRequest request, Optional<SdkResponse> response) {
        Begun begun = attributes.getAttribute(BEGUN);
        if (begun == null) {
            return;
        }
        // what a condition refused is paid for by what is there, and changes no index
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> after = begun.keys().isEmpty() || response.isEmpty()
                ? begun.before()
                : begun.usage().look(begun.keys());
        begun.usage()
                .add(new Call(begun.by(), attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT),
                        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), begun.from(), System.nanoTime(),
                        response.map(answer -> reads(request, answer)).orElse(0.0), response.map(UsageInterceptor::looked).orElse(0),
                        writes(begun, request, after), request));
    }

    private static double reads(SdkRequest request, SdkResponse response) {
        if (request instanceof GetItemRequest get && response instanceof GetItemResponse got) {
            return Capacity.read(Capacity.bytes(got.item()), Boolean.TRUE.equals(get.consistentRead()));
        }
        if (request instanceof QueryRequest query && response instanceof QueryResponse found) {
            return Capacity.read(found.items().stream().mapToInt(Capacity::bytes).sum(), Boolean.TRUE.equals(query.consistentRead()));
        }
        return 0;
    }

    private static int looked(SdkResponse response) {
        return switch (response) {
            case GetItemResponse got -> got.hasItem() ? 1 : 0;
            case QueryResponse found -> found.scannedCount();
            default -> 0;
        };
    }

    private static List<Write> writes(Begun begun, SdkRequest request,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> afterwards) {
        // each item of a transaction is written twice: prepared and committed; its conditions are charged likewise
        int times = request instanceof TransactWriteItemsRequest ? 2 : 1;
        List<Write> writes = new ArrayList<>();
        for (Map<String, AttributeValue> key : begun.keys()) {
            Map<String, AttributeValue> before = begun.before().getOrDefault(key, Map.of());
            Map<String, AttributeValue> after = afterwards.getOrDefault(key, Map.of());
            int bytes = Math.max(Capacity.bytes(before), Capacity.bytes(after));
            writes.add(new Write("table " + key.get("pk").s(), times * Capacity.write(bytes)));
            Capacity.indexes(begun.usage().table(), before, after).forEach((place, units) -> writes.add(new Write(place, units)));
        }
        return writes;
    }

    /** The keys of what a request writes, or makes a condition of. */
    private static List<Map<String, AttributeValue>> written(SdkRequest request) {
        return switch (request) {
            case PutItemRequest put -> List.of(key(put.item()));
            case UpdateItemRequest update -> List.of(update.key());
            case DeleteItemRequest delete -> List.of(delete.key());
            case TransactWriteItemsRequest transaction -> transaction.transactItems().stream().map(UsageInterceptor::key).toList();
            default -> List.of();
        };
    }

    private static Map<String, AttributeValue> key(TransactWriteItem item) {
        if (item.put() != null) {
            return key(item.put().item());
        }
        if (item.update() != null) {
            return item.update().key();
        }
        return item.delete() != null ? item.delete().key() : item.conditionCheck().key();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of("pk", item.get("pk"), "sk", item.get("sk"));
    }
}
