package org.zhicheng.ground.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.ground.text.JsonText;

/**
 * The log: one JSON line an outcome. What may stand in it is named here: codes and ids, never a name, a number, an address, a body, a token
 * or a file's name.
 */
public final class Log {

    private static final String OURS = "org.zhicheng.";

    private final Map<String, Object> line = new LinkedHashMap<>();

    private Log(String level, String event) {
        line.put("level", level);
        line.put("event", event);
    }

    public static Log info(String event) {
        return new Log("INFO", event);
    }

    public static Log error(String event, Throwable cause) {
        Log log = new Log("ERROR", event);
        StringBuilder trace = new StringBuilder();
        // Types and places only: an exception's message may quote what a person wrote.
        for (Throwable t = cause; t != null; t = t.getCause()) {
            trace.append(trace.isEmpty() ? "" : " < ").append(t.getClass().getName());
            StackTraceElement[] places = t.getStackTrace();
            if (places.length > 0) {
                trace.append(" at ").append(places[0]);
                // Where a library threw it says little; where it was called from does.
                Stream.of(places).filter(place -> place.getClassName().startsWith(OURS)).findFirst().filter(place -> place != places[0])
                        .ifPresent(place -> trace.append(" by ").append(place));
            }
        }
        log.line.put("error", trace.toString());
        return log;
    }

    public Log with(String name, Object value) {
        line.put(name, value instanceof Number || value instanceof Boolean ? value : String.valueOf(value));
        return this;
    }

    /** Writes the line. */
    public void write() {
        System.out.println(line.entrySet().stream().map(e -> JsonText.quote(e.getKey()) + ':' + json(e.getValue()))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static String json(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString() : JsonText.quote(value.toString());
    }
}
