package org.zhicheng.handlers.statistics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.StreamRecord;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.statistics.CountApplications;

/**
 * Fed by the table's stream, which hands over the applications that were written: counts them anew. Whatever fails comes again, and counting
 * twice changes nothing. The operator counts a whole cycle: {@code {"cycle": 2025}}, and goes on with the answer's {@code next} as
 * {@code from}.
 */
public final class CountApplicationsHandler extends TaskHandler<CountApplicationsHandler.Input, CountApplications.Outcome> {

    private static final Duration TIME = Duration.ofSeconds(40);

    /**
     * @param Records of the stream; absent in a call by the operator
     * @param cycle the year of the cycle to count
     * @param from where an earlier call has ended
     */
    public record Input(List<StreamRecord> Records, Integer cycle, String from) {
        public Input {
            Records = Records == null ? List.of() : List.copyOf(Records);
        }
    }

    public CountApplicationsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CountApplicationsHandler(Services services) {
        super(services);
    }

    @Override
    protected CountApplications.Outcome perform(Input input) {
        CountApplications counting = new CountApplications(services.counts(), services.applications());
        if (!input.Records().isEmpty()) {
            return counting
                    .count(input.Records().stream().map(StreamRecord::pk).map(Subject::applicationId).flatMap(Optional::stream).toList());
        }
        if (input.cycle() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "cycle");
        }
        return counting.walk(input.cycle(), Optional.ofNullable(input.from()), hasTime(TIME));
    }
}
