package org.zhicheng.work.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.handlers.staff.AppointStaffHandler;
import org.zhicheng.handlers.staff.ListStaffHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class InviteStaffTest {

    private final Applications applications = new Applications();

    private InviteStaff use() {
        return new InviteStaff(applications.services.staff(), applications.services.cycles(), applications.services.clock(),
                () -> "abcdefgh2345" + applications.services.ids().get(), Optional.empty());
    }

    private Invitation invite(String sub, Role role, String scope) {
        return use().invite(applications.as(sub), role, scope, "王芳");
    }

    private String staff() {
        return Requests.get("/staff").asStaff(ADMINISTRATOR).to(new ListStaffHandler(applications.services)).body();
    }

    @Test
    @DisplayName("R37 邀请同事不需要登录标识：凭码登录后由管理员任命，任命前不能办理任何事")
    void shouldTellTheAdministratorUnderWhichLoginAColleagueComes_R37() {
        Invitation invited = invite(EMPLOYER, Role.EMPLOYER, Samples.USCC);

        assertThat(invite(EMPLOYER, Role.EMPLOYER, " " + Samples.USCC.toLowerCase(Locale.ROOT))).as("a repeat").isEqualTo(invited);
        assertThat(staff()).contains("\"invitations\":[{\"role\":\"EMPLOYER\"", "王芳").doesNotContain(invited.code());
        Invitation accepted = use().accept(applications.as("newcomer"), " ABCD-EFGH 2345 ");
        assertThat(accepted.accepted()).map(Invitation.Accepted::sub).contains("newcomer");
        assertThat(use().accept(applications.as("newcomer"), invited.code())).as("a repeat").isEqualTo(accepted);
        refused(ErrorCode.NOT_FOUND, () -> use().accept(applications.as("another"), invited.code()));
        assertThat(applications.as("newcomer").appointments()).as("an invitation appoints nobody").isEmpty();
        assertThat(staff()).contains("\"accepted\":{\"sub\":\"newcomer\"");

        Samples.appoint(applications.services, "newcomer", Role.EMPLOYER, Samples.USCC);
        assertThat(staff()).contains("\"invitations\":[]");
    }

    @Test
    @DisplayName("R37 工作人员名单附单位名称，任命的和受邀的都有；不在名册上的只有代码")
    void shouldNameTheEmployersOfTheStaff_R37() {
        Samples.appoint(applications.services, "former", Role.EMPLOYER, "91350100M0001GONE1");
        Samples.employer(applications.services, "91350100M0001OTHR1", "样例二厂", Samples.DISTRICT);
        Samples.employer(applications.services, "91350100M0001NONE1", "无人单位", Samples.DISTRICT);
        use().invite(applications.as(ADMINISTRATOR), Role.EMPLOYER, "91350100M0001OTHR1", "王芳");

        JsonNode answered = Json.decode(staff(), JsonNode.class);
        assertThat(answered.path("employers").properties()).extracting(Map.Entry::getKey, e -> e.getValue().asText())
                .containsExactlyInAnyOrder(tuple(Samples.USCC, Dossier.EMPLOYER), tuple("91350100M0001OTHR1", "样例二厂"));
        assertThat(answered.path("staff").findValuesAsText("scope")).contains("91350100M0001GONE1");
    }

    @Test
    @DisplayName("R36、R37 有人接受邀请时以邮件告知在任管理员，只告知一次，不写是谁")
    void shouldTellAdministratorsOnceThatSomebodyCame_R36_R37() {
        Samples.appoint(applications.services, "another-administrator", Role.ADMINISTRATOR, "");
        applications.services.clock().advance(java.time.Duration.ofSeconds(1));
        Invitation invited = invite(EMPLOYER, Role.EMPLOYER, Samples.USCC);
        assertThat(mails()).isEmpty();

        use().accept(applications.as("newcomer"), invited.code());
        use().accept(applications.as("newcomer"), invited.code());

        assertThat(mails()).extracting(MailToStaff::recipient).contains("another-administrator").doesNotContain(EMPLOYER)
                .doesNotHaveDuplicates();
        assertThat(mails()).extracting(MailToStaff::facts).containsOnly(java.util.Map.of());
        new SweepOutboxHandler(applications.services).handleRequest(java.util.Map.of(), null);
        assertThat(applications.services.mailer().sent()).filteredOn(mail -> mail.subject().startsWith("有受邀人员等待任命")).isNotEmpty()
                .extracting(mail -> mail.text()).noneMatch(text -> text.contains("王芳"))
                .anyMatch(text -> text.contains("/portal/admin/staff"));
    }

    private List<MailToStaff> mails() {
        return applications.services.waiting().stream().map(item -> item.delivery()).filter(MailToStaff.class::isInstance)
                .map(MailToStaff.class::cast).filter(mail -> mail.template() == MailTemplate.STAFF_INVITATION).toList();
    }

    private static final String CODE = "0123456789abcdef0123456789abcdef";
    /** As {@code printf %s CODE | sha256sum} says it. */
    private static final String HASH = "3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9";

    /** A bureau that nobody has used yet; its staff is empty but for who is named. */
    private final FakeServices fresh = new FakeServices().with("FIRST_ADMINISTRATOR", "").with("FIRST_ADMINISTRATOR_CODE", HASH);

    private ApiResponse acceptFirst(String sub, String code) {
        return Requests.post("/invitations/acceptance").asStaff(sub).body("{\"code\":\"" + code + "\"}").to(new AppointStaffHandler(fresh));
    }

    @Test
    @DisplayName("R37 首位管理员凭部署时的授权码任命：只限一人一次，重复提交不变，已有过管理员则无效")
    void shouldAppointTheFirstAdministratorByTheCodeOfTheDeployment_R37() {
        assertThat(problem(acceptFirst("first", CODE.replace('0', '1')))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(acceptFirst("first", HASH))).as("what stands in the deployment is no code").isEqualTo(ErrorCode.NOT_FOUND);

        assertThat(acceptFirst("first", CODE.toUpperCase(Locale.ROOT)).body()).contains("\"role\":\"ADMINISTRATOR\"", "\"appointed\":true");
        assertThat(acceptFirst("first", CODE).statusCode()).as("a repeat").isEqualTo(200);
        assertThat(problem(acceptFirst("second", CODE))).isEqualTo(ErrorCode.NOT_FOUND);

        assertThat(fresh.staff().all()).singleElement().satisfies(member -> {
            assertThat(member.sub()).isEqualTo("first");
            assertThat(member.appointments()).extracting(Appointment::role).containsExactly(Role.ADMINISTRATOR);
            assertThat(member.revision().version()).isEqualTo(1);
        });
        assertThat(Requests.get("/staff").asStaff("first").to(new ListStaffHandler(fresh)).body()).contains("\"invitations\":[]");
    }

    @Test
    @DisplayName("R37 授权码已被一人使用而任命中断时，同一人再次提交即完成任命，他人不能")
    void shouldFinishAnAppointmentThatWasCutOff_R37() {
        fresh.staff().saveInvitation(
                Invitation.first(HASH, new Actor("first", "", List.of()), fresh.clock().instant(), fresh.clock().instant()),
                AuditEvent.of("STAFF#first", fresh.clock().instant(), "first", Role.ADMINISTRATOR, "ACCEPT_INVITATION",
                        AuditEvent.Channel.API, ""),
                List.of());

        assertThat(problem(acceptFirst("second", CODE))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(acceptFirst("first", CODE).body()).contains("\"appointed\":true");
    }

    @Test
    @DisplayName("R37 任命中断期间已有他人任管理员的，授权码不再有效")
    void shouldNotFinishWhereSomebodyElseBecameAdministratorMeanwhile_R37() {
        fresh.staff().saveInvitation(
                Invitation.first(HASH, new Actor("first", "", List.of()), fresh.clock().instant(), fresh.clock().instant()),
                AuditEvent.of("STAFF#first", fresh.clock().instant(), "first", Role.ADMINISTRATOR, "ACCEPT_INVITATION",
                        AuditEvent.Channel.API, ""),
                List.of());
        Samples.appoint(fresh, "another", Role.ADMINISTRATOR, "");

        assertThat(problem(acceptFirst("first", CODE))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    @DisplayName("R37 已有过管理员（包括已卸任的），或未设授权码时，授权码无效")
    void shouldNotAppointWhereSomebodyWasAdministratorOrNoCodeIsSet_R37() {
        Appointment ended = new Appointment(Role.ADMINISTRATOR, "", LocalDate.of(2024, 1, 1), Optional.of(LocalDate.of(2024, 2, 1)));
        fresh.staff().save(new StaffMember("former", "王芳", "", List.of(ended)).over(Optional.empty()), Optional.empty(), AuditEvent
                .of("STAFF#former", fresh.clock().instant(), "former", Role.ADMINISTRATOR, "APPOINT", AuditEvent.Channel.API, ""));

        assertThat(problem(acceptFirst("first", CODE))).isEqualTo(ErrorCode.NOT_FOUND);
        fresh.with("FIRST_ADMINISTRATOR_CODE", "");
        assertThat(problem(acceptFirst("first", ""))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    @DisplayName("R37 邀请码七天有效")
    void shouldHoldForSevenDays_R37() {
        Invitation invited = invite(ADMINISTRATOR, Role.COMMITTEE, "");
        applications.services.clock().advance(InviteStaff.VALID);

        refused(ErrorCode.NOT_FOUND, () -> use().accept(applications.as("newcomer"), invited.code()));
        refused(ErrorCode.NOT_FOUND, () -> use().accept(applications.as("newcomer"), ""));
        assertThat(staff()).contains("\"invitations\":[]");
    }

    @Test
    @DisplayName("R37 只能为自己任职的单位邀请，管理员可为任何环节邀请；单位、区（县）须存在")
    void shouldInviteForTheOwnTierOnlyAndForWhatIsThere_R37() {
        refused(ErrorCode.NOT_ALLOWED, () -> invite("stranger", Role.EMPLOYER, Samples.USCC));
        refused(ErrorCode.NOT_ALLOWED, () -> invite(EMPLOYER, Role.EMPLOYER, "91650100MA77777777"));
        refused(ErrorCode.NOT_ALLOWED, () -> invite(EMPLOYER, Role.OFFICE, ""));
        refused(ErrorCode.NOT_ALLOWED, () -> invite(COMMITTEE, Role.ADMINISTRATOR, ""));
        assertThat(invite(COMMITTEE, Role.COMMITTEE, "").role()).isEqualTo(Role.COMMITTEE);
        refused(ErrorCode.RULES_BROKEN, () -> invite(ADMINISTRATOR, Role.DISTRICT, "没有的区"));
        refused(ErrorCode.RULES_BROKEN, () -> invite(ADMINISTRATOR, Role.APPLICANT, ""));
        refused(ErrorCode.RULES_BROKEN, () -> use().invite(applications.as(ADMINISTRATOR), Role.COMMITTEE, "", " "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/invitations|{\"role\":\"KING\"}|INVALID_VALUE", "/invitations|{}|RULES_BROKEN",
            "/invitations|{\"role\":\"COMMITTEE\",\"name\":\"王芳\",\"sub\":\"x\"}|UNKNOWN_FIELD", "/invitations/acceptance|{}|MISSING_FIELD",
            "/invitations/acceptance|{\"code\":\"x\"}|NOT_FOUND"})
    void shouldRefuseABrokenBodyWithItsCode_R37(String path, String body, ErrorCode code) {
        ApiResponse response = Requests.post(path).asStaff(ADMINISTRATOR).body(body).to(new AppointStaffHandler(applications.services));

        assertThat(problem(response)).isEqualTo(code);
    }
}
