package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatesServiceTest {

    private static final String DONE = "{'A': {'Type': 'Succeed'}}";
    private static final String WAITING = "{'A': {'Type': 'Wait', 'Seconds': 3600, 'End': true}}";

    @TempDir
    private Path folder;
    private StatesFixture states;

    @BeforeEach
    void openEngine() {
        states = new StatesFixture(folder);
    }

    @AfterEach
    void closeEngine() {
        states.close();
    }

    @Test
    void shouldCreateTheSameMachineOnceAndRefuseAnotherOfItsName() {
        String arn = states.machine("m", DONE);
        assertThat(arn).isEqualTo("arn:aws:states:us-east-1:000000000000:stateMachine:m");
        assertThat(states.machine("m", DONE)).isEqualTo(arn);
        assertThat(
                states.refused("CreateStateMachine", Json.object().put("name", "m").put("definition", StatesFixture.definition(WAITING))))
                .isEqualTo("StateMachineAlreadyExists");
        assertThat(states.refused("CreateStateMachine", Json.object().put("name", "x y").put("definition", StatesFixture.definition(DONE))))
                .isEqualTo("InvalidName");
        assertThat(states.refused("CreateStateMachine", Json.object().put("name", "x").put("definition", "{}")))
                .isEqualTo("InvalidDefinition");
        assertThat(states.refused("CreateStateMachine", Json.object().put("name", "x"))).isEqualTo("ValidationException");
        assertThat(states.refused("CreateStateMachine",
                Json.object().put("name", "x").put("type", "EXPRESS").put("definition", StatesFixture.definition(DONE))))
                .isEqualTo("StateMachineTypeNotSupported");
    }

    @Test
    void shouldDescribeListUpdateAndDeleteMachines() {
        String arn = states.machine("m", DONE);
        states.machine("n", DONE);
        JsonNode described = states.answered("DescribeStateMachine", named("stateMachineArn", arn));
        assertThat(described.get("definition").textValue()).isEqualTo(StatesFixture.definition(DONE));
        assertThat(described.get("status").textValue()).isEqualTo("ACTIVE");
        assertThat(described.get("roleArn").textValue()).isEqualTo("arn:aws:iam::000000000000:role/r");
        assertThat(described.fieldNames()).toIterable().doesNotContain("versions", "aliases", "tags");
        JsonNode first = states.answered("ListStateMachines", Json.object().put("maxResults", 1));
        assertThat(first.get("stateMachines")).hasSize(1);
        assertThat(states.answered("ListStateMachines", named("nextToken", first.get("nextToken").textValue())).get("stateMachines"))
                .hasSize(1);
        String revision = described.get("revisionId").textValue();
        assertThat(states.answered("UpdateStateMachine", named("stateMachineArn", arn).put("definition", StatesFixture.definition(WAITING)))
                .get("revisionId").textValue()).isNotEqualTo(revision);
        String running = states.start(arn, "e", "{}");
        states.answered("DeleteStateMachine", named("stateMachineArn", arn));
        assertThat(states.describe(running).get("status").textValue()).isEqualTo("ABORTED");
        assertThat(states.refused("DescribeStateMachine", named("stateMachineArn", arn))).isEqualTo("StateMachineDoesNotExist");
        assertThat(states.refused("StartExecution", named("stateMachineArn", arn))).isEqualTo("StateMachineDoesNotExist");
    }

    @Test
    void shouldAnswerTheSameStartAgainWhileItRuns() {
        String arn = states.machine("m", WAITING);
        String execution = states.start(arn, "e", "{\"a\":1}");
        assertThat(states.start(arn, "e", "{ \"a\": 1 }")).isEqualTo(execution);
        assertThat(states.refused("StartExecution", named("stateMachineArn", arn).put("name", "e").put("input", "{}")))
                .isEqualTo("ExecutionAlreadyExists");
        states.answered("StopExecution", named("executionArn", execution));
        assertThat(states.refused("StartExecution", named("stateMachineArn", arn).put("name", "e").put("input", "{\"a\":1}")))
                .isEqualTo("ExecutionAlreadyExists");
        assertThat(states.types(execution).stream().filter("ExecutionStarted"::equals)).hasSize(1);
    }

    @Test
    void shouldFreeANameAfterNinetyDays() {
        String arn = states.machine("m", DONE);
        states.ended(states.start(arn, "e", "{}"));
        states.advance(Duration.ofDays(91));
        StatesFixture.await(() -> states.call("StartExecution", named("stateMachineArn", arn).put("name", "e")).status(),
                status -> status == 200);
    }

    @Test
    void shouldRefuseStartsThatAreMalformed() {
        String arn = states.machine("m", DONE);
        assertThat(states.refused("StartExecution", named("stateMachineArn", arn).put("input", "{"))).isEqualTo("InvalidExecutionInput");
        assertThat(states.refused("StartExecution", named("stateMachineArn", arn).put("input", ""))).isEqualTo("InvalidExecutionInput");
        assertThat(states.refused("StartExecution", named("stateMachineArn", arn).put("name", "a/b"))).isEqualTo("InvalidName");
        assertThat(states.refused("StartExecution", named("stateMachineArn", arn).put("input", "\"" + "申".repeat(90_000) + "\"")))
                .isEqualTo("ValidationException");
        assertThat(states.refused("DescribeExecution", named("executionArn", "arn:x"))).isEqualTo("ExecutionDoesNotExist");
        assertThat(states.refused("CreateActivity", named("name", "x"))).isEqualTo("UnknownOperationException");
    }

    @Test
    void shouldWriteTimesAsPlainSeconds() {
        String arn = states.machine("m", DONE);
        String execution = states.start(arn, "e", "{}");
        states.ended(execution);
        // Two engines over one folder at once is not what is tested here.
        states.close();
        states.restart();
        assertThat(states.describe(execution).toString()).containsPattern("\"stopDate\":\\d{10}\\.\\d{3}[,}]");
        assertThat(states.history(execution).getFirst().toString()).containsPattern("\"timestamp\":\\d{10}\\.\\d{3}[,}]");
        assertThat(states.answered("DescribeStateMachine", named("stateMachineArn", arn)).toString())
                .containsPattern("\"creationDate\":\\d{10}\\.\\d{3}[,}]");
    }

    @Test
    void shouldStopExecutionsWithErrorAndCause() {
        String execution = states.start(states.machine("m", WAITING), "e", "{}");
        states.awaitEvent(execution, "WaitStateEntered");
        JsonNode stopped = states.answered("StopExecution",
                named("executionArn", execution).put("error", "Withdrawn").put("cause", "asked for"));
        assertThat(states.answered("StopExecution", named("executionArn", execution))).isEqualTo(stopped);
        JsonNode described = states.describe(execution);
        assertThat(described.get("status").textValue()).isEqualTo("ABORTED");
        assertThat(described.get("error").textValue()).isEqualTo("Withdrawn");
        assertThat(states.types(execution)).containsExactly("ExecutionStarted", "WaitStateEntered", "ExecutionAborted");
    }

    @Test
    void shouldPageAndReverseHistories() {
        String execution = states.start(states.machine("m", DONE), "e", "{\"secret\":1}");
        states.ended(execution);
        List<Integer> ids = new ArrayList<>();
        ObjectNode request = named("executionArn", execution).put("reverseOrder", true).put("maxResults", 3);
        JsonNode page = states.answered("GetExecutionHistory", request);
        page.get("events").forEach(event -> ids.add(event.get("id").intValue()));
        page = states.answered("GetExecutionHistory", request.put("nextToken", page.get("nextToken").textValue()));
        page.get("events").forEach(event -> ids.add(event.get("id").intValue()));
        assertThat(ids).containsExactly(4, 3, 2, 1);
        assertThat(page.has("nextToken")).isFalse();
        assertThat(states.answered("GetExecutionHistory", named("executionArn", execution).put("includeExecutionData", false)).toString())
                .doesNotContain("secret").contains("stateEnteredEventDetails");
    }

    @Test
    void shouldListExecutionsByStatusLatestFirst() {
        String arn = states.machine("m", WAITING);
        for (int number = 0; number < 5; number++) {
            states.start(arn, "e" + number, "{}");
        }
        states.answered("StopExecution", named("executionArn", arn.replace("stateMachine", "execution") + ":e2"));
        assertThat(names(states.answered("ListExecutions", named("stateMachineArn", arn).put("statusFilter", "ABORTED"))))
                .containsExactly("e2");
        ObjectNode request = named("stateMachineArn", arn).put("statusFilter", "RUNNING").put("maxResults", 3);
        JsonNode page = states.answered("ListExecutions", request);
        assertThat(names(page)).containsExactly("e4", "e3", "e1");
        assertThat(names(states.answered("ListExecutions", request.put("nextToken", page.get("nextToken").textValue()))))
                .containsExactly("e0");
        assertThat(states.refused("ListExecutions", named("stateMachineArn", "arn:x"))).isEqualTo("StateMachineDoesNotExist");
    }

    @Test
    void shouldStartThroughAliasesAndVersions() {
        String arn = states.machine("m", DONE);
        String version = states.answered("PublishStateMachineVersion", named("stateMachineArn", arn)).get("stateMachineVersionArn")
                .textValue();
        assertThat(version).isEqualTo(arn + ":1");
        assertThat(states.answered("PublishStateMachineVersion", named("stateMachineArn", arn)).get("stateMachineVersionArn").textValue())
                .isEqualTo(version);
        ObjectNode route = Json.object().put("name", "live");
        route.putArray("routingConfiguration").addObject().put("stateMachineVersionArn", version).put("weight", 100);
        String alias = states.answered("CreateStateMachineAlias", route).get("stateMachineAliasArn").textValue();
        states.answered("UpdateStateMachine", named("stateMachineArn", arn).put("definition", StatesFixture.definition(WAITING)));
        String execution = states.start(alias, "e", "{}");
        assertThat(states.ended(execution).get("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(states.describe(execution).get("stateMachineArn").textValue()).isEqualTo(arn);
        assertThat(states.describe(execution).get("stateMachineAliasArn").textValue()).isEqualTo(alias);
        assertThat(names(states.answered("ListExecutions", named("stateMachineArn", alias)))).containsExactly("e");
        assertThat(states.ended(states.start(version, "f", "{}")).get("stateMachineVersionArn").textValue()).isEqualTo(version);
        assertThat(states.answered("ListStateMachineVersions", named("stateMachineArn", arn)).get("stateMachineVersions")).hasSize(1);
        assertThat(states.answered("ListStateMachineAliases", named("stateMachineArn", arn)).get("stateMachineAliases")).hasSize(1);
        assertThat(states.answered("DescribeStateMachine", named("stateMachineArn", version)).get("definition").textValue())
                .isEqualTo(StatesFixture.definition(DONE));
        assertThat(states.refused("DeleteStateMachineVersion", named("stateMachineVersionArn", version))).isEqualTo("ConflictException");
        states.answered("DeleteStateMachineAlias", named("stateMachineAliasArn", alias));
        states.answered("DeleteStateMachineVersion", named("stateMachineVersionArn", version));
        assertThat(states.refused("StartExecution", named("stateMachineArn", alias))).isEqualTo("StateMachineDoesNotExist");
    }

    @Test
    void shouldKeepTags() {
        String arn = states.machine("m", DONE);
        ObjectNode request = named("resourceArn", arn);
        request.putArray("tags").addObject().put("key", "stage").put("value", "local");
        states.answered("TagResource", request);
        assertThat(states.answered("ListTagsForResource", named("resourceArn", arn)))
                .isEqualTo(StatesFixture.json("{'tags':[{'key':'stage','value':'local'}]}"));
        ObjectNode untag = named("resourceArn", arn);
        untag.putArray("tagKeys").add("stage");
        states.answered("UntagResource", untag);
        assertThat(states.answered("ListTagsForResource", named("resourceArn", arn))).isEqualTo(StatesFixture.json("{'tags':[]}"));
    }

    @Test
    void shouldValidateDefinitions() {
        assertThat(states.answered("ValidateStateMachineDefinition", named("definition", StatesFixture.definition(DONE))).get("result")
                .textValue()).isEqualTo("OK");
        JsonNode failed = states.answered("ValidateStateMachineDefinition",
                named("definition", StatesFixture.definition("{'A': {'Type': 'Pass'}}")));
        assertThat(failed.get("result").textValue()).isEqualTo("FAIL");
        assertThat(failed.get("diagnostics").get(0).get("location").textValue()).isEqualTo("/States/A");
    }

    @Test
    void shouldRefuseEverythingOnceClosed() {
        states.close();
        assertThat(states.call("ListStateMachines", Json.object()).status()).isEqualTo(503);
    }

    private static ObjectNode named(String field, String value) {
        return Json.object().put(field, value);
    }

    private static List<String> names(JsonNode answer) {
        return StatesFixture.stream(answer.get("executions")).map(entry -> entry.get("name").textValue()).toList();
    }
}
