package org.zhicheng.dossier.staff;

import java.time.LocalDate;
import java.util.Optional;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;

/**
 * What a member of staff may do, from one day to another (R37). A handover ends one appointment and begins another.
 *
 * @param scope the employer's USCC, the district's name, or empty for roles that see all
 * @param from first day
 * @param to last day, absent while it lasts
 */
public record Appointment(Role role, String scope, LocalDate from, Optional<LocalDate> to) {

    @SuppressWarnings("OptionalAssignedToNull")
    public Appointment {
        scope = scope == null ? "" : scope;
        to = to == null ? Optional.empty() : to;
    }

    /** True where the application is one of those that the appointment is for (R20). */
    public boolean covers(Scope.Member application) {
        return role.scope() == Scope.ALL || role.isStaff() && scope.equals(application.within(role.scope()));
    }

    public boolean isActive(LocalDate today) {
        return !today.isBefore(from) && to.map(last -> !today.isAfter(last)).orElse(true);
    }
}
