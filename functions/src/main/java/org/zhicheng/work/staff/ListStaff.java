package org.zhicheng.work.staff;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.reading.Reads;

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

    /** What employers are called, by credit code; without those that are not on the register. */
    public Map<String, String> employers(Collection<String> codes) {
        return Reads.each(codes, staff::findEmployer).stream().flatMap(Optional::stream)
                .collect(Collectors.toMap(Employer::uscc, Employer::name, (one, _) -> one, TreeMap::new));
    }
}
