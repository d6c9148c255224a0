package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** An administrator stands in for a tier at whatever it has to do, and only where nobody of it could (R48). Made for one request. */
@Rule(R48)
public final class StandIn {

    private final StaffStore staff;
    private final Map<LocalDate, Staffing> days = new HashMap<>();

    public StandIn(StaffStore staff) {
        this.staff = staff;
    }

    /**
     * @param role in which somebody is about to act
     * @param today in Asia/Shanghai
     * @throws Failure {@code SOMEBODY_CAN_ACT}
     */
    public void check(Role role, Application application, LocalDate today) {
        if (role == Role.ADMINISTRATOR && days.computeIfAbsent(today, day -> new Staffing(staff.all(), day)).canAct(application)) {
            throw new Failure(ErrorCode.SOMEBODY_CAN_ACT, application.state().tier());
        }
    }
}
