package org.zhicheng.walk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ExecutionSuperseded;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.handlers.certificate.IssueCertificateHandler;
import org.zhicheng.handlers.review.CheckDeadlineHandler;
import org.zhicheng.handlers.review.CheckEligibilityHandler;
import org.zhicheng.handlers.review.OpenReviewHandler;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TemporaryFailure;

/** The review's definition in small: the same states and retries, one task at a time, when it is told to. */
final class SmallWorkflow implements Workflow {

    private static final int RETRIES = 6;

    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final List<Runnable> past = new ArrayList<>();
    private final Random random;
    private final Services fake;
    private Services services;
    private int tokens;
    private int entered;

    private enum Phase {
        TASK,
        WAIT,
        ENDED,
        FAILED
    }

    /** What an execution does next or waits for. */
    private static final class Execution {
        private final String name;
        private final String application;
        private State step;
        private Phase phase = Phase.TASK;
        private boolean deadline;
        private long waitSeconds;
        private Instant enteredAt;
        private Instant until;
        private int retries;
        private String token = "";

        private Execution(String name, String application) {
            this.name = name;
            this.application = application;
        }
    }

    /** @param fake for the time only */
    SmallWorkflow(Random random, Services fake) {
        this.random = random;
        this.fake = fake;
    }

    /** What the tasks work on. */
    void over(Services next) {
        services = next;
    }

    @Override
    public void start(String execution, String applicationId, StepOutcome outcome) {
        if (!executions.containsKey(execution)) {
            Execution made = new Execution(execution, applicationId);
            executions.put(execution, made);
            go(made, outcome);
        }
    }

    @Override
    public void resume(String token, StepOutcome outcome) {
        executions.values().stream().filter(e -> e.phase == Phase.WAIT && e.token.equals(token)).findFirst().ifPresent(e -> go(e, outcome));
    }

    @Override
    public boolean isRunning(String execution) {
        return executions.containsKey(execution) && isRunning(executions.get(execution));
    }

    @Override
    public Set<String> running() {
        return Set.copyOf(runningNow());
    }

    /** Those that run, by name. */
    List<String> runningNow() {
        return executions.values().stream().filter(SmallWorkflow::isRunning).map(e -> e.name).toList();
    }

    /** What the execution waits at, and the token. */
    Optional<String> waiting(String name) {
        return Optional.ofNullable(executions.get(name)).filter(e -> e.phase == Phase.WAIT).map(e -> e.step + " " + e.token);
    }

    /** Whether a task can be done, or a wait has lasted long enough. */
    boolean canMove() {
        return executions.values().stream().anyMatch(this::canMove);
    }

    /** Does one task of one execution. */
    void move() {
        List<Execution> movable = executions.values().stream().filter(this::canMove).toList();
        if (!movable.isEmpty()) {
            Execution e = movable.get(random.nextInt(movable.size()));
            if (e.phase == Phase.WAIT) {
                e.phase = Phase.TASK;
                e.deadline = true;
                e.retries = 0;
            }
            task(e);
        }
    }

    /** Repeats something that was done before, as of an invocation that was given up and yet goes on. */
    void repeatSomethingPast() {
        if (!past.isEmpty()) {
            try {
                past.get(random.nextInt(past.size())).run();
            } catch (RuntimeException e) {
                // nobody waits for its answer
            }
        }
    }

    private static boolean isRunning(Execution e) {
        return e.phase == Phase.TASK || e.phase == Phase.WAIT;
    }

    private boolean canMove(Execution e) {
        return e.phase == Phase.TASK || e.phase == Phase.WAIT && !fake.clock().instant().isBefore(e.until);
    }

    private void go(Execution e, StepOutcome outcome) {
        e.step = outcome.step();
        e.waitSeconds = outcome.waitSeconds();
        e.phase = e.step.isUnderWay() ? Phase.TASK : Phase.ENDED;
        e.deadline = false;
        e.retries = 0;
        // The clock stands still between steps; no two waits of an execution begin at the same moment.
        e.enteredAt = fake.clock().instant().plusNanos(++entered);
    }

    private void task(Execution e) {
        StepInput input = new StepInput(e.application, e.name, e.step, null, null, null);
        try {
            if (e.deadline) {
                State waited = e.step;
                past.add(() -> new CheckDeadlineHandler(services).handleRequest(input, null));
                StepOutcome outcome = new CheckDeadlineHandler(services).handleRequest(input, null);
                // A correction's deadline and a notice's end lead where the table stands; a tier is waited for again.
                go(e, waited == State.CORRECTION || waited.isNotice() ? outcome : new StepOutcome(waited, outcome.waitSeconds()));
            } else if (e.step == State.SUBMITTED) {
                past.add(() -> new CheckEligibilityHandler(services).handleRequest(input, null));
                go(e, new CheckEligibilityHandler(services).handleRequest(input, null));
            } else if (e.step == State.CERTIFICATE) {
                past.add(() -> new IssueCertificateHandler(services).handleRequest(input, null));
                new IssueCertificateHandler(services).handleRequest(input, null);
                e.phase = Phase.ENDED;
            } else {
                await(e);
            }
        } catch (TemporaryFailure failure) {
            e.retries++;
            e.phase = e.retries > RETRIES ? Phase.FAILED : Phase.TASK;
        } catch (ExecutionSuperseded superseded) {
            e.phase = Phase.ENDED;
        } catch (RuntimeException refused) {
            e.phase = Phase.FAILED;
        }
    }

    private void await(Execution e) {
        e.token = "token-" + ++tokens;
        e.until = e.enteredAt.plusSeconds(e.waitSeconds);
        e.phase = Phase.WAIT;
        StepInput input = new StepInput(e.application, e.name, e.step, e.token, e.enteredAt, e.retries);
        past.add(() -> new OpenReviewHandler(services).handleRequest(input, null));
        new OpenReviewHandler(services).handleRequest(input, null);
    }
}
