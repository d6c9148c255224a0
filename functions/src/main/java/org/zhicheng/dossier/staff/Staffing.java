package org.zhicheng.dossier.staff;

import static org.zhicheng.ground.rule.NoticeRule.R29;
import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.rule.Rule;

/**
 * Who could act at each step on a day (R48): the members of staff appointed to it, but for the applicant and whoever has acted at another
 * tier of the same application (R29).
 */
@Rule({R29, R48})
public final class Staffing {

    /** Mails in one transaction; whoever looks at the list of what waits finds it all the same. */
    private static final int MOST_MAILS = 20;

    private final Map<String, Set<StaffMember>> appointed = new HashMap<>();

    /**
     * @param members all of them, past ones too
     * @param day on which they would act, in Asia/Shanghai
     */
    public Staffing(List<StaffMember> members, LocalDate day) {
        for (StaffMember member : members) {
            member.appointments().stream().filter(a -> a.isActive(day)).map(a -> key(a.role(), a.scope()))
                    .forEach(key -> appointed.computeIfAbsent(key, k -> new java.util.LinkedHashSet<>()).add(member));
        }
    }

    /** Those appointed to act in a capacity for an employer, a district or, with an empty scope, all. */
    public Set<StaffMember> appointed(Role role, String scope) {
        return Set.copyOf(appointed.getOrDefault(key(role, scope), Set.of()));
    }

    /** By what those who are appointed to act sign in. */
    public Set<String> logins(Role role, String scope) {
        return appointed(role, scope).stream().map(StaffMember::sub).collect(Collectors.toUnmodifiableSet());
    }

    /** A mail to each of the office; where nobody is appointed to it, to each administrator. */
    public List<MailToStaff> mailsToOffice(MailTemplate template, Map<String, String> facts) {
        return Stream.of(Role.OFFICE, Role.ADMINISTRATOR).map(role -> appointed(role, "")).filter(members -> !members.isEmpty()).findFirst()
                .stream().flatMap(Set::stream).filter(member -> !member.mail().isEmpty()).sorted(Comparator.comparing(StaffMember::sub))
                .limit(MOST_MAILS).map(member -> new MailToStaff(member.sub(), template, facts)).toList();
    }

    /** Whether somebody could act on an application at its present step. */
    public boolean canAct(Application application) {
        return appointed(application.state().tier().role(), scope(application, application.state())).stream().map(StaffMember::sub)
                .anyMatch(sub -> !sub.equals(application.applicant()) && !application.actedElsewhere(sub, application.state().tier())
                        && !application.wasDecidedBefore(sub));
    }

    /** Whether somebody could act for certain, without a look at who has decided: someone else than the applicant who has one office only. */
    public boolean canActForCertain(ApplicationSummary application) {
        if (application.state() == State.RECONSIDERATION) {
            return false;
        }
        Role role = application.state().tier().role();
        return appointed(role, scope(application, application.state())).stream().anyMatch(
                member -> !member.sub().equals(application.applicant()) && member.appointments().stream().allMatch(a -> a.role() == role));
    }

    /** In whose queue something is at a step: an employer's, a district's, or, empty, the one of all. */
    public static String scope(Scope.Member member, State state) {
        return member.within(state.tier().role().scope());
    }

    private static String key(Role role, String scope) {
        return role + "#" + scope;
    }
}
