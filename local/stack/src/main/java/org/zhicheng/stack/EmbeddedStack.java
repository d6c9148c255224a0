package org.zhicheng.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

import org.zhicheng.stack.events.Schedules;
import org.zhicheng.stack.events.StreamPoller;
import org.zhicheng.stack.gateway.HttpApi;
import org.zhicheng.stack.lambda.ContainerRuntime;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.FunctionRuntime;
import org.zhicheng.stack.lambda.HandlerFactory;
import org.zhicheng.stack.lambda.InProcessRuntime;
import org.zhicheng.stack.lambda.NoSuchFunction;
import org.zhicheng.stack.lambda.ProcessRuntime;
import org.zhicheng.stack.services.Clients;
import org.zhicheng.stack.state.StackClock;
import org.zhicheng.stack.state.StateFolder;
import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.StreamShape;
import org.zhicheng.stack.template.Template;

/** The whole system on one machine, from its template: started together, stopped together, its state in one folder. */
public final class EmbeddedStack implements AutoCloseable {

    private static final String CLOCK_FILE = "clock";

    static {
        // Without it small answers wait for the client's acknowledgement; read once, when the server's classes load.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<StreamPoller> pollers = new CopyOnWriteArrayList<>();
    private StackClock clock;
    private Backend backend;
    private Template template;
    private Map<String, String> environment = Map.of();
    private FunctionRuntime functions;
    private HttpServer server;

    private EmbeddedStack() {
    }

    /**
     * Starts everything and returns when all of it answers; where a part does not start, nothing is left running.
     *
     * @param parts what is put together
     */
    public static EmbeddedStack start(StackOptions options, Parts parts) {
        EmbeddedStack stack = new EmbeddedStack();
        try {
            stack.startAll(options, parts);
            return stack;
        } catch (IOException e) {
            stack.close();
            throw new UncheckedIOException("the stack cannot start: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    /** The HTTP API's address, without a slash at the end. */
    public URI api() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Where people begin: what the template puts out as {@code PortalUrl}, or the API itself. */
    public URI portal() {
        return URI.create(template.outputs().getOrDefault("PortalUrl", api().toString()));
    }

    /** The page with all links, for developers. */
    public URI index() {
        return api().resolve(LocalPages.PATH);
    }

    public Backend backend() {
        return backend;
    }

    public StackClock clock() {
        return clock;
    }

    public Template template() {
        return template;
    }

    public FunctionAnswer invoke(String function, byte[] event) {
        return functions.invoke(function, event);
    }

    /**
     * The variables that a function finds.
     *
     * @throws NoSuchFunction where the template has no such function
     */
    public Map<String, String> environment(String function) {
        Map<String, String> whole = new LinkedHashMap<>(environment);
        whole.putAll(template.function(function).orElseThrow(() -> new NoSuchFunction(function)).environment());
        return whole;
    }

    /** Stops everything, the last started first. */
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
                System.err.println("did not stop well: " + e);
            }
        }
    }

    private void startAll(StackOptions options, Parts parts) throws IOException {
        Path state = options.state().toAbsolutePath();
        if (options.fresh()) {
            StateFolder.clear(state);
        }
        server = bind(options.ports().api());
        keep(() -> server.stop(0));
        Files.createDirectories(state);
        clock = new StackClock(state.resolve(CLOCK_FILE));
        backend = keep(parts.backend().start(state, options.ports().aws(), options.ports().issuer(), clock));
        options.now().ifPresent(clock::set);
        template = provision(options);
        Tables tables = keep(new Tables(new Clients(backend.endpoint(), backend.environment())));
        template.tables().forEach(tables::create);
        functions = keep(runtime(options, parts, state));
        Workflows workflows = keep(parts.workflows().start(template, state.resolve("states"), clock, functions, backend));
        serve(parts.name());
        workflows.resume();
        if (options.background()) {
            poll(tables, state);
            keep(Schedules.start(template, clock, functions::invoke));
        }
    }

    /** Reads the template, makes its keys and buckets, and reads it again with the keys' real names. */
    private Template provision(StackOptions options) {
        Map<String, String> parameters = new LinkedHashMap<>(backend.parameters(api()));
        parameters.putAll(options.parameters());
        Settings settings = Settings.local().withRegion(backend.environment().getOrDefault("AWS_REGION", "us-east-1"));
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            settings = settings.withParameter(parameter.getKey(), parameter.getValue());
        }
        Template draft = Template.load(options.template(), settings);
        if (draft.api().isPresent()) {
            String id = draft.api().get().logicalId();
            settings = settings.withAttribute(id + ".ApiEndpoint", api().toString());
        }
        for (Map.Entry<String, String> key : backend.createKeys(draft.keys()).entrySet()) {
            settings = settings.withAttribute(key.getKey(), key.getValue()).withAttribute(key.getKey() + ".KeyId", key.getValue())
                    .withAttribute(key.getKey() + ".Arn", settings.arn("kms", "key/" + key.getValue()));
        }
        Template whole = Template.load(options.template(), settings);
        backend.createBuckets(whole.buckets());
        whole.notRun().forEach(event -> System.err.println("不在本机运行 · not run here: " + event));
        return whole;
    }

