package org.zhicheng.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.zhicheng.demo.samples.Samples;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.state.StateFolder;

/** One call of one function with its sample event: {@code decide-review} is {@code DecideReviewFunction}. */
public final class SampleCall {

    private final Path project;
    private final Path event;
    private final String useCase;
    private final StackOptions options;

    private SampleCall(Path project, Path event, String useCase, StackOptions options) {
        this.project = project;
        this.event = event;
        this.useCase = useCase;
        this.options = options;
    }

    /**
     * A call that does not run yet.
     *
     * @param name of the event's file
     * @throws IllegalArgumentException where there is no such file
     */
    public static SampleCall of(String name, StackOptions options) {
        Path project = options.template().toAbsolutePath().getParent();
        Path event = project.resolve("events").resolve(name + ".json");
        if (!Files.isRegularFile(event)) {
            throw new IllegalArgumentException("没有这个事件文件 · no such event file: " + event);
        }
        String useCase = Arrays.stream(name.split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        // Nothing else happens meanwhile; the issuer's port stays, as tokens of the state name it.
        return new SampleCall(project, event, useCase,
                options.withoutBackground().withPorts(new StackOptions.Ports(0, 0, options.ports().issuer())));
    }

    /** Calls the function on the state as it stands. */
    public FunctionAnswer asItStands() throws IOException {
        try (EmbeddedStack stack = start(options)) {
            return call(stack);
        }
    }

    /** Calls the function at the time of the event, on what the event speaks of, in a folder that goes with the call. */
    public FunctionAnswer prepared() throws IOException {
        try (Prepared prepared = prepare(new StackOptions.Ports(0, 0, 0))) {
            return call(prepared.stack());
        }
    }

    /** Has everything ready for the call at the time of the event: what the event speaks of, in a folder that goes when this is closed. */
    public Prepared prepare(StackOptions.Ports ports) throws IOException {
        Path folder = Files.createTempDirectory("zhicheng-invoke");
        Prepared prepared = new Prepared(startIn(folder, ports), folder);
        try {
            Wiring.prepare(prepared.stack(), project, useCase);
            return prepared;
        } catch (RuntimeException | Error e) {
            prepared.close();
            throw e;
        }
    }

    /** A stack that does not come up leaves no folder behind. */
    private EmbeddedStack startIn(Path folder, StackOptions.Ports ports) throws IOException {
        try {
            return start(options.withPorts(ports).withState(folder).withNow(options.now().orElse(Wiring.TIME_OF_EVENTS)));
        } catch (RuntimeException | Error e) {
            StateFolder.delete(folder);
            throw e;
        }
    }

    /** What the event speaks of, in a few words. */
    public String spokenOf() {
        return Wiring.spokenOf(useCase);
    }

    /** The logical id of the function. */
    public String function() {
        return useCase + "Function";
    }

    /** A stack in a folder of its own. */
    public record Prepared(EmbeddedStack stack, Path folder) implements AutoCloseable {

        @Override
        public void close() {
            stack.close();
            try {
                StateFolder.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private EmbeddedStack start(StackOptions with) {
        return EmbeddedStack.start(with, Wiring.parts(Samples.read(project.resolve("samples"))));
    }

    private FunctionAnswer call(EmbeddedStack stack) throws IOException {
        return stack.invoke(function(), Files.readAllBytes(event));
    }
}
