package org.zhicheng.checks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table of what is paid for. */
final class Bill {

    private final List<String> lines = new ArrayList<>();
    private double together;
    private double part;

    Bill(String what) {
        lines.add("| " + what + " | counted | list price | $ |");
        lines.add("|---|---|---|---|");
    }

    /** One thing, at one price. */
    void add(String service, String counted, Prices price, double count) {
        add(service, counted, price.listed(), price.of(count));
    }

    /** One thing, at several prices. */
    void add(String service, String counted, String prices, double dollars) {
        together += dollars;
        part += dollars;
        line(service, counted, prices, dollars(dollars));
    }

    /** What the lines since the last sum come to. */
    double sum(String what, String goal) {
        double sum = part;
        line("**" + what + "**", "", goal, "**" + dollars(sum) + "**");
        part = 0;
        return sum;
    }

    double together(String what) {
        line("**" + what + "**", "", "", "**" + dollars(together) + "**");
        return together;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    private void line(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private static String dollars(double dollars) {
        return String.format(Locale.ROOT, dollars < 0.1 ? "%.5f" : "%.2f", dollars);
    }
}
