package org.zhicheng.work.staff;

import java.util.List;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;

/** Lists the members of staff with all their appointments, past ones too (R37). */
public final class ListStaff {

    private final StaffStore staff;

    public ListStaff(StaffStore staff) {
        this.staff = staff;
    }

    /** @throws org.zhicheng.ground.failure.Failure {@code NOT_ALLOWED} */
    public List<StaffMember> list(Actor actor) {
        Roles.require(actor, "查看工作人员", Role.ADMINISTRATOR);
        return staff.all();
    }
}
