package org.zhicheng.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.lambda.Environment;
import org.zhicheng.lambda.Services;
import org.zhicheng.smtp.SmtpMailer;
import org.zhicheng.inquiry.CallerCounts;
import org.zhicheng.work.certificate.Signer;
import org.zhicheng.work.closing.Sweeps;
import org.zhicheng.work.monitoring.Workload;
import org.zhicheng.work.outbox.Mailer;
import org.zhicheng.work.retention.ExpiringRecords;
import org.zhicheng.work.statistics.Counts;
import org.zhicheng.work.statistics.Exports;

/** The services on AWS, or on anything that speaks its protocols at {@code AWS_ENDPOINT_URL}. A client is made when it is first used. */
public final class AwsServices implements Services {

    /** Without them the JDK waits for ever. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    /** With all its repeats, less than the 20 seconds that a function lives: who asked shall be answered. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

    private final Environment environment;
    private final Clock clock;
    private final Supplier<S3Client> s3;
    private final Supplier<S3Presigner> presigner;
    private final Supplier<KmsClient> kms;
    private final Supplier<SfnClient> sfn;
    private final Supplier<SesV2Client> ses;
    private final Supplier<SecretsManagerClient> secrets;
    private final Supplier<Table> table;

    private AwsServices(Environment environment) {
        // The JDK keeps five connections to a host; what a request reads at the same time would make more anew each time.
        System.setProperty("http.maxConnections", "24");
        this.environment = environment;
        this.clock = clock(environment);
        Supplier<SdkHttpClient> http = once(() -> new WholeAnswers(UrlConnectionHttpClient.create(AwsServices::connect)));
        Supplier<DynamoDbClient> dynamo = once(() -> configure(DynamoDbClient.builder(), http).build());
        this.s3 = once(() -> configure(S3Client.builder(), http).forcePathStyle(isElsewhere())
                .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(!isElsewhere()).build()).build());
        this.presigner = once(() -> presigner(environment));
        this.kms = once(() -> configure(KmsClient.builder(), http).build());
        this.sfn = once(() -> configure(SfnClient.builder(), http).build());
        this.ses = once(() -> configure(SesV2Client.builder(), http).build());
        this.secrets = once(() -> configure(SecretsManagerClient.builder(), http).build());
        this.table = once(() -> new Table(dynamo, environment.get("TABLE_NAME")));
    }

    /** The services named by the function\'s environment. */
    public static Services fromEnvironment() {
        return of(Environment.system());
    }

    public static Services of(Environment environment) {
        return new AwsServices(environment);
    }

    /** System time, but for rehearsals on one machine; where a function cannot read the stack's file, it is told what stands in it. */
    private static Clock clock(Environment environment) {
        return environment.find("CLOCK_OFFSET_FILE").<Clock>map(file -> new RehearsalClock(Path.of(file)))
                .or(() -> environment.find("CLOCK_OFFSET").map(offset -> Clock.offset(Clock.systemUTC(), Duration.parse(offset))))
                .orElse(Clock.systemUTC());
    }

    private boolean isElsewhere() {
        return environment.find("AWS_ENDPOINT_URL").isPresent();
    }

    /** The SDK's own connections set TLS up and read the trust store beforehand; the JDK's do at the first one that needs it. */
    private static HttpURLConnection connect(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
            connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configure(B builder, Supplier<SdkHttpClient> http) {
        environment.find("AWS_ENDPOINT_URL").map(URI::create).ifPresent(builder::endpointOverride);
        return builder.region(Region.of(environment.get("AWS_REGION"))).httpClient(http.get())
                .overrideConfiguration(o -> o.apiCallTimeout(CALL_TIMEOUT));
    }

    private static S3Presigner presigner(Environment environment) {
        S3Presigner.Builder builder = S3Presigner.builder().region(Region.of(environment.get("AWS_REGION")));
        environment.find("AWS_ENDPOINT_URL").map(URI::create).ifPresent(builder::endpointOverride);
        boolean pathStyle = environment.find("AWS_ENDPOINT_URL").isPresent();
        return builder.serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(pathStyle).build()).build();
    }

