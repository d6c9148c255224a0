package org.zhicheng.demo.play;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.zhicheng.demo.samples.Dossier.Ending;
import org.zhicheng.demo.samples.Dossier.PublicNotice;
import org.zhicheng.demo.samples.Dossier.Tier;
import org.zhicheng.demo.samples.Dossier;

/**
 * When everything of the samples happens: what the dossiers say, and for what they leave open, the next office hour that fits. The district
 * decides on the day of the recommendation, the committee sits on Fridays, in session on Thursdays, the office receives on Wednesdays.
 */
public final class Plan {

    private static final LocalTime SUBMISSION = LocalTime.of(10, 0);
    private static final LocalTime NOTICE = LocalTime.of(9, 0);
    private static final LocalTime OBJECTION = LocalTime.of(15, 0);
    private static final LocalTime CORRECTION = LocalTime.of(9, 15);
    private static final LocalTime EMPLOYER = LocalTime.of(9, 30);
    private static final LocalTime DISTRICT = LocalTime.of(14, 0);
    private static final LocalTime COMMITTEE = LocalTime.of(16, 0);
    private static final LocalTime SESSION_PLAN = LocalTime.of(15, 0);
    private static final LocalTime SESSION = LocalTime.of(10, 0);
    private static final LocalTime OFFICE = LocalTime.of(10, 0);
    private static final int DAYS_UNTIL_REVOCATION = 30;
    /** From the committee's day to the same one a week later, on which the notice of its result ends. */
    private static final int DAYS_OF_RESULT_NOTICE = 7;

    private final List<Act> acts = new ArrayList<>();

    private Plan() {
    }

    /** Everything that happens, by its time, in order; of one minute, in the order of the kinds. */
    public static SortedMap<LocalDateTime, List<Act>> of(Round round) {
        Plan plan = new Plan();
        List<Dossier> dossiers = round.dossiers();
        dossiers.forEach(dossier -> plan.dossier(round, dossier));
        if (round.atOnce()) {
            // The notice is recorded with its result; the window stays open.
            plan.acts.removeIf(act -> act.kind() == Act.Kind.NOTICE);
        } else {
            plan.add(round.lastDay().plusDays(1).atTime(0, 5), Act.Kind.CLOSING, "", 0);
        }
        LocalDateTime approval = plan.acts.stream().filter(act -> act.kind() == Act.Kind.MATERIALS).map(Act::at)
                .max(Comparator.naturalOrder()).orElse(round.lastDay().atTime(OFFICE)).plusDays(1);
        plan.add(approval, Act.Kind.APPROVAL, "", 0);
        for (Dossier dossier : dossiers) {
            if (isCertified(dossier)) {
                plan.add(approval.plusHours(1), Act.Kind.CERTIFICATE, dossier.slug(), 0);
            }
            if (dossier.story().ending() == Ending.REVOKED) {
                plan.add(approval.plusDays(DAYS_UNTIL_REVOCATION), Act.Kind.REVOCATION, dossier.slug(), 0);
            }
        }
        plan.add(approval.plusDays(DAYS_UNTIL_REVOCATION).plusHours(1), Act.Kind.LISTS, "", 0);
        SortedMap<LocalDateTime, List<Act>> byTime = new TreeMap<>();
        plan.acts.stream().sorted(Comparator.comparing(Act::at).thenComparing(Act::kind).thenComparing(Act::slug))
                .forEach(act -> byTime.computeIfAbsent(act.at(), at -> new ArrayList<>()).add(act));
        return byTime;
    }

    private static boolean isCertified(Dossier dossier) {
        return dossier.story().ending() == Ending.CERTIFIED || dossier.story().ending() == Ending.REVOKED;
    }

    private void dossier(Round round, Dossier dossier) {
        add(round.beginning(), Act.Kind.FILL_IN, dossier.slug(), 0);
        dossier.story().submitOn().ifPresent(day -> add(day.atTime(SUBMISSION), Act.Kind.SUBMISSION, dossier.slug(), 0));
        boolean reviewed = isCertified(dossier) || dossier.story().ending() == Ending.REJECTED;
        dossier.publicNotice().filter(notice -> reviewed).ifPresent(notice -> {
            notice(dossier.slug(), notice);
            reviews(dossier, notice.resultDate(), dossier.story().announced().isPresent() && !round.atOnce());
        });
    }

