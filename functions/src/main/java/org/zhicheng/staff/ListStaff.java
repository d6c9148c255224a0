package org.zhicheng.staff;

import java.util.List;

/** Lists the members of staff with all their appointments, past ones too (R37). */
public final class ListStaff {

    private final StaffStore staff;

    public ListStaff(StaffStore staff) {
        this.staff = staff;
    }

    /** @throws org.zhicheng.failure.Failure {@code NOT_ALLOWED} */
    public List<StaffMember> list(Actor actor) {
        Roles.require(actor, "查看工作人员", Role.ADMINISTRATOR);
        return staff.all();
    }
}
