package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.contract.Repository.Node;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Permissions;

@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class WorkflowContractTest {

    private final JsonNode states = Repository.workflow().get("States");

    @ParameterizedTest
    @CsvSource({"ReviewStateMachine, statemachine/review.asl.json", "MaterialsStateMachine, statemachine/materials.asl.json",
            "ExportsStateMachine, statemachine/exports.asl.json", "ClosingStateMachine, statemachine/closing.asl.json"})
    void shouldSubstituteEachPlaceholderAndNoOther(String name, String file) {
        Node machine = Repository.template().at("Resources").at(name).at("Properties");
        Set<String> used = new TreeSet<>(Repository.matches("\\$\\{(\\w+)}", Repository.text(Repository.ROOT.resolve(file))));
        assertThat(machine.at("DefinitionUri").text()).isEqualTo(file);
        assertThat(new TreeSet<>(machine.at("DefinitionSubstitutions").keys())).isEqualTo(used);
    }

    @Test
    void shouldLetTheRoleInvokeEachFunctionOfTheWorkflows() {
        List<String> called = Stream.of("ReviewStateMachine", "MaterialsStateMachine", "ExportsStateMachine", "ClosingStateMachine")
                .map(name -> Repository.template().at("Resources").at(name).at("Properties").at("DefinitionSubstitutions"))
                .flatMap(substitutions -> substitutions.children().stream()).map(WorkflowContractTest::function)
                .filter(name -> name.contains("Function.")).toList();
        List<String> allowed = Repository.template().at("Resources").at("ReviewRole").all()
                .filter(n -> n.at("Action").texts().contains("lambda:InvokeFunction")).flatMap(n -> n.at("Resource").items().stream())
                .map(WorkflowContractTest::function).toList();
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(called);
    }

    /** A file that kills the function shall have an end too (R46), and a list that cannot be written (R37): the last step writes it down. */
    @ParameterizedTest
    @CsvSource({"materials, Render, RenderMaterialFunction", "exports, Write, WriteExportFunction"})
    void shouldWriteDownThatItFailed_R37_R46(String file, String step, String function) {
        JsonNode states = Repository.json(Repository.ROOT.resolve("statemachine/" + file + ".asl.json")).get("States");
        JsonNode first = states.get(step);
        assertThat(errors(first.get("Catch").get(0))).containsExactly("States.TaskFailed", "States.Timeout");
        JsonNode last = states.get(first.get("Catch").get(0).get("Next").textValue());
        assertThat(last.at("/Arguments/Payload/failed").booleanValue()).isTrue();
        assertThat(last.at("/Arguments/FunctionName").textValue()).isEqualTo(first.at("/Arguments/FunctionName").textValue());
        int timeout = Integer.parseInt(Repository.template().at("Resources").at(function).at("Properties").at("Timeout").text());
        assertThat(first.get("TimeoutSeconds").intValue()).as("the function ends first").isGreaterThan(timeout);
    }

    /** A report says what is so: it is written once each draft was come to, and what is left the schedule comes to again (R21). */
    @Test
    void shouldFinishTheClosingOnlyWhereNoDraftFailed_R21() {
        JsonNode workflow = Repository.json(Repository.ROOT.resolve("statemachine/closing.asl.json"));
        JsonNode closing = workflow.get("States");
        JsonNode map = closing.get(workflow.get("StartAt").textValue());
        JsonNode batch = map.at("/ItemProcessor/States/SweepBatch");
        assertThat(map.get("ToleratedFailurePercentage").intValue()).as("none holds up the others").isEqualTo(100);
        JsonNode ask = closing.get(map.get("Next").textValue());
        assertThat(ask.get("Choices")).hasSize(1);
        JsonNode finish = closing.get(ask.get("Choices").get(0).get("Next").textValue());
        assertThat(finish.get("End").booleanValue()).isTrue();
        assertThat(closing.get(ask.get("Default").textValue()).get("Type").textValue()).isEqualTo("Fail");
        int timeout = Integer
                .parseInt(Repository.template().at("Resources").at("CloseWindowFunction").at("Properties").at("Timeout").text());
        assertThat(List.of(batch, finish)).allSatisfy(task -> {
            assertThat(task.get("TimeoutSeconds").intValue()).as("the function ends first").isGreaterThan(timeout);
            assertThat(task.get("Retry")).hasSize(1);
            assertThat(errors(task.get("Retry").get(0))).containsExactly("States.TaskFailed", "States.Timeout");
        });
        assertThat(finish.get("Retry")).isEqualTo(batch.get("Retry"));
    }

    @Test
    void shouldCatchErrorsThatExist() throws ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        states.forEach(state -> Stream.of("Retry", "Catch").forEach(kind -> state.path(kind).forEach(rule -> names.addAll(errors(rule)))));
        assertThat(names).containsExactlyInAnyOrder("org.zhicheng.dossier.process.ExecutionSuperseded", "States.TaskFailed",
                "States.Timeout");
        assertThat(Class.forName("org.zhicheng.dossier.process.ExecutionSuperseded")).isAssignableTo(Throwable.class);
    }

    /**
     * JSON can't say it once, so each task says the same: what is caught by name, as a wait's deadline (R24), is no failure; any other end of
     * a function is tried again, whatever Lambda calls it, for every step can be repeated.
     */
    @Test
    void shouldTryEachTaskAgainInTheSameWords() {
        Set<JsonNode> again = new HashSet<>();
        states.forEach(state -> {
            if (state.get("Type").textValue().equals("Task")) {
                String about = state.get("Comment").textValue();
                JsonNode retry = state.path("Retry");
                List<String> caught = new ArrayList<>();
                state.path("Catch").forEach(rule -> caught.addAll(errors(rule)));
                assertThat(retry).as(about).hasSize(2);
                assertThat(errors(retry.get(0))).as(about).isEqualTo(caught);
                assertThat(retry.get(0).get("MaxAttempts").intValue()).as(about).isZero();
                again.add(retry.get(1));
            }
        });
        assertThat(again).singleElement()
                .satisfies(rule -> assertThat(errors(rule)).containsExactly("States.TaskFailed", "States.Timeout"));
    }

    @Test
    void shouldNameStepsAsTheStatesAreNamed() {
        List<String> steps = new ArrayList<>(Repository.matches("step = '([^']+)'", Repository.workflow().toString()));
        states.forEach(state -> steps.addAll(state.path("Arguments").path("Payload").findValuesAsText("step")));
        assertThat(steps).isNotEmpty().allSatisfy(step -> assertThat(State.values()).extracting(State::name).contains(step));
    }

    @Test
    void shouldWaitForAPersonExactlyInTheWaitingStates() {
        Set<State> waits = EnumSet.noneOf(State.class);
        states.forEach(state -> {
            if (state.path("Resource").asText().endsWith(".waitForTaskToken")) {
                assertThat(waits.add(step(state))).as("one wait for " + step(state)).isTrue();
            }
        });
        assertThat(waits).isEqualTo(Stream.of(State.values()).filter(State::isWait).collect(Collectors.toSet()));
    }

    @Test
    void shouldGoOnAtEachPresentStep() {
        Map<State, String> entries = choices("GoToPresentStep");
        // DRAFT has not been submitted, EXPIRED never was
        assertThat(entries.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(State.DRAFT, State.EXPIRED)));
        entries.forEach((step, name) -> {
            JsonNode target = states.get(name);
            if (step.isFinal()) {
                assertThat(target.get("Type").textValue()).as(name).isEqualTo("Succeed");
            } else {
                assertThat(step(target)).as(name).isEqualTo(step);
            }
        });
    }

    @Test
    void shouldPassReturnRejectWithdrawRecallAndCloseAsTheDomainDoes() {
        Map<State, String> entries = choices("GoToPresentStep");
        for (State tier : State.values()) {
            if (tier.isReview()) {
                String wait = entries.get(tier);
                Map<State, String> outcomes = choices(states.get(wait).get("Next").textValue());
                Set<State> expected = EnumSet.of(tier.next(false), State.CORRECTION, State.REJECTED, State.CLOSED);
                expected.add(tier.next(true));
                if (Permissions.states(Role.APPLICANT, Command.WITHDRAW).contains(tier)) {
                    expected.add(State.WITHDRAWN);
                }
                if (Permissions.states(Role.EMPLOYER, Command.RECALL).contains(tier)) {
                    expected.add(State.EMPLOYER_REVIEW);
                }
                assertThat(outcomes.keySet()).as(wait).isEqualTo(expected);
                assertThat(entries).as(wait).containsAllEntriesOf(outcomes);
            }
        }
    }

    @Test
    void shouldFollowTheStraightWayAfterThePaperwork() {
        Map<State, String> entries = choices("GoToPresentStep");
        for (State step : List.of(State.MATERIALS, State.APPROVAL_DOCUMENT)) {
            Map<State, String> outcomes = choices(states.get(entries.get(step)).get("Next").textValue());
            // until the document is final the office returns and rejects, the applicant withdraws (R40)
            assertThat(outcomes.keySet())
                    .isEqualTo(EnumSet.of(step.next(false), State.CORRECTION, State.REJECTED, State.WITHDRAWN, State.CLOSED));
            assertThat(entries).containsAllEntriesOf(outcomes);
        }
        assertThat(states.get(entries.get(State.CERTIFICATE)).get("End").booleanValue()).isTrue();
    }

    @Test
    void shouldGoOnFromTheNoticeOfTheResultAsTheDomainDoes_R45() {
        Map<State, String> entries = choices("GoToPresentStep");
        Map<State, String> outcomes = choices(states.get(entries.get(State.RESULT_NOTICE)).get("Next").textValue());
        // the committee undoes its pass, an objection is upheld, the applicant withdraws, the bureau closes
        assertThat(outcomes.keySet()).isEqualTo(EnumSet.of(State.RESULT_NOTICE, State.RESULT_NOTICE.next(true), State.COMMITTEE_REVIEW,
                State.REJECTED, State.WITHDRAWN, State.CLOSED));
        assertThat(entries).containsAllEntriesOf(outcomes);
    }

    @Test
    void shouldGoBackThroughTheCheckToTheEmployerAfterACorrection() {
        Map<State, String> entries = choices("GoToPresentStep");
        Map<State, String> handedIn = choices(states.get(entries.get(State.CORRECTION)).get("Next").textValue());
        assertThat(handedIn).containsEntry(State.SUBMITTED, entries.get(State.SUBMITTED)).containsKeys(State.WITHDRAWN, State.CLOSED);
        Map<State, String> checked = choices(states.get(entries.get(State.SUBMITTED)).get("Next").textValue());
        assertThat(checked).containsExactly(Map.entry(State.EMPLOYER_REVIEW, entries.get(State.EMPLOYER_REVIEW)));
    }

    @Test
    void shouldGoBackToWhereItWasRejectedAfterAReconsideration_R45() {
        Map<State, String> entries = choices("GoToPresentStep");
        Map<State, String> decided = choices(states.get(entries.get(State.RECONSIDERATION)).get("Next").textValue());
        Set<State> rejecting = Stream.of(State.values())
                .filter(state -> state == State.SUBMITTED
                        || Stream.of(Role.values()).anyMatch(role -> Permissions.states(role, Command.REJECT).contains(state)))
                .collect(Collectors.toSet());
        // of a rejection; of a revocation another certificate, or none
        rejecting.addAll(Set.of(State.REJECTED, State.CLOSED, State.CERTIFICATE, State.REVOKED));
        assertThat(decided.keySet()).isEqualTo(rejecting);
        assertThat(entries).containsAllEntriesOf(decided);
    }

    @Test
    void shouldLookAtTheDeadlineAfterEachWaitAndWaitAgain() {
        choices("GoToPresentStep").forEach((step, name) -> {
            if (step.isWait()) {
                JsonNode wait = states.get(name);
                String next = Stream.iterate(0, i -> i < wait.get("Catch").size(), i -> i + 1).map(wait.get("Catch")::get)
                        .filter(c -> c.get("ErrorEquals").toString().contains("States.Timeout")).findFirst().orElseThrow().get("Next")
                        .textValue();
                assertThat(step(states.get(next))).as(next).isEqualTo(step);
                String after = states.get(next).get("Next").textValue();
                String again = states.get(after).has("Choices") ? choices(after).get(step) : after;
                assertThat(again).as(after).isEqualTo(name);
            }
        });
    }

    private static String function(Repository.Node node) {
        return node.at("Ref").text() + node.at("Fn::GetAtt").text();
    }

    private static List<String> errors(JsonNode rule) {
        List<String> names = new ArrayList<>();
        rule.get("ErrorEquals").forEach(name -> names.add(name.textValue()));
        return names;
    }

    private static State step(JsonNode task) {
        return State.valueOf(task.get("Arguments").get("Payload").get("step").textValue());
    }

    /** Where a choice leads, by the step or the steps that its condition compares with. */
    private Map<State, String> choices(String name) {
        Map<State, String> choices = new LinkedHashMap<>();
        states.get(name).get("Choices").forEach(choice -> {
            String condition = choice.get("Condition").textValue();
            assertThat(condition).matches("\\{% \\$states\\.input\\.step (= '[A-Z_]+'|in \\['[A-Z_]+'(, '[A-Z_]+')+]) %}");
            Repository.matches("'([A-Z_]+)'", condition).forEach(step -> choices.put(State.valueOf(step), choice.get("Next").textValue()));
        });
        return choices;
    }
}
