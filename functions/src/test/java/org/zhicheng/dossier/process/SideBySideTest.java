package org.zhicheng.dossier.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.process.ApplicationStore.Page;

class SideBySideTest {

    private final AtomicInteger pages = new AtomicInteger();

    /** So many, two a page. */
    private Function<Optional<String>, Page<String>> list(String name, int size) {
        return cursor -> {
            pages.incrementAndGet();
            int from = cursor.map(Integer::parseInt).orElse(0);
            int to = Math.min(size, from + 2);
            return new Page<>(IntStream.range(from, to).mapToObj(i -> name + i).toList(),
                    to < size ? Optional.of(Integer.toString(to)) : Optional.empty());
        };
    }

    @Test
    void shouldReadAllOfEachInItsOrder() {
        SideBySide.Part<String> part = SideBySide.read(100, List.of(list("a", 3), list("b", 0), list("c", 5)));

        assertThat(part).isEqualTo(new SideBySide.Part<>(List.of("a0", "a1", "a2", "c0", "c1", "c2", "c3", "c4"), true));
        assertThat(pages).hasValue(6);
    }

    @Test
    void shouldStopWithTheRoundThatReadsEnough() {
        SideBySide.Part<String> part = SideBySide.read(3, List.of(list("a", 9), list("b", 1)));

        assertThat(part).isEqualTo(new SideBySide.Part<>(List.of("a0", "a1", "b0"), false));
        assertThat(SideBySide.read(3, List.of(list("a", 2), list("b", 1))).isWhole()).isTrue();
    }

    @Test
    void shouldReadNothingOfNoLists() {
        assertThat(SideBySide.read(3, List.<Function<Optional<String>, Page<String>>>of()))
                .isEqualTo(new SideBySide.Part<>(List.of(), true));
    }
}
