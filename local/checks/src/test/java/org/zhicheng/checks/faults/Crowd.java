package org.zhicheng.checks.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Who comes in the last hour before the window closes, and how: the same each time for the same seed. */
final class Crowd {

    static final double HOUR = 60;
    /** The nearer the end the more come: each so many minutes earlier, e times fewer. */
    static final double FADES_IN = 6;

    private static final double LATE = 0.04;
    private static final double LATEST = 2;
    private static final double EDITS = 0.3;
    private static final double ATTACHES = 0.04;
    private static final double CLICKS_TWICE = 0.15;
    private static final double SLOW = 0.2;

    private Crowd() {
    }

    /**
     * One person with a complete draft.
     *
     * @param minute of the hour at which he or she opens the portal; beyond the sixtieth, too late
     * @param edits saves the form once more
     * @param attaches sends another portrait
     * @param clicksTwice on the button that submits
     * @param slow has a phone with a slow line, and gives an answer up sooner
     */
    record Visitor(int number, double minute, boolean edits, boolean attaches, boolean clicksTwice, boolean slow) {
    }

    /** In the order of their coming. */
    static List<Visitor> of(long seed, int people) {
        Random random = new Random(seed);
        List<Visitor> crowd = new ArrayList<>();
        for (int number = 1; number <= people; number++) {
            double minute = random.nextDouble() < LATE ? HOUR + LATEST * random.nextDouble() : HOUR - beforeTheEnd(random.nextDouble());
            crowd.add(new Visitor(number, minute, random.nextDouble() < EDITS, random.nextDouble() < ATTACHES,
                    random.nextDouble() < CLICKS_TWICE, random.nextDouble() < SLOW));
        }
        crowd.sort(Comparator.comparingDouble(Visitor::minute));
        return crowd;
    }

    /** Which share of all comes in the last so many minutes. */
    static double shareOfTheLast(double minutes) {
        return (1 - Math.exp(-minutes / FADES_IN)) / (1 - Math.exp(-HOUR / FADES_IN));
    }

    /** The minutes before the end within which that share comes. */
    private static double beforeTheEnd(double share) {
        return -FADES_IN * Math.log(1 - share * (1 - Math.exp(-HOUR / FADES_IN)));
    }
}
