package org.zhicheng.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.lambda.Json;

/** Renderings made by a workflow of their own, an execution for each file, and found in the bucket. */
final class SfnRenderings implements Renderings {

    /** Of four hundred pages it is 40 KB. */
    private static final long LARGEST_MANIFEST = 1024 * 1024;

    private final Supplier<SfnClient> client;
    private final Supplier<String> stateMachineArn;
    private final FileStore files;

    SfnRenderings(Supplier<SfnClient> client, Supplier<String> stateMachineArn, FileStore files) {
        this.client = client;
        this.stateMachineArn = stateMachineArn;
        this.files = files;
    }

    /** The same name while one is running gives that one; once it is over, it is known to be over. */
    @Override
    public boolean start(Order order) {
        try {
            client.get().startExecution(r -> r.stateMachineArn(stateMachineArn.get()).name(order.attachmentId()).input(Json.encode(order)));
            return true;
        } catch (ExecutionAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public Optional<Manifest> find(String applicationId, String attachmentId, Duration patience) {
        return JsonFiles.find(files, FileKeys.manifestKey(applicationId, attachmentId), LARGEST_MANIFEST, Manifest.class, Manifest::ended,
                patience);
    }

    @Override
    public void keep(String applicationId, String attachmentId, Manifest manifest) {
        JsonFiles.keep(files, FileKeys.manifestKey(applicationId, attachmentId), manifest);
    }
}
