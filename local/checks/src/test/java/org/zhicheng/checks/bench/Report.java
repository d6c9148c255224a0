package org.zhicheng.checks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table: what was measured, the median, the range, how often, and the goal where there is one. */
final class Report {

    private final List<String> rows = new ArrayList<>();

    void seconds(String what, Series series, String goal) {
        add(what, "%.2f s", series, goal);
    }

    void millis(String what, Series series) {
        add(what, "%.0f ms", series, "");
    }

    /** In whatever unit; whole numbers where there is none. */
    void figure(String what, Series series, String unit, String goal) {
        add(what, unit.isEmpty() ? "%.0f" : unit.equals("s") ? "%.2f s" : "%.0f " + unit, series, goal);
    }

    void megabytes(String what, Series series) {
        add(what, "%.0f MB", series, "");
    }

    /** One median to another. */
    void ratio(String what, Series series, Series base, String goal) {
        rows.add(line(what, "%.2f×".formatted(series.median() / base.median()), "", "", goal));
    }

    void note(String what, String text) {
        rows.add(line(what, text, "", "", ""));
    }

    @Override
    public String toString() {
        return line("measured", "median", "least – most", "runs", "goal") + "|---|---|---|---|---|\n" + String.join("", rows);
    }

    private void add(String what, String format, Series series, String goal) {
        rows.add(line(what, text(format, series.median()), text(format, series.least()) + " – " + text(format, series.most()),
                Integer.toString(series.count()), goal));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
