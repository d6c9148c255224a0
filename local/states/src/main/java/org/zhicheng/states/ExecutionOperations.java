package org.zhicheng.states;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations on executions. */
final class ExecutionOperations {

    private static final List<String> EXECUTION_DATA = List.of("input", "output", "parameters", "assignedVariables");

    private final StateMachines machines;
    private final Executions executions;
    private final Arns arns;

    ExecutionOperations(StateMachines machines, Executions executions, Arns arns) {
        this.machines = machines;
        this.executions = executions;
        this.arns = arns;
    }

    ObjectNode start(Request request) {
        Target target = target(request.required("stateMachineArn"));
        String name = request.name(request.optional("name").orElseGet(() -> UUID.randomUUID().toString()));
        String input = request.payload("input").orElse("{}");
        try {
            Json.parse(input);
        } catch (JsonProcessingException e) {
            throw new ApiError("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + e.getOriginalMessage() + "'");
        }
        String arn = arns.execution(target.machine().name(), name);
        ExecutionSummary summary = executions
                .start(new Executions.Order(name, arn, target.machine().arn(), target.versionArn(), target.aliasArn(), target.definition(),
                        target.machine().roleArn(), input, Optional.empty()))
                .orElseThrow(() -> new ApiError("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'"));
        return Json.object().put("executionArn", summary.arn()).put("startDate", Json.timestamp(summary.startDate()));
    }

    ObjectNode stop(Request request) {
        ExecutionSummary summary = find(request);
        StatesError reason = new StatesError(request.optional("error"), request.optional("cause"));
        executions.findRunning(summary.arn()).ifPresent(execution -> execution.abort(reason));
        ExecutionSummary stopped = find(request);
        return Json.object().put("stopDate", Json.timestamp(stopped.stopDate().orElseThrow()));
    }

    ObjectNode describe(Request request) {
        ExecutionSummary summary = find(request);
        List<JsonNode> lines = executions.lines(summary);
        ObjectNode answer = listed(summary);
        answer.put("input", lines.getFirst().get("start").get("input").textValue()).putObject("inputDetails").put("included", true);
        answer.put("redriveCount", 0).put("redriveStatus", "NOT_REDRIVABLE").put("redriveStatusReason", "Redrive is not supported here");
        JsonNode end = lines.getLast().path("end");
        if (summary.status() != ExecutionStatus.RUNNING && end.has("output")) {
            answer.set("output", end.get("output"));
            answer.putObject("outputDetails").put("included", true);
        }
        if (summary.status() != ExecutionStatus.RUNNING) {
            for (String field : List.of("error", "cause")) {
                if (end.has(field)) {
                    answer.set(field, end.get(field));
                }
            }
        }
        return answer;
    }

    ObjectNode describeStateMachine(Request request) {
        ExecutionSummary summary = find(request);
        JsonNode first = executions.lines(summary).getFirst();
        return Json.object().put("stateMachineArn", summary.stateMachineArn()).put("name", summary.machineName())
                .put("definition", executions.definitionOf(first)).put("roleArn", first.get("start").path("roleArn").asText())
                .put("updateDate", Json.timestamp(summary.startDate()));
    }

    ObjectNode history(Request request) {
        List<JsonNode> events = new ArrayList<>();
        for (JsonNode line : executions.lines(find(request))) {
            if (line.has("event")) {
                events.add(line.get("event"));
            }
        }
        if (request.flag("reverseOrder")) {
            Collections.reverse(events);
        }
        if (request.body().path("includeExecutionData").isBoolean() && !request.flag("includeExecutionData")) {
            events.forEach(event -> event.forEach(details -> EXECUTION_DATA.forEach(field -> {
                if (details instanceof ObjectNode object) {
                    object.remove(field);
                }
            })));
        }
        int from = (int) Math.min(request.pageStart(), events.size());
        int to = Math.min(from + request.pageSize(), events.size());
        ObjectNode answer = Json.object();
        answer.putArray("events").addAll(events.subList(from, to));
        return to < events.size() ? answer.put("nextToken", String.valueOf(to)) : answer;
    }

    ObjectNode list(Request request) {
        Optional<String> mapRun = request.optional("mapRunArn");
        String arn = mapRun.isPresent() ? mapRun.get() : request.required("stateMachineArn");
        if (mapRun.isEmpty()) {
            target(arn);
        }
        Optional<String> status = request.optional("statusFilter");
        long before = request.pageStart() == 0 ? Long.MAX_VALUE : request.pageStart();
        List<ExecutionSummary> matching = executions.latestFirst().stream()
                .filter(summary -> summary.belongsTo(arn) && summary.sequence() < before)
                .filter(summary -> status.isEmpty() || summary.status().name().equals(status.get())).toList();
        List<ExecutionSummary> page = matching.subList(0, Math.min(matching.size(), request.pageSize()));
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("executions");
        page.forEach(summary -> listed.add(listed(summary)));
        return page.size() < matching.size() ? answer.put("nextToken", String.valueOf(page.getLast().sequence())) : answer;
    }

    private static ObjectNode listed(ExecutionSummary summary) {
        ObjectNode entry = Json.object().put("executionArn", summary.arn()).put("stateMachineArn", summary.stateMachineArn())
                .put("name", summary.name()).put("status", summary.status().name()).put("startDate", Json.timestamp(summary.startDate()));
        summary.stopDate().ifPresent(stop -> entry.put("stopDate", Json.timestamp(stop)));
        summary.mapRunArn().ifPresent(mapRun -> entry.put("mapRunArn", mapRun));
        summary.versionArn().ifPresent(version -> entry.put("stateMachineVersionArn", version));
        summary.aliasArn().ifPresent(alias -> entry.put("stateMachineAliasArn", alias));
        return entry;
    }

    private ExecutionSummary find(Request request) {
        String arn = request.required("executionArn");
        return executions.find(arn).orElseThrow(() -> new ApiError("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
    }

    /** What an ARN means: a machine as it is now, a version of it, or one of the versions of an alias. */
    private record Target(StateMachine machine, String definition, Optional<String> versionArn, Optional<String> aliasArn) {
    }

    private Target target(String arn) {
        Optional<StateMachine> plain = machines.find(arn);
        if (plain.isPresent()) {
            return new Target(plain.get(), plain.get().definition(), Optional.empty(), Optional.empty());
        }
        int colon = Math.max(0, arn.lastIndexOf(':'));
        String qualifier = arn.substring(Math.min(arn.length(), colon + 1));
        Optional<StateMachine> qualified = machines.find(arn.substring(0, colon));
        Optional<JsonNode> alias = qualified.flatMap(machine -> machine.alias(qualifier));
        Optional<String> version = alias.map(ExecutionOperations::routed).or(() -> Optional.of(arn));
        return qualified
                .flatMap(machine -> machine.version(version.get().substring(version.get().lastIndexOf(':') + 1))
                        .map(found -> new Target(machine, found.get("definition").textValue(), version, alias.map(present -> arn))))
                .orElseThrow(() -> new ApiError("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'"));
    }

    /** The version that an alias chooses this time, by its weights. */
    private static String routed(JsonNode alias) {
        int drawn = ThreadLocalRandom.current().nextInt(100);
        for (JsonNode route : alias.get("routingConfiguration")) {
            drawn -= route.get("weight").intValue();
            if (drawn < 0) {
                return route.get("stateMachineVersionArn").textValue();
            }
        }
        return alias.get("routingConfiguration").get(0).get("stateMachineVersionArn").textValue();
    }
}
