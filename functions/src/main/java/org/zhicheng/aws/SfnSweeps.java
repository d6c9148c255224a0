package org.zhicheng.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.lambda.Json;
import org.zhicheng.work.closing.Sweeps;

/** Sweeps by a workflow of their own, which reads its drafts from a list in the bucket. */
final class SfnSweeps implements Sweeps {

    private final Supplier<SfnClient> client;
    private final Supplier<String> stateMachineArn;
    private final FileStore files;
    private final Clock clock;

    SfnSweeps(Supplier<SfnClient> client, Supplier<String> stateMachineArn, FileStore files, Clock clock) {
        this.client = client;
        this.stateMachineArn = stateMachineArn;
        this.files = files;
        this.clock = clock;
    }

    /** What an execution begins with: the list's key, never the list. */
    record Order(Sweep sweep, String key) {
    }

    /** Of one minute there is one, however often a schedule comes then; one that is under way is known by its name. */
    @Override
    public void start(Sweep sweep, List<String> ids) {
        String like = sweep.year() + "-" + sweep.action() + "-";
        boolean underWay = client.get()
                .listExecutionsPaginator(r -> r.stateMachineArn(stateMachineArn.get()).statusFilter(ExecutionStatus.RUNNING)).executions()
                .stream().anyMatch(execution -> execution.name().startsWith(like));
        if (underWay) {
            return;
        }
        String name = like + Duration.between(Instant.EPOCH, clock.instant()).toMinutes();
        String key = "closings/" + name + ".json";
        JsonFiles.keep(files, key, ids);
        try {
            client.get().startExecution(r -> r.stateMachineArn(stateMachineArn.get()).name(name).input(Json.encode(new Order(sweep, key))));
        } catch (ExecutionAlreadyExistsException e) {
            // the other call of this minute began it
        }
    }
}
