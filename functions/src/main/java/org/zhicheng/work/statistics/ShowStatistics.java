package org.zhicheng.work.statistics;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.work.statistics.Counts.Tally;

/**
 * A cycle's applications by district, employer, kind, level, state and day, from the numbers that are kept (R37): how many applications there
 * are does not matter. The office and administrators see all of them, a district bureau its own, an employer its own staff's (R20).
 */
@Rule(R37)
public final class ShowStatistics {

    private final Counts counts;
    private final CycleStore cycles;
    private final Clock clock;

    public ShowStatistics(Counts counts, CycleStore cycles, Clock clock) {
        this.counts = counts;
        this.cycles = cycles;
        this.clock = clock;
    }

    /**
     * @param asOf when they were read; what was done in the second before may not be counted yet
     * @param submitted how many were ever submitted; the numbers below but {@code byState} are of these
     * @param byState drafts too, for who sees all
     * @param bySession of those that a session of the committee has decided, {@code PASS} and {@code REJECT} (R45)
     * @param submissionsPerDay by the day in Asia/Shanghai
     */
    public record Statistics(int cycle, Instant asOf, int submitted, Map<String, Integer> byState, Map<String, Integer> byDistrict,
            Map<String, Integer> byKind, Map<String, Integer> byLevel, Map<String, Integer> bySession, List<EmployerCount> byEmployer,
            Map<LocalDate, Integer> submissionsPerDay) {
    }

    /** How many of an employer's staff applied. */
    public record EmployerCount(String uscc, String name, int count) {
    }

    /** @throws Failure {@code NOT_ALLOWED} or {@code NO_CYCLE} */
    public Statistics show(Actor actor, int year) {
        Role role = CycleApplications.role(actor, "查看统计");
        if (cycles.find(year).isEmpty()) {
            throw new Failure(ErrorCode.NO_CYCLE, Integer.toString(year));
        }
        boolean seesAll = role.scope() == Scope.ALL;
        Seen seen = seesAll ? new Seen(counts.districts(year), counts.employers(year)) : seen(actor, year);
        Map<String, Integer> byState = new TreeMap<>();
        Map<String, Integer> byDistrict = new TreeMap<>();
        Map<String, Integer> byKind = new TreeMap<>();
        Map<String, Integer> byLevel = new TreeMap<>();
        Map<String, Integer> bySession = new TreeMap<>();
        Map<LocalDate, Integer> perDay = new TreeMap<>();
        for (Tally tally : seen.whole()) {
            each(tally, Counted.Counter.STATE, (state, number) -> {
                if (seesAll || State.valueOf(state).wasSubmitted()) {
                    byState.merge(state, number, Integer::sum);
                }
            });
            each(tally, Counted.Counter.KIND, (kind, number) -> {
                byKind.merge(kind, number, Integer::sum);
                byDistrict.merge(tally.district(), number, Integer::sum);
            });
            each(tally, Counted.Counter.LEVEL, (level, number) -> byLevel.merge(level, number, Integer::sum));
            each(tally, Counted.Counter.SESSION, (outcome, number) -> bySession.merge(outcome, number, Integer::sum));
            each(tally, Counted.Counter.DAY, (day, number) -> perDay.merge(LocalDate.parse(day), number, Integer::sum));
        }
        Map<String, EmployerCount> byEmployer = new TreeMap<>();
        for (Tally tally : seen.employers()) {
            each(tally, Counted.Counter.KIND,
                    (_, number) -> byEmployer.merge(tally.uscc(), new EmployerCount(tally.uscc(), tally.employer(), number),
                            (one, more) -> new EmployerCount(one.uscc(), one.name(), one.count() + more.count())));
        }
        return new Statistics(year, clock.instant(), sum(byKind), byState, byDistrict, byKind, byLevel, bySession,
                byEmployer.values().stream()
                        .sorted(Comparator.comparingInt(EmployerCount::count).reversed().thenComparing(EmployerCount::uscc)).toList(),
                perDay);
    }

    /**
     * What someone sees who does not see all.
     *
     * @param whole together every application once
     * @param employers the same by employer
     */
    private record Seen(List<Tally> whole, List<Tally> employers) {
    }

    // An application is seen in one's district or as one's employer's, and counts once where it is both.
    private Seen seen(Actor actor, int year) {
        List<String> own = scopes(actor, Role.DISTRICT);
        List<Tally> districts = counts.districts(year);
        List<String> others = districts.stream().map(Tally::district).filter(district -> !own.contains(district)).toList();
        List<Tally> employers = Reads.each(scopes(actor, Role.EMPLOYER), uscc -> counts.employer(year, uscc, others)).stream()
                .flatMap(List::stream).toList();
        List<Tally> inOwn = Reads.each(own, district -> counts.employersIn(year, district)).stream().flatMap(List::stream).toList();
        return new Seen(Stream.concat(districts.stream().filter(tally -> own.contains(tally.district())), employers.stream()).toList(),
                Stream.concat(inOwn.stream(), employers.stream()).toList());
    }

    private static List<String> scopes(Actor actor, Role role) {
        return actor.appointments().stream().filter(appointment -> appointment.role() == role).map(Appointment::scope).distinct().toList();
    }

    private static void each(Tally tally, String of, BiConsumer<String, Integer> number) {
        tally.numbers().forEach((name, value) -> {
            if (name.startsWith(of) && value > 0) {
                number.accept(name.substring(of.length()), value);
            }
        });
    }

    private static int sum(Map<String, Integer> numbers) {
        return numbers.values().stream().mapToInt(Integer::intValue).sum();
    }
}