    @Override
    public ApplicationStore applications() {
        return new DynamoApplicationStore(table.get());
    }

    @Override
    public PersonStore people() {
        return new DynamoPersonStore(table.get());
    }

    @Override
    public StaffStore staff() {
        return new DynamoStaffStore(table.get());
    }

    @Override
    public ExpertStore experts() {
        return new DynamoExpertStore(table.get());
    }

    @Override
    public SessionStore sessions() {
        return new DynamoSessionStore(table.get(), new DynamoApplicationStore(table.get()));
    }

    @Override
    public BallotBox ballots() {
        return new KmsBallotBox(kms, () -> environment.get("BALLOT_KEY"), ids());
    }

    @Override
    public CycleStore cycles() {
        return new DynamoCycleStore(table.get());
    }

    @Override
    public CertificateStore certificates() {
        return new DynamoCertificateStore(table.get(), new DynamoApplicationStore(table.get()));
    }

    @Override
    public IntegrityStore integrity() {
        return new DynamoIntegrityStore(table.get());
    }

    @Override
    public FileStore materials() {
        return new S3FileStore(s3, presigner, environment.get("MATERIALS_BUCKET"));
    }

    @Override
    public Renderings renderings() {
        return new SfnRenderings(sfn, () -> environment.get("RENDERING_STATE_MACHINE"), materials());
    }

    @Override
    public Exports exports() {
        return new SfnExports(sfn, () -> environment.get("EXPORT_STATE_MACHINE"), certificateFiles());
    }

    @Override
    public Sweeps sweeps() {
        return new SfnSweeps(sfn, () -> environment.get("CLOSING_STATE_MACHINE"), certificateFiles(), clock());
    }

    @Override
    public FileStore certificateFiles() {
        return new S3FileStore(s3, presigner, environment.get("CERTIFICATES_BUCKET"));
    }

    @Override
    public Vault vault() {
        return new KmsVault(kms, environment.get("DATA_KEY"), environment.get("INDEX_KEY"));
    }

    @Override
    public Signer signer() {
        return new KmsSigner(kms, environment.get("SIGNING_KEY"));
    }

    @Override
    public Workflow workflow() {
        return new SfnWorkflow(sfn, environment.get("STATE_MACHINE"));
    }

    @Override
    public Mailer mailer() {
        String from = environment.get("MAIL_FROM");
        return switch (environment.get("MAILER")) {
            case "SES" -> new SesMailer(ses, from);
            case "SMTP" -> new SmtpMailer(new SmtpMailer.Account(environment.get("SMTP_HOST"),
                    Integer.parseInt(environment.get("SMTP_PORT")), environment.get("SMTP_USER"), this::smtpPassword), from, clock);
            case String other -> throw new IllegalStateException("MAILER is SES or SMTP, not " + other);
        };
    }

    // Read for each mail: a rotated password holds at once, and none lies in a snapshot or a variable.
    private String smtpPassword() {
        String secret = environment.get("SMTP_PASSWORD_SECRET");
        return secrets.get().getSecretValue(r -> r.secretId(secret)).secretString();
    }

    @Override
    public Outbox outbox() {
        return new DynamoOutbox(table.get());
    }

    @Override
    public AuditLog auditLog() {
        return new DynamoAuditLog(table.get());
    }

    @Override
    public ExpiringRecords expiringRecords() {
        return new DynamoExpiringRecords(table.get());
    }

    @Override
    public Counts counts() {
        return new DynamoCounts(table.get());
    }

    @Override
    public Workload workload() {
        return new DynamoWorkload(table.get());
    }

    @Override
    public CallerCounts callerCounts() {
        return new DynamoCallerCounts(table.get());
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void prime() {
        staff().find("prime");
    }

    /** Makes a thing when it is first asked for, and that one ever after. */
    private static <T> Supplier<T> once(Supplier<T> make) {
        return new Supplier<>() {
            private T made;

            @Override
            public synchronized T get() {
                if (made == null) {
                    made = make.get();
                }
                return made;
            }
        };
    }
}
