package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R13;
import static org.zhicheng.ground.rule.NoticeRule.R34;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;

/**
 * Which applications of a list have an open question by the facts of now, whenever these came up (R34): what is recorded of people is read
 * once for the whole list, since few are recorded and lists are long.
 */
@Rule({R13, R34})
public final class Flags {

    private static final int PAGE = 500;
    private static final String INTEGRITY = ViolationCode.INTEGRITY_RECORD_TO_WEIGH.code();
    private static final String REVOCATION = ViolationCode.REVOCATION_TO_WEIGH.code();
    private static final String ALIKE = ViolationCode.SAME_FILE_ELSEWHERE.code();
    /** What the assessment of an earlier day says no more. */
    private static final Set<String> OF_TODAY = Set.of(INTEGRITY, REVOCATION, ALIKE);

    private final ApplicationStore applications;
    private final IntegrityStore integrity;
    private final CycleStore cycles;
    private final Clock clock;

    public Flags(ApplicationStore applications, IntegrityStore integrity, CycleStore cycles, Clock clock) {
        this.applications = applications;
        this.integrity = integrity;
        this.cycles = cycles;
        this.clock = clock;
    }

    /** Begins to read what flags are reckoned from. */
    public void readAhead() {
        Reads.ahead(() -> recorded(today()), () -> revoked(today()), applications::alike);
    }

    /** Puts the flags of now on each line of a list. */
    public UnaryOperator<ApplicationSummary> now() {
        Set<String> recorded = recorded(today());
        Set<String> revoked = revoked(today());
        Set<String> alike = applications.alike();
        return line -> {
            List<String> flags = new ArrayList<>(line.flags().stream().filter(flag -> !OF_TODAY.contains(flag)).toList());
            addIf(recorded.contains(line.applicant()), INTEGRITY, flags);
            addIf(revoked.contains(line.applicant()) && line.state() != State.REVOKED, REVOCATION, flags);
            addIf(alike.contains(line.id()), ALIKE, flags);
            return line.flagged(flags);
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
    }

    private Set<String> recorded(LocalDate today) {
        return integrity.all().stream().filter(r -> r.isLive(today)).map(IntegrityRecord::idNumberHash).distinct()
                .map(hash -> applications.ownerOf(Claim.Type.ID_NUMBER, hash)).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private Set<String> revoked(LocalDate today) {
        List<Cycle> all = cycles.all();
        return Reads.once("REVOKED", today.toString(),
                () -> all.stream().flatMap(cycle -> applications.allInState(cycle.year(), State.REVOKED, PAGE))
                        .filter(a -> CheckApplication.isToBeWeighed(a.enteredAt(), today)).map(ApplicationSummary::applicant)
                        .collect(Collectors.toSet()));
    }

    private static void addIf(boolean flagged, String flag, List<String> flags) {
        if (flagged) {
            flags.add(flag);
        }
    }
}
