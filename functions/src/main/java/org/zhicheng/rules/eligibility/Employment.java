package org.zhicheng.rules.eligibility;

import static org.zhicheng.ground.rule.NoticeRule.R12;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.ground.rule.Rule;

/**
 * What a person has worked after a milestone, as R12 counts it.
 *
 * <p><b>Days.</b> A period's first and last day both count; a period without a last day lasts on. Only technical posts count, only from
 * the milestone on (a job begun earlier counts from the milestone), and only to the day before the reference date, since the reference
 * date itself is not over. Overlapping and adjoining periods are merged: no day counts twice. A last day after the reference date is read
 * as the reference date; {@code Eligibility} tells it.
 *
 * <p><b>Years.</b> Without an interruption the years are full on <i>first day + years</i> by the calendar (1 March 2024 + 1 year = 1 March
 * 2025; 29 February 2024 + 1 year = 28 February 2025): one day earlier they are not.
 *
 * <p><b>Interruptions.</b> Periods add up. Every day that does not count (between two stretches of technical work, whether without
 * employment or in another post) pushes that date on by one day. So half a year, 100 days of interruption, and work again is full 100
 * days later than it would have been without them.
 */
@Rule(R12)
public final class Employment {

    private final List<Stretch> technical;
    private final List<Stretch> gaps;

    private Employment(List<Stretch> technical, List<Stretch> gaps) {
        this.technical = technical;
        this.gaps = gaps;
    }

    /**
     * Reads the periods. Those that cannot be understood (no first day, the end before the beginning, beginning after the reference date)
     * are left out; {@code FormChecks} and {@code Eligibility} tell them.
     */
    public static Employment after(LocalDate milestone, List<EmploymentPeriod> periods, LocalDate referenceDate) {
        List<EmploymentPeriod> understood = understood(periods, referenceDate);
        List<Stretch> technical = merge(milestone, understood.stream().filter(EmploymentPeriod::technicalPost).toList());
        return new Employment(technical, between(merge(milestone, understood)));
    }

    /** All merged stretches of the periods, whatever the post, in order of time; for the continuous employment with one enterprise (R1). */
    public static List<Stretch> allPosts(List<EmploymentPeriod> periods, LocalDate referenceDate) {
        return merge(LocalDate.MIN, understood(periods, referenceDate));
    }

    /** Merged stretches of technical work, in order of time, from the milestone on. */
    public List<Stretch> technical() {
        return technical;
    }

    /** Times between two employments, in order, from the milestone on (R13); one without any technical post is not a gap. */
    public List<Stretch> gaps() {
        return gaps;
    }

    /**
     * The first reference date on which the years suffice, taking it that an employment without a last day goes on; empty where the work
     * entered never suffices.
     */
    public Optional<LocalDate> suffices(int years) {
        if (technical.isEmpty()) {
            return Optional.empty();
        }
        LocalDate full = technical.getFirst().from().plusYears(years);
        for (int i = 0; i < technical.size(); i++) {
            Stretch stretch = technical.get(i);
            if (stretch.to().isEmpty() || !full.isAfter(stretch.to().get().plusDays(1))) {
                return Optional.of(full);
            }
            if (i + 1 < technical.size()) {
                full = full.plusDays(ChronoUnit.DAYS.between(stretch.to().get().plusDays(1), technical.get(i + 1).from()));
            }
        }
        return Optional.empty();
    }

    private static List<EmploymentPeriod> understood(List<EmploymentPeriod> periods, LocalDate referenceDate) {
        return periods.stream().filter(p -> p.from().isPresent() && !p.from().get().isAfter(referenceDate))
                .filter(p -> p.to().isEmpty() || !p.to().get().isBefore(p.from().get()))
                .map(p -> p.to().filter(referenceDate::isBefore).isEmpty()
                        ? p
                        : new EmploymentPeriod(p.employer(), p.from(), Optional.of(referenceDate), p.technicalPost(), p.post()))
                .toList();
    }

    private static List<Stretch> merge(LocalDate milestone, List<EmploymentPeriod> periods) {
        List<Stretch> merged = new ArrayList<>();
        periods.stream().filter(p -> p.to().isEmpty() || !p.to().get().isBefore(milestone))
                .map(p -> new Stretch(p.from().get().isBefore(milestone) ? milestone : p.from().get(), p.to()))
                .sorted(Comparator.comparing(Stretch::from)).forEach(next -> {
                    if (!merged.isEmpty() && merged.getLast().touches(next)) {
                        merged.add(merged.removeLast().joined(next));
                    } else {
                        merged.add(next);
                    }
                });
        return List.copyOf(merged);
    }

    private static List<Stretch> between(List<Stretch> stretches) {
        List<Stretch> gaps = new ArrayList<>();
        for (int i = 1; i < stretches.size(); i++) {
            gaps.add(new Stretch(stretches.get(i - 1).to().orElseThrow().plusDays(1), Optional.of(stretches.get(i).from().minusDays(1))));
        }
        return List.copyOf(gaps);
    }

    /** A time from its first to its last day, both counted; without a last day it goes on. */
    public record Stretch(LocalDate from, Optional<LocalDate> to) {

        private boolean touches(Stretch later) {
            return to.isEmpty() || !later.from.isAfter(to.get().plusDays(1));
        }

        private Stretch joined(Stretch later) {
            boolean goesOn = to.isEmpty() || later.to.isEmpty();
            return new Stretch(from, goesOn ? Optional.empty() : Optional.of(to.get().isAfter(later.to.get()) ? to.get() : later.to.get()));
        }
    }
}
