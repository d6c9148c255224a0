package org.zhicheng.checks.faults;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.demo.samples.Samples;
import org.zhicheng.stack.EmbeddedStack;

/** Submissions that succeed, each of a draft of its own, as the events that a function is called with. */
public final class Submissions implements AutoCloseable {

    /** When the stack has to run: a day in the window. */
    public static final Instant DAY = Rig.TODAY;

    private final DirectDoor door;
    private final Samples samples;
    private final Cloud cloud;
    private int people;

    /** Opens a cycle on a stack that has none. */
    public Submissions(EmbeddedStack stack, Samples samples) {
        this.door = new DirectDoor(stack);
        this.samples = samples;
        this.cloud = new Cloud(stack.backend().endpoint(),
                stack.template().function("IssueCertificateFunction").orElseThrow().environment());
        Office.open(door, samples);
    }

    @Override
    public void close() {
        cloud.close();
    }

    /** Someone else's draft with everything in it, and the event by which it is submitted. */
    public byte[] next() {
        people++;
        Person person = new Person(door, samples, "submitter-" + people, people);
        person.prepare(cloud);
        return door.call(person.sub, false, "POST", "/applications/" + person.id() + "/submission", new ObjectMapper().createObjectNode(),
                Map.of()).event();
    }
}
