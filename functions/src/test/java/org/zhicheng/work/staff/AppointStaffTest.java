package org.zhicheng.work.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.refused;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.staff.AppointStaffHandler;
import org.zhicheng.handlers.staff.ListEmployersHandler;
import org.zhicheng.handlers.staff.ListStaffHandler;
import org.zhicheng.handlers.staff.RegisterEmployerHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class AppointStaffTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 3, 3);

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
        Samples.employer(services, Samples.USCC, "示例科技有限公司", Samples.DISTRICT);
    }

    private record Body(String name, String mail, List<Appointment> appointments) {
    }

    private ApiResponse appoint(String actor, String sub, Appointment... appointments) {
        services.clock().advance(Duration.ofMillis(1));
        return Requests.put("/staff/{sub}").path("sub", sub).asStaff(actor)
                .header("if-match", "\"" + services.staff().find(sub).map(m -> m.revision().version()).orElse(0) + "\"")
                .body(new Body("王五", "wang@example.com", List.of(appointments))).to(new AppointStaffHandler(services));
    }

    private static Appointment of(Role role, String scope, LocalDate from, LocalDate to) {
        return new Appointment(role, scope, from, Optional.ofNullable(to));
    }

    private static Appointment since(Role role, String scope) {
        return of(role, scope, TODAY, null);
    }

    @Test
    @DisplayName("R37 按角色和范围任命工作人员")
    void shouldAppointEachRoleWithItsScope_R37() {
        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang", since(Role.EMPLOYER, Samples.USCC.toLowerCase(Locale.ROOT)),
                since(Role.DISTRICT, Samples.DISTRICT), since(Role.COMMITTEE, "")).statusCode()).isEqualTo(200);

        assertThat(services.staff().find("wang").orElseThrow().appointments()).extracting(Appointment::scope).containsExactly(Samples.USCC,
                Samples.DISTRICT, "");
        assertThat(services.eventsOf("STAFF#wang")).extracting(AuditEvent::action).containsExactly("APPOINT");
    }

    @Test
    void shouldWriteNothingWhenTheSameIsSetAgain_R37() {
        ApiResponse first = appoint(FakeServices.ADMINISTRATOR, "wang", since(Role.OFFICE, ""));

        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang", since(Role.OFFICE, ""))).isEqualTo(first);
        assertThat(services.eventsOf("STAFF#wang")).hasSize(1);
    }

    @Test
    void shouldRefuseUnknownScopesAndRolesAllAtOnce_R37() {
        ApiResponse response = appoint(FakeServices.ADMINISTRATOR, "wang", since(Role.EMPLOYER, "91650100MA000000XX"),
                since(Role.DISTRICT, "和平区"), since(Role.OFFICE, "天山区"), since(Role.SYSTEM, ""),
                of(Role.COMMITTEE, "", TODAY, TODAY.minusDays(1)));

        assertThat(Requests.problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("EMPLOYER_UNKNOWN", "DISTRICT_UNKNOWN", "SCOPE_NOT_EMPTY", "ROLE_NOT_STAFF", "DATES_REVERSED");
    }

    @Test
    @DisplayName("R37 人员交接保留历史")
    void shouldKeepTheHistoryOfAHandover_R37() {
        Appointment old = of(Role.DISTRICT, Samples.DISTRICT, TODAY.minusDays(60), null);
        appoint(FakeServices.ADMINISTRATOR, "wang", old);

        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang").body()).contains("HISTORY_CHANGED");
        assertThat(
                appoint(FakeServices.ADMINISTRATOR, "wang", of(Role.DISTRICT, Samples.DISTRICT, TODAY.minusDays(60), TODAY.minusDays(30)))
                        .body())
                .contains("HISTORY_CHANGED");
        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang", of(Role.DISTRICT, Samples.DISTRICT, TODAY.minusDays(60), TODAY.minusDays(1)))
                .statusCode()).isEqualTo(200);
        // What has ended cannot be opened again, only begun anew.
        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang", old).body()).contains("HISTORY_CHANGED");
    }

    @Test
    void shouldSayHowManyAreLeftToNobodyByTheEndOfAnAppointment_R48() {
        Appointment old = of(Role.EMPLOYER, Samples.USCC, TODAY.minusDays(60), null);
        Appointment ended = of(Role.EMPLOYER, Samples.USCC, TODAY.minusDays(60), TODAY.plusDays(3));
        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang", old).body()).contains("\"vacancies\":[]");
        for (int i = 0; i < 19; i++) {
            Samples.move(services, Samples.draft(services, "a" + i, "applicant" + i), State.EMPLOYER_REVIEW);
        }

        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang", ended).body()).contains("{\"step\":\"EMPLOYER_REVIEW\",\"scope\":\""
                + Samples.USCC + "\",\"from\":\"" + TODAY.plusDays(4) + "\",\"applications\":19}");
        appoint(FakeServices.ADMINISTRATOR, "li", since(Role.EMPLOYER, Samples.USCC));
        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang", ended).body()).as("li is there").contains("\"vacancies\":[]");
    }

    @Test
    void shouldNotTurnOnePersonIntoAnother_R35() {
        Appointment appointment = since(Role.DISTRICT, Samples.DISTRICT);
        appoint(FakeServices.ADMINISTRATOR, "wang", appointment);

        ApiResponse successor = put("wang", new Body("赵六", "zhao@example.com", List.of(appointment)));
        assertThat(successor.statusCode()).isEqualTo(422);
        assertThat(successor.body()).contains("SUCCESSOR_NEEDS_OWN_LOGIN");
        assertThat(put("wang", new Body("王武", "wang@example.com", List.of(appointment))).statusCode()).isEqualTo(200);
        assertThat(services.eventsOf("STAFF#wang")).last().satisfies(e -> assertThat(e.note()).startsWith("王五 → 王武"));
    }

    private ApiResponse put(String sub, Body body) {
        services.clock().advance(Duration.ofMillis(1));
        return Requests.put("/staff/{sub}").path("sub", sub).asStaff(FakeServices.ADMINISTRATOR)
                .header("if-match", "\"" + services.staff().find(sub).map(m -> m.revision().version()).orElse(0) + "\"").body(body)
                .to(new AppointStaffHandler(services));
    }

    @Test
    void shouldLetAnAppointmentThatHasNotBegunBeTakenBack_R37() {
        appoint(FakeServices.ADMINISTRATOR, "wang", of(Role.OFFICE, "", TODAY.plusDays(1), null));

        assertThat(appoint(FakeServices.ADMINISTRATOR, "wang").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotLetAnAdministratorEndTheirOwnAppointment_R37() {
        Appointment own = of(Role.ADMINISTRATOR, "", TODAY.minusDays(9), null);
        appoint(FakeServices.ADMINISTRATOR, "wang", own);

        assertThat(Requests.problem(appoint("wang", "wang", of(Role.ADMINISTRATOR, "", TODAY.minusDays(9), TODAY))))
                .isEqualTo(ErrorCode.OWN_APPOINTMENT);
        assertThat(appoint("wang", "wang", own, since(Role.OFFICE, "")).statusCode()).isEqualTo(200);
        assertThat(
                appoint(FakeServices.ADMINISTRATOR, "wang", of(Role.ADMINISTRATOR, "", TODAY.minusDays(9), TODAY), since(Role.OFFICE, ""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldNotWriteOverWhatAnotherAdministratorSaved_R49() {
        appoint(FakeServices.ADMINISTRATOR, "wang", since(Role.OFFICE, ""));
        Requests unseen = Requests.put("/staff/{sub}").path("sub", "wang").asStaff(FakeServices.ADMINISTRATOR)
                .body(new Body("王五", "other@example.com", List.of(since(Role.OFFICE, ""))));
        ApiResponse refused = unseen.to(new AppointStaffHandler(services));

        assertThat(Requests.problem(refused)).isEqualTo(ErrorCode.SETTING_CHANGED);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"field\":\"mail\"").contains("CHANGED_SINCE_SEEN");
        services.clock().advance(Duration.ofMillis(1));
        ApiResponse saved = unseen.header("if-match", "\"1\"").to(new AppointStaffHandler(services));
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.headers()).containsEntry("etag", "\"2\"");
    }

    @Test
    void shouldLeaveOneOfTwoAdministratorsWhoEndEachOther_R37() {
        Appointment since = of(Role.ADMINISTRATOR, "", TODAY.minusDays(9), null);
        Appointment ended = of(Role.ADMINISTRATOR, "", TODAY.minusDays(9), TODAY.minusDays(1));
        appoint(FakeServices.ADMINISTRATOR, "one", since);
        appoint(FakeServices.ADMINISTRATOR, "two", since);
        StaffMember one = services.staff().find("one").orElseThrow();
        StaffMember two = services.staff().find("two").orElseThrow();
        StaffMember twoEnded = new StaffMember("two", "王五", "wang@example.com", List.of(ended)).over(Optional.of(two));
        services.staff().save(twoEnded, Optional.of(one), Samples.event("STAFF#two", 77, "APPOINT"));

        assertThatThrownBy(
                () -> services.staff().save(new StaffMember("one", "王五", "wang@example.com", List.of(ended)).over(Optional.of(one)),
                        Optional.of(two), Samples.event("STAFF#one", 78, "APPOINT")))
                .isInstanceOf(StaleVersion.class);
        refused(ErrorCode.NOT_ALLOWED,
                () -> new AppointStaff(services.staff(), services.cycles(), services.applications(), services.clock())
                        .appoint(new Actor("two", List.of(since)), new StaffMember("one", "王五", "wang@example.com", List.of(ended)), 1));
        assertThat(services.staff().find("one")).contains(one);
    }

    @Test
    void shouldRefuseEveryoneButAdministrators_R37() {
        Samples.appoint(services, "officer", Role.OFFICE, "");

        assertThat(Requests.problem(appoint("officer", "wang", since(Role.OFFICE, "")))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(appoint("applicant", "applicant", since(Role.ADMINISTRATOR, "")))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(Requests.get("/staff").asStaff("officer").to(new ListStaffHandler(services))))
                .isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(Requests.get("/staff").as(FakeServices.ADMINISTRATOR).to(new ListStaffHandler(services))))
                .isEqualTo(ErrorCode.SECOND_FACTOR_REQUIRED);
        assertThat(Requests.text(Requests.get("/staff").asStaff(FakeServices.ADMINISTRATOR).to(new ListStaffHandler(services))))
                .contains("officer");
    }

    @Test
    void shouldRefuseAnotherSubjectInTheBody() {
        assertThat(Requests.problem(Requests.put("/staff/{sub}").path("sub", "wang").asStaff(FakeServices.ADMINISTRATOR)
                .body("{\"sub\":\"li\",\"name\":\"x\",\"mail\":\"\",\"appointments\":[]}").to(new AppointStaffHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    private ApiResponse employer(String actor, String uscc, String name, String district) {
        return Requests.put("/employers/{uscc}").path("uscc", uscc).asStaff(actor)
                .header("if-match", "\"" + services.staff().findEmployer(uscc).map(e -> e.revision().version()).orElse(0) + "\"")
                .body(new RegisterEmployerHandler.Body(name, district, "0991-1")).to(new RegisterEmployerHandler(services));
    }

    @Test
    void shouldRegisterAnEmployerByItsCreditCode_R33() {
        assertThat(employer(FakeServices.ADMINISTRATOR, Samples.USCC, "新名称公司", "沙依巴克区").statusCode()).isEqualTo(200);
        employer(FakeServices.ADMINISTRATOR, Samples.USCC, "新名称公司", "沙依巴克区");

        assertThat(services.staff().findEmployer(Samples.USCC).orElseThrow().name()).isEqualTo("新名称公司");
        assertThat(services.eventsOf("EMPLOYER#" + Samples.USCC)).extracting(AuditEvent::action).containsOnlyOnce("REGISTER_EMPLOYER");
    }

    @Test
    void shouldRefuseAnEmployerWithAWrongCodeOrDistrict_R33() {
        ApiResponse response = employer(FakeServices.ADMINISTRATOR, "91350100M000100Y44", "", "和平区");

        assertThat(response.body()).contains("USCC_CHECK_DIGIT", "FIELD_MISSING", "DISTRICT_UNKNOWN");
        Samples.appoint(services, "officer", Role.OFFICE, "");
        assertThat(Requests.problem(employer("officer", Samples.USCC, "x", Samples.DISTRICT))).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void shouldShowEmployersToWhoeverIsSignedInWithoutTheirContact_R37() {
        ApiResponse response = Requests.get("/employers").as("anyone").to(new ListEmployersHandler(services));

        assertThat(response.body()).contains(Samples.USCC, "示例科技有限公司", Samples.DISTRICT).doesNotContain("0991");
        assertThat(Requests.problem(Requests.get("/employers").to(new ListEmployersHandler(services)))).isEqualTo(ErrorCode.NOT_SIGNED_IN);
    }
}
