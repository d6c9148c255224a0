package org.zhicheng.work.committee;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.Session.Seat;

/**
 * A session as somebody may see it (R45).
 *
 * @param place hour and place
 * @param lot the draw that counts, as anyone to whom it is shown can draw it again
 * @param draws all draws, the last one too
 * @param panel absent to whom it is not shown before the day
 * @param recusals of a member: their own; all of them for the chair and the office
 * @param opinions those that count: of who sits and is not excluded
 * @param seat the reader's own, where the reader sits on the panel
 * @param version to be sent back in {@code If-Match}
 */
public record SessionView(String id, int year, LocalDate date, Optional<String> place, String series, Optional<String> specialty,
        Session.Phase phase, Optional<Draw> lot, List<Draw> draws, List<Line> agenda, List<Session.Dropped> dropped, List<Seat> panel,
        List<Seat> substitutes, List<Replacement> replacements, Optional<String> chair, List<String> present,
        List<Session.Recusal> recusals, List<Vote> rounds, List<Opinion> opinions, List<Outcome> outcomes, Optional<Instant> signed,
        Optional<String> seat, int version) {

    /** @param drawn absent until the draw, and to whom the panel is not shown yet */
    public record Draw(int number, List<String> candidates, String hash, Instant fixed, int seats, int substitutes, Optional<String> seed,
            Optional<String> source, Optional<Instant> drawnAt, Optional<Drawn> drawn, String reason) {
    }

    /** Ids in the order of the draw. */
    public record Drawn(List<String> panel, List<String> substitutes) {
    }

    /**
     * An application on the agenda.
     *
     * @param readers experts who are asked for an opinion
     * @param excluded how many of the panel neither judge it nor say anything of it
     * @param own whether the reader is one of them
     */
    public record Line(String applicationId, String name, TitleLevel level, String specialty, String employerName, List<String> readers,
            int excluded, boolean own) {
    }

    /** Who stepped in for whom. */
    public record Replacement(String out, Optional<String> in, String reason, Instant at) {
    }

    /**
     * A round: how many have voted, and, once it was counted, what came of it.
     *
     * @param mine of it, where the reader is a voter: the applications on which that one may vote
     * @param hasVoted whether the reader has
     */
    public record Vote(int number, Round.State state, List<String> applications, int voters, int voted, List<Round.Result> results,
            Instant opened, Optional<Instant> closed, List<String> mine, boolean hasVoted) {
    }

    /** A line of the list of sessions. */
    public record Summary(String id, int year, LocalDate date, String series, Optional<String> specialty, Session.Phase phase,
            int applications, int seats) {
    }
}
