package org.zhicheng.work.statistics;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** Counts a cycle's applications by district, employer, kind, level, state and day (R37). */
@Rule(R37)
public final class ShowStatistics {

    private final ApplicationStore applications;
    private final CycleStore cycles;
    private final Clock clock;

    public ShowStatistics(ApplicationStore applications, CycleStore cycles, Clock clock) {
        this.applications = applications;
        this.cycles = cycles;
        this.clock = clock;
    }

    /**
     * @param submitted how many were ever submitted; the numbers below but {@code byState} are of these
     * @param byState drafts too, for who sees all
     * @param submissionsPerDay by the day in Asia/Shanghai
     */
    public record Statistics(int cycle, Instant asOf, int submitted, Map<String, Integer> byState, Map<String, Integer> byDistrict,
            Map<String, Integer> byKind, Map<String, Integer> byLevel, List<EmployerCount> byEmployer,
            Map<LocalDate, Integer> submissionsPerDay) {
    }

    /** How many of an employer's staff applied. */
    public record EmployerCount(String uscc, String name, int count) {
    }

    /** @throws Failure {@code NOT_ALLOWED} or {@code NO_CYCLE} */
    public Statistics show(Actor actor, int year) {
        CycleApplications list = new CycleApplications(applications, actor, "查看统计");
        if (cycles.find(year).isEmpty()) {
            throw new Failure(ErrorCode.NO_CYCLE, Integer.toString(year));
        }
        Map<String, Integer> byState = new TreeMap<>();
        Map<String, Integer> byDistrict = new TreeMap<>();
        Map<String, Integer> byKind = new TreeMap<>();
        Map<String, Integer> byLevel = new TreeMap<>();
        Map<String, EmployerCount> byEmployer = new TreeMap<>();
        Map<LocalDate, Integer> perDay = new TreeMap<>();
        list.unsubmitted(year, a -> count(byState, a.state()));
        list.submitted(year, Optional.empty(), a -> {
            count(byState, a.state());
            count(byDistrict, a.district());
            count(byKind, a.kind());
            count(byLevel, a.level());
            byEmployer.merge(a.employerUscc(), new EmployerCount(a.employerUscc(), a.employerName(), 1),
                    (one, more) -> new EmployerCount(one.uscc(), one.name(), one.count() + 1));
            day(a).ifPresent(day -> perDay.merge(day, 1, Integer::sum));
        });
        int submitted = byKind.values().stream().mapToInt(Integer::intValue).sum();
        return new Statistics(year, clock.instant(), submitted, byState, byDistrict, byKind, byLevel,
                byEmployer.values().stream()
                        .sorted(Comparator.comparingInt(EmployerCount::count).reversed().thenComparing(EmployerCount::uscc)).toList(),
                perDay);
    }

    private static void count(Map<String, Integer> counts, Object key) {
        counts.merge(key == null ? "" : key.toString(), 1, Integer::sum);
    }

    private static Optional<LocalDate> day(ApplicationSummary a) {
        return a.submittedAt().map(at -> LocalDate.ofInstant(at, BeijingTime.ZONE));
    }
}
