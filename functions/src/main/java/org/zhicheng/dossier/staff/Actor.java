package org.zhicheng.dossier.staff;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Role;

/**
 * Who sends a command, and what that person is appointed to today.
 *
 * @param sub the identity provider's subject
 * @param name the name that a member of staff has today; empty for an applicant
 * @param appointments those in force today; empty for an applicant
 */
public record Actor(String sub, String name, List<Appointment> appointments) {

    /** Whoever asks without signing in. */
    public static final Actor NOBODY = new Actor("", List.of());

    /** The workflow and the schedules. */
    public static final Actor SYSTEM = new Actor("system",
            List.of(new Appointment(Role.SYSTEM, "", java.time.LocalDate.EPOCH, Optional.empty())));

    public Actor {
        appointments = List.copyOf(appointments);
    }

    public Actor(String sub, List<Appointment> appointments) {
        this(sub, "", appointments);
    }

    public boolean has(Role role) {
        return appointments.stream().anyMatch(a -> a.role() == role);
    }

    public boolean has(Role role, String scope) {
        return appointments.stream().anyMatch(a -> a.role() == role && a.scope().equals(scope));
    }

    public boolean owns(Application application) {
        return application.applicant().equals(sub);
    }

    /**
     * The capacities in which the actor may see the application, that of the present step first; each tier sees only what is its own (R20).
     * Empty for whom it does not exist.
     */
    public List<Role> rolesTowards(Application application) {
        if (owns(application)) {
            return List.of(Role.APPLICANT);
        }
        if (!application.state().wasSubmitted()) {
            return has(Role.SYSTEM) ? List.of(Role.SYSTEM) : List.of();
        }
        Role present = application.state().tier().role();
        return appointments.stream().filter(a -> a.covers(application)).map(Appointment::role).distinct()
                // R45: whom the committee has excluded does not read it either
                .filter(role -> role != Role.COMMITTEE || !application.excludes(sub))
                .sorted(Comparator.comparing(role -> role == present ? -1 : role.ordinal())).toList();
    }
}
