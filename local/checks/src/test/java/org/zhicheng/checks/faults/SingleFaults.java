package org.zhicheng.checks.faults;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Every call of every story made to fail in every way. One playing of a story tries one fault in each of its steps: after each step
 * everything has come to rest and has been checked, so that the next fault meets a system in which nothing is wrong.
 */
final class SingleFaults {

    private static final int LOOKS = 5;

    private final Rig rig;
    private final PrintStream out;
    private int people;

    /** A fault at a call of one step of a story. */
    record Trial(Story story, int step, Site site, Fault fault) {
    }

    /**
     * What came of it.
     *
     * @param happened faults that happened
     * @param missed faults whose call was not made this time
     * @param left trials for which there was no time
     * @param failures what did not survive
     */
    record Result(int happened, int missed, int left, List<String> failures) {

        String told(long seed) {
            return "seed " + seed + ": " + happened + " faults injected, " + (happened - failures.size()) + " survived, " + failures.size()
                    + " not; " + missed + " calls not reached, " + left + " trials left";
        }
    }

    SingleFaults(Rig rig, PrintStream out) {
        this.rig = rig;
        this.out = out;
    }

    /** Every trial there is, found by playing each story once without a fault. */
    List<Trial> all(List<Story> stories) {
        List<Trial> trials = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Story story : stories) {
            Person person = begin(story);
            for (int step = 0; step < story.length(); step++) {
                Faults.record();
                play(story, step, person).ifPresent(broken -> {
                    throw new AssertionError(story + " without a fault: " + broken);
                });
                for (Site site : Faults.recorded()) {
                    counts.merge(story.name(), 1, Integer::sum);
                    for (Fault fault : site.caller().equals(Site.WORKFLOW) ? Fault.OF_INVOCATIONS : Fault.values()) {
                        trials.add(new Trial(story, step, site, fault));
                    }
                }
                Faults.disarm();
            }
            end(story, person).ifPresent(broken -> {
                throw new AssertionError(story + " without a fault: " + broken);
            });
        }
        out.println("calls: " + counts + ", trials: " + trials.size());
        return trials;
    }

    /**
     * Runs the trials in an order that a seed chooses, until none is left or the time is up.
     *
     * @param until by {@link System#nanoTime()}
     */
    Result run(List<Trial> trials, long seed, long until) {
        List<Trial> shuffled = new ArrayList<>(trials);
        Collections.shuffle(shuffled, new Random(seed));
        Map<Story, Map<Integer, Deque<Trial>>> left = new EnumMap<>(Story.class);
        shuffled.forEach(
                t -> left.computeIfAbsent(t.story(), s -> new TreeMap<>()).computeIfAbsent(t.step(), s -> new ArrayDeque<>()).add(t));
        int happened = 0;
        int missed = 0;
        List<String> failures = new ArrayList<>();
        while (System.nanoTime() - until < 0) {
            Optional<Story> next = left.keySet().stream().filter(s -> count(left, s) > 0)
                    .max(Comparator.comparingInt(s -> left.get(s).values().stream().mapToInt(Deque::size).max().orElse(0)));
            if (next.isEmpty()) {
                break;
            }
            Story story = next.get();
            Person person = begin(story);
            Optional<String> broken = Optional.empty();
            for (int step = 0; step < story.length() && broken.isEmpty() && count(left, story) > 0; step++) {
                Deque<Trial> here = left.get(story).getOrDefault(step, new ArrayDeque<>());
                Optional<Trial> trial = Optional.ofNullable(here.poll());
                trial.ifPresent(t -> Faults.arm(t.site(), t.fault()));
                broken = play(story, step, person);
                happened += trial.isPresent() && Faults.happened() ? 1 : 0;
                missed += trial.isPresent() && !Faults.happened() ? 1 : 0;
                Faults.disarm();
                if (broken.isPresent()) {
                    String failure = trial.map(Trial::toString).orElse(story + " step " + step) + "\n    " + broken.get();
                    failures.add(failure);
                    out.println("✗ " + failure);
                }
            }
            clear(person);
        }
        return new Result(happened, missed, left.keySet().stream().mapToInt(s -> count(left, s)).sum(), failures);
    }

    private static int count(Map<Story, Map<Integer, Deque<Trial>>> left, Story story) {
        return left.get(story).values().stream().mapToInt(Deque::size).sum();
    }

    Person begin(Story story) {
        rig.stack.clock().set(Rig.TODAY);
        Office.decides(rig.door, story);
        people++;
        Person person = new Person(rig.door, rig.samples, "person-" + people, people);
        if (story.isPrepared()) {
            person.prepare(rig.cloud);
        }
        return person;
    }

    /** Plays one step and lets everything come to rest; what does not hold then. */
    Optional<String> play(Story story, int step, Person person) {
        try {
            story.play(step, rig, person);
        } catch (Person.Refused e) {
            return Optional.of("refused: " + e.getMessage() + histories(person));
        }
        if (person.id().isEmpty()) {
            return Optional.empty();
        }
        List<String> broken = List.of();
        for (int look = 0; look < LOOKS; look++) {
            // What seems at rest may be about to try again, or wait for a deadline that has passed: a minute at least, when it is begun anew.
            Rig.pause(look * 500L);
            rig.pass(Duration.ofSeconds(look * 130L));
            broken = look(story, step, person);
            if (broken.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join("\n    ", broken) + histories(person));
    }

    private List<String> look(Story story, int step, Person person) {
        rig.settle(person);
        if (story == Story.EXPIRY) {
            // What failed in a schedule, its next run does.
            rig.closeWindow();
            rig.settle(person);
        }
        List<String> broken = new ArrayList<>();
        if (!rig.rests(person)) {
            broken.add("it does not come to rest");
        }
        broken.addAll(rig.invariants.of(person.id(), person.sub, person.mail(), person.submitted(), person.deleted()));
        person.session().ifPresent(session -> broken.addAll(rig.invariants.ofSession(session)));
        String state = rig.state(person);
        if (!state.equals(story.after(step))) {
            broken.add("stands at " + state + " and not at " + story.after(step));
        }
        return broken;
    }

    private Optional<String> end(Story story, Person person) {
        String state = rig.state(person);
        return state.equals(story.ending()) ? Optional.empty() : Optional.of("ended as " + state);
    }

    private String histories(Person person) {
        StringBuilder told = new StringBuilder();
        for (int attempt = 1; attempt < 4 && rig.cloud.execution(person.id() + "-" + attempt).isPresent(); attempt++) {
            told.append("\n    execution ").append(attempt).append(rig.cloud.history(person.id() + "-" + attempt));
        }
        return told.toString();
    }

    /** Takes away what a story left, so that what comes after has nothing to do with it. */
    private void clear(Person person) {
        for (int attempt = 1; attempt < 9; attempt++) {
            rig.cloud.stop(person.id() + "-" + attempt);
        }
        person.partitions().forEach(rig.cloud::clear);
        rig.cloud.clear("UNIQUE#LIVE_APPLICATION#" + person.sub + "#2025");
    }
}