    private void notice(String slug, PublicNotice notice) {
        add(notice.from().atTime(NOTICE), Act.Kind.NOTICE, slug, 0);
        notice.objection().ifPresent(objection -> {
            add(objection.raisedOn().atTime(OBJECTION), Act.Kind.OBJECTION, slug, 0);
            add(objection.resolvedOn().atTime(OBJECTION), Act.Kind.RESOLUTION, slug, 0);
        });
    }

    /** The tiers in order; from the return on once more from the employer (R23); what is announced goes on a week later (R45). */
    private void reviews(Dossier dossier, LocalDate resultDate, boolean announced) {
        Optional<Tier> returning = dossier.returned().map(Dossier.Return::tier);
        LocalDate day = resultDate;
        int rounds = returning.isPresent() ? 2 : 1;
        for (int round = 0; round < rounds; round++) {
            boolean last = round == rounds - 1;
            for (Tier tier : Tier.values()) {
                LocalDateTime at = sitting(dossier, tier, day);
                if (isInSession(dossier, tier)) {
                    add(day.with(TemporalAdjusters.next(DayOfWeek.TUESDAY)).atTime(SESSION_PLAN), Act.Kind.SESSION_PLAN, dossier.slug(),
                            round);
                }
                add(at, kind(dossier, tier), dossier.slug(), round);
                if (!last && returning.get() == tier) {
                    day = nextWeekday(at.toLocalDate());
                    add(day.atTime(CORRECTION), Act.Kind.CORRECTION, dossier.slug(), 1);
                    break;
                }
                if (last && dossier.story().endedBy().filter(ending -> ending == tier).isPresent()) {
                    return;
                }
                day = at.toLocalDate();
            }
        }
        if (announced) {
            add(day.with(TemporalAdjusters.next(DayOfWeek.TUESDAY)).atTime(OBJECTION), Act.Kind.RESULT_NOTICE, dossier.slug(), rounds - 1);
            if (dossier.story().announced().orElseThrow().upheld()) {
                return;
            }
            day = day.plusDays(DAYS_OF_RESULT_NOTICE);
        }
        add(day.with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY)).atTime(OFFICE), Act.Kind.MATERIALS, dossier.slug(), rounds - 1);
    }

    /** The day of a session that is planned on a day. */
    static LocalDate sessionAfter(LocalDate planning) {
        return planning.with(TemporalAdjusters.next(DayOfWeek.THURSDAY));
    }

    private static boolean isInSession(Dossier dossier, Tier tier) {
        return tier == Tier.COMMITTEE && dossier.story().vote().isPresent();
    }

    private static LocalDateTime sitting(Dossier dossier, Tier tier, LocalDate day) {
        return switch (tier) {
            case EMPLOYER -> day.atTime(EMPLOYER);
            case DISTRICT -> day.atTime(DISTRICT);
            case COMMITTEE -> isInSession(dossier, tier)
                    ? sessionAfter(day.with(TemporalAdjusters.next(DayOfWeek.TUESDAY))).atTime(SESSION)
                    : day.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)).atTime(COMMITTEE);
        };
    }

    private static Act.Kind kind(Dossier dossier, Tier tier) {
        return switch (tier) {
            case EMPLOYER -> Act.Kind.EMPLOYER;
            case DISTRICT -> Act.Kind.DISTRICT;
            case COMMITTEE -> isInSession(dossier, tier) ? Act.Kind.SESSION : Act.Kind.COMMITTEE;
        };
    }

    private static LocalDate nextWeekday(LocalDate day) {
        LocalDate next = day.plusDays(1);
        return switch (next.getDayOfWeek()) {
            case SATURDAY -> next.plusDays(2);
            case SUNDAY -> next.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> next;
        };
    }

    private void add(LocalDateTime at, Act.Kind kind, String slug, int round) {
        acts.add(new Act(at, kind, slug, round));
    }
}
