package org.zhicheng.checks.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Template;

/**
 * A function's invocations together.
 *
 * @param millis how long one takes on AWS: its own time as measured here, by the share of a processor that its memory gives it, and what its
 *     calls are stated to take
 * @param reads units, of all together
 * @param writes likewise
 */
public record Work(FunctionShape shape, int count, double millis, double reads, double writes) {

    /** A function with less memory has a share of a processor; this much has one. */
    private static final double A_PROCESSOR_MB = 1769;
    /** What a call is stated to take on AWS, in milliseconds. */
    private static final Map<String, Double> STATED = Map.of("dynamodb", 5.0, "kms", 6.0, "s3", 25.0, "sfn", 20.0, "sesv2", 60.0);
    private static final double A_TRANSACTION = 15;
    private static final double ANY_OTHER = 10;
    /** What takes time of its own there without a processor: it waits until the pages are made. */
    private static final Set<String> WAITS = Set.of("CompleteUploadFunction");

    public static Map<String, Work> of(Template template, Served served, List<Usage.Call> calls) {
        Map<String, Map<Invocation, List<Usage.Call>>> called = Usage.byFunction(calls);
        Map<String, List<Served.Line>> lines = new TreeMap<>();
        served.lines().forEach(line -> lines.computeIfAbsent(line.function(), _ -> new ArrayList<>()).add(line));
        Map<String, Work> work = new TreeMap<>();
        lines.forEach((name, invocations) -> {
            double own = invocations.stream().mapToLong(Served.Line::millis).sum();
            double waited = 0;
            double reads = 0;
            double writes = 0;
            for (List<Usage.Call> made : called.getOrDefault(name, Map.of()).values()) {
                own -= Usage.nanosUnderWay(made) / 1e6;
                waited += Usage.millisWaited(made, Work::stated);
                reads += made.stream().mapToDouble(Usage.Call::reads).sum();
                writes += made.stream().mapToDouble(Usage.Call::writeUnits).sum();
            }
            FunctionShape shape = template.function(name).orElseThrow();
            double share = WAITS.contains(name) ? 1 : Math.max(1, A_PROCESSOR_MB / shape.memoryMegabytes());
            double millis = (Math.max(own, 0) * share + waited) / invocations.size();
            work.put(name, new Work(shape, invocations.size(), Math.max(1, millis), reads, writes));
        });
        return work;
    }

    /** Nothing yet. */
    public static Work none(FunctionShape shape) {
        return new Work(shape, 0, 0, 0, 0);
    }

    public double gigabyteSeconds() {
        return count * millis / 1000 * shape.memoryMegabytes() / 1024;
    }

    private static double stated(Usage.Call call) {
        return call.operation().startsWith("Transact") ? A_TRANSACTION : STATED.getOrDefault(call.service(), ANY_OTHER);
    }
}
