package org.zhicheng.dossier.staff;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;

/**
 * What somebody asks to be registered as an enterprise, until the bureau has registered or refused it (R42).
 *
 * @param employer as the first who asked names it
 * @param asked who asks, the first one first
 * @param refusal why it was refused last
 * @param revision counts the changes (R49)
 */
@Rule(R42)
public record EmployerRequest(Employer employer, List<Asked> asked, Optional<String> refusal, Revision revision) {

    /** How many are told of the answer; who asks later learns it from the checks. */
    public static final int MOST_ASKED = 40;

    public EmployerRequest {
        asked = List.copyOf(asked);
        revision = revision == null ? Revision.NONE : revision;
    }

    /**
     * One who asks.
     *
     * @param forEmployer whether that is somebody of the enterprise itself, who could be appointed to act for it
     */
    public record Asked(String sub, boolean forEmployer, Instant at) {
    }

    /** Whether the bureau has to answer it. */
    public boolean isOpen() {
        return refusal.isEmpty();
    }

    /** A request, or the one that is there with one more who asks; asked anew after a refusal it is open again. */
    public static EmployerRequest of(Employer employer, Asked who, Optional<EmployerRequest> before) {
        List<Asked> asked = new ArrayList<>(before.map(EmployerRequest::asked).orElse(List.of()));
        if (asked.stream().noneMatch(a -> a.sub().equals(who.sub()) && a.forEmployer() == who.forEmployer()) && asked.size() < MOST_ASKED) {
            asked.add(who);
        }
        Employer named = before.filter(EmployerRequest::isOpen).map(EmployerRequest::employer).orElse(employer);
        return new EmployerRequest(named, asked, Optional.empty(), null).over(before);
    }

    public EmployerRequest refused(String reason) {
        return new EmployerRequest(employer, asked, Optional.of(reason), null).over(Optional.of(this));
    }

    private EmployerRequest over(Optional<EmployerRequest> before) {
        return new EmployerRequest(employer, asked, refusal, before.map(EmployerRequest::revision).orElse(Revision.NONE)
                .next(before.map(EmployerRequest::items).orElse(Map.of()), items()));
    }

    private Map<String, Object> items() {
        return Map.of("employer", employer, "asked", asked, "refusal", refusal);
    }
}
