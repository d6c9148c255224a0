package org.zhicheng.stack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an embedded stack is started.
 *
 * @param ports      of the API, of AWS and of the issuer; 0 for any free one
 * @param functions  where they run
 * @param background whether schedules and streams run
 * @param now        what the clock shows at start; empty leaves it as it was
 * @param parameters of the template
 */
public record StackOptions(Path template, Path state, Ports ports, boolean fresh, FunctionPlace functions, boolean background,
        Optional<Instant> now, Map<String, String> parameters, Path deployedZip) {

    public StackOptions {
        parameters = Map.copyOf(parameters);
    }

    /** The well-known ports over a state folder. */
    public static StackOptions of(Path template, Path state) {
        return new StackOptions(template, state, new Ports(8080, 4566, 4568), false, FunctionPlace.THIS_JVM, true, Optional.empty(),
                Map.of(), template.toAbsolutePath().resolveSibling("functions/target/functions.zip"));
    }

    public StackOptions withTemplate(Path other) {
        return new StackOptions(other, state, ports, fresh, functions, background, now, parameters,
                other.toAbsolutePath().resolveSibling("functions/target/functions.zip"));
    }

    public StackOptions withState(Path other) {
        return new StackOptions(template, other, ports, fresh, functions, background, now, parameters, deployedZip);
    }

    public StackOptions withPorts(Ports other) {
        return new StackOptions(template, state, other, fresh, functions, background, now, parameters, deployedZip);
    }

    public StackOptions withFreePorts() {
        return withPorts(new Ports(0, 0, 0));
    }

    public StackOptions withFresh() {
        return new StackOptions(template, state, ports, true, functions, background, now, parameters, deployedZip);
    }

    public StackOptions withProcesses() {
        return withFunctions(functions == FunctionPlace.THIS_JVM ? FunctionPlace.PROCESSES : functions);
    }

    public StackOptions withFunctions(FunctionPlace place) {
        return new StackOptions(template, state, ports, fresh, place, background, now, parameters, deployedZip);
    }

    public StackOptions withoutBackground() {
        return new StackOptions(template, state, ports, fresh, functions, false, now, parameters, deployedZip);
    }

    public StackOptions withNow(Instant instant) {
        return new StackOptions(template, state, ports, fresh, functions, background, Optional.of(instant), parameters, deployedZip);
    }

    public StackOptions withParameter(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new StackOptions(template, state, ports, fresh, functions, background, now, more, deployedZip);
    }

    /** Where the stack listens. */
    public record Ports(int api, int aws, int issuer) {
    }
}
