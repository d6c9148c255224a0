package org.zhicheng.dossier.staff;

import java.util.List;

import org.zhicheng.ground.text.Canonical;

/** A member of staff, known by the identity provider's subject; the name is shown to administrators only. */
public record StaffMember(String sub, String name, String mail, List<Appointment> appointments) {

    public StaffMember {
        name = name == null ? "" : Canonical.name(name);
        mail = mail == null ? "" : Canonical.code(mail);
        appointments = List.copyOf(appointments);
    }
}
