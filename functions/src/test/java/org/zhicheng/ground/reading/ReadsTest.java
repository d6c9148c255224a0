package org.zhicheng.ground.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ReadsTest {

    private final AtomicInteger reads = new AtomicInteger();

    private int read(String place) {
        return Reads.once(place, "all", reads::incrementAndGet);
    }

    @Test
    void shouldReadAThingOnceInARequestAndAnewInTheNext() {
        assertThat(Reads.during(() -> List.of(read("a"), read("a"), read("b"), read("a")))).containsExactly(1, 1, 2, 1);
        assertThat(Reads.during(() -> read("a"))).isEqualTo(3);
    }

    @Test
    void shouldReadEachTimeOutsideARequest() {
        Reads.ahead(reads::incrementAndGet);
        Reads.forgetAll();
        assertThat(List.of(read("a"), read("a"))).containsExactly(1, 2);
    }

    @Test
    void shouldReadAnewWhatWasWrittenAndNothingElse() {
        assertThat(Reads.during(() -> {
            read("a");
            read("b");
            Reads.forget(List.of("a"));
            return List.of(read("a"), read("b"));
        })).containsExactly(3, 2);
        assertThat(Reads.during(() -> {
            read("a");
            Reads.forgetAll();
            return read("a");
        })).isEqualTo(5);
    }

    @Test
    void shouldReadAtTheSameTimeAndWaitForWhatIsUnderWay() {
        CountDownLatch bothBegun = new CountDownLatch(2);
        assertThat(Reads.during(() -> {
            Reads.ahead(() -> Reads.once("a", "all", () -> meet(bothBegun)));
            return List.of(Reads.once("b", "all", () -> meet(bothBegun)), Reads.once("a", "all", () -> false));
        })).as("each began before the other had ended, and the first was read by nobody else").containsExactly(true, true);
    }

    private static boolean meet(CountDownLatch bothBegun) {
        bothBegun.countDown();
        try {
            return bothBegun.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldTellAFailureToWhoAsksAndReadAgainThen() {
        Reads.during(() -> {
            Reads.ahead(() -> Reads.once("b", "all", ReadsTest::noAnswer));
            assertThatThrownBy(() -> Reads.once("a", "all", ReadsTest::noAnswer)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no answer");
            assertThat(read("a")).isEqualTo(1);
            return null;
        });
    }

    private static Integer noAnswer() {
        throw new IllegalArgumentException("no answer");
    }

    @Test
    void shouldShowNobodyWhatWasBeingReadWhenItWasWritten() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        assertThat(Reads.during(() -> {
            Reads.ahead(() -> Reads.once("a", "all", () -> {
                begun.countDown();
                await(written);
                return -1;
            }));
            await(begun);
            Reads.forgetAll();
            int read = read("a");
            written.countDown();
            return read;
        })).isEqualTo(1);
    }

    @Test
    void shouldGoOnReadingWhatIsUnderWayWhereSomethingElseWasWritten() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        assertThat(Reads.during(() -> {
            Reads.ahead(() -> Reads.once("a", "all", () -> {
                begun.countDown();
                await(written);
                return 1;
            }));
            await(begun);
            Reads.forget(List.of("b"));
            written.countDown();
            return read("a");
        })).isEqualTo(1);
        assertThat(reads).as("read by whoever had begun to").hasValue(0);
    }

    @Test
    void shouldReadALotWithoutOpeningAConnectionForEach() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> places = IntStream.range(0, 200).boxed().toList();
        assertThat(Reads.during(() -> {
            Reads.ahead(places.stream().<Runnable>map(place -> () -> slow(place, now, most)).toArray(Runnable[]::new));
            return places.stream().map(place -> slow(place, now, most)).toList();
        })).isEqualTo(places);
        assertThat(most).hasValueBetween(2, 24);
    }

    @Test
    void shouldDoTheSameForEachSideBySideInTheirOrder() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> places = IntStream.range(0, 100).boxed().toList();
        assertThat(Reads.each(places, place -> slow(place, now, most))).as("outside a request").isEqualTo(places);
        assertThat(most).hasValueBetween(2, 24);
        assertThat(Reads.<List<Integer>>during(() -> Reads.each(places, place -> slow(place, now, most)))).isEqualTo(places);
    }

    @Test
    void shouldEndAllBeforeItTellsOfTheFirstThatFailed() {
        AtomicInteger ended = new AtomicInteger();
        assertThatThrownBy(() -> Reads.each(List.of(1, 2, 3, 4), one -> {
            if (one % 2 == 0) {
                throw new IllegalStateException("failed " + one);
            }
            LockSupport.parkNanos(20_000_000);
            return ended.incrementAndGet();
        })).isInstanceOf(IllegalStateException.class).hasMessage("failed 2");
        assertThat(ended).hasValue(2);
    }

    @Test
    void shouldReadAgainWhatOneOfThemHasWritten() {
        assertThat(Reads.<List<Integer>>during(() -> {
            int before = read("a");
            List<Integer> kept = Reads.each(List.of(1, 2), _ -> read("a"));
            Reads.each(List.of(1, 2), one -> {
                if (one == 2) {
                    Reads.forget(List.of("a"));
                }
                return one;
            });
            return List.of(before, kept.getFirst(), kept.getLast(), read("a"));
        })).containsExactly(1, 1, 1, 2);
    }

    private static int slow(int place, AtomicInteger now, AtomicInteger most) {
        return Reads.once("p" + place, "all", () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1_000_000);
            now.decrementAndGet();
            return place;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
