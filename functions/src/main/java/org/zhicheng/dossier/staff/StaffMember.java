package org.zhicheng.dossier.staff;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.text.Canonical;

/**
 * A member of staff, known by the identity provider's subject; the name is shown to administrators only.
 *
 * @param revision counts the changes, so that two administrators do not write over each other (R49)
 */
public record StaffMember(String sub, String name, String mail, List<Appointment> appointments, Revision revision) {

    public StaffMember {
        name = name == null ? "" : Canonical.name(name);
        mail = mail == null ? "" : Canonical.code(mail);
        appointments = List.copyOf(appointments);
        revision = revision == null ? Revision.NONE : revision;
    }

    public StaffMember(String sub, String name, String mail, List<Appointment> appointments) {
        this(sub, name, mail, appointments, Revision.NONE);
    }

    /** As what follows what is there now; the same revision where nothing differs. */
    public StaffMember over(Optional<StaffMember> before) {
        return new StaffMember(sub, name, mail, appointments,
                before.map(StaffMember::revision).orElse(Revision.NONE).next(before.map(StaffMember::items).orElse(Map.of()), items()));
    }

    /** As administrators, and the person, see it, with the version to name when it is changed (R37, R49). */
    public View view() {
        return new View(sub, name, mail, appointments, revision.version());
    }

    /** One member of staff. */
    public record View(String sub, String name, String mail, List<Appointment> appointments, int version) {
    }

    private Map<String, Object> items() {
        return Map.of("name", name, "mail", mail, "appointments", appointments);
    }
}
