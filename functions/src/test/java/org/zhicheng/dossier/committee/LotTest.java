package org.zhicheng.dossier.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** R45: the panel is drawn by lot, and anyone can draw it again. */
class LotTest {

    private static final List<String> CANDIDATES = IntStream.range(0, 40).mapToObj(i -> "expert-%02d".formatted(i)).toList();
    private static final Lot LOT = new Lot("2025-01", 1, CANDIDATES, 11, 3, Optional.empty());

    /** Reckoned by another program: what anyone must find who draws again. */
    @Test
    void shouldDrawWhatAnyoneElseDraws_R45() {
        Lot lot = new Lot("S", 1, List.of("b", "a", "c"), 1, 1, Optional.of("seed"));
        assertThat(lot.hash()).isEqualTo("880553fca8fcea94e325ee2cfb48e5a985cc797f39a14cc6d3cedecfeb2ae4d2");
        assertThat(lot.draw()).isEqualTo(new Lot.Drawn(List.of("a"), List.of("c")));
    }

    @Test
    void shouldDrawTheSameAgainWhateverTheOrderOfTheRegister_R45() {
        assertThat(new Lot("2025-01", 1, CANDIDATES.reversed(), 11, 3, Optional.of("3f")).draw()).isEqualTo(LOT.seeded("3f").draw());
    }

    @Test
    void shouldDrawOthersWithAnotherSeedNumberOrRegister_R45() {
        Lot.Drawn drawn = LOT.seeded("3f").draw();
        assertThat(LOT.seeded("40").draw()).isNotEqualTo(drawn);
        assertThat(new Lot("2025-01", 2, CANDIDATES, 11, 3, Optional.of("3f")).draw()).isNotEqualTo(drawn);
        assertThat(new Lot("2025-01", 1, CANDIDATES.subList(1, 40), 11, 3, Optional.empty()).hash()).isNotEqualTo(LOT.hash());
    }

    @Test
    void shouldSeatNobodyTwice_R45() {
        Random random = new Random(45);
        for (int i = 0; i < 200; i++) {
            Lot.Drawn drawn = LOT.seeded(Long.toHexString(random.nextLong())).draw();
            List<String> all = Stream.concat(drawn.panel().stream(), drawn.substitutes().stream()).toList();
            assertThat(drawn.panel()).hasSize(11);
            assertThat(new HashSet<>(all)).hasSize(14).isSubsetOf(CANDIDATES);
        }
    }

    /** Each is drawn about as often as any other: of 2,000 draws of 11 of 40, 550 times, give or take five standard deviations. */
    @Test
    void shouldFavourNobody_R45() {
        List<Integer> seated = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            LOT.seeded(Integer.toString(i)).draw().panel().forEach(id -> seated.add(CANDIDATES.indexOf(id)));
        }
        assertThat(IntStream.range(0, CANDIDATES.size())).isNotEmpty()
                .allSatisfy(i -> assertThat(Collections.frequency(seated, i)).isBetween(450, 650));
    }

    @Test
    void shouldNotDrawFromTooFewOrWithoutASeedOrAnEvenNumber_R45() {
        assertThat(new Lot("S", 1, CANDIDATES.subList(0, 13), 11, 3, Optional.of("1")).isEnough()).isFalse();
        assertThat(new Lot("S", 1, CANDIDATES.subList(0, 14), 11, 3, Optional.of("1")).isEnough()).isTrue();
        assertThatThrownBy(LOT::draw).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Lot("S", 1, CANDIDATES, 12, 3, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
    }
}
