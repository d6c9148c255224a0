package org.zhicheng.local.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Every call of every story made to fail in every way, one at a time; afterwards everything has to be as if nothing had failed. */
final class SingleFaults {

    private final Rig rig;
    private final PrintStream out;
    private int people;

    /** One fault and what came of it. */
    record Trial(Story story, Site site, Fault fault) {
    }

    /**
     * @param fired faults that happened; others were armed at a call that was not made this time
     * @param failures what did not survive
     */
    record Result(int fired, int missed, List<String> failures) {
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
            Faults.record();
            List<String> broken = play(story, person);
            List<Site> sites = Faults.recorded();
            Faults.disarm();
            if (!broken.isEmpty()) {
                throw new AssertionError(story + " without a fault: " + broken);
            }
            counts.put(story.name(), sites.size());
            for (Site site : sites) {
                for (Fault fault : site.caller().equals(Site.WORKFLOW) ? Fault.OF_INVOCATIONS : Fault.values()) {
                    trials.add(new Trial(story, site, fault));
                }
            }
        }
        out.println("calls: " + counts + ", trials: " + trials.size());
        return trials;
    }

    /** Some of the trials, chosen by a seed, until the time is up. */
    Result some(List<Trial> trials, long seed, long nanos) {
        List<Trial> shuffled = new ArrayList<>(trials);
        Collections.shuffle(shuffled, new Random(seed));
        return run(shuffled, System.nanoTime() + nanos);
    }

    Result run(List<Trial> trials, long until) {
        int fired = 0;
        int missed = 0;
        List<String> failures = new ArrayList<>();
        for (Trial trial : trials) {
            if (System.nanoTime() - until > 0) {
                break;
            }
            Person person = begin(trial.story());
            Faults.arm(trial.site(), trial.fault());
            List<String> broken = play(trial.story(), person);
            boolean happened = Faults.fired();
            Faults.disarm();
            if (happened) {
                fired++;
            } else {
                missed++;
            }
            if (!broken.isEmpty()) {
                String failure = trial + "\n    " + String.join("\n    ", broken);
                failures.add(failure);
                out.println("✗ " + failure);
                abandon(person);
            }
        }
        return new Result(fired, missed, failures);
    }

    Person begin(Story story) {
        rig.stack.clock().set(Rig.TODAY);
        people++;
        Person person = new Person(rig.door, rig.samples, "person-" + people, people);
        if (story.isPrepared()) {
            person.prepare(rig.cloud);
        }
        return person;
    }

    /** Plays a story to its end; what does not hold then. */
    List<String> play(Story story, Person person) {
        List<String> broken = new ArrayList<>();
        int step = 0;
        try {
            for (BiConsumer<Rig, Person> action : story.steps()) {
                step++;
                action.accept(rig, person);
                if (!person.id().isEmpty()) {
                    rig.settle(person);
                }
            }
        } catch (Person.Refused e) {
            broken.add("step " + step + " was refused: " + e.getMessage());
        }
        if (!rig.rests(person)) {
            broken.add("step " + step + ": it does not come to rest");
        }
        if (story == Story.EXPIRY && broken.isEmpty()) {
            // What failed in a schedule, its next run does.
            rig.closeWindow();
            rig.settle(person);
        }
        String state = rig.cloud.get("APP#" + person.id(), "A#HEAD").map(head -> Cloud.text(head, "state")).orElse("");
        if (!state.equals(story.ending())) {
            broken.add("ended as " + state);
        }
        broken.addAll(rig.invariants.of(person.id(), person.sub, person.mail(), person.submitted(), person.deleted()));
        if (!broken.isEmpty()) {
            for (int attempt = 1; attempt < 4 && rig.cloud.execution(person.id() + "-" + attempt).isPresent(); attempt++) {
                broken.add("execution " + attempt + rig.cloud.history(person.id() + "-" + attempt));
            }
        }
        return broken;
    }

    /** A failed one must not trouble those after it. */
    private void abandon(Person person) {
        rig.cloud.everything().stream().filter(item -> person.partitions().contains(Cloud.text(item, "pk")))
                .forEach(item -> rig.cloud.dynamo.deleteItem(r -> r.tableName(rig.cloud.table).key(Cloud.key(Cloud.text(item, "pk"), Cloud.text(item, "sk")))));
    }
}
