package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Looks through all that a system keeps for what would join a ballot of a secret vote to a person (R45): an item of the table, which is what a
 * backup or an export holds too, a record of its stream, a line of the log, an event of an execution, a line of any other file. None may have
 * a ballot beside a person or a time, nor a choice beside a person.
 */
final class BallotSearch {

    private static final Pattern TIME = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:");
    private static final Pattern CHOICE = Pattern.compile("(?<![A-Za-z_])(?:FOR|AGAINST|ABSTAIN)(?![A-Za-z_])");

    private final TestStack stack;
    private final Supplier<String> log;
    private final Set<String> people;

    /**
     * @param log what the functions have written so far
     * @param people ids, logins and names of who voted
     */
    BallotSearch(TestStack stack, Supplier<String> log, Set<String> people) {
        this.stack = stack;
        this.log = log;
        this.people = people;
    }

    /** A kind of place and what one of them says. */
    record Place(String kind, String text) {
    }

    /** Everything there is to look at. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        items().forEach(item -> places.add(new Place("item", item.toString())));
        stream(places);
        log.get().lines().forEach(line -> places.add(new Place("log", line)));
        executions(places);
        files(places);
        return places;
    }

    /** What joins, each with the kind of place. */
    List<String> joins(List<Place> places) {
        List<String> ballots = items().stream().filter(item -> item.get("sk").s().startsWith("BALLOT#"))
                .flatMap(item -> Stream.of(item.get("sk").s().replaceFirst("BALLOT#[0-9]+#", ""), item.get("sealed").s())).toList();
        List<String> found = new ArrayList<>();
        for (Place place : places) {
            boolean ballot = ballots.stream().anyMatch(place.text()::contains);
            boolean person = people.stream().anyMatch(place.text()::contains);
            if (ballot && person) {
                found.add(place.kind() + ": a ballot beside a person");
            } else if (ballot && TIME.matcher(place.text()).find()) {
                found.add(place.kind() + ": a ballot beside a time");
            } else if (person && CHOICE.matcher(place.text()).find()) {
                found.add(place.kind() + ": a choice beside a person");
            }
        }
        return found;
    }

    List<Map<String, AttributeValue>> items() {
        try (DynamoDbClient dynamo = Endpoint.clients(stack.stack().backend().endpoint()).dynamoDb()) {
            return dynamo.scanPaginator(r -> r.tableName(stack.table()).consistentRead(true)).items().stream().toList();
        }
    }

    private void stream(List<Place> places) {
        try (DynamoDbStreamsClient streams = Endpoint.clients(stack.stack().backend().endpoint()).streams()) {
            String arn = streams.listStreams(r -> r.tableName(stack.table())).streams().getFirst().streamArn();
            for (Shard shard : streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards()) {
                String next = streams
                        .getShardIterator(r -> r.streamArn(arn).shardId(shard.shardId()).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                GetRecordsResponse read;
                do {
                    String here = next;
                    read = streams.getRecords(r -> r.shardIterator(here));
                    read.records().forEach(
                            change -> places.add(new Place("stream", change.dynamodb().keys() + " " + change.dynamodb().newImage())));
                    next = read.nextShardIterator();
                } while (next != null && !read.records().isEmpty());
            }
        }
    }

    private void executions(List<Place> places) {
        try (SfnClient workflow = Endpoint.clients(stack.stack().backend().endpoint()).sfn()) {
            workflow.listStateMachines().stateMachines()
                    .forEach(
                            machine -> workflow.listExecutionsPaginator(r -> r.stateMachineArn(machine.stateMachineArn())).executions()
                                    .forEach(execution -> workflow.getExecutionHistoryPaginator(
                                            r -> r.executionArn(execution.executionArn()).includeExecutionData(true).maxResults(1000))
                                            .events().forEach(event -> places.add(new Place("event", texts(event.toString()))))));
        }
    }

    /** An event has a time of its own, which is no vote's. */
    private static String texts(String event) {
        return event.replaceFirst("Timestamp=[^,]+,", "");
    }

    /** Journals, mails, what the buckets hold; the database's own are the table. */
    private void files(List<Place> places) {
        try (Stream<Path> files = Files.walk(stack.state())) {
            files.filter(Files::isRegularFile).filter(file -> !stack.state().relativize(file).toString().contains("dynamodb"))
                    .forEach(file -> {
                        try {
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines()
                                    .forEach(line -> places.add(new Place("file", line)));
                        } catch (IOException e) {
                            // what a function removed meanwhile
                            places.add(new Place("file", ""));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
