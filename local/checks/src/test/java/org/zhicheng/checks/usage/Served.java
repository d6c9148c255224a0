package org.zhicheng.checks.usage;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Template;

/** What functions have served, by the lines that they log: each tells its handler, how it ended and how long it took. */
public final class Served {

    private static final Pattern HANDLER = Pattern.compile("\"event\":\"(\\w+Handler)\"");
    private static final Pattern MILLIS = Pattern.compile("\"millis\":([0-9]+)");
    private static final Pattern FIGURE = Pattern.compile("\"(Name|State)\":\"(\\w+)\"");

    /** One invocation. */
    public record Line(String function, long millis, boolean ofTheApi, boolean succeeded, int bytes) {
    }

    private final Map<String, String> functions = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> figures = new TreeSet<>();

    public Served(Template template, String log) {
        for (FunctionShape function : template.functions()) {
            functions.put(function.handlerClass().replaceFirst(".*\\.", ""), function.logicalId());
        }
        log.lines().forEach(this::read);
    }

    public List<Line> lines() {
        return lines;
    }

    /** Figures of the system's own, each by its name and state. */
    public int figures() {
        return figures.size();
    }

    private void read(String line) {
        Matcher handler = HANDLER.matcher(line);
        Matcher millis = MILLIS.matcher(line);
        if (handler.find() && millis.find() && functions.containsKey(handler.group(1))) {
            lines.add(new Line(functions.get(handler.group(1)), Long.parseLong(millis.group(1)), line.contains("\"requestId\":"),
                    line.contains("\"outcome\":\"OK\""), line.getBytes(StandardCharsets.UTF_8).length));
        } else if (line.startsWith("{\"_aws\"")) {
            String state = "";
            List<String> names = new ArrayList<>();
            for (Matcher figure = FIGURE.matcher(line); figure.find();) {
                if (figure.group(1).equals("State")) {
                    state = figure.group(2);
                } else {
                    names.add(figure.group(2));
                }
            }
            for (String name : names) {
                figures.add(name + " " + state);
            }
        }
    }

    /** The log while something is done. */
    public static String during(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
