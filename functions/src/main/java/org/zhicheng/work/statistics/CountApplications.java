package org.zhicheng.work.statistics;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;

/** Keeps the numbers of the cycles (R37): counts what has changed, and on demand walks through a cycle to count what was missed. */
@Rule(R37)
public final class CountApplications {

    private static final int PAGE = 100;
    private static final char BETWEEN = '|';
    private static final String GONE = "GONE";
    /** Of a walk, in their order: the states, and what is in none any more. */
    private static final List<String> PARTS = Stream.concat(Stream.of(State.values()).map(State::name), Stream.of(GONE)).toList();

    private final Counts counts;
    private final ApplicationStore applications;

    public CountApplications(Counts counts, ApplicationStore applications) {
        this.counts = counts;
        this.applications = applications;
    }

    /**
     * @param looked how many applications were compared with what they were counted as
     * @param counted how many of them had changed, or never been counted
     * @param next where a walk goes on; empty where it has come to its end
     */
    public record Outcome(int looked, int counted, Optional<String> next) {
    }

    /** Counts these as they are now, or no longer where they are gone; what has not changed is only read. */
    public Outcome count(Collection<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        int counted = 0;
        for (List<String> some : distinct.stream().gather(Gatherers.windowFixed(Counts.TOGETHER)).toList()) {
            counted += Attempts.of(() -> together(some));
        }
        return new Outcome(distinct.size(), counted, Optional.empty());
    }

    private int together(List<String> ids) {
        List<Counts.Standing> changed = Reads.each(ids, counts::of).stream().filter(standing -> !standing.isCounted()).toList();
        if (!changed.isEmpty()) {
            counts.count(changed);
        }
        return changed.size();
    }

    /**
     * Counts every application of a cycle, page by page, and no longer what was counted and is gone. One that changes meanwhile is counted by
     * its change.
     *
     * @param from where an earlier walk has ended
     * @param goesOn whether there is time for another page
     * @throws Failure {@code INVALID_VALUE} where no walk has ended there
     */
    public Outcome walk(int cycle, Optional<String> from, BooleanSupplier goesOn) {
        List<String> parts = from.isEmpty() ? PARTS : PARTS.subList(begun(from.get()), PARTS.size());
        Optional<String> cursor = from.map(text -> text.substring(text.indexOf(BETWEEN) + 1)).filter(text -> !text.isEmpty());
        int pages = 0;
        int looked = 0;
        int counted = 0;
        for (String part : parts) {
            do {
                if (pages++ > 0 && !goesOn.getAsBoolean()) {
                    return new Outcome(looked, counted, Optional.of(part + BETWEEN + cursor.orElse("")));
                }
                Page<String> page = part.equals(GONE) ? gone(cycle, cursor) : inState(cycle, State.valueOf(part), cursor);
                Outcome done = count(page.items());
                looked += done.looked();
                counted += done.counted();
                cursor = page.next();
            } while (cursor.isPresent());
        }
        return new Outcome(looked, counted, Optional.empty());
    }

    private Page<String> inState(int cycle, State state, Optional<String> cursor) {
        Page<ApplicationSummary> page = applications.inState(cycle, state, PAGE, cursor);
        return new Page<>(page.items().stream().map(ApplicationSummary::id).toList(), page.next());
    }

    /** Of what was counted that of which the application is deleted. */
    private Page<String> gone(int cycle, Optional<String> cursor) {
        Page<String> page = counts.counted(cycle, PAGE, cursor);
        return new Page<>(Reads.each(page.items(), counts::of).stream().filter(standing -> standing.now().isEmpty())
                .map(Counts.Standing::applicationId).toList(), page.next());
    }

    private static int begun(String from) {
        int part = PARTS.indexOf(from.substring(0, Math.max(0, from.indexOf(BETWEEN))));
        if (part < 0) {
            throw new Failure(ErrorCode.INVALID_VALUE, "from", "next");
        }
        return part;
    }
}
