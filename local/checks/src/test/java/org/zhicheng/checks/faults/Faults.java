package org.zhicheng.checks.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the interceptor and the workflow's invocations are to do: nothing, write down every call, or make one of them fail. */
final class Faults {

    private static final Map<String, Integer> SEEN = new HashMap<>();
    private static final List<Site> RECORDED = new ArrayList<>();
    private static boolean watching;
    private static Site armed;
    private static Fault fault;
    private static boolean happened;

    private Faults() {
    }

    /** From now on calls are counted and written down. */
    static synchronized void record() {
        disarm();
        watching = true;
    }

    /** From now on calls are counted, and that one fails. */
    static synchronized void arm(Site site, Fault how) {
        disarm();
        watching = true;
        armed = site;
        fault = how;
    }

    static synchronized void disarm() {
        watching = false;
        armed = null;
        fault = null;
        happened = false;
        SEEN.clear();
        RECORDED.clear();
    }

    static synchronized List<Site> recorded() {
        return List.copyOf(RECORDED);
    }

    /** Whether the armed fault has happened. */
    static synchronized boolean happened() {
        return happened;
    }

    /** Counts a call; says how it shall fail, if it shall. */
    static synchronized Optional<Fault> called(String caller, String call) {
        if (!watching) {
            return Optional.empty();
        }
        Site site = new Site(caller, call, SEEN.merge(caller + " " + call, 1, Integer::sum));
        RECORDED.add(site);
        if (site.equals(armed)) {
            happened = true;
            return Optional.of(fault);
        }
        return Optional.empty();
    }
}
