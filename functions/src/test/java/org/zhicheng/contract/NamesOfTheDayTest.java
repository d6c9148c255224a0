package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.handlers.staff.RegisterEmployerHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

/** R35, R44: each act of a member of staff keeps the name that the person had on that day, whatever the name is later. */
class NamesOfTheDayTest {

    private static final Set<Role> STAFF = EnumSet.of(Role.EMPLOYER, Role.DISTRICT, Role.COMMITTEE, Role.OFFICE, Role.ADMINISTRATOR);

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R35 每项操作的记录保留经办人当日的姓名")
    void shouldKeepTheNameOfWhoActedInEachEvent_R35() {
        String id = applications.certified().id();
        rename(Applications.DISTRICT, "后来的名字");

        List<AuditEvent> acts = services.applications().events(id).stream().filter(e -> STAFF.contains(e.role())).toList();
        assertThat(acts).extracting(AuditEvent::action).contains("RECORD_PUBLIC_NOTICE", "PASS", "RECEIVE_MATERIALS",
                "RECORD_APPROVAL_DOCUMENT");
        assertThat(acts).extracting(AuditEvent::actorName).containsOnly("职员");
        assertThat(services.eventsOf("APPROVAL#" + Applications.APPROVAL)).extracting(AuditEvent::actorName).containsOnly("职员");
    }

    @Test
    void shouldKeepNoNameOfApplicants_R38() {
        String id = applications.submitted().id();

        assertThat(services.applications().events(id)).filteredOn(e -> e.role() == Role.APPLICANT).isNotEmpty()
                .extracting(AuditEvent::actorName).containsOnly("");
    }

    @Test
    void shouldTakeTheNameFromTheTableWithTheAppointments_R35() {
        Samples.appoint(services, "admin-2", Role.ADMINISTRATOR, "");
        rename("admin-2", "样例管理员");
        Requests.put("/employers/{uscc}").path("uscc", Samples.USCC).asStaff("admin-2")
                .header("if-match", "\"" + services.staff().findEmployer(Samples.USCC).orElseThrow().revision().version() + "\"")
                .body(new RegisterEmployerHandler.Body("改名后的样例公司", Samples.DISTRICT, "")).to(new RegisterEmployerHandler(services));

        assertThat(services.eventsOf("EMPLOYER#" + Samples.USCC)).filteredOn(e -> e.action().equals("REGISTER_EMPLOYER"))
                .extracting(AuditEvent::actorName).containsExactly("样例管理员");
    }

    private void rename(String sub, String name) {
        StaffMember member = services.staff().find(sub).orElseThrow();
        Samples.appoint(services, new StaffMember(sub, name, member.mail(), member.appointments()));
    }
}
