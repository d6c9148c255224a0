package org.zhicheng.checks.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.zhicheng.checks.usage.Invocation;

/**
 * What functions call while it is written down. Each call takes a while longer then, so that two that need not wait for each other are seen
 * to overlap.
 */
final class Calls {

    private static final long LONGER_MILLIS = 25;

    private static final List<Call> MADE = new ArrayList<>();
    private static boolean watching;
    private static int port;

    private Calls() {
    }

    /** One call of a service, by {@link System#nanoTime()}. */
    private record Call(Invocation by, long from, long to) {
    }

    /**
     * The calls of one invocation.
     *
     * @param inSequence how many one after the other, at most
     */
    record Count(int inSequence, int inAll) {

        boolean isWithin(Count most) {
            return inSequence <= most.inSequence() && inAll <= most.inAll();
        }
    }

    /** @param of the port of the services whose calls count; other stacks in the same JVM have others */
    static synchronized void record(int of) {
        MADE.clear();
        port = of;
        watching = true;
    }

    static synchronized boolean areOf(int called) {
        return watching && called == port;
    }

    /** Ends it: each function, with its invocations in no order. */
    static synchronized Map<String, List<Count>> recorded() {
        watching = false;
        Map<Invocation, List<Call>> invocations = new HashMap<>();
        MADE.forEach(call -> invocations.computeIfAbsent(call.by(), _ -> new ArrayList<>()).add(call));
        Map<String, List<Count>> functions = new TreeMap<>();
        invocations.forEach((invocation, calls) -> functions.computeIfAbsent(invocation.function(), _ -> new ArrayList<>())
                .add(new Count(chain(calls), calls.size())));
        return functions;
    }

    /** Whoever ends first is the first of the longest row of calls of which each begins after the one before has ended. */
    private static int chain(List<Call> calls) {
        int length = 0;
        long ended = Long.MIN_VALUE;
        for (Call call : calls.stream().sorted(Comparator.comparingLong(Call::to)).toList()) {
            if (call.from() >= ended) {
                length++;
                ended = call.to();
            }
        }
        return length;
    }

    static void before() {
        Rig.pause(LONGER_MILLIS);
    }

    static synchronized void made(Invocation by, long from) {
        if (watching) {
            MADE.add(new Call(by, from, System.nanoTime()));
        }
    }
}
