package org.zhicheng.dossier.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;
import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Named;

/**
 * A session of the committee (评审会议): what is on its agenda, who was drawn to decide it, and how far it has come (R45).
 *
 * @param id its number: the cycle's year and how many it is of it, such as {@code 2025-001}
 * @param year the cycle whose applications it decides
 * @param date the day on which it is held, in Asia/Shanghai
 * @param place the hour and the place, in the office's words; absent until they are known
 * @param agenda what is put to the vote
 * @param dropped what was taken off the agenda, and why
 * @param draws each draw of a panel; only the last one counts, and all stay on record
 * @param panel who sits, in the order of the draw; empty until the draw
 * @param substitutes those who would step in, in their order
 * @param replacements who stepped in for whom
 * @param chair the expert who leads it and signs
 * @param present experts who are there, as the office recorded it last
 * @param rounds how many votes were opened
 * @param key of the request that planned it, so that a repeat plans no other
 */
@Rule(R45)
public record Session(String id, int year, LocalDate date, Optional<String> place, String series, Optional<String> specialty, Phase phase,
        List<Item> agenda, List<Dropped> dropped, List<Draw> draws, List<Seat> panel, List<Seat> substitutes,
        List<Replacement> replacements, Optional<String> chair, List<String> present, List<Recusal> recusals, int rounds,
        Optional<Instant> signed, Optional<String> key, Revision revision) {

    /** Applications of one agenda. */
    public static final int MOST_APPLICATIONS = 300;
    /** Code points of the words on hour and place. */
    public static final int LONGEST_PLACE = 200;

    public Session {
        agenda = List.copyOf(agenda);
        dropped = List.copyOf(dropped);
        draws = List.copyOf(draws);
        panel = List.copyOf(panel);
        substitutes = List.copyOf(substitutes);
        replacements = List.copyOf(replacements);
        present = List.copyOf(present);
        recusals = List.copyOf(recusals);
        revision = revision == null ? Revision.NONE : revision;
    }

    /** How far a session has come. */
    public enum Phase implements Named {
        /** Who can be drawn is fixed; the seed is not known yet. */
        PLANNED("待抽取", "to be drawn"),
        DRAWN("已抽取", "drawn"),
        OPEN("进行中", "in session"),
        /** Signed by the chair; nothing of it changes any more. */
        SIGNED("已签署", "signed"),
        CANCELLED("已取消", "cancelled");

        private final String chinese;
        private final String english;

        Phase(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /** An application on the agenda, as it was when it was put there. */
    public record Item(String applicationId, String name, TitleLevel level, String specialty, String employerUscc, String employerName) {

        public static Item of(Application a) {
            return new Item(a.id(), a.name(), a.qualification().level(), a.qualification().specialty(), a.form().employer().uscc(),
                    a.form().employer().name());
        }
    }

    /** What was taken off the agenda. */
    public record Dropped(Item item, String reason) {
        public Dropped {
            reason = Canonical.lines(reason);
        }
    }

    /**
     * A draw of the panel.
     *
     * @param hash of the candidates, as it was recorded before the seed
     * @param source where the seed comes from, in words that let anyone find it
     * @param reason why there is another draw after the first
     * @param barred application to the candidates who cannot judge it by what they had to do with it (R29)
     */
    public record Draw(Lot lot, String hash, Instant fixed, Optional<String> source, Optional<Instant> drawn, String reason,
            Map<String, List<String>> barred) {
        public Draw {
            reason = Canonical.lines(reason);
            barred = barred == null ? Map.of() : Map.copyOf(barred);
        }

        /** With the seed that was published. */
        public Draw drawn(Lot seeded, String where, Instant at) {
            return new Draw(seeded, hash, fixed, Optional.of(where), Optional.of(at), reason, barred);
        }
    }

    /** Somebody who was drawn, as the register had them then. */
    public record Seat(String expert, String sub, String name, String title, String employerName) {

    }

    /** A substitute who stepped in; empty where none was left. */
    public record Replacement(Seat out, Optional<Seat> in, String reason, Instant at) {
        public Replacement {
            reason = Canonical.lines(reason);
        }
    }

    /** Why somebody should not decide about an application. */
    public enum Ground implements Named {
        RELATIVE("近亲属", "a relative"),
        OTHER("其他利害关系", "another interest");

        private final String chinese;
        private final String english;

        Ground(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /**
     * A member's interest in an application (回避), declared by the member or objected by the office.
     *
     * @param accepted what the chair found; absent until then
     */
    public record Recusal(int number, String applicationId, String expert, Ground ground, String words, boolean objected, Instant at,
            Optional<Boolean> accepted, Optional<Instant> decided) {
        public Recusal {
            words = Canonical.lines(words);
        }
    }

    /** Whether it still has its applications, so that no other session takes them. */
    public boolean goesOn() {
        return phase == Phase.PLANNED || phase == Phase.DRAWN || phase == Phase.OPEN;
    }

    /** That of a cycle's session by its number, from 1 on. */
    public static String id(int year, int number) {
        return "%d-%03d".formatted(year, number);
    }

    /** Of what {@link #id(int, int)} made. */
    public static int numberOf(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    /** Whether somebody may open it: the office, administrators, and who sits in it (R45). */
    public boolean isShownTo(Actor actor) {
        return actor.has(Role.OFFICE) || actor.has(Role.ADMINISTRATOR) || actor.has(Role.COMMITTEE) && seatOf(actor.sub()).isPresent();
    }

    /** From when it counts how long it is kept: the chair's signature, or the day of one that was called off (R38). */
    public Instant over() {
        return signed.orElseGet(() -> date.atStartOfDay(BeijingTime.ZONE).toInstant());
    }

    public Draw lastDraw() {
        return draws.getLast();
    }

    public Optional<Item> item(String applicationId) {
        return agenda.stream().filter(item -> item.applicationId().equals(applicationId)).findFirst();
    }

    /** The seat of whoever signed in, if that is a member of the panel. */
    public Optional<Seat> seatOf(String sub) {
        return panel.stream().filter(seat -> seat.sub().equals(sub)).findFirst();
    }

    public Optional<Seat> seat(String expert) {
        return panel.stream().filter(seat -> seat.expert().equals(expert)).findFirst();
    }

    public boolean isChair(String sub) {
        return seatOf(sub).filter(seat -> chair.filter(seat.expert()::equals).isPresent()).isPresent();
    }

    public List<Seat> seatsPresent() {
        return panel.stream().filter(seat -> present.contains(seat.expert())).toList();
    }

    /** Whether a member neither judges an application nor says anything of it: by a recusal, or by what they had to do with it (R29). */
    public boolean isExcluded(String expert, String applicationId) {
        return recusals.stream().anyMatch(
                r -> r.expert().equals(expert) && r.applicationId().equals(applicationId) && r.accepted().filter(a -> a).isPresent())
                || !draws.isEmpty() && lastDraw().barred().getOrDefault(applicationId, List.of()).contains(expert);
    }

    /** Whether what somebody said of an application counts: only of who sits by now and is not excluded from it. */
    public boolean counts(Opinion opinion) {
        return seat(opinion.expert()).isPresent() && !isExcluded(opinion.expert(), opinion.applicationId());
    }

    /** The same for a vote, whose own exclusions count too. */
    public boolean counts(Opinion opinion, Map<String, List<String>> excluded) {
        return counts(opinion) && !excluded.getOrDefault(opinion.applicationId(), List.of()).contains(opinion.expert());
    }

    /** Whether a recusal has to be decided: of who sits by now, about what is on the agenda by now; others wait for nobody (R48). */
    @Rule(R48)
    public boolean waits(Recusal recusal) {
        return recusal.accepted().isEmpty() && seat(recusal.expert()).isPresent() && item(recusal.applicationId()).isPresent();
    }

    /**
     * Who gives an opinion of an application before the vote: members in turn, passing over who is excluded (R45).
     *
     * @param readers how many
     */
    public List<Seat> readers(String applicationId, int readers) {
        int place = IntStream.range(0, agenda.size()).filter(i -> agenda.get(i).applicationId().equals(applicationId)).findFirst()
                .orElse(0);
        return panel.isEmpty()
                ? List.of()
                : IntStream.range(0, panel.size()).mapToObj(i -> panel.get((place * readers + i) % panel.size()))
                        .filter(seat -> !isExcluded(seat.expert(), applicationId)).limit(readers).toList();
    }

    public boolean hasSenior() {
        return agenda.stream().anyMatch(item -> item.level() == TitleLevel.ASSOCIATE_SENIOR || item.level() == TitleLevel.SENIOR);
    }

    // ---- what becomes of it

    public Session without(Map<String, String> reasons) {
        List<Item> stay = agenda.stream().filter(item -> !reasons.containsKey(item.applicationId())).toList();
        List<Dropped> gone = Stream.concat(dropped.stream(), agenda.stream().filter(item -> reasons.containsKey(item.applicationId()))
                .map(item -> new Dropped(item, reasons.get(item.applicationId())))).toList();
        return with(phase, stay, gone, draws, panel, substitutes, replacements, chair, present, recusals, rounds, signed);
    }

    /** With another draw planned: nobody sits any more. */
    public Session planned(Draw next) {
        return with(Phase.PLANNED, agenda, dropped, and(draws, next), List.of(), List.of(), replacements, Optional.empty(), List.of(),
                recusals, rounds, signed);
    }

    public Session drawn(Draw done, List<Seat> seats, List<Seat> others) {
        List<Draw> next = new ArrayList<>(draws);
        next.set(next.size() - 1, done);
        return with(Phase.DRAWN, agenda, dropped, next, seats, others, replacements, Optional.empty(), List.of(), recusals, rounds, signed);
    }

    /** The next substitute takes a seat. */
    public Session replaced(Seat out, String reason, Instant at) {
        Optional<Seat> in = substitutes.stream().findFirst();
        List<Seat> seats = panel.stream().flatMap(seat -> seat.equals(out) ? in.stream() : Stream.of(seat)).toList();
        return with(phase, agenda, dropped, draws, seats, substitutes.stream().skip(1).toList(),
                and(replacements, new Replacement(out, in, reason, at)), chair.filter(c -> !c.equals(out.expert())),
                present.stream().filter(e -> !e.equals(out.expert())).toList(), recusals, rounds, signed);
    }

    public Session chairedBy(String expert) {
        return with(phase, agenda, dropped, draws, panel, substitutes, replacements, Optional.of(expert), present, recusals, rounds,
                signed);
    }

    public Session attendedBy(List<String> experts) {
        Set<String> there = new HashSet<>(experts);
        return with(phase, agenda, dropped, draws, panel, substitutes, replacements, chair,
                panel.stream().map(Seat::expert).filter(there::contains).toList(), recusals, rounds, signed);
    }

    public Session recusing(Recusal recusal) {
        List<Recusal> next = new ArrayList<>(recusals.stream().filter(r -> r.number() != recusal.number()).toList());
        next.add(recusal);
        return with(phase, agenda, dropped, draws, panel, substitutes, replacements, chair, present, next, rounds, signed);
    }

    public Session in(Phase next) {
        return with(next, agenda, dropped, draws, panel, substitutes, replacements, chair, present, recusals, rounds, signed);
    }

    public Session withRound(int number) {
        return with(phase, agenda, dropped, draws, panel, substitutes, replacements, chair, present, recusals, number, signed);
    }

    public Session signedAt(Instant at) {
        return with(Phase.SIGNED, agenda, dropped, draws, panel, substitutes, replacements, chair, present, recusals, rounds,
                Optional.of(at));
    }

    public Session at(String hourAndPlace) {
        return new Session(id, year, date, Optional.of(hourAndPlace), series, specialty, phase, agenda, dropped, draws, panel, substitutes,
                replacements, chair, present, recusals, rounds, signed, key, revision);
    }

    /** As what follows what is there now; the same revision where nothing differs. */
    public Session over(Optional<Session> before) {
        return new Session(id, year, date, place, series, specialty, phase, agenda, dropped, draws, panel, substitutes, replacements, chair,
                present, recusals, rounds, signed, key,
                before.map(Session::revision).orElse(Revision.NONE).next(before.map(Session::items).orElse(Map.of()), items()));
    }

    private Map<String, Object> items() {
        Map<String, Object> items = new HashMap<>(Map.of("phase", phase, "agenda", List.of(agenda, dropped), "draws", draws, "panel",
                List.of(panel, substitutes, replacements), "present", present, "recusals", recusals, "rounds", rounds));
        chair.ifPresent(expert -> items.put("chair", expert));
        place.ifPresent(there -> items.put("place", there));
        return items;
    }

    private static <T> List<T> and(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }

    private Session with(Phase nextPhase, List<Item> nextAgenda, List<Dropped> nextDropped, List<Draw> nextDraws, List<Seat> nextPanel,
            List<Seat> nextSubstitutes, List<Replacement> nextReplacements, Optional<String> nextChair, List<String> nextPresent,
            List<Recusal> nextRecusals, int nextRounds, Optional<Instant> nextSigned) {
        return new Session(id, year, date, place, series, specialty, nextPhase, nextAgenda, nextDropped, nextDraws, nextPanel,
                nextSubstitutes, nextReplacements, nextChair, nextPresent, nextRecusals, nextRounds, nextSigned, key, revision);
    }
}
