package org.zhicheng.checks.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.stack.template.TableShape;
import org.zhicheng.stack.template.TableShape.Index;
import org.zhicheng.stack.template.TableShape.Key;

class CapacityTest {

    private static final TableShape TABLE = new TableShape("Table", "table", Map.of(),
            List.of(new Key("pk", "HASH"), new Key("sk", "RANGE")),
            List.of(new Index("queue", List.of(new Key("queue", "HASH"), new Key("due", "RANGE")), "INCLUDE", List.of("summary")),
                    new Index("outbox", List.of(new Key("outbox", "HASH")), "ALL", List.of())),
            Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1024, 1", "1025, 2", "3072, 3"})
    void shouldCountWritesInStepsOfAKilobyte(int bytes, int units) {
        assertThat(Capacity.write(bytes)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"0, true, 1", "4096, true, 1", "4097, true, 2", "4096, false, 0.5", "8193, false, 1.5"})
    void shouldCountReadsInStepsOfFourKilobytesAndHalfWhereTheyNeedNotBeConsistent(int bytes, boolean consistent, double units) {
        assertThat(Capacity.read(bytes, consistent)).isEqualTo(units);
    }

    @Test
    void shouldCountNamesAndValuesOfAnItem() {
        Map<String, AttributeValue> item = Map.of("pk", s("职称"), "n", AttributeValue.fromN("-1234"), "b", AttributeValue.fromBool(true),
                "l", AttributeValue.fromL(List.of(s("ab"))), "m", AttributeValue.fromM(Map.of("x", s("y"))));

        assertThat(Capacity.bytes(item)).isEqualTo(2 + 6 + (1 + 4) + (1 + 1) + (1 + 3 + 1 + 2) + (1 + 3 + 1 + 2));
    }

    @Test
    void shouldWriteNothingToAnIndexThatDoesNotHaveTheItem() {
        assertThat(Capacity.indexes(TABLE, Map.of(), item(Map.of("queue", s("D"))))).isEmpty();
    }

    @Test
    void shouldWriteAnEntryThatComesThatChangesAndThatGoesOnce() {
        Map<String, AttributeValue> one = item(Map.of("queue", s("D"), "due", s("1"), "summary", s("a")));
        Map<String, AttributeValue> other = item(Map.of("queue", s("D"), "due", s("1"), "summary", s("b".repeat(1500))));

        assertThat(Capacity.indexes(TABLE, Map.of(), one)).isEqualTo(Map.of("queue D", 1));
        assertThat(Capacity.indexes(TABLE, one, other)).isEqualTo(Map.of("queue D", 2));
        assertThat(Capacity.indexes(TABLE, other, Map.of())).isEqualTo(Map.of("queue D", 2));
    }

    @Test
    void shouldNotWriteAnEntryThatStaysAsItWas() {
        Map<String, AttributeValue> one = item(Map.of("queue", s("D"), "due", s("1"), "data", s("a")));
        Map<String, AttributeValue> other = item(Map.of("queue", s("D"), "due", s("1"), "data", s("b")));

        assertThat(Capacity.indexes(TABLE, one, other)).isEmpty();
    }

    @Test
    void shouldDeleteAnEntryThatMovesAndWriteItAnew() {
        Map<String, AttributeValue> one = item(Map.of("queue", s("D"), "due", s("1")));

        assertThat(Capacity.indexes(TABLE, one, item(Map.of("queue", s("E"), "due", s("1")))))
                .isEqualTo(Map.of("queue D", 1, "queue E", 1));
        assertThat(Capacity.indexes(TABLE, one, item(Map.of("queue", s("D"), "due", s("2"))))).isEqualTo(Map.of("queue D", 2));
    }

    @Test
    void shouldKeepTheWholeItemWhereTheIndexProjectsAll() {
        Map<String, AttributeValue> item = item(Map.of("outbox", s("P"), "data", s("a".repeat(2000))));

        assertThat(Capacity.indexes(TABLE, Map.of(), item)).isEqualTo(Map.of("outbox P", 2));
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of("pk", s("APP#1"), "sk", s("A#HEAD")));
        item.putAll(more);
        return item;
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
