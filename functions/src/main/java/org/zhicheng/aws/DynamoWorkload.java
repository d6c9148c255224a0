package org.zhicheng.aws;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.work.monitoring.Workload;

/**
 * Where people are waited for, from the kept numbers; where nobody is, from the first page of the index {@code cycle}, as those states are
 * left within seconds, and an alarm asks for minutes.
 */
final class DynamoWorkload implements Workload {

    private final Table table;

    DynamoWorkload(Table table) {
        this.table = table;
    }

    @Override
    public Map<State, Backlog> of(int cycle) {
        Map<State, Backlog> backlogs = new EnumMap<>(State.class);
        for (State state : State.values()) {
            if (!state.isFinal()) {
                backlogs.put(state, state.tier() == State.Tier.SYSTEM ? passing(cycle, state) : waiting(cycle, state));
            }
        }
        return backlogs;
    }

    private Backlog waiting(int cycle, State state) {
        SortedMap<LocalDate, Integer> days = DynamoCounts.standing(table, cycle, state);
        return new Backlog(days.values().stream().mapToInt(Integer::intValue).sum(),
                days.isEmpty() ? Optional.empty() : Optional.of(days.firstKey().atStartOfDay(BeijingTime.ZONE).toInstant()));
    }

    private Backlog passing(int cycle, State state) {
        return table.reader()
                .query(r -> r.tableName(table.name()).indexName("cycle").keyConditionExpression("#cycle = :cycle")
                        .projectionExpression("#summary.enteredAt")
                        .expressionAttributeNames(Map.of("#cycle", "cycle", "#summary", "summary"))
                        .expressionAttributeValues(Map.of(":cycle", Items.s(cycle + "#" + state))))
                .items().stream().map(DynamoWorkload::one).reduce(Backlog.NONE, Backlog::and);
    }

    private static Backlog one(Map<String, AttributeValue> item) {
        return new Backlog(1, Optional.ofNullable(item.get("summary")).map(summary -> summary.m().get("enteredAt")).map(AttributeValue::s)
                .map(Instant::parse));
    }
}
