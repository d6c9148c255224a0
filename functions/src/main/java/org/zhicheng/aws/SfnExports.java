package org.zhicheng.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.lambda.Json;
import org.zhicheng.work.statistics.Exports;

/** Lists written by a workflow of their own, an execution for each, and found in the bucket. */
final class SfnExports implements Exports {

    private static final long LARGEST = 64 * 1024;

    private final Supplier<SfnClient> client;
    private final Supplier<String> stateMachineArn;
    private final FileStore files;

    SfnExports(Supplier<SfnClient> client, Supplier<String> stateMachineArn, FileStore files) {
        this.client = client;
        this.stateMachineArn = stateMachineArn;
        this.files = files;
    }

    @Override
    public void start(String id) {
        try {
            client.get().startExecution(r -> r.stateMachineArn(stateMachineArn.get()).name(id).input(Json.encode(new Order(id, false))));
        } catch (ExecutionAlreadyExistsException e) {
            // it is under way or over
        }
    }

    @Override
    public Optional<Export> find(String id, Duration patience) {
        if (!StableId.isOne(id)) {
            // not every text may name a file
            return Optional.empty();
        }
        return JsonFiles.find(files, key(id), LARGEST, Export.class, Export::ended, patience);
    }

    @Override
    public void keep(Export export) {
        JsonFiles.keep(files, key(export.id()), export);
    }

    private static String key(String id) {
        return "exports/" + id + ".json";
    }
}
