package org.zhicheng.stack.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A stream in memory; an iterator is a shard and an index. */
final class FakeStreams implements DynamoDbStreamsClient {

    static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Things/stream/2025";

    private final Map<String, List<Record>> shards = new LinkedHashMap<>(Map.of("shard1", new CopyOnWriteArrayList<>()));
    private String open = "shard1";

    void insert(String number, String kind) {
        shards.get(open)
                .add(Record.builder().eventID("event" + number).eventName("INSERT")
                        .dynamodb(change -> change.sequenceNumber(number).sizeBytes(10L).streamViewType("NEW_IMAGE")
                                .keys(Map.of("pk", AttributeValue.fromS("pk" + number))).newImage(StreamPollerTest.image(number, kind)))
                        .build());
    }

    /** Closes the open shard and opens its child. */
    void split() {
        open = "shard2";
        shards.put(open, new CopyOnWriteArrayList<>());
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        List<Shard> described = shards.keySet().stream()
                .map(id -> Shard.builder().shardId(id).parentShardId(id.equals("shard2") ? "shard1" : "shard0").build()).toList();
        return DescribeStreamResponse.builder().streamDescription(stream -> stream.streamArn(ARN).shards(described)).build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        List<Record> records = shards.get(request.shardId());
        int from = switch (request.shardIteratorType()) {
            case AFTER_SEQUENCE_NUMBER ->
                records.stream().map(record -> record.dynamodb().sequenceNumber()).toList().indexOf(request.sequenceNumber()) + 1;
            default -> 0;
        };
        return GetShardIteratorResponse.builder().shardIterator(request.shardId() + ":" + from).build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        String[] parts = request.shardIterator().split(":");
        List<Record> records = shards.get(parts[0]);
        int from = Integer.parseInt(parts[1]);
        int to = Math.min(records.size(), from + request.limit());
        boolean finished = !parts[0].equals(open) && to == records.size();
        return GetRecordsResponse.builder().records(records.subList(from, to)).nextShardIterator(finished ? null : parts[0] + ":" + to)
                .build();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        // nothing is open
    }
}