    private FunctionRuntime runtime(StackOptions options, Parts parts, Path state) {
        environment = new LinkedHashMap<>(backend.environment());
        environment.put("CLOCK_OFFSET_FILE", clock.file().toString());
        // Clients of the SDK in this JVM find by properties what a process of its own finds in its environment.
        property("aws.accessKeyId", environment.get("AWS_ACCESS_KEY_ID"));
        property("aws.secretAccessKey", environment.get("AWS_SECRET_ACCESS_KEY"));
        property("aws.region", environment.get("AWS_REGION"));
        Path folder = state.resolve("functions");
        return switch (options.functions()) {
            case THIS_JVM -> new InProcessRuntime(template, parts.handlers(), environment);
            case PROCESSES -> ProcessRuntime.of(template, options.deployedZip(), folder, environment);
            case PROCESSES_WITH_AOT_CACHE -> ProcessRuntime.withAotCache(template, options.deployedZip(), folder, environment);
            case CONTAINERS -> ContainerRuntime.of(template, options.deployedZip(), folder, environment, clock);
        };
    }

    private void serve(String name) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());
        keep(threads::shutdownNow);
        server.setExecutor(threads);
        template.api().ifPresent(shape -> server.createContext("/",
                keep(new HttpApi(template, functions, Clock.systemUTC(), clock, () -> pollers.forEach(StreamPoller::nudge)))));
        Map<String, URI> links = new LinkedHashMap<>();
        links.put("门户 · The portal", portal());
        links.put("接口 · API", api());
        links.put("登录 · Sign in", backend.login());
        links.put("邮箱 · Mailbox", backend.mailbox());
        links.put("令牌签发者 · Token issuer", backend.issuer());
        server.createContext(LocalPages.PATH, new LocalPages(name, clock, links, Map.of("AWS 服务端点 · AWS endpoint", backend.endpoint())));
        server.start();
    }

    private void poll(Tables tables, Path state) {
        for (FunctionShape function : template.functions()) {
            for (StreamShape stream : function.streams()) {
                StreamPoller poller = keep(
                        new StreamPoller(tables.streams(), tables.streamArn(stream.table()), template.settings().region(), stream,
                                function.logicalId(), functions::invoke, state.resolve("streams").resolve(stream.name() + ".json")));
                pollers.add(poller);
                poller.start();
            }
        }
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IOException("""
                    端口 %1$d 已被占用，请用 --api-port 换一个。
                    Port %1$d is in use; choose another one with --api-port.""".formatted(port), e);
        }
    }

    private static void property(String name, String value) {
        if (value != null && System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        synchronized (started) {
            started.push(part);
        }
        return part;
    }

    /**
     * What a stack is put together from.
     *
     * @param name of the system, as the page with the links is headed
     */
    public record Parts(String name, Backend.Starter backend, Workflows.Starter workflows, HandlerFactory handlers) {
    }
}
