package org.zhicheng.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.zhicheng.demo.play.PlayMain;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.FunctionPlace;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.NoSuchFunction;
import org.zhicheng.stack.services.LocalCredentials;
import org.zhicheng.stack.state.StackClock;
import org.zhicheng.stack.state.StartRefused;
import org.zhicheng.stack.template.TemplateException;

/** Starts the embedded stack from the command line. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        int status;
        try {
            status = run(new ArrayDeque<>(Arrays.asList(arguments)));
        } catch (IllegalArgumentException | IllegalStateException | TemplateException | NoSuchFunction | StartRefused | UncheckedIOException
                | UnsupportedOperationException e) {
            System.err.println(e.getMessage());
            status = 1;
        } catch (IOException e) {
            System.err.println(e);
            status = 1;
        }
        System.out.flush();
        System.exit(status);
    }

    private static int run(Deque<String> arguments) throws IOException {
        StackOptions options = Wiring.options(Path.of("template.yaml"), Path.of(".zhicheng"));
        StackOptions.Ports ports = options.ports();
        boolean once = false;
        boolean play = true;
        boolean asItStands = false;
        String invoke = "";
        String prepare = "";
        Optional<InetAddress> bridge = Optional.empty();
        while (!arguments.isEmpty()) {
            String name = arguments.poll();
            switch (name) {
                case "--help", "-h" -> {
                    System.out.print(usage());
                    return 0;
                }
                case "--once" -> once = true;
                case "--no-samples" -> play = false;
                case "--fresh" -> options = options.withFresh();
                case "--processes" -> options = options.withProcesses();
                case "--aot" -> options = options.withFunctions(FunctionPlace.PROCESSES_WITH_AOT_CACHE);
                case "--containers" -> options = options.withFunctions(FunctionPlace.CONTAINERS);
                case "--bridge" -> bridge = Optional.of(SamLocal.bridge());
                case "--now" -> options = options.withNow(StackClock.time(value(name, arguments)));
                case "--state" -> {
                    options = options.withState(Path.of(value(name, arguments)));
                    asItStands = true;
                }
                case "--template" -> options = options.withTemplate(Path.of(value(name, arguments)));
                case "--api-port" -> ports = new StackOptions.Ports(number(name, arguments), ports.aws(), ports.issuer());
                case "--aws-port" -> ports = new StackOptions.Ports(ports.api(), number(name, arguments), ports.issuer());
                case "--issuer-port" -> ports = new StackOptions.Ports(ports.api(), ports.aws(), number(name, arguments));
                case "--parameter" -> {
                    String[] parts = value(name, arguments).split("=", 2);
                    options = options.withParameter(parts[0], parts.length == 2 ? parts[1] : "");
                }
                case "play" -> {
                    PlayMain.main(arguments.toArray(String[]::new));
                    return 0;
                }
                case "invoke" -> invoke = value(name, arguments);
                case "prepare" -> prepare = value(name, arguments);
                default -> throw new IllegalArgumentException("不认识 · unknown: " + name + "\n\n" + usage());
            }
        }
        options = options.withPorts(ports);
        if (!prepare.isEmpty()) {
            return prepare(options, prepare);
        }
        return invoke.isEmpty() ? serve(options, once, play, bridge) : invoke(options, invoke, asItStands);
    }

    private static int serve(StackOptions options, boolean once, boolean play, Optional<InetAddress> bridge) throws IOException {
        PrintStream console = System.out;
        Samples samples = samples(options);
        EmbeddedStack stack = EmbeddedStack.start(options, Wiring.parts(samples));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stack.close();
            stopped.countDown();
        }, "stop-stack"));
        Optional<URI> fromContainers = bridge.map(address -> SamLocal.open(stack, address, options.state()));
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        // The functions write their log to standard output; people read the progress there.
        Path log = options.state().resolve("functions.log").toAbsolutePath();
        System.setOut(new PrintStream(Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true,
                StandardCharsets.UTF_8));
        console.println("已启动，用时 %.1f 秒 · ready in %.1f s".formatted(seconds, seconds));
        EmbeddedPlayer player = new EmbeddedPlayer(stack, samples, options.state().resolve("certificates").toAbsolutePath());
        player.prepare();
        boolean held = !play || player.play(console);
        console.println("""
                  门户 · the portal  %s
                  本机 · for developers  %s
                  接口 · API         %s
                  登录 · sign in     %s
                  邮箱 · mailbox     %s
                  AWS                %s
                  日志 · log         %s""".formatted(stack.portal(), stack.index(), stack.api(), stack.backend().login(),
                stack.backend().mailbox(), stack.backend().endpoint(), log));
        fromContainers.ifPresent(endpoint -> console.println("容器内 · in containers %s".formatted(endpoint)));
        if (once) {
            return held ? 0 : 1;
        }
        console.println("按 Ctrl-C 停止 · stop with Ctrl-C");
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Waits with everything that the event speaks of, for SAM to call the function in a container. */
    private static int prepare(StackOptions options, String name) throws IOException {
        InetAddress bridge = SamLocal.bridge();
        SampleCall call = SampleCall.of(name, options);
        SampleCall.Prepared prepared = call.prepare(options.ports());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            prepared.close();
            stopped.countDown();
        }, "stop-stack"));
        SamLocal.open(prepared.stack(), bridge, options.state());
        System.out.println("""
                已备好 · prepared: %s
                另一终端 · in another terminal:
                  export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
                  sam build && sam local invoke %s -e events/%s.json
                按 Ctrl-C 停止 · stop with Ctrl-C""".formatted(call.spokenOf(), LocalCredentials.ACCESS_KEY, LocalCredentials.SECRET_KEY,
                call.function(), name));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Status 1 where the function failed, not where it refused. */
    private static int invoke(StackOptions options, String name, boolean asItStands) throws IOException {
        SampleCall call = SampleCall.of(name, options);
        FunctionAnswer answer = asItStands ? call.asItStands() : call.prepared();
        System.out.write(answer.payload());
        System.out.write("\n".getBytes(StandardCharsets.UTF_8));
        return answer.failed() ? 1 : 0;
    }

    /** In a file, so that the script shows it without a build. */
    private static String usage() {
        try (InputStream text = Main.class.getResourceAsStream("usage.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Samples samples(StackOptions options) {
        return Samples.read(options.template().toAbsolutePath().resolveSibling("samples"));
    }

    private static String value(String option, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(option + " 缺少值 · wants a value\n\n" + usage());
        }
        return arguments.poll();
    }

    private static int number(String option, Deque<String> arguments) {
        String value = value(option, arguments);
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(option + " 要端口号 · wants a port, not " + value);
        }
        return Integer.parseInt(value);
    }
}
