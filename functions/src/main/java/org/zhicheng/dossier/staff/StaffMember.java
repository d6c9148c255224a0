package org.zhicheng.dossier.staff;

import java.util.List;

/** A member of staff, known by the identity provider's subject; the name is shown to administrators only. */
public record StaffMember(String sub, String name, String mail, List<Appointment> appointments) {

    public StaffMember {
        name = name == null ? "" : name;
        mail = mail == null ? "" : mail;
        appointments = List.copyOf(appointments);
    }
}
