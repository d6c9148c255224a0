package org.zhicheng.states;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is kept in memory of every execution; the rest is in its journal. The sequence orders executions by their start. A child of a distributed Map knows
 * its run. */
record ExecutionSummary(long sequence, String arn, String name, String stateMachineArn, Optional<String> versionArn,
        Optional<String> aliasArn, ExecutionStatus status, Instant startDate, Optional<Instant> stopDate, Optional<String> mapRunArn) {

    static ExecutionSummary of(JsonNode line) {
        return new ExecutionSummary(line.get("sequence").longValue(), line.get("arn").textValue(), line.get("name").textValue(),
                line.get("stateMachineArn").textValue(), text(line, "versionArn"), text(line, "aliasArn"),
                ExecutionStatus.valueOf(line.get("status").textValue()), Instant.parse(line.get("startDate").textValue()),
                text(line, "stopDate").map(Instant::parse), text(line, "mapRunArn"));
    }

    ObjectNode toLine() {
        ObjectNode line = Json.object().put("sequence", sequence).put("arn", arn).put("name", name).put("stateMachineArn", stateMachineArn)
                .put("status", status.name()).put("startDate", startDate.toString());
        versionArn.ifPresent(value -> line.put("versionArn", value));
        aliasArn.ifPresent(value -> line.put("aliasArn", value));
        mapRunArn.ifPresent(value -> line.put("mapRunArn", value));
        stopDate.ifPresent(value -> line.put("stopDate", value.toString()));
        return line;
    }

    ExecutionSummary ended(ExecutionStatus as, Instant at) {
        return new ExecutionSummary(sequence, arn, name, stateMachineArn, versionArn, aliasArn, as, startDate, Optional.of(at), mapRunArn);
    }

    String machineName() {
        return stateMachineArn.substring(stateMachineArn.lastIndexOf(':') + 1);
    }

    /** Whether the execution was started by this ARN: of the machine, a version or an alias of it, or the Map run whose child it is. */
    boolean belongsTo(String anyArn) {
        return stateMachineArn.equals(anyArn) || versionArn.filter(anyArn::equals).isPresent()
                || aliasArn.filter(anyArn::equals).isPresent() || mapRunArn.filter(anyArn::equals).isPresent();
    }

    private static Optional<String> text(JsonNode line, String field) {
        return Optional.ofNullable(line.path(field).textValue());
    }
}
