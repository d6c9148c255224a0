package org.zhicheng.demo.play;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

import org.zhicheng.demo.samples.Dossier.Ending;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.SampleCycle;
import org.zhicheng.demo.samples.Samples;

/**
 * When the samples are played, and which of them.
 *
 * @param year      the cycle's
 * @param beginning when the first of the story happens
 * @param firstDay  of the window, and {@code lastDay} likewise
 * @param dossiers  those that are played, with their dates
 * @param atOnce    whether everything happens on one day, because the system's time cannot be moved
 */
public record Round(int year, LocalDateTime beginning, LocalDate firstDay, LocalDate lastDay, List<Dossier> dossiers, boolean atOnce) {

    private static final int WEEK = 7;

    /** The round of the notice with one person's dossier only. */
    public static Round ofTheNotice(Samples samples, Dossier dossier) {
        Round all = ofTheNotice(samples);
        return new Round(all.year(), all.beginning(), all.firstDay(), all.lastDay(), List.of(dossier), false);
    }

    /** The round of the notice (R21), all samples of it, each at its own time. */
    static Round ofTheNotice(Samples samples) {
        SampleCycle cycle = samples.cycle();
        return new Round(cycle.year(), cycle.beginning(), cycle.firstDay(), cycle.lastDay(), samples.dossiers(), false);
    }

    /**
     * A round whose window is open now: the samples for which no time has to pass, with all their dates so many whole weeks later that
     * their public notices have just ended; the window has been open since the first of these began (R17).
     */
    static Round of(LocalDate today, Samples samples) {
        List<Dossier> playable = samples.dossiers().stream().filter(Round::needsNoTime).toList();
        LocalDate last = playable.stream().flatMap(dossier -> dossier.publicNotice().stream()).map(Dossier.PublicNotice::resultDate)
                .max(Comparator.naturalOrder()).orElse(samples.cycle().lastDay());
        long days = Math.floorDiv(ChronoUnit.DAYS.between(last, today.minusDays(1)), WEEK) * WEEK;
        List<Dossier> moved = playable.stream().map(dossier -> Samples.later(dossier, days)).toList();
        LocalDate firstNotice = moved.stream().flatMap(dossier -> dossier.publicNotice().stream()).map(Dossier.PublicNotice::from)
                .min(Comparator.naturalOrder()).orElse(today.minusDays(1));
        return new Round(today.getYear(), samples.cycle().beginning(), firstNotice, today.plusDays(WEEK), moved, true);
    }

    /** A correction, an objection, a session, a closing and a day to come each need days to pass. */
    private static boolean needsNoTime(Dossier dossier) {
        Ending ending = dossier.story().ending();
        return (ending == Ending.CERTIFIED || ending == Ending.REJECTED || ending == Ending.REVOKED) && dossier.returned().isEmpty()
                && dossier.story().vote().isEmpty() && dossier.publicNotice().flatMap(Dossier.PublicNotice::objection).isEmpty();
    }
}
