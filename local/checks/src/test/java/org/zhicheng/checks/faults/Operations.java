package org.zhicheng.checks.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

import org.zhicheng.checks.faults.Calls.Count;

/**
 * What each function calls while two applications go their way, one from the registration and one from the submission to the certificate, and
 * the committee votes on two others in session.
 */
public final class Operations {

    /** A chance can only make a row of calls look longer; the shortest of some plays is the true one. */
    private static final int PLAYS = 3;
    /** They serve whatever waits, or wait for a rendering themselves: how often they call says nothing. */
    private static final Set<String> UNCOUNTED = Set.of("DeliverOutbox", "SweepOutbox", "ResumeApplications", "CompleteUpload",
            "RenderMaterial");

    private final Rig rig;
    private final SingleFaults stories;

    Operations(Rig rig) {
        this.rig = rig;
        this.stories = new SingleFaults(rig, System.out);
    }

    /** Plays it on a stack of its own and says it as a Markdown table. */
    public static String table(Path root, Path folder) {
        try (Rig rig = Rig.start(root, folder)) {
            StringBuilder table = new StringBuilder("| function | calls in sequence | in all |\n|---|---|---|\n");
            new Operations(rig).count(_ -> false).forEach(
                    (function, count) -> table.append("| `%s` | %d | %d |%n".formatted(function, count.inSequence(), count.inAll())));
            return table.toString();
        }
    }

    /** The busiest invocation of each function; played again where it is not what was expected. */
    Map<String, Count> count(Predicate<Map<String, Count>> expected) {
        Map<String, Count> fewest = new TreeMap<>();
        for (int i = 0; i < PLAYS && !expected.test(fewest); i++) {
            play().forEach((function, count) -> fewest.merge(function, count,
                    (a, b) -> new Count(Math.min(a.inSequence(), b.inSequence()), Math.min(a.inAll(), b.inAll()))));
        }
        return fewest;
    }

    private Map<String, Count> play() {
        Calls.record(rig.stack.backend().endpoint().getPort());
        for (Story story : List.of(Story.FILLING_IN, Story.STRAIGHT)) {
            Person person = stories.begin(story);
            for (int step = 0; step < story.length(); step++) {
                stories.play(story, step, person).ifPresent(broken -> {
                    throw new AssertionError(story + " without a fault: " + broken);
                });
                look(person);
            }
        }
        new Voting(rig).play();
        Map<String, Count> busiest = new TreeMap<>();
        Calls.recorded().forEach((function, counts) -> busiest.put(function.replaceAll("Function$", ""),
                new Count(most(counts, Count::inSequence), most(counts, Count::inAll))));
        busiest.keySet().removeAll(UNCOUNTED);
        return busiest;
    }

    private static int most(List<Count> counts, ToIntFunction<Count> part) {
        return counts.stream().mapToInt(part).max().orElseThrow();
    }

    /** What people look at between their commands. */
    private void look(Person person) {
        if (person.id().isEmpty() || person.deleted()) {
            return;
        }
        String state = rig.state(person);
        get(person.sub, false, "/applications");
        get(person.sub, false, "/applications/" + person.id());
        get(person.sub, false, "/applications/" + person.id() + "/timeline");
        if (state.equals("DRAFT")) {
            get(person.sub, false, "/applications/" + person.id() + "/checks");
        }
        if (state.equals("EMPLOYER_REVIEW")) {
            get(Office.EMPLOYER, true, "/reviews?tier=EMPLOYER_REVIEW&scope=" + Office.USCC);
            get(Office.EMPLOYER, true, "/reviews/" + person.id());
        }
    }

    private void get(String sub, boolean staff, String path) {
        Door.Reply reply = rig.door.send(sub, staff, "GET", path, Rig.none(), Map.of());
        if (!reply.succeeded()) {
            throw new IllegalStateException("GET " + path + ": " + reply);
        }
    }
}
