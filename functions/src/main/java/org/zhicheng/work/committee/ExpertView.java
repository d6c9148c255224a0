package org.zhicheng.work.committee;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.committee.Expert.Standing;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;

/**
 * An entry as administrators and the office see it, without the invitation's code.
 *
 * @param sub the login, for who appoints; absent for others, and until the person has come
 * @param invited until when the person can come by the invitation
 * @param version to name when it is changed (R49)
 */
public record ExpertView(String id, String name, String mail, String employer, String employerName, String title, List<String> series,
        List<String> specialties, LocalDate from, LocalDate to, Standing standing, Optional<String> sub, Optional<Instant> consented,
        Optional<Expert.End> ended, Optional<Instant> invited, int version) {

    static ExpertView of(Actor actor, Expert e, Standing standing) {
        return new ExpertView(e.id(), e.name(), e.mail(), e.employer(), e.employerName(), e.title(), e.series(), e.specialties(), e.from(),
                e.to(), standing, e.sub().filter(login -> actor.has(Role.ADMINISTRATOR)), e.consented(), e.ended(),
                e.invited().map(Expert.Invited::until), e.revision().version());
    }

    /** The own entry, as the person sees it. */
    public record Own(String id, String name, String employerName, String title, List<String> series, List<String> specialties,
            LocalDate from, LocalDate to, Optional<Instant> consented, Optional<Expert.End> ended) {

        public static Own of(Expert e) {
            return new Own(e.id(), e.name(), e.employerName(), e.title(), e.series(), e.specialties(), e.from(), e.to(), e.consented(),
                    e.ended());
        }
    }
}
