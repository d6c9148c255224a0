package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.lambda.Environment;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.EmbeddedBackend;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.services.EmbeddedServices;
import org.zhicheng.stack.services.IdentityIssuer;
import org.zhicheng.stack.services.LoginPerson;
import org.zhicheng.stack.state.StateFolder;

/**
 * The embedded stack as people start it, on free ports over a folder of its own, with the samples' employers and staff and more people to
 * sign in. Most tests share one, so they make applications of their own and leave the clock inside the window of 2025.
 */
final class TestStack implements Journey.Place, AutoCloseable {

    static final Path PROJECT = project();
    static final Samples SAMPLES = Samples.read(PROJECT.resolve("samples"));
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** A Monday within the window, after the sample's notice has ended. */
    static final LocalDateTime TODAY = LocalDateTime.of(2025, 3, 10, 9, 0);

    private static final int MORE_PEOPLE = 300;
    private static TestStack shared;

    private final Path state;
    private final EmbeddedStack stack;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger applicants = new AtomicInteger();
    private final AtomicInteger staff = new AtomicInteger();

    private TestStack(UnaryOperator<StackOptions> options) {
        try {
            state = Files.createTempDirectory("zhicheng-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<LoginPerson> people = new ArrayList<>();
        SAMPLES.people()
                .forEach(person -> people.add(person.role().name().equals("APPLICANT")
                        ? LoginPerson.withPassword(person.sub(), person.name(), "", "")
                        : LoginPerson.withSecondFactor(person.sub(), person.name(), "", "")));
        IntStream.range(0, MORE_PEOPLE).forEach(i -> {
            people.add(LoginPerson.withPassword("it-applicant-" + i, "申报人", "", ""));
            people.add(LoginPerson.withSecondFactor("it-staff-" + i, "工作人员", "", ""));
        });
        stack = EmbeddedStack.start(options.apply(Wiring.options(PROJECT.resolve("template.yaml"), state).withFreePorts()),
                Wiring.parts(people));
    }

    /** One for all who ask, prepared, and started when first asked for; it stops with the JVM. */
    static synchronized TestStack shared() {
        if (shared == null) {
            TestStack started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop-shared-stack"));
            started.prepare();
            started.setClock(TODAY);
            shared = started;
        }
        return shared;
    }

    /** One of its own, with nothing in it. */
    static TestStack start() {
        return start(UnaryOperator.identity());
    }

    /** The same, started otherwise. */
    static TestStack start(UnaryOperator<StackOptions> options) {
        return new TestStack(options);
    }

    /** The cycle of 2025, the samples' employers and staff. */
    void prepare() {
        new EmbeddedPlayer(stack, SAMPLES, state.resolve("certificates")).prepare();
    }

    @Override
    public URI address() {
        return stack.api();
    }

    @Override
    public String token(String sub) {
        return tokens.computeIfAbsent(sub, issuer()::token);
    }

    Api api() {
        return new Api(stack.api());
    }

    EmbeddedStack stack() {
        return stack;
    }

    EmbeddedServices services() {
        return ((EmbeddedBackend) stack.backend()).services();
    }

    IdentityIssuer issuer() {
        return services().issuer();
    }

    Path state() {
        return state;
    }

    /** Somebody who has not applied yet. */
    String nextApplicant() {
        return "it-applicant-" + applicants.getAndIncrement();
    }

    /** Somebody who signs in with a second factor and is appointed to nothing yet. */
    String nextStaff() {
        return "it-staff-" + staff.getAndIncrement();
    }

    /** Somebody new with one appointment, its end as it stands in JSON after the rest; the token. */
    String appointed(String role, String scope, String end) {
        String sub = nextStaff();
        api().send(token(Journey.ADMINISTRATOR), "PUT", "/staff/" + sub, "{\"name\":\"职员\",\"appointments\":[{\"role\":\"" + role
                + "\",\"scope\":\"" + scope + "\",\"from\":\"2025-01-01\"" + end + "}]}").expect(200);
        return token(sub);
    }

    void setClock(LocalDateTime local) {
        stack.clock().set(local.atZone(ZONE).toInstant());
    }

    Instant now() {
        return stack.clock().instant();
    }

    String table() {
        return stack.template().tables().getFirst().name();
    }

    Services adapters() {
        return adapters(stack);
    }

    /** The adapters as the functions have them, over a stack's table. */
    static Services adapters(EmbeddedStack stack) {
        Map<String, String> environment = new LinkedHashMap<>(
                stack.template().function("DeliverOutboxFunction").orElseThrow().environment());
        environment.putAll(stack.backend().environment());
        environment.put("CLOCK_OFFSET_FILE", stack.clock().file().toString());
        return AwsServices.of(Environment.of(environment));
    }

    @Override
    public void close() {
        stack.close();
        try {
            StateFolder.delete(state);
        } catch (IOException e) {
            System.err.println("left behind: " + state + ": " + e);
        }
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
