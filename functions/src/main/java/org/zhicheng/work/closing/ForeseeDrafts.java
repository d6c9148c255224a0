package org.zhicheng.work.closing;

import static org.zhicheng.ground.rule.NoticeRule.R50;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;

/**
 * What a changed window or changed settings do to drafts, told before they are set (R50). Of what was submitted nothing moves: its deadlines and
 * what it names are settled.
 */
@Rule(R50)
public final class ForeseeDrafts {

    private static final int PAGE = 1_000;
    /** Some seconds' reading: who asks beforehand waits for it. */
    private static final int MOST_DRAFTS = 20_000;
    private static final int MOST_READ = 1_000;

    private final CycleStore cycles;
    private final ApplicationStore applications;
    private final Clock clock;

    public ForeseeDrafts(CycleStore cycles, ApplicationStore applications, Clock clock) {
        this.cycles = cycles;
        this.applications = applications;
        this.clock = clock;
    }

    /**
     * How many drafts are concerned.
     *
     * @param sooner those whose owners have less time
     * @param revived those that have expired and come back
     * @param excluded those that name a series, specialty or district which cannot be chosen any more
     * @param complete whether that is all; else it is at least so many, as no more are looked at beforehand
     */
    public record Foreseen(int sooner, int revived, int excluded, boolean complete) {
    }

    public Foreseen foresee(Cycle before, Cycle after) {
        return foresee(before, after, MOST_DRAFTS, MOST_READ);
    }

    /**
     * @param mostDrafts how many drafts are looked at
     * @param mostRead how many that have expired are read
     */
    Foreseen foresee(Cycle before, Cycle after, int mostDrafts, int mostRead) {
        boolean shortened = after.closes().isBefore(before.closes());
        boolean fewer = !after.settings().excludedSpecialties().equals(before.settings().excludedSpecialties())
                || !after.settings().districts().equals(before.settings().districts());
        List<ApplicationSummary> drafts = shortened || fewer ? some(after, State.DRAFT, mostDrafts + 1) : List.of();
        List<ApplicationSummary> expired = isExtended(after, clock.instant()) ? some(after, State.EXPIRED, mostRead + 1) : List.of();
        List<ApplicationSummary> looked = drafts.subList(0, Math.min(mostDrafts, drafts.size()));
        int excluded = (int) looked.stream().filter(d -> excludes(after.settings(), d) && !excludes(before.settings(), d)).count();
        List<String> read = expired.stream().limit(mostRead).map(ApplicationSummary::id).toList();
        int revived = (int) Reads.each(applications.all(read), this::comesBack).stream().filter(back -> back).count();
        return new Foreseen(shortened ? looked.size() : 0, revived, excluded,
                drafts.size() == looked.size() && expired.size() == read.size());
    }

    /** Whether a cycle is open again that had been closed: what its closing expired comes back (R50). */
    boolean isExtended(Cycle cycle, Instant now) {
        return cycle.isOpen(now) && cycles.closing(cycle.year()).filter(report -> report.closes().isBefore(cycle.closes())).isPresent();
    }

    /** Whether an application comes back in an extended window: one that has expired, unless its owner has begun anew since. */
    boolean comesBack(Application application) {
        Claim live = Claim.live(application);
        return application.state() == State.EXPIRED
                && applications.ownerOf(live.type(), live.value()).filter(owner -> !owner.equals(application.id())).isEmpty();
    }

    private List<ApplicationSummary> some(Cycle cycle, State state, int most) {
        Stream<ApplicationSummary> all = applications.allInState(cycle.year(), state, PAGE);
        return all.limit(most).toList();
    }

    /** One that names nothing yet is not concerned. */
    private static boolean excludes(Cycle.Settings settings, ApplicationSummary draft) {
        boolean specialty = !draft.specialty().isBlank() && settings.excludes(draft.series(), draft.specialty());
        return specialty || !draft.district().isBlank() && !settings.districts().contains(draft.district());
    }
}
