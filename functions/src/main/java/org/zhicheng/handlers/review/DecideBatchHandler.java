package org.zhicheng.handlers.review;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.DecideReview;
import org.zhicheng.work.review.DecideReview.Decision;

/** {@code POST /decisions}: many decisions, each with an outcome of its own; none stops the others. */
public final class DecideBatchHandler extends ApiHandler {

    private static final int MOST_DECISIONS = 50;

    /** The decisions. */
    public record Body(List<Line> decisions) {
        public Body {
            decisions = decisions == null ? List.of() : List.copyOf(decisions);
            if (decisions.isEmpty() || decisions.size() > MOST_DECISIONS) {
                throw new Failure(ErrorCode.INVALID_VALUE, "decisions", "1–" + MOST_DECISIONS);
            }
            checkConsistent(decisions);
        }
    }

    /** One decision of the batch. */
    public record Line(String applicationId, Decision decision) {
        public Line {
            if (applicationId == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "decisions.applicationId");
            }
            if (decision == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "decisions.decision");
            }
        }
    }

    // One of two different decisions would win, whichever came first: neither is taken, nor anything else of the batch.
    private static void checkConsistent(List<Line> decisions) {
        Map<String, Decision> first = new HashMap<>();
        List<Violation> twice = decisions.stream()
                .filter(line -> !first.computeIfAbsent(line.applicationId(), id -> line.decision()).equals(line.decision()))
                .map(line -> ViolationCode.DECIDED_TWICE.at(line.applicationId())).distinct().toList();
        if (!twice.isEmpty()) {
            throw Failure.rulesBroken(twice);
        }
    }

    /** What became of one: the state it is in now, or the refusal. */
    public record Result(String applicationId, Optional<State> state, Optional<String> code, Optional<String> title,
            List<Broken> violations) {
    }

    /** One broken rule, in the client's language. */
    public record Broken(String rule, String code, String field, String message) {
    }

    public DecideBatchHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DecideBatchHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        DecideReview decide = new DecideReview(services.applications(), useCases().guard(), useCases().transitions(), useCases().standIn());
        Readings readings = useCases().readings();
        return ApiResponse.ok(Reads.each(body.decisions(), line -> decide(decide, readings, actor, line, request.locale())));
    }

    private static Result decide(DecideReview decide, Readings readings, Actor actor, Line line, Locale locale) {
        try {
            State state = decide.decideOpened(actor, line.applicationId(), line.decision(), readings).state();
            return new Result(line.applicationId(), Optional.of(state), Optional.empty(), Optional.empty(), List.of());
        } catch (Failure failure) {
            return new Result(line.applicationId(), Optional.empty(), Optional.of(failure.code().name()), Optional.of(failure.text(locale)),
                    failure.violations().stream().map(v -> new Broken(v.rule(), v.code(), v.field(), v.text(locale))).toList());
        } catch (RuntimeException e) {
            // as when the table did not answer: the others are decided all the same, and this one can be sent again
            Log.error("DecideBatchHandler", e).with("applicationId", line.applicationId()).write();
            Failure failure = new Failure(ErrorCode.INTERNAL);
            return new Result(line.applicationId(), Optional.empty(), Optional.of(failure.code().name()), Optional.of(failure.text(locale)),
                    List.of());
        }
    }
}
