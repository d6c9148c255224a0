package org.zhicheng.checks.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Everything twice, at the same moment, late and in another order. Each answers what did not hold. */
final class Repeats {

    /** So many things of before are repeated after each step. */
    private static final int LATE = 4;
    /** Applications that one delivery of a signed session moves. */
    private static final int SLICE = 10;
    private static final AtomicInteger PEOPLE = new AtomicInteger(100_000);

    private final Rig rig;
    private final Random random;

    Repeats(Rig rig, long seed) {
        this.rig = rig;
        this.random = new Random(seed);
    }

    /** Everything there is. */
    List<String> all(List<Story> stories) {
        List<String> broken = new ArrayList<>();
        stories.forEach(story -> broken.addAll(everythingTwice(story)));
        broken.addAll(twoReviewersAtOnce());
        broken.addAll(decisionBeforeTheToken());
        broken.addAll(tokenOfAnEarlierTry());
        broken.addAll(closingDuringSubmissions(8));
        if (stories.contains(Story.SESSION)) {
            broken.addAll(cutOffBetweenSlices());
        }
        return broken;
    }

    /** A story in which each request, invocation and record comes twice, and some of before once more after each step. */
    List<String> everythingTwice(Story story) {
        TwiceDoor door = new TwiceDoor(rig.door);
        Person person = person(door);
        Office.decides(rig.door, story);
        if (story.isPrepared()) {
            person.prepare(rig.cloud);
        }
        rig.workflow.forget();
        rig.workflow.twice(true);
        List<ArrayNode> streamed = new ArrayList<>();
        List<String> broken = List.of();
        try {
            for (int step = 0; step < story.length() && broken.isEmpty(); step++) {
                story.play(step, rig, person);
                if (person.id().isEmpty()) {
                    continue;
                }
                // Before the workflow follows: what was caused is delivered by four at once.
                ArrayNode records = rig.waiting(person);
                streamed.add(records);
                TwiceDoor.together(List.of(deliver(records), deliver(records), sweep(), sweep()));
                rig.settle(person);
                for (int i = 0; i < LATE; i++) {
                    late(door, streamed);
                }
                broken = atRest(story, step, person);
            }
        } catch (Person.Refused e) {
            broken = List.of("refused: " + e.getMessage());
        } finally {
            rig.workflow.twice(false);
        }
        return broken.stream().map(b -> story + ": " + b).toList();
    }

    private void late(TwiceDoor door, List<ArrayNode> streamed) {
        List<FaultyInvocations.Invocation> past = rig.workflow.past();
        switch (random.nextInt(3)) {
            case 0 -> door.again(random);
            case 1 -> rig.deliver(streamed.get(random.nextInt(streamed.size())));
            default -> {
                if (!past.isEmpty()) {
                    FaultyInvocations.Invocation invocation = past.get(random.nextInt(past.size()));
                    rig.stack.invoke(invocation.function(), invocation.event());
                }
            }
        }
    }

    private List<String> atRest(Story story, int step, Person person) {
        List<String> broken = List.of();
        for (int look = 0; look < 5; look++) {
            Rig.pause(look * 500L);
            rig.settle(person);
            broken = new ArrayList<>(rig.invariants.of(person.id(), person.sub, person.mail(), person.submitted(), person.deleted()));
            if (person.session().isPresent()) {
                broken.addAll(rig.invariants.ofSession(person.session().get()));
            }
            if (!rig.state(person).equals(story.after(step))) {
                broken.add("step " + step + " stands at " + rig.state(person) + " and not at " + story.after(step));
            }
            if (broken.isEmpty()) {
                return broken;
            }
        }
        return broken;
    }

