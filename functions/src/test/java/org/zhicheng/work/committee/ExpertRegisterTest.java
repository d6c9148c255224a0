package org.zhicheng.work.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.lambda.FakeServices.ADMINISTRATOR;
import static org.zhicheng.lambda.Requests.problem;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.dossier.committee.Expert.Standing;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore.Recorded;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.committee.RecordExpertHandler;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.handlers.staff.ListStaffHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.rules.retention.Retention;
import org.zhicheng.work.committee.ImportExperts.Effect;
import org.zhicheng.work.committee.ImportExperts.Report;
import org.zhicheng.work.registration.DownloadPersonalData;
import org.zhicheng.work.registration.PersonalData;

class ExpertRegisterTest {

    private static final String ID = "expertaaaaaaaaaaaaaaaaaaaa";
    private static final String OTHER = "expertbbbbbbbbbbbbbbbbbbbb";
    private static final String SERIES = "工程系列";
    private static final String HEADING = "姓名,工作单位,职称,系列,专业,聘期开始,聘期结束,电子邮箱\n";
    private static final String FIRST_LINE = "样专家,样例设计研究院,正高级工程师,工程,测绘工程、机械工程,2025-01-01,2027/12/31,expert@example.invalid\n";

    private final FakeServices services = new FakeServices();
    private final RecordExpertHandler handler = new RecordExpertHandler(services);
    private final ListStaffHandler lists = new ListStaffHandler(services);

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
        Samples.appoint(services, "officer", Role.OFFICE, "");
    }

    // ── recording ──

    @Test
    @DisplayName("R45 登记、更正评审专家：写法按目录和单位登记册，须指明所见版本，重复不生新版本")
    void shouldRecordAnExpertAsTheBureauWritesIt_R45() {
        Samples.employer(services, Samples.USCC, "样例（西域）科技有限公司", Samples.DISTRICT);
        Map<String, Object> entry = entry();
        entry.put("employerName", "样例(西域)科技有限公司");
        entry.put("series", List.of("工程"));
        entry.put("specialties", List.of("测绘工程"));

        ExpertView first = view(put(ID, entry, 0));
        assertThat(first.employer()).as("found by the name, so that nobody judges applicants of the own employer").isEqualTo(Samples.USCC);
        assertThat(first.employerName()).isEqualTo("样例（西域）科技有限公司");
        assertThat(first.series()).containsExactly(SERIES);
        assertThat(first.specialties()).containsExactly("测绘工程专业");
        assertThat(first.standing()).isEqualTo(Standing.NOT_CONSENTED);
        assertThat(view(put(ID, entry, 0))).as("a repeat").isEqualTo(first);

        entry.put("title", "教授级高级工程师");
        assertThat(problem(put(ID, entry, 0))).isEqualTo(ErrorCode.SETTING_CHANGED);
        assertThat(view(put(ID, entry, 1)).version()).isEqualTo(2);
        assertThat(services.eventsOf("EXPERT#" + ID)).extracting(AuditEvent::action).containsExactly("RECORD_EXPERT", "RECORD_EXPERT");
        assertThat(services.eventsOf("EXPERT#" + ID).getLast().note()).contains("title: 正高级工程师 → 教授级高级工程师").doesNotContain("@");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"name||FIELD_MISSING|name", "title||FIELD_MISSING|title",
            "employerName||FIELD_MISSING|employerName", "employer|91350100M000100Y44|USCC_CHECK_DIGIT|employer",
            "mail|nobody|MAIL_INVALID|mail", "from||FIELD_MISSING|from", "to|2024-12-31|DATES_REVERSED|to",
            "to|2100-01-01|DATE_IMPLAUSIBLE|to", "from|1999-12-31|DATE_IMPLAUSIBLE|from", "title|正高级工程师😀|CHARACTER_CANNOT_PRINT|title"})
    @DisplayName("R45 专家登记的各项须完整、可印，日期合理")
    void shouldRefuseAnEntryThatCannotBeRight_R45(String field, String value, String code, String at) {
        Map<String, Object> entry = entry();
        entry.put(field, value == null ? "" : value);
        if (value == null && field.equals("from")) {
            entry.remove("from");
        }

        ApiResponse response = put(ID, entry, 0);
        assertThat(problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("\"code\":\"" + code + "\"", "\"field\":\"" + at + "\"");
        assertThat(services.experts().all()).isEmpty();
    }

    @Test
    @DisplayName("R45 系列、专业取自目录；一次指出全部问题；目录后来删去的可以保留")
    void shouldTakeSeriesAndSpecialtiesFromTheCatalogue_R45() {
        Map<String, Object> entry = entry();
        entry.put("series", List.of());
        assertThat(put(ID, entry, 0).body()).contains("\"field\":\"series\"");
        entry.put("series", List.of("没有的系列"));
        entry.put("specialties", List.of("没有的专业"));
        assertThat(put(ID, entry, 0).body()).contains("SERIES_UNKNOWN", "SPECIALTY_UNKNOWN");

        services.experts()
                .save(List.of(new Recorded(
                        Expert.entered(ID, "样专家", "", "样例设计研究院", "正高级工程师", List.of("没有的系列"), List.of("没有的专业"),
                                LocalDate.parse("2025-01-01"), LocalDate.parse("2027-12-31")).over(Optional.empty()),
                        AuditEvent.of("EXPERT#" + ID, services.now(), ADMINISTRATOR, Role.ADMINISTRATOR, "RECORD_EXPERT",
                                AuditEvent.Channel.API, ""))));
        services.clock().advance(Duration.ofSeconds(1));
        assertThat(put(ID, entry, 1).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("R45 出库须有日期和理由，自该日起不再参加抽取")
    void shouldEndSomebodysBeingOnTheRegisterWithDayAndReason_R45() {
        String code = invited(ID);
        consent("expert-1", ID, code, true);
        Samples.appoint(services, "expert-1", Role.COMMITTEE, "");
        assertThat(listed().getFirst().standing()).isEqualTo(Standing.AVAILABLE);

        Map<String, Object> entry = entry();
        entry.put("ended", Map.of("day", "2025-03-04", "reason", " "));
        assertThat(put(ID, entry, 3).body()).contains("\"field\":\"ended.reason\"");
        entry.put("ended", Map.of("day", "2025-03-04", "reason", "样本：本人调离。"));
        assertThat(view(put(ID, entry, 3)).standing()).as("the day before").isEqualTo(Standing.AVAILABLE);
        Expert ended = services.experts().find(ID).orElseThrow();
        assertThat(ended.isAvailable(LocalDate.parse("2025-03-03"))).isTrue();
        assertThat(ended.isAvailable(LocalDate.parse("2025-03-04"))).isFalse();
        services.clock().advance(Duration.ofDays(1));
        assertThat(listed().getFirst().standing()).isEqualTo(Standing.ENDED);
        assertThat(problem(post("/experts/{id}/invitation", ADMINISTRATOR, ID, null))).isEqualTo(ErrorCode.EXPERT_ENDED);
    }

    @Test
    @DisplayName("R45 只在聘期内、经本人同意后可被抽取")
    void shouldBeAvailableOnTheDaysOfTheTermOnly_R45() {
        Expert expert = Expert.entered(ID, "样专家", "", "样例设计研究院", "正高级工程师", List.of(SERIES), List.of("测绘工程专业"),
                LocalDate.parse("2025-03-03"), LocalDate.parse("2025-03-05"));
        assertThat(expert.isAvailable(LocalDate.parse("2025-03-03"))).as("without consent").isFalse();
        Expert consenting = expert.consenting("expert-1", services.now());
        assertThat(
                List.of("2025-03-02", "2025-03-03", "2025-03-05", "2025-03-06").stream().map(LocalDate::parse).map(consenting::isAvailable))
                .containsExactly(false, true, true, false);
        assertThat(consenting.standing(LocalDate.parse("2025-03-02"), true)).isEqualTo(Standing.NOT_BEGUN);
        assertThat(consenting.standing(LocalDate.parse("2025-03-03"), false)).isEqualTo(Standing.NOT_APPOINTED);
        assertThat(consenting.takingBack().isAvailable(LocalDate.parse("2025-03-03"))).isFalse();
        assertThat(consenting.judges("工程", Optional.of("测绘工程"))).isTrue();
        assertThat(consenting.judges(SERIES, Optional.of("机械工程专业"))).isFalse();
        assertThat(consenting.judges(SERIES, Optional.empty())).isTrue();
        assertThat(consenting.worksFor(Samples.USCC, " 样例设计研究院 ")).as("by the name, as no code is known").isTrue();
        assertThat(consenting.worksFor(Samples.USCC, "样例设计院")).isFalse();
    }

    // ── importing ──

    @Test
    @DisplayName("R45 导入专家：先预览，逐行指出错误，其余照常导入；重复导入不再改动")
    void shouldImportAListWithEachWrongLineToldAndRepeatably_R45() {
        String table = HEADING + FIRST_LINE + "样专家二,样例学院,教授,没有的系列,,2025-01-01,2025-13-01,\n"
                + "样专家三,样例学院,教授,工程系列;农业技术系列,,2025年1月1日,46022,\n" + FIRST_LINE.replace("正高级", "高级");

        Report preview = Requests.body(importing(table, true), Report.class);
        assertThat(services.experts().all()).as("a preview writes nothing").isEmpty();
        Report report = Requests.body(importing(table, false), Report.class);
        assertThat(preview.planned()).isEqualTo(report.planned()).extracting(ImportExperts.Planned::line, ImportExperts.Planned::effect)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, Effect.NEW), org.assertj.core.groups.Tuple.tuple(4, Effect.NEW));
        assertThat(preview.remaining()).isEqualTo(2);
        assertThat(report.remaining()).isZero();
        assertThat(report.wrong().stream()
                .map(line -> line.line() + " "
                        + line.violations().stream().map(v -> v.field() + " " + v.code()).collect(Collectors.joining(", "))))
                .containsExactly("3 to DATE_IMPLAUSIBLE, series SERIES_UNKNOWN", "5 name SHEET_LINE_TWICE");
        Expert first = services.experts().all().stream().filter(e -> e.name().equals("样专家")).findFirst().orElseThrow();
        assertThat(first.specialties()).containsExactly("测绘工程专业", "机械工程专业");
        assertThat(first.to()).isEqualTo("2027-12-31");
        assertThat(services.experts().all().stream().filter(e -> e.name().equals("样专家三")).findFirst().orElseThrow().to())
                .as("a day as spreadsheets keep it").isEqualTo("2025-12-31");

        services.clock().advance(Duration.ofDays(1));
        Report again = Requests.body(importing(HEADING + FIRST_LINE, false), Report.class);
        assertThat(again.created() + again.changed()).isZero();
        assertThat(services.eventsOf("EXPERT#" + first.id())).hasSize(1);
        Report changed = Requests.body(importing(HEADING + FIRST_LINE.replace("正高级", "高级"), false), Report.class);
        assertThat(changed.changed()).isEqualTo(1);
        assertThat(services.experts().find(first.id()).orElseThrow().title()).isEqualTo("高级工程师");
        assertThat(services.experts().all()).hasSize(2);
    }

    @Test
    @DisplayName("R45 导入不改动本人的同意；已出库的人再次导入是新的登记")
    void shouldKeepConsentAndTakeWhoLeftAsAnother_R45() {
        importing(HEADING + FIRST_LINE, false);
        String id = services.experts().all().getFirst().id();
        String code = Requests.body(post("/experts/{id}/invitation", ADMINISTRATOR, id, null), RecordExpertHandler.Invited.class).link()
                .substring(id.length() + 1);
        consent("expert-1", id, code, true);
        services.clock().advance(Duration.ofDays(1));
        importing(HEADING + FIRST_LINE.replace("2027/12/31", "2028-12-31"), false);
        assertThat(services.experts().find(id).orElseThrow().consented()).isPresent();

        Map<String, Object> entry = entry();
        entry.put("ended", Map.of("day", "2025-03-04", "reason", "样本：调离。"));
        assertThat(put(id, entry, 4).statusCode()).isEqualTo(200);
        services.clock().advance(Duration.ofDays(1));
        importing(HEADING.strip() + ",出库日期\n" + FIRST_LINE.strip() + ",2025-03-04\n", false);
        assertThat(services.experts().all()).as("a table taken from the register brings nobody back").hasSize(1);
        importing(HEADING + FIRST_LINE, false);
        assertThat(services.experts().all()).hasSize(2);
        String second = services.experts().all().stream().map(Expert::id).filter(other -> !other.equals(id)).findFirst().orElseThrow();
        String link = Requests.body(post("/experts/{id}/invitation", ADMINISTRATOR, second, null), RecordExpertHandler.Invited.class)
                .link();
        assertThat(consent("expert-1", second, link.substring(second.length() + 1), true).statusCode())
                .as("the same person under the same login").isEqualTo(200);
        assertThat(services.experts().findBySub("expert-1").orElseThrow().id()).isEqualTo(second);
    }

    @Test
    @DisplayName("R45 数百人分批导入，中断后同一请求继续，编号不因重复而变")
    void shouldGoOnWhereAnImportWasCutOff_R45() {
        String table = HEADING
                + IntStream.range(0, 300).mapToObj(i -> FIRST_LINE.replace("样专家", "样专家" + letters(i))).collect(Collectors.joining());
        ImportExperts imports = new ImportExperts(services.experts(), services.staff(), services.cycles(), services.clock(),
                services.ids());
        Actor by = new Actor(ADMINISTRATOR, "管理员", List.of(new Appointment(Role.ADMINISTRATOR, "", LocalDate.EPOCH, Optional.empty())));
        AtomicInteger slices = new AtomicInteger();
        Report cut = imports.run(by, table.getBytes(StandardCharsets.UTF_8), () -> slices.incrementAndGet() <= 2);
        assertThat(cut.remaining()).isEqualTo(240);
        assertThat(services.experts().all()).hasSize(60);

        assertThat(imports.run(by, table.getBytes(StandardCharsets.UTF_8), () -> true).remaining()).isZero();
        assertThat(services.experts().all()).hasSize(300).allSatisfy(e -> assertThat(e.id()).matches("[a-z2-7]{26}"));
        assertThat(services.eventsOf("EXPERT#" + services.experts().all().getFirst().id())).hasSize(1);
    }

    @Test
    @DisplayName("R45 同一单位的两位同名专家，导入时不作猜测")
    void shouldNotGuessWhichOfTwoNamesakesIsMeant_R45() {
        assertThat(put(ID, entry(), 0).statusCode()).isEqualTo(200);
        services.clock().advance(Duration.ofSeconds(1));
        assertThat(put(OTHER, entry(), 0).statusCode()).isEqualTo(200);

        Report report = Requests.body(importing(HEADING + FIRST_LINE, false), Report.class);
        assertThat(report.wrong().getFirst().violations()).extracting(v -> v.code()).containsExactly("EXPERT_NAMESAKES");
    }

    @Test
    @DisplayName("R45 不是表格的、缺列的说明如何更正")
    void shouldSayWhatToDoWithWhatIsNoList_R45() {
        assertThat(importing("姓名,系列\n样,工程\n", false).body()).contains("工作单位", "职称", "聘期开始", "聘期结束");
        assertThat(importing("\n", false).body()).contains("SHEET_UNREADABLE");
        assertThat(problem(post("/experts/imports", ADMINISTRATOR, "", Map.of("content", "#")))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(post("/experts/imports", ADMINISTRATOR, "", Map.of()))).isEqualTo(ErrorCode.MISSING_FIELD);
    }

    // ── consenting ──

    @Test
    @DisplayName("R45 凭邀请链接登录后同意，登录只绑定一次；同意本身不给任何权限")
    void shouldBindTheLoginOfWhoConsentsOnce_R45() {
        String code = invited(ID);
        assertThat(invited(ID)).as("a repeat is the same").isEqualTo(code);
        assertThat(problem(consent("expert-1", ID, "wrong", true))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(consent("expert-1", OTHER, code, true))).isEqualTo(ErrorCode.NOT_FOUND);

        ApiResponse look = Requests.post("/experts/{id}/consent").path("id", ID).query("preview", "true").as("expert-1")
                .body(Map.of("code", code)).to(handler);
        assertThat(look.body()).contains("样专家", SERIES).doesNotContain("consented");
        assertThat(services.experts().findBySub("expert-1")).as("looking binds nothing").isEmpty();
        ApiResponse consented = consent("expert-1", ID, code, true);
        assertThat(consented.body()).contains("consented");
        assertThat(consent("expert-1", ID, "", true).body()).as("a repeat, and no code is needed any more").isEqualTo(consented.body());
        assertThat(problem(consent("expert-2", ID, code, true))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(post("/experts/{id}/invitation", ADMINISTRATOR, ID, null))).isEqualTo(ErrorCode.EXPERT_CONSENTED);
        assertThat(services.staff().find("expert-1")).as("it appoints nobody").isEmpty();
        assertThat(listed().getFirst().standing()).isEqualTo(Standing.NOT_APPOINTED);
        assertThat(own("expert-1")).contains("样专家").contains("consented");
        assertThat(own("expert-2")).doesNotContain("样专家");
    }

    @Test
    @DisplayName("R45 同意可由本人收回，自此不再参加抽取，可再次同意")
    void shouldLetThePersonTakeTheConsentBack_R45() {
        String code = invited(ID);
        consent("expert-1", ID, code, true);
        services.clock().advance(Duration.ofDays(1));
        assertThat(problem(consent("expert-2", ID, "", false))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(consent("expert-1", ID, "", false).body()).doesNotContain("consented");
        assertThat(consent("expert-1", ID, "", false).statusCode()).as("a repeat").isEqualTo(200);
        Expert expert = services.experts().find(ID).orElseThrow();
        assertThat(expert.isAvailable(LocalDate.parse("2025-03-05"))).isFalse();
        assertThat(expert.sub()).as("what was done under the login stays so").contains("expert-1");
        services.clock().advance(Duration.ofDays(1));
        assertThat(consent("expert-1", ID, "", true).body()).contains("consented");
        assertThat(services.eventsOf("EXPERT#" + ID)).extracting(AuditEvent::action).containsExactlyInAnyOrder("RECORD_EXPERT",
                "INVITE_EXPERT", "CONSENT_EXPERT", "TAKE_BACK_CONSENT", "CONSENT_EXPERT");
    }

    @Test
    @DisplayName("R45 一个登录只能是一位专家；邀请二十八天有效")
    void shouldBeOneEntryALoginAndHoldForTwentyEightDays_R45() {
        consent("expert-1", ID, invited(ID), true);
        String second = invited(OTHER);
        assertThat(problem(consent("expert-1", OTHER, second, true))).isEqualTo(ErrorCode.CONSENTED_AS_OTHER);
        services.clock().advance(InviteExpert.VALID.minusMillis(1));
        assertThat(consent("expert-2", OTHER, second, true).statusCode()).isEqualTo(200);

        String third = invited("expertcccccccccccccccccccc");
        services.clock().advance(InviteExpert.VALID);
        assertThat(problem(consent("expert-3", "expertcccccccccccccccccccc", third, true))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(invited("expertcccccccccccccccccccc")).as("a new one").isNotEqualTo(third);
    }

    @Test
    @DisplayName("R36、R45 邀请邮件只有姓名和链接，只发一次；本人已同意或没有邮箱的不发")
    void shouldMailTheInvitationOnceWithNothingButNameAndLink_R36_R45() {
        String code = invited(ID);
        invited(ID);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);

        assertThat(services.mailer().sent()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("expert@example.invalid");
            assertThat(mail.text()).contains("样专家", "/portal/committee/consent#" + ID + "-" + code).doesNotContain("样例设计研究院", SERIES,
                    "正高级工程师");
        });
        Map<String, Object> entry = entry();
        entry.put("mail", "");
        put(OTHER, entry, 0);
        assertThat(post("/experts/{id}/invitation", ADMINISTRATOR, OTHER, null).body()).contains("\"mailed\":false");
        assertThat(services.waiting()).isEmpty();
        assertThat(services.eventsOf("EXPERT#" + ID).toString()).as("the record has no code").doesNotContain(code);
    }

    // ── who sees ──

    @Test
    @DisplayName("R45 评委库仅管理员和评审机构可见，按系列、专业、状态、姓名查找，分页")
    void shouldListTheRegisterForAdministratorsAndTheOfficeOnly_R45() {
        String table = HEADING
                + IntStream.range(0, 130).mapToObj(i -> FIRST_LINE.replace("样专家", "样专家" + letters(i))).collect(Collectors.joining())
                + "另一位,样例学院,教授,农业技术系列,,2025-01-01,2025-12-31,\n";
        importing(table, false);

        ListExperts.Found first = found("officer", Map.of());
        assertThat(first.experts()).hasSize(ListExperts.PAGE);
        assertThat(found("officer", Map.of("cursor", first.next().orElseThrow())).experts()).hasSize(31);
        assertThat(first.counts()).containsEntry(Standing.NOT_CONSENTED, 131).containsEntry(Standing.AVAILABLE, 0);
        assertThat(found("officer", Map.of("series", "农业技术")).experts()).extracting(ExpertView::name).containsExactly("另一位");
        assertThat(found("officer", Map.of("series", "工程", "specialty", "机械工程")).counts()).containsEntry(Standing.NOT_CONSENTED, 130);
        assertThat(found("officer", Map.of("name", "样例学")).experts()).hasSize(1);
        assertThat(found("officer", Map.of("standing", "ENDED")).experts()).isEmpty();
        assertThat(problem(list("officer", Map.of("cursor", "nobody")))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(list("officer", Map.of("specialty", "机械工程")))).as("of no series").isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(list("officer", Map.of("standing", "x")))).isEqualTo(ErrorCode.INVALID_VALUE);
        Samples.appoint(services, "member", Role.COMMITTEE, "");
        assertThat(problem(list("member", Map.of()))).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    @Test
    @DisplayName("R45 登录标识只给任命人看，邀请码不给任何人看；登记、导入、邀请限管理员")
    void shouldShowLoginsToWhoAppointsAndCodesToNobody_R45() {
        String code = invited(ID);
        consent("expert-1", ID, code, true);
        invited(OTHER);
        assertThat(list("officer", Map.of()).body()).contains("样专家").doesNotContain("expert-1", code);
        assertThat(list(ADMINISTRATOR, Map.of()).body()).contains("\"sub\":\"expert-1\"")
                .doesNotContain(services.experts().find(OTHER).orElseThrow().invited().orElseThrow().code());
        assertThat(problem(Requests.put("/experts/{id}").path("id", ID).asStaff("officer").body(entry()).to(handler)))
                .isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(problem(post("/experts/{id}/invitation", "officer", OTHER, null))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(problem(post("/experts/imports", "officer", "", Map.of("content", "")))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(problem(put("short", entry(), 0))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    @DisplayName("R38、R45 离库五年后删除，登录一并删除")
    void shouldDeleteAnEntryFiveYearsAfterItsEnd_R38_R45() {
        consent("expert-1", ID, invited(ID), true);
        Expert expert = services.experts().find(ID).orElseThrow();
        services.clock().set(Retention.EXPERTS.endOf(expert.over()).minusMillis(1));
        new org.zhicheng.handlers.retention.DeleteExpiredRecordsHandler(services).handleRequest(Map.of(), null);
        assertThat(services.experts().find(ID)).isPresent();
        services.clock().advance(Duration.ofMillis(1));
        new org.zhicheng.handlers.retention.DeleteExpiredRecordsHandler(services).handleRequest(Map.of(), null);
        assertThat(services.experts().all()).isEmpty();
        assertThat(services.experts().findBySub("expert-1")).isEmpty();
    }

    @Test
    @DisplayName("R38、R45 申报人同时是评审专家的，个人资料中可见评委库登记和保存期限")
    void shouldTellAnApplicantWhoIsAnExpertWhatIsHeld_R38_R45() {
        Applications applications = new Applications();
        FakeServices others = applications.services;
        applications.register("expert-1", "样专家");
        others.experts().bind(new Recorded(
                Expert.entered(ID, "样专家", "", "样例设计研究院", "正高级工程师", List.of(SERIES), List.of(), LocalDate.parse("2025-01-01"),
                        LocalDate.parse("2027-12-31")).consenting("expert-1", others.now()).over(Optional.empty()),
                AuditEvent.of("EXPERT#" + ID, others.now(), "expert-1", Role.COMMITTEE, "CONSENT_EXPERT", AuditEvent.Channel.API, "")),
                "expert-1", Optional.empty());

        PersonalData data = new DownloadPersonalData(others.people(), others.vault(), others.applications(), others.certificates(),
                others.integrity(), others.staff(), others.experts(), others.sessions(), others.cycles(), others.auditLog(), others.clock())
                .gather(applications.as("expert-1"));
        assertThat(data.expert().orElseThrow().employerName()).isEqualTo("样例设计研究院");
        assertThat(data.kept()).filteredOn(kept -> kept.retention().equals("EXPERTS")).singleElement()
                .satisfies(kept -> assertThat(kept.until()).contains(LocalDate.parse("2033-01-01")));
    }

    private static Map<String, Object> entry() {
        return new HashMap<>(Map.of("name", "样专家", "mail", "expert@example.invalid", "employerName", "样例设计研究院", "title", "正高级工程师", "series",
                List.of(SERIES), "from", "2025-01-01", "to", "2027-12-31"));
    }

    /** Another name for each number, as a name has no digits. */
    private static String letters(int i) {
        return Character.toString('一' + 1000 + i);
    }

    private ApiResponse put(String id, Map<String, Object> entry, int version) {
        services.clock().advance(Duration.ofSeconds(1));
        Requests request = Requests.put("/experts/{id}").path("id", id).asStaff(ADMINISTRATOR).header("accept-language", "zh").body(entry);
        return (version == 0 ? request : request.header("if-match", Integer.toString(version))).to(handler);
    }

    private static ExpertView view(ApiResponse response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Requests.body(response, ExpertView.class);
    }

    private ApiResponse post(String route, String sub, String id, Object body) {
        Requests request = Requests.post(route).path("id", id).asStaff(sub);
        return (body == null ? request : request.body(body)).to(handler);
    }

    private ApiResponse importing(String table, boolean preview) {
        Requests request = Requests.post("/experts/imports").asStaff(ADMINISTRATOR).header("accept-language", "zh")
                .body(Map.of("content", Base64.getEncoder().encodeToString(table.getBytes(StandardCharsets.UTF_8))));
        return (preview ? request.query("preview", "true") : request).to(handler);
    }

    /** The code of who is on the register then. */
    private String invited(String id) {
        services.clock().advance(Duration.ofSeconds(1));
        if (services.experts().find(id).isEmpty()) {
            put(id, entry(), 0);
        }
        ApiResponse response = post("/experts/{id}/invitation", ADMINISTRATOR, id, null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Requests.body(response, RecordExpertHandler.Invited.class).link().substring(id.length() + 1);
    }

    private ApiResponse consent(String sub, String id, String code, boolean consents) {
        return Requests.post("/experts/{id}/consent").path("id", id).as(sub).body(Map.of("code", code, "consents", consents)).to(handler);
    }

    private ApiResponse list(String sub, Map<String, String> query) {
        Requests request = Requests.get("/experts").asStaff(sub);
        for (Map.Entry<String, String> one : query.entrySet()) {
            request = request.query(one.getKey(), one.getValue());
        }
        return request.to(lists);
    }

    @Test
    @DisplayName("R45 评委库可导出为表格：按所查条件，不分页，公式不会运行，表头与导入相同")
    void shouldHandOutTheRegisterAsATableInWhichNoFormulaRuns_R45() throws java.io.IOException {
        services.experts()
                .save(List.of(new Recorded(
                        Expert.entered(ID, "=HYPERLINK(1)", "", "＠样例研究院", "正高级工程师", List.of(SERIES), List.of(),
                                LocalDate.parse("2025-01-01"), LocalDate.parse("2027-12-31")).over(Optional.empty()),
                        AuditEvent.of("EXPERT#" + ID, services.now(), ADMINISTRATOR, Role.ADMINISTRATOR, "RECORD_EXPERT",
                                AuditEvent.Channel.API, ""))));
        services.clock().advance(Duration.ofSeconds(1));
        put(OTHER, entry(), 0);

        ApiResponse response = list("officer", Map.of("format", "CSV"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", "text/csv; charset=utf-8");
        String table = new String(Base64.getDecoder().decode(response.body()), StandardCharsets.UTF_8);
        assertThat(table).startsWith("\uFEFF姓名,工作单位,统一社会信用代码,职称,系列,专业,聘期开始,聘期结束,状态,").contains("'=HYPERLINK(1),'＠样例研究院,")
                .contains("样专家,样例设计研究院,,正高级工程师,工程系列,,2025-01-01,2027-12-31,未同意,").doesNotContain("expert-1,");
        assertThat(Requests.body(importing(table, true), Report.class).planned()).as("is read as a list again")
                .extracting(ImportExperts.Planned::name).contains("样专家");
        assertThat(new String(Base64.getDecoder().decode(list(ADMINISTRATOR, Map.of("format", "CSV", "name", "样专家")).body()),
                StandardCharsets.UTF_8).lines()).hasSize(2);
        assertThat(list("officer", Map.of("format", "XLSX")).body()).as("a ZIP").startsWith("UEsDB");
        assertThat(problem(list("officer", Map.of("format", "PDF")))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(list("expert-1", Map.of("format", "CSV")))).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    private ListExperts.Found found(String sub, Map<String, String> query) {
        return Requests.body(list(sub, query), ListExperts.Found.class);
    }

    private List<ExpertView> listed() {
        return found("officer", Map.of()).experts();
    }

    private String own(String sub) {
        return Requests.get("/experts/own").as(sub).to(lists).body();
    }
}
