package org.zhicheng.lambda;

import java.util.Set;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.crac.Core;
import org.crac.Resource;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.reading.Reads;

/** One endpoint: decodes the request, runs one use case, encodes the answer; refusals become problems. */
public abstract class ApiHandler implements RequestHandler<ApiRequest, ApiResponse>, Resource {

    protected final Services services;

    private final Set<String> parameters;

    /** @param parameters what may stand in the query */
    @SuppressWarnings("this-escape") // registering is all that happens to it here
    protected ApiHandler(Services services, String... parameters) {
        this.services = services;
        this.parameters = Set.of(parameters);
        Core.getGlobalContext().register(this);
    }

    /** Answers the request of a person, or of nobody where the route is public. */
    protected abstract ApiResponse answer(ApiRequest request, Actor actor);

    /** The parameters of the query that this endpoint knows. */
    public final Set<String> parameters() {
        return parameters;
    }

    /** Whether others are passed over, as what a messenger adds to an address; else they are refused, as unknown fields are. */
    protected boolean passesOverOtherParameters(ApiRequest request) {
        return false;
    }

    /** The use cases that several endpoints share. */
    protected final UseCases useCases() {
        return new UseCases(services);
    }

    /** Begins to read what the answer will need, while it is found out who asks: the application that the address names. */
    protected void readAhead(ApiRequest request) {
        request.applicationId().ifPresent(id -> Reads.ahead(() -> services.applications().find(id).ifPresent(this::readAhead)));
    }

    /** Goes on as soon as the application is there: its step's deadlines are told with it. */
    protected void readAhead(Application application) {
        useCases().readAhead(application);
    }

    /** Who asks; routes without a login override it. */
    protected Actor actor(ApiRequest request) {
        return new Actors(services.staff(), services.clock(), services.environment()).of(request.claims());
    }

    @Override
    public final ApiResponse handleRequest(ApiRequest request, Context context) {
        long start = System.nanoTime();
        ApiResponse response;
        String outcome = "OK";
        try {
            if (!passesOverOtherParameters(request)) {
                request.refuseParametersBut(parameters);
            }
            response = Reads.during(() -> {
                readAhead(request);
                return answer(request, actor(request));
            });
        } catch (Failure failure) {
            outcome = failure.code().name();
            response = Problems.response(failure, request);
        } catch (StaleVersion e) {
            // someone else wrote at the same moment: the client may send the same again
            outcome = ErrorCode.STALE_VERSION.name();
            response = Problems.response(new Failure(ErrorCode.STALE_VERSION), request);
        } catch (RuntimeException e) {
            outcome = ErrorCode.INTERNAL.name();
            Log.error(getClass().getSimpleName(), e).with("requestId", request.requestId()).write();
            response = Problems.response(new Failure(ErrorCode.INTERNAL), request);
        }
        Log.info(getClass().getSimpleName()).with("outcome", outcome).with("status", response.statusCode())
                .with("requestId", request.requestId()).with("applicationId", request.pathParameters().getOrDefault("id", ""))
                .with("millis", (System.nanoTime() - start) / 1_000_000).write();
        return response;
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
