package org.zhicheng.lambda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures for CloudWatch, one line of the log in its embedded metric format: no call, no permission, no cost but the line's. Numbers about
 * the system; a dimension names a stack or a state, never anything of a person.
 */
public final class Metrics {

    private static final String NAMESPACE = "Zhicheng";

    private final Instant at;
    private final Map<String, String> dimensions = new LinkedHashMap<>();
    private final List<Map<String, String>> definitions = new ArrayList<>();
    private final Map<String, Long> values = new LinkedHashMap<>();

    private Metrics(Instant at) {
        this.at = at;
    }

    public static Metrics at(Instant at) {
        return new Metrics(at);
    }

    /** What a figure counts, in CloudWatch's spelling. */
    public enum Unit {
        COUNT("Count"),
        SECONDS("Seconds");

        private final String spelled;

        Unit(String spelled) {
            this.spelled = spelled;
        }
    }

    /** Adds a dimension. */
    public Metrics of(String dimension, String value) {
        dimensions.put(dimension, value);
        return this;
    }

    public Metrics with(String name, Unit unit, long value) {
        definitions.add(Map.of("Name", name, "Unit", unit.spelled));
        values.put(name, value);
        return this;
    }

    public void write() {
        System.out.println(line());
    }

    String line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_aws", Map.of("Timestamp", at.toEpochMilli(), "CloudWatchMetrics",
                List.of(Map.of("Namespace", NAMESPACE, "Dimensions", List.of(List.copyOf(dimensions.keySet())), "Metrics", definitions))));
        line.putAll(dimensions);
        line.putAll(values);
        return Json.encode(line);
    }
}
