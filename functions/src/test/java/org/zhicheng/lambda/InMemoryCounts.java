package org.zhicheng.lambda;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.work.statistics.Counted.Group;
import org.zhicheng.work.statistics.Counted;
import org.zhicheng.work.statistics.Counts;

/** Kept numbers in memory, with the conditions of the table; nothing is counted by itself. */
final class InMemoryCounts implements Counts {

    private final InMemoryTable table;
    private final InMemoryApplicationStore applications;
    private final Map<String, Versioned> counted = new HashMap<>();
    private final Map<Integer, Map<Group, Map<String, Integer>>> cycles = new HashMap<>();
    private final Map<String, String> employers = new HashMap<>();

    /** Kept as JSON, so that what does not survive the way to the table shows. */
    private record Versioned(JsonNode json, int version) {

        Counted counted() {
            return Json.fromTree(json, Counted.class);
        }
    }

    InMemoryCounts(InMemoryTable table, InMemoryApplicationStore applications) {
        this.table = table;
        this.applications = applications;
    }

    @Override
    public Standing of(String applicationId) {
        synchronized (table) {
            Optional<Versioned> last = Optional.ofNullable(counted.get(applicationId));
            return new Standing(applicationId, applications.find(applicationId).map(ApplicationSummary::of).map(Counted::of),
                    last.map(Versioned::counted), last.map(Versioned::version).orElse(0));
        }
    }

    @Override
    public void count(Collection<Standing> standings) {
        InMemoryTable.Transaction transaction = table.transaction();
        Map<Integer, List<Standing>> byCycle = new LinkedHashMap<>();
        for (Standing standing : standings) {
            String id = standing.applicationId();
            byCycle.computeIfAbsent(standing.now().or(standing::counted).orElseThrow().cycle(), _ -> new ArrayList<>()).add(standing);
            transaction.on("COUNTED" + id,
                    () -> Optional.ofNullable(counted.get(id)).map(Versioned::version).orElse(0) == standing.version(), () -> {
                        standing.now().ifPresentOrElse(now -> {
                            counted.put(id, new Versioned(Json.tree(now), standing.version() + 1));
                            employers.put(now.uscc(), now.employer());
                        }, () -> counted.remove(id));
                    });
        }
        byCycle.forEach((cycle, some) -> Counts.changes(some).forEach((group, numbers) -> transaction.put(cycle + "#" + group, () -> {
            Map<String, Integer> kept = cycles.computeIfAbsent(cycle, _ -> new HashMap<>()).computeIfAbsent(group, _ -> new HashMap<>());
            numbers.forEach((name, by) -> kept.merge(name, by, Integer::sum));
        })));
        transaction.commit();
    }

    @Override
    public Page<String> counted(int cycle, int limit, Optional<String> cursor) {
        synchronized (table) {
            List<String> ids = counted.entrySet().stream().filter(entry -> entry.getValue().counted().cycle() == cycle)
                    .map(Map.Entry::getKey).filter(id -> cursor.isEmpty() || id.compareTo(cursor.get()) > 0).sorted().limit(limit).toList();
            return new Page<>(ids, ids.size() < limit ? Optional.empty() : Optional.of(ids.getLast()));
        }
    }

    @Override
    public List<Tally> districts(int cycle) {
        return tallies(cycle, group -> group instanceof Group.District);
    }

    @Override
    public List<Tally> employers(int cycle) {
        return tallies(cycle, group -> group instanceof Group.Employer);
    }

    @Override
    public List<Tally> employersIn(int cycle, String district) {
        return tallies(cycle, group -> group instanceof Group.Employer employer && employer.district().equals(district));
    }

    @Override
    public List<Tally> employer(int cycle, String uscc, Collection<String> districts) {
        return tallies(cycle, group -> group instanceof Group.Employer employer && employer.uscc().equals(uscc)
                && districts.contains(employer.district()));
    }

    private List<Tally> tallies(int cycle, Predicate<Group> wanted) {
        synchronized (table) {
            return cycles.getOrDefault(cycle, Map.of()).entrySet().stream().filter(entry -> wanted.test(entry.getKey()))
                    .map(entry -> entry.getKey() instanceof Group.Employer(String district, String uscc)
                            ? new Tally(district, uscc, employers.get(uscc), entry.getValue())
                            : new Tally(((Group.District) entry.getKey()).district(), "", "", entry.getValue()))
                    .toList();
        }
    }
}