    /** Two of the committee decide at the same moment, each otherwise: one wins, the other is told. */
    List<String> twoReviewersAtOnce() {
        Person person = begun();
        person.notice();
        person.decide(Office.EMPLOYER, "PASS");
        rig.settle(person);
        person.decide(Office.DISTRICT_REVIEWER, "PASS");
        rig.settle(person);
        ObjectNode pass = person.decision("PASS");
        ObjectNode reject = person.decision("REJECT");
        List<Door.Reply> replies = TwiceDoor.together(List.<Callable<Door.Reply>>of(() -> person.tryDecide(Office.COMMITTEE, pass),
                () -> person.tryDecide(Office.OTHER_COMMITTEE, reject)));
        rig.settle(person);
        List<String> broken = new ArrayList<>(rig.invariants.of(person.id(), person.sub, person.mail(), true, false));
        String wanted = replies.getFirst().succeeded() ? "MATERIALS" : "REJECTED";
        if (replies.stream().filter(Door.Reply::succeeded).count() != 1 || replies.stream().noneMatch(r -> r.status() == 409)) {
            broken.add("one should win and one be told: " + replies);
        }
        if (!rig.state(person).equals(wanted)) {
            broken.add("stands at " + rig.state(person) + " and not at " + wanted);
        }
        return broken;
    }

    /** The workflow is about to hand over its token when the decision comes. */
    List<String> decisionBeforeTheToken() {
        Person person = person(rig.door);
        person.prepare(rig.cloud);
        rig.workflow.once("OpenReviewFunction", () -> {
            person.notice();
            person.decide(Office.EMPLOYER, "PASS");
            person.decide(Office.DISTRICT_REVIEWER, "RETURN");
        });
        person.submit();
        rig.settle(person);
        Rig.pause(300);
        rig.settle(person);
        List<String> broken = new ArrayList<>(rig.invariants.of(person.id(), person.sub, person.mail(), true, false));
        if (!rig.state(person).equals("CORRECTION")) {
            broken.add("stands at " + rig.state(person));
        }
        return broken;
    }

    /** The invocation that was given up goes on after the one that was tried instead, and its token comes last. */
    List<String> tokenOfAnEarlierTry() {
        Person person = begun();
        person.decide(Office.EMPLOYER, "RETURN");
        rig.settle(person);
        List<FaultyInvocations.Invocation> opened = rig.workflow.past().stream()
                .filter(i -> i.function().contains("OpenReview") && new String(i.event(), StandardCharsets.UTF_8).contains(person.id()))
                .toList();
        person.correct("已核实");
        rig.settle(person);
        // The same tier again, and the first visit's token comes once more.
        opened.forEach(invocation -> rig.stack.invoke(invocation.function(), invocation.event()));
        rig.settle(person);
        List<String> broken = new ArrayList<>(rig.invariants.of(person.id(), person.sub, person.mail(), true, false));
        person.decide(Office.EMPLOYER, "REJECT");
        rig.settle(person);
        broken.addAll(rig.invariants.of(person.id(), person.sub, person.mail(), true, false));
        return broken;
    }

