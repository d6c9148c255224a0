package org.zhicheng.stack.services;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.zhicheng.stack.state.StartRefused;
import org.zhicheng.stack.state.StateFolder;

/** The AWS services and the identity issuer of an embedded stack, started together and stopped together, over one state folder. */
public final class EmbeddedServices implements AutoCloseable {

    public static final String DEFAULT_REGION = "us-east-1";
    public static final String DEFAULT_AUDIENCE = "local";

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private StateFolder state;
    private DynamoDbProcess dynamoDb;
    private ObjectStore objects;
    private KeyService keys;
    private MailCatcher mail;
    private IdentityIssuer issuer;
    private ServiceRouter router;
    private Options options;

    /**
     * What a stack may differ in.
     *
     * @param awsPort    of all AWS services; 0 for any free one
     * @param issuerPort of the identity issuer; 0 for any free one, and then tokens don't survive a restart
     * @param audience   the client id and the audience of tokens
     * @param clock      the stack's time of day
     * @param people     whom the login page lists
     */
    public record Options(Path state, int awsPort, int issuerPort, String region, String audience, Clock clock, List<LoginPerson> people) {

        public Options {
            people = List.copyOf(people);
        }

        /** Free ports, system time, nobody to sign in as: for tests. */
        public static Options forTests(Path state) {
            return new Options(state, 0, 0, DEFAULT_REGION, DEFAULT_AUDIENCE, Clock.systemUTC(), List.of());
        }

        public Options withPeople(List<LoginPerson> other) {
            return new Options(state, awsPort, issuerPort, region, audience, clock, other);
        }

        public Options withPorts(int aws, int oidc) {
            return new Options(state, aws, oidc, region, audience, clock, people);
        }
    }

    private EmbeddedServices() {
    }

    /**
     * Starts everything and returns when all of it answers.
     *
     * @throws StartRefused the folder or a port is in use, or a part did not come up; nothing is left running
     */
    public static EmbeddedServices start(Options options) {
        EmbeddedServices services = new EmbeddedServices();
        services.options = options;
        try {
            services.startAll(options);
        } catch (RuntimeException | Error e) {
            services.close();
            throw e;
        }
        return services;
    }

    /** The one address of all AWS services: {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        return router.endpoint();
    }

    /** Has the AWS services answer at a further address of this machine, such as the bridge of its containers; the endpoint there. */
    public URI listen(InetAddress address) {
        return router.listen(address);
    }

    public URI mailbox() {
        return router.mailbox();
    }

    public URI issuerUri() {
        return issuer.issuer();
    }

    public IdentityIssuer issuer() {
        return issuer;
    }

    public KeyService keys() {
        return keys;
    }

    public MailCatcher mail() {
        return mail;
    }

    public DynamoDbProcess dynamoDb() {
        return dynamoDb;
    }

    /** The state folder, locked while this runs. */
    public StateFolder state() {
        return state;
    }

    public void createBuckets(Collection<String> names) {
        objects.createBuckets(names);
    }

    /** Adds a service, by the name that signatures use, such as {@code states}. */
    public void register(String service, AwsJsonService handler) {
        router.register(service, handler);
    }

    /** What a function needs in its environment to find these services: the SDK reads it by itself. */
    public Map<String, String> environment() {
        return Map.of("AWS_ENDPOINT_URL", endpoint().toString(), "AWS_REGION", options.region(), "AWS_DEFAULT_REGION", options.region(),
                "AWS_ACCESS_KEY_ID", LocalCredentials.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", LocalCredentials.SECRET_KEY,
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    /** SDK clients of these services. */
    public Clients clients() {
        return new Clients(endpoint(), environment());
    }

    /** Stops everything, the last started first, and frees the folder last. */
    @Override
    public void close() {
        while (true) {
            AutoCloseable part;
            synchronized (started) {
                part = started.poll();
            }
            if (part == null) {
                return;
            }
            try {
                part.close();
            } catch (Exception e) {
                System.getLogger(EmbeddedServices.class.getName()).log(System.Logger.Level.WARNING, "did not stop well: " + part, e);
            }
        }
    }

    private void startAll(Options wanted) {
        state = keep(StateFolder.open(wanted.state()));
        DiskRoom room = new DiskRoom(state.folder("dynamodb"));
        if (!room.suffices()) {
            throw new StartRefused(room.message());
        }
        // What is refused is refused at once.
        Loopback awsPort = keep(Loopback.bind("AWS", wanted.awsPort(), "--aws-port"));
        Loopback issuerPort = keep(Loopback.bind("OIDC", wanted.issuerPort(), "--issuer-port"));
        // The slow ones beside each other; what needs them comes after.
        FutureTask<DynamoDbProcess> database = beside("dynamodb", () -> keep(DynamoDbProcess.start(state)));
        FutureTask<ObjectStore> store = beside("s3", () -> keep(ObjectStore.start(state)));
        FutureTask<IdentityIssuer> oidc = beside("oidc",
                () -> keep(IdentityIssuer.start(state, issuerPort, wanted.audience(), wanted.people())));
        RuntimeException failure = null;
        try {
            keys = KeyService.open(state, wanted.region(), wanted.clock());
            mail = MailCatcher.open(state, wanted.clock());
        } catch (RuntimeException e) {
            failure = e;
        }
        // All are waited for before any failure goes out, so that whatever did start is known and can be stopped.
        for (FutureTask<?> task : List.of(oidc, store, database)) {
            try {
                join(task);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        issuer = join(oidc);
        objects = join(store);
        dynamoDb = join(database);
        router = keep(ServiceRouter.start(awsPort, dynamoDb.endpoint(), room, objects, mail, Map.of("kms", keys)));
    }

    private <T extends AutoCloseable> T keep(T part) {
        synchronized (started) {
            started.push(part);
        }
        return part;
    }

    private static <T> FutureTask<T> beside(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        // Platform threads that don't hold the process: servers started here inherit it.
        Thread.ofPlatform().daemon().name("start-" + name).start(task);
        return task;
    }

    private static <T> T join(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
