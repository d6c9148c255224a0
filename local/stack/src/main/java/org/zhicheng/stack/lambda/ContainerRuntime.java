package org.zhicheng.stack.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.zhicheng.stack.state.StackClock;
import org.zhicheng.stack.state.StartRefused;
import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Template;

/**
 * Each function in a container of Lambda's image, under Lambda's own emulator (RIE), from the zip that deploys: a file system that can only be read
 * but for {@code /tmp}, and the template's memory and time. A container is started at a function's first event and kept for the next; where there
 * are as many as there may be, the one that has been idle longest makes room.
 */
public final class ContainerRuntime implements FunctionRuntime {

    /** What {@code scripts/lambda-image} sees to. */
    public static final String IMAGE = "public.ecr.aws/lambda/java:25";

    /** Of a machine of two cores and some GB. */
    private static final int MOST = 8;
    private static final String CLOCK_FOLDER = "/var/clock";
    private static final String CLOCK_FILE = "offset";

    private final Template template;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path clockFile;
    private final Path common;
    private final Map<Path, Path> others = new ConcurrentHashMap<>();
    private final Map<String, FunctionContainer> kept = new HashMap<>();
    private final Thread stop = new Thread(this::kill, "stop-containers");
    /** As many as there are cores: were all schedules to start theirs at once, none would answer in time. */
    private final Semaphore starts = new Semaphore(Runtime.getRuntime().availableProcessors());
    private boolean closed;

    private ContainerRuntime(Template template, Path zip, Path folder, Map<String, String> environment, StackClock clock) {
        this.template = template;
        this.environment = new HashMap<>(environment);
        this.folder = folder;
        this.common = unpacked(zip, folder);
        // Not the stack's own file: that is replaced as a whole, and a container would go on with the one it was given.
        this.clockFile = folder.resolve("clock").resolve(CLOCK_FILE).toAbsolutePath();
        this.environment.put("CLOCK_OFFSET_FILE", CLOCK_FOLDER + "/" + CLOCK_FILE);
        copy(clock);
        clock.onSet(() -> copy(clock));
        Runtime.getRuntime().addShutdownHook(stop);
    }

    /**
     * Functions of the template in containers on this machine's network.
     *
     * @param zip         what functions without code of their own deploy as
     * @param folder      where it is unpacked
     * @param environment variables that each function has besides those of the template
     * @throws StartRefused where there is no engine or no image
     */
    public static ContainerRuntime of(Template template, Path zip, Path folder, Map<String, String> environment, StackClock clock) {
        missing().ifPresent(reason -> {
            throw new StartRefused(reason);
        });
        return new ContainerRuntime(template, zip, folder, environment, clock);
    }

    /** Why no container can be started here; empty where one can. */
    public static Optional<String> missing() {
        try {
            Process asked = new ProcessBuilder("docker", "image", "inspect", IMAGE).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0) {
                return Optional.empty();
            }
            asked.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // There is no docker to ask, which is what is told below.
        }
        return Optional.of("""
                没有容器引擎，或没有映像 %1$s：请先运行 scripts/lambda-image。
                There is no container engine, or it has no image %1$s: run scripts/lambda-image first.""".formatted(IMAGE));
    }

    @Override
    public FunctionAnswer invoke(String name, byte[] event) {
        FunctionShape function = template.function(name).orElseThrow(() -> new NoSuchFunction(name));
        try {
            FunctionContainer container = taken(function);
            try {
                return container.started() ? container.call(event) : started(container, event);
            } finally {
                released(container);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + function.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LambdaErrors.exited("-", "because the stack stops");
        }
    }

    /** Places are few, and where all are taken one has to end and another to start first, on a busy machine one after the other. */
    @Override
    public Duration longestWait() {
        return Duration.ofSeconds(90);
    }

    private FunctionAnswer started(FunctionContainer container, byte[] event) throws IOException, InterruptedException {
        starts.acquire();
        try {
            return container.call(event);
        } finally {
            starts.release();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The JVM stops already, and the hook is running.
        }
    }

    /** The function's container, which serves one event at a time; made where there is none, once there is room for it. */
    private synchronized FunctionContainer taken(FunctionShape function) throws IOException, InterruptedException {
        while (true) {
            if (closed) {
                throw new InterruptedException("the stack stops");
            }
            FunctionContainer own = kept.get(function.logicalId());
            if (own != null && !own.alive() && !own.busy()) {
                drop(own);
                own = null;
            }
            if (own == null && (kept.size() < MOST || makeRoom())) {
                own = new FunctionContainer(function, command(function), environment);
                kept.put(function.logicalId(), own);
            }
            if (own != null && own.take()) {
                return own;
            }
            wait();
        }
    }

    private synchronized void released(FunctionContainer container) {
        container.release();
        if (!container.alive()) {
            drop(container);
        }
        notifyAll();
    }

    private boolean makeRoom() {
        Optional<FunctionContainer> idle = kept.values().stream().filter(container -> !container.busy())
                .min(Comparator.comparingLong(FunctionContainer::lastUsed));
        idle.ifPresent(this::drop);
        return idle.isPresent();
    }

    private void drop(FunctionContainer container) {
        container.close();
        kept.remove(container.function().logicalId(), container);
    }

    private List<String> command(FunctionShape function) {
        Path code = function.ownZip()
                .map(zip -> others.computeIfAbsent(zip, z -> unpacked(z, folder.resolve(z.getFileName() + "-unpacked")))).orElse(common);
        String memory = function.memoryMegabytes() + "m";
        return List.of("--network", "host", "--user", "993:990", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--read-only",
                "--tmpfs", "/tmp:rw,exec,mode=1777,size=512m", "--memory", memory, "--memory-swap", memory, "--volume",
                code + ":/var/task:ro", "--volume", clockFile.getParent() + ":" + CLOCK_FOLDER + ":ro");
    }

    private static Path unpacked(Path zip, Path folder) {
        Path code = DeployedZip.unpack(zip, folder).toAbsolutePath();
        open(code);
        return code;
    }

    /** Functions run as nobody of this machine. */
    private static void open(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void copy(StackClock clock) {
        try {
            Files.createDirectories(clockFile.getParent());
            open(clockFile.getParent());
            Path next = clockFile.resolveSibling(CLOCK_FILE + ".next");
            Files.writeString(next, clock.offset().toString());
            Files.move(next, clockFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + clockFile, e);
        }
    }

    private synchronized void kill() {
        closed = true;
        List.copyOf(kept.values()).forEach(FunctionContainer::close);
        kept.clear();
        notifyAll();
    }
}
