package org.zhicheng.work.staff;

import java.util.List;

import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;

/** A member of staff as administrators see it, with the version to name when it is changed (R37, R49). */
public record StaffView(String sub, String name, String mail, List<Appointment> appointments, int version) {

    public static StaffView of(StaffMember member) {
        return new StaffView(member.sub(), member.name(), member.mail(), member.appointments(), member.revision().version());
    }
}
