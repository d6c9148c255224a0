package org.zhicheng.work.staff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.Invitation;
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

    /** What those employers are called that people are appointed or invited for, by credit code; without those that are not on the register. */
    public Map<String, String> employers(List<StaffMember> members, List<Invitation> invited) {
        Set<String> codes = Stream
                .concat(members.stream().flatMap(m -> m.appointments().stream()).filter(a -> isEmployers(a.role())).map(Appointment::scope),
                        invited.stream().filter(i -> isEmployers(i.role())).map(Invitation::scope))
                .collect(Collectors.toSet());
        return Reads.each(codes, staff::findEmployer).stream().flatMap(Optional::stream)
                .collect(Collectors.toMap(Employer::uscc, Employer::name, (one, _) -> one, TreeMap::new));
    }

    private static boolean isEmployers(Role role) {
        return role.scope() == Scope.EMPLOYER;
    }
}
