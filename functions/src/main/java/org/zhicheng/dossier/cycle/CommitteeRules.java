package org.zhicheng.dossier.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import org.zhicheng.ground.rule.Rule;

/**
 * How the committee decides in a cycle (R45).
 *
 * @param bySession whether it decides by secret vote in a session; otherwise one of its members does
 * @param seniorBySpecialty seats at the least where senior titles of one specialty are on the agenda
 * @param seniorBySeries where senior titles of a whole series are
 * @param otherwise where there are none
 * @param substitutes drawn besides
 * @param readers members who give their opinion of an application before the vote (主审)
 */
@Rule(R45)
public record CommitteeRules(boolean bySession, int seniorBySpecialty, int seniorBySeries, int otherwise, int substitutes, int readers) {

    /** Of what was stored before a cycle could set it, and of a new one. */
    public static final CommitteeRules BY_ONE = new CommitteeRules(false, 11, 25, 7, 3, 2);

    /** Each of them is told by a mail in one transaction, which may have a hundred items. */
    public static final int MOST_SEATS = 97;
    private static final int MOST_BESIDES = 20;

    /** Seats at the least, an odd number. */
    public int seats(boolean senior, boolean oneSpecialty) {
        return !senior ? otherwise : oneSpecialty ? seniorBySpecialty : seniorBySeries;
    }

    public boolean hasGoodNumbers() {
        return isSeats(seniorBySpecialty) && isSeats(seniorBySeries) && isSeats(otherwise) && substitutes >= 0
                && substitutes <= MOST_BESIDES && readers >= 0 && readers <= MOST_BESIDES;
    }

    /** A panel is of an odd number, of three at the least. */
    public static boolean isSeats(int seats) {
        return seats >= 3 && seats <= MOST_SEATS && seats % 2 == 1;
    }
}
