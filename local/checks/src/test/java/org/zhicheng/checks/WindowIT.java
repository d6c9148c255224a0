package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.lambda.Json;

/** The clock decides about a submission, the schedule about what was not submitted. It expires every draft, so no other test's is here. */
class WindowIT {

    private static final int MANY = 48;
    private static final int MORE_THAN_A_RUN_DOES = 205;

    private final TestStack stack = TestStack.shared();
    private final Api api = stack.api();

    @Test
    @DisplayName("R21 截止前最后一秒可以提交，截止后不能，未提交的失效")
    void shouldTakeASubmissionInTheLastSecondOfTheWindowAndNoneAfterIt_R21() {
        Journey last = Journey.of(stack).register().draft().fillIn();
        Journey late = Journey.of(stack).register().draft().fillIn();
        try {
            // The second may be over before the request is there: then it was refused, and is sent in that second again.
            Await.until("the last second is never met", () -> {
                stack.setClock(LocalDateTime.of(2025, 3, 17, 23, 59, 59));
                Reply reply = last.submission();
                assertThat(reply.status()).as(reply.toString()).isIn(200, 409);
                return reply.status() == 200;
            });
            Instant end = LocalDate.of(2025, 3, 18).atStartOfDay(TestStack.ZONE).toInstant();
            assertThat(stored(last).submittedAt()).get().satisfies(at -> assertThat(at).isBetween(end.minusSeconds(1), end.minusNanos(1)));

            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 0, 0));
            Reply refused = late.submission();
            assertProblem(refused, 409, "WINDOW_CLOSED");
            assertThat(stored(late).submittedAt()).isEmpty();
            assertThat(stored(late).submissions()).isZero();
            assertProblem(api.post(stack.token(register()), "/applications", SampleBodies.draft(late.dossier())), 409, "WINDOW_CLOSED");
            // Once nothing that came in time can still be under way (R53).
            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 6, 0));
            late.awaitState("EXPIRED");
            last.awaitState("EMPLOYER_REVIEW");
        } finally {
            stack.setClock(TestStack.TODAY);
        }
    }

    /**
     * The functions have so much to do that what came in around the deadline is computed after it: the gateway's time decides each, and the
     * closing takes none of those that came in time.
     */
    @Test
    @DisplayName("R53 截止前后同时到达、截止后才办理的大量提交，逐份以到达时刻为准")
    void shouldDecideManySubmissionsByTheTimeAtWhichEachCame_R53() throws Exception {
        Application like = stored(Journey.of(stack).register().draft().fillIn());
        Instant end = LocalDate.of(2025, 3, 18).atStartOfDay(TestStack.ZONE).toInstant();
        Map<String, Instant> received = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            Journey owner = Journey.of(stack).register();
            String id = stack.adapters().ids().get();
            owners.put(id, owner.dossier().sub());
            received.put(id, i % 2 == 0 ? end.minusMillis(1 + i * 20L) : end.plusMillis(i * 20L));
            copy(like, id, owner);
        }
        try {
            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 0, 10));
            ConcurrentMap<String, Integer> answers = new ConcurrentHashMap<>();
            try (ExecutorService gateway = Executors.newFixedThreadPool(16)) {
                List<Callable<Integer>> calls = new ArrayList<>();
                received.forEach((id, at) -> calls.add(() -> answers.put(id, submit(id, owners.get(id), at))));
                for (Future<Integer> call : gateway.invokeAll(calls)) {
                    call.get();
                }
            }
            received.forEach((id, at) -> assertThat(answers.get(id)).as(at.toString()).isEqualTo(at.isBefore(end) ? 200 : 409));
            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 6, 0));
            received.forEach((id, at) -> {
                String wanted = at.isBefore(end) ? "EMPLOYER_REVIEW" : "EXPIRED";
                Await.until(id + " is not " + wanted,
                        () -> stack.adapters().applications().find(id).orElseThrow().state().name().equals(wanted));
                if (at.isBefore(end)) {
                    assertThat(stack.adapters().applications().find(id).orElseThrow().submittedAt()).contains(at);
                }
            });
        } finally {
            stack.setClock(TestStack.TODAY);
        }
    }

    /** Whichever run comes first starts an execution, and no other one does while it is under way. */
    @Test
    @DisplayName("R21 草稿多于一次所能办的，由工作流分批失效一次，全部办完才有报告")
    void shouldExpireByAWorkflowWhatIsMoreThanARunDoesItself_R21() {
        Application like = stored(Journey.of(stack).register().draft().fillIn());
        Journey owner = Journey.of(stack).register();
        List<String> drafts = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_A_RUN_DOES; i++) {
            String id = stack.adapters().ids().get();
            copy(like, id, owner);
            drafts.add(id);
        }
        int before = sweeps().size();
        try {
            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 6, 0));
            stack.stack().invoke("CloseWindowFunction", "{}".getBytes(StandardCharsets.UTF_8));
            stack.stack().invoke("CloseWindowFunction", "{}".getBytes(StandardCharsets.UTF_8));

            Await.until("the sweep is not over", () -> sweeps().stream().noneMatch(sweep -> sweep.status() == ExecutionStatus.RUNNING));
            assertThat(sweeps().subList(0, sweeps().size() - before)).singleElement().satisfies(sweep -> {
                assertThat(sweep.name()).startsWith("2025-EXPIRE-");
                assertThat(sweep.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            });
            assertThat(drafts).isNotEmpty().allSatisfy(id -> {
                assertThat(stack.adapters().applications().find(id).orElseThrow().state().name()).isEqualTo("EXPIRED");
                assertThat(stack.adapters().applications().events(id)).as("once").hasSize(2);
            });
            Await.until("there is no report", () -> stack.adapters().cycles().closing(2025)
                    .filter(report -> report.finished().isPresent() && report.expired() >= drafts.size()).isPresent());
        } finally {
            stack.setClock(TestStack.TODAY);
        }
    }

    /** The executions of the closing's workflow, the latest first. */
    private List<ExecutionListItem> sweeps() {
        String machine = stack.stack().template().stateMachines().stream().filter(shape -> shape.logicalId().equals("ClosingStateMachine"))
                .findFirst().orElseThrow().arn();
        try (SfnClient client = Endpoint.clients(stack.stack().backend().endpoint()).sfn()) {
            return client.listExecutions(r -> r.stateMachineArn(machine)).executions();
        }
    }

    /** The same draft as somebody else's; its files are those of the one it is like. */
    private void copy(Application like, String id, Journey owner) {
        ObjectNode tree = (ObjectNode) Json.tree(like);
        tree.put("id", id).put("applicant", owner.dossier().sub()).put("name", owner.dossier().identity().name());
        Application application = Json.fromTree(tree, Application.class);
        stack.adapters().applications()
                .commit(new Change(Optional.empty(), application,
                        new AuditEvent(id, application.version(), stack.now(), application.applicant(), Role.APPLICANT, "CREATE",
                                Optional.empty(), Optional.of(application.state()), Channel.OPERATOR, ""),
                        List.of(), List.of(), List.of(), Optional.empty()));
    }

    /** As the gateway hands it to the function. */
    private int submit(String id, String sub, Instant received) throws IOException {
        ObjectNode event = (ObjectNode) Api.JSON.readTree(TestStack.PROJECT.resolve("events/submit-application.json").toFile());
        event.put("rawPath", "/applications/" + id + "/submission").withObject("pathParameters").put("id", id);
        ObjectNode context = event.withObject("requestContext").put("timeEpoch", received.toEpochMilli());
        context.withObject("authorizer").withObject("jwt").withObject("claims").put("sub", sub);
        byte[] answer = stack.stack().invoke("SubmitApplicationFunction", Api.JSON.writeValueAsBytes(event)).payload();
        return Api.JSON.readTree(answer).path("statusCode").asInt();
    }

    @Test
    @DisplayName("R21 申报开始之前不能提交")
    void shouldTakeNoSubmissionBeforeTheWindow_R21() {
        Journey early = Journey.of(stack).register().draft().fillIn();
        try {
            stack.setClock(LocalDateTime.of(2025, 2, 24, 23, 0, 0));

            assertProblem(early.submission(), 409, "WINDOW_CLOSED");
        } finally {
            stack.setClock(TestStack.TODAY);
        }
        assertThat(early.state()).isEqualTo("DRAFT");
    }

    private String register() {
        return Journey.of(stack).register().dossier().sub();
    }

    private Application stored(Journey journey) {
        return stack.adapters().applications().find(journey.id()).orElseThrow();
    }
}
