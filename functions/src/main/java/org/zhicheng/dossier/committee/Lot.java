package org.zhicheng.dossier.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.zhicheng.ground.hash.Sha256;
import org.zhicheng.ground.rule.Rule;

/**
 * A panel drawn by lot, so that anyone who may see it can draw it again (R45). Who could be drawn and the number of the draw are fixed, and
 * their hash is recorded, before the seed is known; the seed comes from outside. The same input gives the same panel.
 *
 * <p>The order of the draw is that of the SHA-256, in hexadecimal, of five lines: session, number, hash of the candidates, seed, id. The
 * candidates' hash is the SHA-256 of their ids, sorted, each with a line feed behind it. The first ones are the panel, those that follow the
 * substitutes in the order in which they step in.
 *
 * @param session whose panel it is
 * @param number 1 for a session's first draw; a panel that is drawn anew is another draw, and both stay on record
 * @param candidates the ids of those who fit, sorted
 * @param seats an odd number
 * @param substitutes how many more are drawn
 * @param seed what became public after the hash was recorded; absent until then
 */
@Rule(R45)
public record Lot(String session, int number, List<String> candidates, int seats, int substitutes, Optional<String> seed) {

    public Lot {
        candidates = candidates.stream().sorted().distinct().toList();
        if (seats % 2 == 0 || seats < 1 || substitutes < 0) {
            throw new IllegalArgumentException(seats + " seats, " + substitutes + " substitutes");
        }
    }

    /** What a draw came to: ids, in the order of the draw. */
    public record Drawn(List<String> panel, List<String> substitutes) {
    }

    /** True where there are enough for the seats and the substitutes. */
    public boolean isEnough() {
        return candidates.size() >= seats + substitutes;
    }

    /** What is recorded before the seed is known. */
    public String hash() {
        StringBuilder text = new StringBuilder();
        candidates.forEach(id -> text.append(id).append('\n'));
        return Sha256.hex(text.toString());
    }

    public Lot seeded(String publicSeed) {
        return new Lot(session, number, candidates, seats, substitutes, Optional.of(publicSeed));
    }

    /**
     * Draws.
     *
     * @throws IllegalStateException without a seed, or where there are too few
     */
    public Drawn draw() {
        if (!isEnough()) {
            throw new IllegalStateException(candidates.size() + " candidates");
        }
        String head = session + "\n" + number + "\n" + hash() + "\n" + seed.orElseThrow(IllegalStateException::new) + "\n";
        List<String> order = candidates.stream().sorted(Comparator.comparing(id -> Sha256.hex(head + id))).toList();
        return new Drawn(order.subList(0, seats), order.subList(seats, seats + substitutes));
    }
}
