package org.zhicheng.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.crac.Core;
import org.crac.Resource;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.process.ExecutionSuperseded;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.reading.Reads;

/** A step of the workflow, a schedule or a stream: not called by people, so failures are thrown for the caller to retry or catch. */
public abstract class TaskHandler<I, O> implements RequestHandler<I, O>, Resource {

    protected final Services services;

    @SuppressWarnings("this-escape") // registering is all that happens to it here
    protected TaskHandler(Services services) {
        this.services = services;
        Core.getGlobalContext().register(this);
    }

    protected abstract O perform(I input);

    /** Tells what goes on part by part whether there is time for another one, so that it ends before the function is killed. */
    protected static BooleanSupplier hasTime(Duration time) {
        Instant until = Instant.now().plus(time);
        return () -> Instant.now().isBefore(until);
    }

    /** Begins to read what a step of the workflow needs, as soon as the application is there. */
    protected void readAhead(Application application) {
        new UseCases(services).readAhead(application);
    }

    @Override
    public final O handleRequest(I input, Context context) {
        long start = System.nanoTime();
        String outcome = "OK";
        try {
            return input instanceof StepInput step ? Reads.during(() -> {
                Reads.ahead(() -> services.applications().find(step.applicationId()).ifPresent(this::readAhead));
                return perform(input);
            }) : perform(input);
        } catch (Failure | ExecutionSuperseded e) {
            outcome = e instanceof Failure failure ? failure.code().name() : e.getClass().getSimpleName();
            throw e;
        } catch (RuntimeException e) {
            outcome = e.getClass().getSimpleName();
            about(input, Log.error(getClass().getSimpleName(), e)).write();
            throw new TemporaryFailure(e);
        } finally {
            about(input, Log.info(getClass().getSimpleName())).with("outcome", outcome)
                    .with("millis", (System.nanoTime() - start) / 1_000_000).write();
        }
    }

    // By these an application is followed from the request through the workflow to the deliveries.
    private Log about(I input, Log log) {
        return input instanceof StepInput step
                ? log.with("applicationId", step.applicationId()).with("execution", step.execution()).with("step", step.step())
                : log;
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.run(services);
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // nothing was captured that a restore would have to renew
    }
}
