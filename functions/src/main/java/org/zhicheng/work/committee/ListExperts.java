package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.zhicheng.dossier.committee.Expert.Standing;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;

/** Lists the committee's register for administrators and the office, who run the sessions; nobody else sees who is on it (R45). */
@Rule(R45)
public final class ListExperts {

    /** As many as a page has. */
    public static final int PAGE = 100;

    private final ExpertStore experts;
    private final StaffStore staff;
    private final Clock clock;

    public ListExperts(ExpertStore experts, StaffStore staff, Clock clock) {
        this.experts = experts;
        this.staff = staff;
        this.clock = clock;
    }

    /** What is looked for; all that is absent makes no difference. */
    public record Filter(Optional<String> name, Optional<String> series, Optional<String> specialty, Optional<Standing> standing) {
    }

    private record Line(Expert expert, Standing standing) {
    }

    /**
     * @param counts how many of those looked for are what, whatever the standing that is asked for
     * @param next the cursor of the next page
     */
    public record Found(List<ExpertView> experts, Map<Standing, Integer> counts, Optional<String> next) {
    }

    /** @throws Failure {@code NOT_ALLOWED}, {@code INVALID_VALUE} for a cursor of somebody who is not there, or a specialty of no series */
    public Found list(Actor actor, Filter filter, Optional<String> cursor) {
        Roles.require(actor, "查看评委库", Role.ADMINISTRATOR, Role.OFFICE);
        if (filter.specialty().isPresent() && filter.series().isEmpty()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "specialty", new Text("须同时指定系列", "with its series"));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
        Set<String> appointed = appointed(staff.all(), today);
        List<Line> all = experts.all().stream().filter(looksFor(filter))
                .map(e -> new Line(e, e.standing(today, e.sub().filter(appointed::contains).isPresent())))
                .sorted(Comparator.comparing((Line line) -> Spelling.order(line.expert().name())).thenComparing(line -> line.expert().id()))
                .toList();
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        Arrays.stream(Standing.values()).forEach(standing -> counts.put(standing, 0));
        all.forEach(line -> counts.merge(line.standing(), 1, Integer::sum));
        List<Line> found = all.stream().filter(line -> filter.standing().map(line.standing()::equals).orElse(true)).toList();
        List<Line> rest = found.subList(cursor.map(id -> after(found, id)).orElse(0), found.size());
        List<Line> page = rest.subList(0, Math.min(PAGE, rest.size()));
        return new Found(page.stream().map(line -> ExpertView.of(actor, line.expert(), line.standing())).toList(), counts,
                rest.size() > PAGE ? Optional.of(page.getLast().expert().id()) : Optional.empty());
    }

    private static int after(List<Line> found, String id) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).expert().id().equals(id)) {
                return i + 1;
            }
        }
        throw new Failure(ErrorCode.INVALID_VALUE, "cursor", new Text("列表已变动，请从头列出", "the list changed; begin anew"));
    }

    private static Predicate<Expert> looksFor(Filter filter) {
        return expert -> filter.name().map(part -> contains(expert.name(), part) || contains(expert.employerName(), part)).orElse(true)
                && filter.series().map(series -> expert.judges(series, filter.specialty())).orElse(true);
    }

    private static boolean contains(String text, String part) {
        return Spelling.plain(text).contains(Spelling.plain(part));
    }

    /** One entry as it stands now. */
    public ExpertView view(Actor actor, Expert expert) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
        List<StaffMember> member = expert.sub().flatMap(staff::find).stream().toList();
        return ExpertView.of(actor, expert, expert.standing(today, !appointed(member, today).isEmpty()));
    }

    private static Set<String> appointed(List<StaffMember> members, LocalDate today) {
        return new Staffing(members, today).logins(Role.COMMITTEE, "");
    }
}