    /**
     * A signed session is carried out ten applications at a time. Everything ends after the first ten; what was left goes on by the schedule,
     * twice at once, and the first ten come late once more: each is moved once, as it was voted.
     */
    List<String> cutOffBetweenSlices() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < SLICE + 2; i++) {
            Person person = person(rig.door);
            people.add(person);
            person.prepare(rig.cloud);
            for (int step = 0; !rig.state(person).equals("COMMITTEE_REVIEW"); step++) {
                Story.SESSION.play(step, rig, person);
                rig.settle(person);
            }
        }
        Office.decides(rig.door, Story.SESSION);
        Hearing hearing = new Hearing(people.getFirst(), people.stream().map(Person::id).toList());
        hearing.plan();
        hearing.convene();
        hearing.open();
        hearing.vote();
        hearing.count();
        String pk = hearing.partitions().findFirst().orElseThrow();
        // the panel's mails are not what is cut off
        rig.deliver(rig.waiting(List.of(pk)));
        hearing.sign();
        ArrayNode slices = rig.waiting(List.of(pk));
        List<String> broken = new ArrayList<>();
        if (slices.size() != 2) {
            broken.add("carried out in " + slices.size() + " deliveries and not in 2");
        }
        ArrayNode first = slices.arrayNode().add(slices.path(0));
        rig.deliver(first);
        long left = people.stream().filter(person -> rig.state(person).equals("COMMITTEE_REVIEW")).count();
        if (left != 2 && left != SLICE) {
            broken.add(left + " are left after a slice");
        }
        for (int i = 0; i < 3 && !rig.waiting(List.of(pk)).isEmpty(); i++) {
            rig.pass(Duration.ofSeconds(130));
            TwiceDoor.together(List.of(sweep(), sweep(), deliver(first)));
        }
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            rig.settle(person);
            broken.addAll(rig.invariants.of(person.id(), person.sub, person.mail(), true, false));
            String wanted = Hearing.passes(i) ? "MATERIALS" : "REJECTED";
            if (!rig.state(person).equals(wanted)) {
                broken.add("voted to " + wanted + " and stands at " + rig.state(person));
            }
        }
        broken.addAll(rig.invariants.ofSession(hearing.session()));
        return broken;
    }

    /** What the invariants say of a session to which a ballot of nobody and a second decision were added by hand: they can fail. */
    List<String> oneTooMany() {
        Person person = person(rig.door);
        person.prepare(rig.cloud);
        Office.decides(rig.door, Story.SESSION);
        for (int step = 0; !rig.state(person).equals("MATERIALS"); step++) {
            Story.SESSION.play(step, rig, person);
            rig.settle(person);
        }
        String session = person.session().orElseThrow();
        List<String> found = new ArrayList<>(rig.invariants.ofSession(session).stream().map(b -> "before: " + b).toList());
        String ballot = rig.cloud.again("SESSION#" + session, "BALLOT#");
        String review = rig.cloud.again("APP#" + person.id(), "A#REV#");
        found.addAll(rig.invariants.ofSession(session));
        rig.cloud.delete("SESSION#" + session, ballot);
        rig.cloud.delete("APP#" + person.id(), review);
        found.addAll(rig.invariants.ofSession(session).stream().map(b -> "afterwards: " + b).toList());
        return found;
    }

    /** Many submit while the window closes and the schedule runs: each is submitted and stays so, or is told that it came too late. */
    List<String> closingDuringSubmissions(int many) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Person person = person(rig.door);
            person.prepare(rig.cloud);
            people.add(person);
        }
        Instant closes = LocalDateTime.of(2025, 3, 18, 0, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
        rig.stack.clock().set(closes.minusMillis(250));
        List<Callable<Door.Reply>> calls = new ArrayList<>();
        for (Person person : people) {
            int delay = random.nextInt(500);
            calls.add(() -> {
                Rig.pause(delay);
                return person.trySubmit();
            });
        }
        for (int i = 0; i < 4; i++) {
            int delay = 200 + random.nextInt(400);
            calls.add(() -> {
                Rig.pause(delay);
                rig.closeWindow();
                return new Door.Reply(200, Rig.none());
            });
        }
        List<Door.Reply> replies = TwiceDoor.together(calls);
        // Nothing that came in time can still be under way (R53).
        rig.stack.clock().set(closes.plusSeconds(30));
        rig.closeWindow();
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Person person = people.get(i);
            rig.settle(person);
            String state = rig.state(person);
            String wanted = person.submitted() ? "EMPLOYER_REVIEW" : "EXPIRED";
            if (!state.equals(wanted)) {
                broken.add("answered " + replies.get(i).status() + " and stands at " + state);
            }
            broken.addAll(rig.invariants.of(person.id(), person.sub, person.mail(), person.submitted(), false));
        }
        long expired = people.stream().filter(person -> !person.submitted()).count();
        long counted = rig.cloud.partition("CYCLE#2025", "CLOSING").stream().mapToLong(item -> Cloud.data(item).path("expired").asLong())
                .max().orElse(-1L);
        if (counted < expired) {
            broken.add("the closing report counts " + counted + " expired, there are " + expired);
        }
        // A week has passed for everybody else too: corrections were reminded of.
        Rig.pause(300);
        rig.sweep();
        rig.stack.clock().set(Rig.TODAY);
        return broken;
    }

    private Person begun() {
        Person person = person(rig.door);
        person.prepare(rig.cloud);
        person.submit();
        rig.settle(person);
        return person;
    }

    private Person person(Door door) {
        rig.stack.clock().set(Rig.TODAY);
        Office.decides(rig.door, Story.STRAIGHT);
        rig.workflow.forget();
        int number = PEOPLE.incrementAndGet();
        return new Person(door, rig.samples, "person-" + number, number);
    }

    private Callable<Boolean> deliver(ArrayNode records) {
        return () -> !rig.deliver(records).failed();
    }

    private Callable<Boolean> sweep() {
        return () -> {
            rig.sweep();
            return true;
        };
    }
}
