package org.zhicheng.stack.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.stack.fixture.Answers;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.template.StreamShape;

class StreamPollerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTBOX = "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"OUTBOX\"]}}}}";

    @TempDir
    private Path folder;

    private final FakeStreams streams = new FakeStreams();
    private final List<List<String>> batches = new ArrayList<>();
    private final Deque<FunctionAnswer> answers = new ArrayDeque<>();
    private JsonNode lastEvent;

    @Test
    void shouldHandOverWhatTheFilterLetsThrough() throws InterruptedException {
        streams.insert("1", "OUTBOX");
        streams.insert("2", "HEAD");
        streams.insert("3", "OUTBOX");

        assertThat(poller(10, -1).poll()).isTrue();

        assertThat(batches).containsExactly(List.of("1", "3"));
        JsonNode record = lastEvent.path("Records").path(0);
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(record.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(record.at("/dynamodb/Keys/pk/S").asText()).isEqualTo("pk1");
        assertThat(record.at("/dynamodb/NewImage/nested/M/list/L/0/N").asText()).isEqualTo("7");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(FakeStreams.ARN);
    }

    @Test
    void shouldKeepToTheBatchSize() throws InterruptedException {
        List.of("1", "2", "3").forEach(number -> streams.insert(number, "OUTBOX"));
        StreamPoller poller = poller(2, -1);

        poller.poll();
        poller.poll();

        assertThat(batches).containsExactly(List.of("1", "2"), List.of("3"));
    }

    @Test
    void shouldGoOnAfterWhatWasHandledWhenStartedAgain() throws InterruptedException {
        streams.insert("1", "OUTBOX");
        poller(10, -1).poll();
        streams.insert("2", "OUTBOX");

        poller(10, -1).poll();

        assertThat(batches).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void shouldTryAgainFromTheFirstFailedRecord() throws InterruptedException {
        List.of("1", "2", "3").forEach(number -> streams.insert(number, "OUTBOX"));
        answers.add(Answers.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"},{\"itemIdentifier\":\"2\"}]}"));

        poller(10, -1).poll();

        assertThat(batches).containsExactly(List.of("1", "2", "3"), List.of("2", "3"));
    }

    @Test
    void shouldTryTheWholeBatchAgainWhenTheFunctionFails() throws InterruptedException {
        streams.insert("1", "OUTBOX");
        answers.add(Answers.failure());
        answers.add(Answers.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}"));

        poller(10, -1).poll();

        assertThat(batches).containsExactly(List.of("1"), List.of("1"), List.of("1"));
    }

    @Test
    void shouldGiveUpAfterTheRetriesOfTheTemplate() throws InterruptedException {
        streams.insert("1", "OUTBOX");
        answers.add(Answers.failure());
        answers.add(Answers.failure());
        StreamPoller poller = poller(10, 1);

        poller.poll();
        streams.insert("2", "OUTBOX");
        poller.poll();

        assertThat(batches).containsExactly(List.of("1"), List.of("1"), List.of("2"));
    }

    @Test
    void shouldReadAChildShardOnlyWhenItsParentIsFinished() throws InterruptedException {
        streams.insert("1", "OUTBOX");
        streams.insert("2", "OUTBOX");
        streams.split();
        streams.insert("3", "OUTBOX");
        StreamPoller poller = poller(1, -1);

        poller.poll();

        assertThat(batches).containsExactly(List.of("1"), List.of("2"), List.of("3"));
    }

    @Test
    void shouldLookAtOnceWhenNudged() throws InterruptedException {
        CountDownLatch handled = new CountDownLatch(1);
        try (StreamPoller poller = new StreamPoller(streams, FakeStreams.ARN, "us-east-1", shape(10, -1), "Echo", (function, event) -> {
            handled.countDown();
            return Answers.of("{}");
        }, folder.resolve("checkpoint.json"))) {
            poller.start();
            streams.insert("1", "OUTBOX");
            poller.nudge();

            assertThat(handled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private StreamPoller poller(int batchSize, int retries) {
        return new StreamPoller(streams, FakeStreams.ARN, "us-east-1", shape(batchSize, retries), "EchoFunction", this::invoke,
                folder.resolve("checkpoint.json"));
    }

    private static StreamShape shape(int batchSize, int retries) {
        return new StreamShape("EchoChanges", "Things", batchSize, List.of(OUTBOX), true,
                retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries));
    }

    private FunctionAnswer invoke(String function, byte[] event) {
        try {
            lastEvent = JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        batches.add(lastEvent.path("Records").valueStream().map(record -> record.at("/dynamodb/SequenceNumber").asText()).toList());
        return answers.isEmpty() ? Answers.of("{\"batchItemFailures\":[]}") : answers.poll();
    }

    static Map<String, AttributeValue> image(String number, String kind) {
        AttributeValue list = AttributeValue.fromL(List.of(AttributeValue.fromN("7")));
        return Map.of("pk", AttributeValue.fromS("pk" + number), "kind", AttributeValue.fromS(kind), "nested",
                AttributeValue.fromM(Map.of("list", list)));
    }
}
