package org.zhicheng.dossier.staff;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/**
 * A colleague is asked to act for an employer or an office: by its code the bureau learns under which login the person comes, so that nobody
 * types one. It appoints nobody; that is the administrator's (R37).
 *
 * @param code unguessable, passed on by who invites
 * @param scope the employer's USCC, the district's name, or empty for roles that see all
 * @param name of who is invited
 * @param by subject of who invites
 * @param byName the name of that one on that day
 * @param until first instant at which it holds no more
 * @param revision counts the changes (R49)
 */
@Rule(R37)
public record Invitation(String code, Role role, String scope, String name, String by, String byName, Instant until,
        Optional<Accepted> accepted, Revision revision) {

    public Invitation {
        name = Canonical.name(name);
    }

    /** Under which login somebody has come, and when. */
    public record Accepted(String sub, Instant at) {

        private LocalDate day() {
            return LocalDate.ofInstant(at, BeijingTime.ZONE);
        }
    }

    /** One that nobody has accepted yet. */
    public static Invitation begun(String code, Role role, String scope, String name, Actor by, Instant until) {
        return new Invitation(code, role, scope, name, by.sub(), by.name(), until, Optional.empty(), Revision.NONE).counted(Map.of());
    }

    /** That of the first administrator, whom nobody invited, as it was accepted. */
    public static Invitation first(String code, Actor accepting, Instant now, Instant until) {
        return new Invitation(code, Role.ADMINISTRATOR, "", "", accepting.sub(), accepting.name(), until,
                Optional.of(new Accepted(accepting.sub(), now)), Revision.NONE).counted(Map.of());
    }

    public Invitation accept(String sub, Instant now) {
        return new Invitation(code, role, scope, name, by, byName, until, Optional.of(new Accepted(sub, now)), revision).counted(items());
    }

    /** True while somebody can still accept it. */
    public boolean isOpen(Instant now) {
        return accepted.isEmpty() && now.isBefore(until);
    }

    /**
     * True where somebody has accepted it and was not appointed to it since; who was, and is no more, waits for nothing.
     *
     * @param member who has accepted it, where that one is known
     */
    public boolean waitsForAppointment(Optional<StaffMember> member) {
        return accepted.filter(a -> member.stream().flatMap(m -> m.appointments().stream()).noneMatch(given -> given.role() == role
                && given.scope().equals(scope) && given.to().filter(last -> last.isBefore(a.day())).isEmpty())).isPresent();
    }

    /** The same wish of the same person. */
    public boolean isAlike(Invitation other) {
        return role == other.role && scope.equals(other.scope) && name.equals(other.name) && by.equals(other.by);
    }

    private Invitation counted(Map<String, Object> before) {
        return new Invitation(code, role, scope, name, by, byName, until, accepted, revision.next(before, items()));
    }

    private Map<String, Object> items() {
        return Map.of("invitation", List.of(role, scope, name, by, until), "accepted", accepted);
    }
}
