package org.zhicheng.checks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Environment;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.Tables;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.TableShape;
import org.zhicheng.stack.template.Template;

/**
 * The adapters as the functions have them, over what a test needs of its own at the {@link Endpoint}: a table of the template's shape, a
 * bucket, keys, a verified sender, a state machine. All have names of their own, and go when the tests have ended.
 */
final class Adapters {

    private static final Deque<Runnable> LEFT = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Adapters::removeAll, "remove-what-tests-made"));
    }

    private final Map<String, String> environment = new HashMap<>(Endpoint.environment());

    private Adapters() {
        environment.put("AWS_ENDPOINT_URL", Endpoint.address().toString());
        // The functions' clients find their credentials by themselves.
        System.setProperty("aws.accessKeyId", environment.get("AWS_ACCESS_KEY_ID"));
        System.setProperty("aws.secretAccessKey", environment.get("AWS_SECRET_ACCESS_KEY"));
    }

    static Adapters atEndpoint() {
        return new Adapters();
    }

    Services services() {
        return AwsServices.of(Environment.of(environment));
    }

    /** A table with the template's keys, indexes and stream. */
    Adapters withTable() {
        Settings settings = Settings.local().withParameter("Issuer", "https://issuer.example").withParameter("FirstAdministrator", "first")
                .withParameter("PublicUrl", "https://zhicheng.example");
        TableShape shape = Template.load(TestStack.PROJECT.resolve("template.yaml"), settings).tables().getFirst();
        String name = name("table");
        try (Tables tables = new Tables(Endpoint.clients())) {
            tables.create(new TableShape(shape.logicalId(), name, shape.attributes(), shape.keys(), shape.indexes(), shape.streamView(),
                    shape.expiry()));
        }
        remove(() -> {
            try (DynamoDbClient client = Endpoint.clients().dynamoDb()) {
                client.deleteTable(r -> r.tableName(name));
            }
        });
        environment.put("TABLE_NAME", name);
        return this;
    }

    /** What that table is called. */
    String table() {
        return environment.get("TABLE_NAME");
    }

    Adapters withBucket() {
        String name = name("files");
        try (S3Client client = Endpoint.clients().s3()) {
            client.createBucket(r -> r.bucket(name));
        }
        remove(() -> {
            try (S3Client client = Endpoint.clients().s3()) {
                client.listObjectsV2Paginator(r -> r.bucket(name)).contents()
                        .forEach(object -> client.deleteObject(r -> r.bucket(name).key(object.key())));
                client.deleteBucket(r -> r.bucket(name));
            }
        });
        environment.put("MATERIALS_BUCKET", name);
        return this;
    }

    /** The three keys that handlers use, of the template's kinds. */
    Adapters withKeys() {
        environment.put("DATA_KEY", key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT));
        environment.put("BALLOT_KEY", key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT));
        environment.put("INDEX_KEY", key(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC));
        environment.put("SIGNING_KEY", key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY));
        return this;
    }

    /** A sender that SES knows; the embedded mailbox takes any. */
    Adapters withSender() {
        String sender = name("sender") + "@example.com";
        if (!Endpoint.isEmbedded()) {
            try (SesV2Client client = Endpoint.clients().ses()) {
                client.createEmailIdentity(r -> r.emailIdentity(sender));
            }
            remove(() -> {
                try (SesV2Client client = Endpoint.clients().ses()) {
                    client.deleteEmailIdentity(r -> r.emailIdentity(sender));
                }
            });
        }
        return withSender(sender);
    }

    Adapters withSender(String sender) {
        environment.put("MAILER", "SES");
        environment.put("MAIL_FROM", sender);
        return this;
    }

    /** A machine of this definition, called as the functions call theirs: by its alias. */
    Adapters withStateMachine(String definition) {
        String name = name("machine");
        try (SfnClient client = Endpoint.clients().sfn()) {
            String machine = client
                    .createStateMachine(r -> r.name(name).definition(definition).roleArn("arn:aws:iam::000000000000:role/review"))
                    .stateMachineArn();
            String version = client.publishStateMachineVersion(r -> r.stateMachineArn(machine)).stateMachineVersionArn();
            String alias = client
                    .createStateMachineAlias(r -> r.name("live").routingConfiguration(
                            RoutingConfigurationListItem.builder().stateMachineVersionArn(version).weight(100).build()))
                    .stateMachineAliasArn();
            remove(() -> {
                try (SfnClient again = Endpoint.clients().sfn()) {
                    again.listExecutionsPaginator(r -> r.stateMachineArn(machine)).executions()
                            .forEach(execution -> again.stopExecution(r -> r.executionArn(execution.executionArn())));
                    again.deleteStateMachineAlias(r -> r.stateMachineAliasArn(alias));
                    again.deleteStateMachine(r -> r.stateMachineArn(machine));
                }
            });
            environment.put("STATE_MACHINE", alias);
        }
        return this;
    }

    private String key(KeySpec spec, KeyUsageType usage) {
        try (KmsClient client = Endpoint.clients().kms()) {
            String id = client.createKey(r -> r.keySpec(spec).keyUsage(usage)).keyMetadata().keyId();
            remove(() -> {
                try (KmsClient again = Endpoint.clients().kms()) {
                    again.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
                }
            });
            return id;
        }
    }

    private static String name(String what) {
        return "zhicheng-it-" + what + "-" + UUID.randomUUID();
    }

    /** From the embedded stack nothing needs to be removed: its folder goes with it. */
    private static synchronized void remove(Runnable what) {
        if (!Endpoint.isEmbedded()) {
            LEFT.push(what);
        }
    }

    private static synchronized void removeAll() {
        while (!LEFT.isEmpty()) {
            try {
                LEFT.pop().run();
            } catch (RuntimeException e) {
                System.err.println("left behind at the endpoint: " + e);
            }
        }
    }
}
