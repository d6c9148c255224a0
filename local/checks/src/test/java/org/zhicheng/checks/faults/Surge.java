package org.zhicheng.checks.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import org.zhicheng.checks.Endpoint;
import org.zhicheng.checks.usage.Served;
import org.zhicheng.checks.usage.Usage;
import org.zhicheng.checks.usage.Work;
import org.zhicheng.stack.EmbeddedStack;

/** What the hour takes on AWS, reckoned from what some visits in the quiet took, and what gives way first. */
final class Surge {

    private static final int AN_HOUR = 50_000;
    private static final List<Integer> TIMES = List.of(1, 10, 100);
    private static final int A_PARTITION = 1000;
    /** Copies among which writes to one thing are spread. */
    private static final Map<String, Integer> COPIES = Map.of("outbox PENDING", 8, "table WINDOW", 32);
    private static final int SHOWN = 4;

    private final EmbeddedStack stack;
    private final List<Usage.Call> calls;
    private final List<Served.Line> lines;
    private final Map<String, Work> work;
    private final int visits;
    private final String id;

    /** @param id of one of the applications */
    Surge(EmbeddedStack stack, Served served, List<Usage.Call> all, int visits, String id) {
        this.stack = stack;
        this.visits = visits;
        this.id = id;
        this.calls = all.stream().filter(call -> isCalledFor(call.by().function())).toList();
        this.lines = served.lines().stream().filter(line -> isCalledFor(line.function())).toList();
        this.work = new TreeMap<>(Work.of(stack.template(), served, all));
        work.keySet().removeIf(function -> !isCalledFor(function));
    }

    /** The transaction of a submission, as it was sent. */
    TransactWriteItemsRequest submission() {
        return calls.stream().filter(call -> call.by().function().equals("SubmitApplicationFunction")).map(Usage.Call::request)
                .filter(TransactWriteItemsRequest.class::isInstance).map(TransactWriteItemsRequest.class::cast)
                .filter(transaction -> transaction.toString().contains(id)).findFirst().orElseThrow();
    }

    Ceiling ceiling() {
        return new Ceiling(Endpoint.clients(stack.backend().endpoint()), stack.template().tables().getFirst(), submission(), id);
    }

    private boolean isCalledFor(String function) {
        return stack.template().function(function).orElseThrow().schedules().isEmpty();
    }

    /**
     * Something that there is a limit of.
     *
     * @param perVisit how much of it one visit takes; of time, seconds
     * @param limit a second, or at once
     */
    private record Demand(String what, double perVisit, double limit, String whose, String remedy) {

        double filled(double visits) {
            return visits * perVisit / limit;
        }
    }

    /** The limits by how full they are in the busiest minute of the hour. */
    String table() {
        double busiest = AN_HOUR * Crowd.shareOfTheLast(1) / 60;
        List<Demand> demands = demands();
        demands.sort(Comparator.comparingDouble(demand -> -demand.filled(busiest)));
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%,d in the hour on AWS, %.0f %% of them in the last minute: %.0f visits a second, each %.1f calls of the API, %.1f invocations of %.0f ms, %.0f write units.%n%n",
                AN_HOUR, 100 * Crowd.shareOfTheLast(1), busiest, each(lines.stream().filter(Served.Line::ofTheApi).count()),
                each(lines.size()), work.values().stream().mapToDouble(w -> w.count() * w.millis()).sum() / Math.max(1, lines.size()),
                each(calls.stream().mapToDouble(Usage.Call::writeUnits).sum())));
        text.append("| a second, in that minute | 50,000 | 10× | 100× | limit | gives way at | then |\n|---|---|---|---|---|---|---|\n");
        for (Demand demand : demands) {
            text.append("| ").append(demand.what());
            TIMES.forEach(times -> text.append(String.format(Locale.ROOT, " | %,.0f", busiest * times * demand.perVisit())));
            text.append(String.format(Locale.ROOT, " | %,.0f %s | %s | %s |%n", demand.limit(), demand.whose(),
                    times(1 / demand.filled(busiest)), demand.remedy()));
        }
        return text.toString();
    }

    /** How many calls write to the table for one visit and what follows of it. */
    double writing() {
        return each(calls.stream().filter(call -> !call.writes().isEmpty()).count());
    }

    private static String times(double times) {
        return String.format(Locale.ROOT, times < 10 ? "%.1f×" : "%,.0f×", times);
    }

    private List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        double atOnce = work.values().stream().mapToDouble(w -> w.count() * w.millis() / 1000).sum();
        demands.add(new Demand("calls of the API", each(lines.stream().filter(Served.Line::ofTheApi).count()), 100, "by default",
                "`RequestsPerSecond` up to 10,000, what a region takes; more is for AWS to give"));
        demands.add(new Demand("invocations at once", each(atOnce), 1000, "an account",
                "ask AWS weeks before, and for 1,000 more every 10 s at most"));
        demands.add(new Demand("executions started", each(count("sfn", "StartExecution")), 300, "a region",
                "the outbox tries again, and the review begins some minutes later; ask AWS"));
        demands.add(
                new Demand("mails", each(count("sesv2", "")), 14, "a new account", "the outbox sends them later; ask AWS for 50 and more"));
        demands.add(new Demand("write units of the table", each(calls.stream().mapToDouble(Usage.Call::writeUnits).sum()), 40_000,
                "a table", "warm throughput before the last day; ask AWS"));
        shared().entrySet().stream().sorted(Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue())).limit(SHOWN)
                .forEach(e -> demands.add(
                        new Demand("write units of `" + e.getKey() + "`", e.getValue(), A_PARTITION, "a partition", remedy(e.getKey()))));
        return demands;
    }

    private static String remedy(String place) {
        if (place.startsWith("outbox")) {
            return "more partitions: `Table.PENDING`";
        }
        if (place.startsWith("table COUNTS")) {
            return "the counts come later: in the quiet each change is a batch, in the rush up to 100 are, one batch after the other in a shard";
        }
        if (place.contains("#EMPLOYER#")) {
            return "none: here all have one employer, who in truth has hundreds at most";
        }
        return place.startsWith("cycle")
                ? "shares of the key, as the outbox has; DynamoDB splits by the ids, but not at once"
                : "more copies or shares";
    }

    /** Write units a visit by index and key, of those that several people write to; a copy's share where there are copies. */
    private Map<String, Double> shared() {
        Map<String, Double> units = new TreeMap<>();
        calls.forEach(call -> call.writes().forEach(write -> {
            String place = write.place();
            for (Map.Entry<String, Integer> copied : COPIES.entrySet()) {
                if (place.startsWith(copied.getKey())) {
                    units.merge(copied.getKey() + "…", write.units() / copied.getValue() / visits, Double::sum);
                    return;
                }
            }
            if (!place.matches("table (APP|APPLICANT|PERSON|UNIQUE|FILE).*|owner .*")) {
                units.merge(place, write.units() / visits, Double::sum);
            }
        }));
        return units;
    }

    private double count(String service, String operation) {
        return calls.stream().filter(call -> call.service().equals(service) && call.operation().startsWith(operation)).count();
    }

    private double each(double all) {
        return all / visits;
    }
}
