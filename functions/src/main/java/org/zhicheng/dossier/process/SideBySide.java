package org.zhicheng.dossier.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.ground.reading.Reads;

/** Lists that are read side by side: a page of each, then the next of each that goes on. */
public final class SideBySide {

    private static final int PAGE = 500;

    private SideBySide() {
    }

    /**
     * What they hold.
     *
     * @param items list by list, each in its order
     * @param isWhole whether nothing was left unread
     */
    public record Part<T>(List<T> items, boolean isWhole) {
        public Part {
            items = List.copyOf(items);
        }
    }

    /**
     * Reads them until so many are read together, and whatever of a page is more.
     *
     * @param lists the next page of each, by the cursor of the one before
     */
    public static <T> Part<T> read(int most, Collection<Function<Optional<String>, Page<T>>> lists) {
        List<Walk<T>> walks = lists.stream().map(Walk::new).toList();
        List<Walk<T>> open = walks;
        while (!open.isEmpty() && walks.stream().mapToInt(walk -> walk.items.size()).sum() < most) {
            Reads.each(open, Walk::step);
            open = open.stream().filter(walk -> walk.next.isPresent()).toList();
        }
        return new Part<>(walks.stream().flatMap(walk -> walk.items.stream()).toList(), open.isEmpty());
    }

    /** What waits at a tier, scope by scope, the most urgent of each first. */
    public static Part<ApplicationSummary> queues(ApplicationStore store, State tier, List<String> scopes, int most) {
        int page = Math.min(PAGE, most);
        return read(most, scopes.stream()
                .<Function<Optional<String>, Page<ApplicationSummary>>>map(scope -> cursor -> store.queue(tier, scope, page, cursor))
                .toList());
    }

    /** What was submitted in a cycle, state by state; one that moves on meanwhile may be in two. */
    public static Part<ApplicationSummary> submitted(ApplicationStore store, int cycle, int most) {
        int page = Math.min(PAGE, most);
        return read(most, Arrays.stream(State.values()).filter(State::wasSubmitted)
                .<Function<Optional<String>, Page<ApplicationSummary>>>map(state -> cursor -> store.inState(cycle, state, page, cursor))
                .toList());
    }

    /** How far one list is read. */
    private static final class Walk<T> {

        private final Function<Optional<String>, Page<T>> list;
        private final List<T> items = new ArrayList<>();
        private Optional<String> next = Optional.empty();

        Walk(Function<Optional<String>, Page<T>> list) {
            this.list = list;
        }

        boolean step() {
            Page<T> page = list.apply(next);
            items.addAll(page.items());
            next = page.next();
            return next.isPresent();
        }
    }
}
