package org.zhicheng.work.registration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.text.Language;

/**
 * Who has signed in, as pages need it: registered or not, and as what the person may act today (R20, R37).
 *
 * @param name as registered, or as appointed; absent where neither is so
 * @param now the server's time
 */
public record Me(String sub, boolean registered, Optional<String> name, List<Capacity> appointments, Instant now) {

    /**
     * As what somebody may act.
     *
     * @param scope the employer's USCC, the district's name, or empty
     * @param scopeName what people call it
     */
    public record Capacity(Role role, String roleName, String scope, String scopeName) {
    }

    public static Me of(Actor actor, PersonStore people, StaffStore staff, Language language, Instant now) {
        Optional<Person> person = people.find(actor.sub());
        Optional<String> name = person.map(Person::name).or(() -> Optional.of(actor.name()).filter(n -> !n.isBlank()));
        return new Me(actor.sub(), person.isPresent(), name,
                actor.appointments().stream().map(appointment -> capacity(appointment, staff, language)).toList(), now);
    }

    private static Capacity capacity(Appointment appointment, StaffStore staff, Language language) {
        Role role = appointment.role();
        String scopeName = role == Role.EMPLOYER
                ? staff.findEmployer(appointment.scope()).map(StaffStore.Employer::name).orElse(appointment.scope())
                : appointment.scope();
        return new Capacity(role, language == Language.ZH ? role.chinese() : role.english(), appointment.scope(), scopeName);
    }
}
