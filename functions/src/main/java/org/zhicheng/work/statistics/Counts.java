package org.zhicheng.work.statistics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.work.statistics.Counted.Group;

/**
 * The kept numbers of the cycles (R37): what each application was counted as the last time stands beside it, so that counting it again, late
 * or twice changes nothing. They lag behind the applications by about a second, and reading them costs the same however many there are.
 */
public interface Counts {

    /** An application as it is and as it was counted; consistent reads. */
    Standing of(String applicationId);

    /**
     * Counts applications as they are, all of them or none.
     *
     * @param applications at most {@value #TOGETHER}
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where one of them was counted meanwhile
     */
    void count(Collection<Standing> applications);

    /**
     * A part of what was counted in a cycle, by the applications' ids, whether or not they are still there; one may come twice.
     *
     * @param limit about how many
     * @param cursor where the part before ended
     */
    Page<String> counted(int cycle, int limit, Optional<String> cursor);

    /** So many touch, with each its own record and six numbers, no more items than a transaction may write. */
    int TOGETHER = 14;

    /** A cycle's applications by district. */
    List<Tally> districts(int cycle);

    /** Those submitted by employer and district. */
    List<Tally> employers(int cycle);

    /** Those submitted by the employers' staff in a district. */
    List<Tally> employersIn(int cycle, String district);

    /** Those submitted by an employer's staff, in districts that have any. */
    List<Tally> employer(int cycle, String uscc, Collection<String> districts);

    /**
     * @param now what it is to be counted as; empty where it is no longer there
     * @param counted what it was counted as last; empty where it never was
     * @param version of what was counted last; 0 where there is none
     */
    record Standing(String applicationId, Optional<Counted> now, Optional<Counted> counted, int version) {

        boolean isCounted() {
            return now.equals(counted);
        }
    }

    /**
     * The numbers of a group.
     *
     * @param uscc empty for a whole district
     * @param numbers by name; none is 0
     */
    record Tally(String district, String uscc, String employer, Map<String, Integer> numbers) {
        public Tally {
            numbers = Map.copyOf(numbers);
        }
    }

    /** By how much counting these changes each number, by group and name; none by 0. */
    static Map<Group, Map<String, Integer>> changes(Collection<Standing> applications) {
        Map<Group, Map<String, Integer>> changes = new LinkedHashMap<>();
        applications.forEach(standing -> {
            standing.counted().ifPresent(before -> add(changes, before, -1));
            standing.now().ifPresent(now -> add(changes, now, 1));
        });
        changes.values().forEach(numbers -> numbers.values().removeIf(by -> by == 0));
        changes.values().removeIf(Map::isEmpty);
        return changes;
    }

    private static void add(Map<Group, Map<String, Integer>> changes, Counted counted, int by) {
        counted.counters().forEach(
                counter -> changes.computeIfAbsent(counter.group(), _ -> new LinkedHashMap<>()).merge(counter.name(), by, Integer::sum));
    }
}
