package org.zhicheng.work.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.lambda.FakeServices.ADMINISTRATOR;
import static org.zhicheng.lambda.Requests.problem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore.Registered;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.handlers.staff.ListEmployersHandler;
import org.zhicheng.handlers.staff.RegisterEmployerHandler;
import org.zhicheng.handlers.waiting.TellStaffHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.staff.ImportEmployers.Announcement;
import org.zhicheng.work.staff.ImportEmployers.Report;
import org.zhicheng.work.staff.ImportEmployers.Stage;

class EmployerRegisterTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String HEADING = "统一社会信用代码,单位名称,区（县）,联系电话\n";
    private static final Actor BY = new Actor(ADMINISTRATOR, "管理员",
            List.of(new Appointment(Role.ADMINISTRATOR, "", java.time.LocalDate.EPOCH, Optional.empty())));

    private final FakeServices services = new FakeServices();
    private final ListEmployersHandler list = new ListEmployersHandler(services);

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
    }

    // ── finding ──

    @Test
    @DisplayName("R42 按名称的一部分或信用代码查找单位，写法上的差别不计")
    void shouldFindAnEmployerByAPartOfItsNameOrItsCode_R42() {
        Samples.employer(services, Samples.USCC, "乌鲁木齐市样例（西域）科技有限公司", Samples.DISTRICT);
        Samples.employer(services, code(1), "样例测绘有限公司", Samples.DISTRICT);

        assertThat(find("name", "样例").employers()).extracting(ListEmployersHandler.Line::name).as("what begins with it first")
                .containsExactly("样例测绘有限公司", "乌鲁木齐市样例（西域）科技有限公司");
        assertThat(find("name", "样例(西域) 科技").employers()).extracting(ListEmployersHandler.Line::uscc).containsExactly(Samples.USCC);
        assertThat(find("name", "没有这一家").employers()).isEmpty();
        assertThat(find("uscc", Samples.USCC.toLowerCase(Locale.ROOT)).employers()).hasSize(1);
        assertThat(problem(Requests.get("/employers").query("name", "样").as("anyone").to(list))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    @DisplayName("R42 登记册分页列出，名称相符的过多时注明")
    void shouldListTheRegisterPageByPage_R42() {
        IntStream.range(0, 130).forEach(i -> Samples.employer(services, code(i), "样例公司第" + i + "号", Samples.DISTRICT));

        ListEmployersHandler.Body first = Requests.body(Requests.get("/employers").as("anyone").to(list), ListEmployersHandler.Body.class);
        assertThat(first.employers()).hasSize(100);
        assertThat(find("cursor", first.next().orElseThrow()).employers()).hasSize(30);
        assertThat(find("name", "样例公司").employers()).hasSize(FindEmployers.MOST);
        assertThat(find("name", "样例公司").more()).isTrue();
    }

    // ── asking ──

    @Test
    @DisplayName("R42 申请登记单位：市局可见谁在等候，登记后以邮件告知")
    void shouldTellWhoAskedOnceTheEmployerIsRegistered_R42() {
        assertThat(ask("applicant", code(7), "样例新公司", false).body()).contains("\"standing\":\"WAITING\"");
        ask("applicant", code(7), "样例新公司", false);
        services.clock().advance(Duration.ofMinutes(5));
        ask("firm", code(7), "样例新公司（本单位）", true);

        ListEmployersHandler.Requested waiting = requested().getFirst();
        assertThat(waiting.name()).isEqualTo("样例新公司");
        assertThat(waiting.asked()).extracting(ListEmployersHandler.Asked::sub, ListEmployersHandler.Asked::forEmployer).containsExactly(
                org.assertj.core.groups.Tuple.tuple("applicant", false), org.assertj.core.groups.Tuple.tuple("firm", true));
        assertThat(problem(Requests.get("/employers").query("requested", "true").as("applicant").to(list)))
                .isEqualTo(ErrorCode.NOT_ALLOWED);

        services.clock().advance(Duration.ofMinutes(5));
        assertThat(register(code(7), "样例新公司").statusCode()).isEqualTo(200);
        assertThat(requested()).isEmpty();
        assertThat(mails()).containsExactly("applicant EMPLOYER_REGISTERED", "firm EMPLOYER_REGISTERED");
        assertThat(ask("late", code(7), "样例新公司", false).body()).contains("\"standing\":\"REGISTERED\"");
        assertThat(services.eventsOf("EMPLOYER#" + code(7))).extracting(AuditEvent::action).containsExactly("REQUEST_EMPLOYER",
                "REQUEST_EMPLOYER", "REGISTER_EMPLOYER");
    }

    @Test
    @DisplayName("R42、R48 申请与登记同时进行的，申请不会留存：后写的一方重新判断")
    void shouldLeaveNoRequestBehindWhereTheEmployerIsRegisteredAtTheSameMoment_R42_R48() {
        Employer employer = new Employer(code(7), "样例新公司", Samples.DISTRICT, "");
        EmployerRequest request = EmployerRequest.of(employer, new EmployerRequest.Asked("applicant", false, services.now()),
                Optional.empty());
        AuditEvent asked = Samples.event("EMPLOYER#" + code(7), 1, "REQUEST_EMPLOYER");
        AuditEvent registers = Samples.event("EMPLOYER#" + code(7), 2, "REGISTER_EMPLOYER");
        Registered registered = new Registered(employer.over(Optional.empty()), registers, Optional.empty(), List.of());

        services.staff().saveRequest(request, asked, List.of());
        assertThatThrownBy(() -> services.staff().saveEmployers(List.of(registered))).as("it was read before")
                .isInstanceOf(StaleVersion.class);
        assertThat(register(code(7), "样例新公司").statusCode()).isEqualTo(200);
        assertThat(mails()).containsExactly("applicant EMPLOYER_REGISTERED");
        assertThatThrownBy(
                () -> services.staff().saveRequest(request, Samples.event("EMPLOYER#" + code(7), 3, "REQUEST_EMPLOYER"), List.of()))
                .as("the register was read before").isInstanceOf(StaleVersion.class);
        assertThat(requested()).isEmpty();
    }

    @ParameterizedTest(name = "by an import: {0}")
    @DisplayName("R42、R48 单位已登记而申请仍在的，再次登记（含导入）即答复，只答复一次")
    @ValueSource(booleans = {false, true})
    void shouldAnswerARequestForWhatIsRegisteredAsItIs_R42_R48(boolean imported) {
        ask("applicant", code(7), "样例新公司", false);
        Employer employer = new Employer(code(7), "样例新公司", Samples.DISTRICT, "").over(Optional.empty());
        // as it may have come about before the one excluded the other
        StaffStore both = (StaffStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{StaffStore.class}, (_, method,
                arguments) -> method.getName().equals("findEmployer") ? Optional.of(employer) : method.invoke(services.staff(), arguments));

        for (int i = 0; i < 2; i++) {
            services.clock().advance(Duration.ofMinutes(5));
            if (imported) {
                byte[] file = (HEADING + code(7) + ",样例新公司,天山区,\n" + "\n".repeat(i)).getBytes(StandardCharsets.UTF_8);
                send(file);
                assertThat(new ImportEmployers(both, services.cycles(), services.materials(), services.clock())
                        .run(BY, announcement(file), () -> true).changed()).isZero();
            } else {
                assertThat(new RegisterEmployer(both, services.cycles(), services.clock()).register(BY, employer, 1)).isEqualTo(employer);
            }
        }
        assertThat(services.staff().requests()).isEmpty();
        assertThat(mails()).containsExactly("applicant EMPLOYER_REGISTERED");
        assertThat(services.staff().findEmployer(code(7))).as("nothing is written of it").isEmpty();
    }

    @Test
    @DisplayName("R42 不予登记须说明理由，申请人可见，可再次申请")
    void shouldRefuseARequestWithAReasonThatWhoAskedSees_R42() {
        ask("applicant", code(7), "样例新公司", false);
        assertThat(problem(refuse(code(7), " "))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(refuse(code(8), "样本"))).isEqualTo(ErrorCode.NOT_FOUND);

        assertThat(refuse(code(7), "样本：代码属于外省单位").statusCode()).isEqualTo(200);
        assertThat(mails()).containsExactly("applicant EMPLOYER_REFUSED");
        assertThat(requested()).isEmpty();
        assertThat(as("applicant", code(7)).request().orElseThrow().refusal()).isEqualTo("样本：代码属于外省单位");
        assertThat(as("other", code(7)).request()).isEmpty();
        services.clock().advance(Duration.ofMinutes(5));
        ask("applicant", code(7), "样例新公司（更正）", false);
        assertThat(requested()).extracting(ListEmployersHandler.Requested::name).containsExactly("样例新公司（更正）");
    }

    @Test
    @DisplayName("R33、R42 申请登记的单位须有正确的信用代码、名称和区（县）")
    void shouldRefuseARequestThatCannotBeRight_R33_R42() {
        ApiResponse response = ask("applicant", "91350100M000100Y44", "", false);

        assertThat(problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("USCC_CHECK_DIGIT", "FIELD_MISSING");
    }

    @Test
    @DisplayName("R42、R43 待确认的登记申请写入管理员的每日邮件")
    void shouldTellAdministratorsHowManyRequestsWait_R42_R43() {
        Samples.appoint(services, "admin-2", Role.ADMINISTRATOR, "");
        ask("applicant", code(7), "样例新公司", false);
        ask("applicant", code(8), "样例另一公司", false);
        new TellStaffHandler(services).handleRequest(Map.of(), null);

        assertThat(services.waiting().stream().map(OutboxItem::delivery).filter(MailToStaff.class::isInstance).map(MailToStaff.class::cast)
                .filter(mail -> mail.template() == MailTemplate.STAFF_EMPLOYERS)).singleElement().satisfies(mail -> {
                    assertThat(mail.recipient()).isEqualTo("admin-2");
                    assertThat(mail.facts()).containsEntry("requests", "2");
                });
    }

    // ── importing ──

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-8 with mark", "GB18030", "UTF-16LE", "XLSX"})
    @DisplayName("R42 导入 CSV（UTF-8、GB18030、UTF-16）和 XLSX")
    void shouldImportListsAsProgramsWriteThem_R42(String as) throws IOException {
        String table = HEADING + "\"" + code(1) + "\",样例·䶮公司,天山区,\n=\"" + code(2) + "\",\"样例,\"\"二\"\"公司\",沙依巴克区,'0991-2\n\n";
        byte[] file = switch (as) {
            case "UTF-8" -> table.getBytes(StandardCharsets.UTF_8);
            case "UTF-8 with mark" -> ("\uFEFF" + table).getBytes(StandardCharsets.UTF_8);
            case "GB18030" -> table.getBytes(GB18030);
            case "UTF-16LE" -> ("\uFEFF" + table.replace(',', '\t').replace("样例\t", "样例,")).getBytes(StandardCharsets.UTF_16LE);
            default -> xlsx(List.of("统一社会信用代码", "单位名称", "区（县）", "联系电话"), List.of(code(1), "样例·䶮公司", "天山区", ""),
                    List.of(code(2), "样例,\"二\"公司", "沙依巴克区", "0991-2"));
        };
        Report report = importAll(file);

        assertThat(report.wrong()).isEmpty();
        assertThat(report.stage()).isEqualTo(Stage.FINISHED);
        assertThat(services.staff().findEmployer(code(1)).orElseThrow().name()).isEqualTo("样例·䶮公司");
        assertThat(services.staff().findEmployer(code(2)).orElseThrow().name()).isEqualTo("样例,\"二\"公司");
        assertThat(services.staff().findEmployer(code(2)).orElseThrow().contactPhone()).isEqualTo("0991-2");
        assertThat(services.materials().keys()).as("the list is not kept").noneMatch(key -> key.startsWith("imports/"));
    }

    @Test
    @DisplayName("R42 逐行指出错误，其余照常导入")
    void shouldTellEachWrongLineAndImportTheOthers_R42() {
        Report report = importAll((HEADING + code(1) + ",样例一公司,天山区,\n" + "91350100M000100Y44,样例公司,天山区,\n" + code(3) + ",,和平区,\n" + code(1)
                + ",样例另一公司,天山区,\n" + code(1) + ",样例一公司,天山区,\n").getBytes(StandardCharsets.UTF_8));

        assertThat(report.lines()).isEqualTo(1);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.wrongLines()).isEqualTo(3);
        assertThat(report.wrong().stream()
                .map(line -> line.line() + " "
                        + line.violations().stream().map(v -> v.field() + " " + v.code()).collect(Collectors.joining(", "))))
                .containsExactly("3 uscc USCC_CHECK_DIGIT", "4 name FIELD_MISSING, district DISTRICT_UNKNOWN", "5 uscc SHEET_LINE_TWICE");
        assertThat(services.staff().employers()).hasSize(1);
    }

    @Test
    @DisplayName("R42 以数字存储的代码已失真，指明单元格")
    void shouldRefuseACodeThatIsStoredAsANumber_R42() throws IOException {
        Report report = importAll(xlsx(List.of("名称", "区县", "信用代码"), List.of("样例公司", "天山区", 916501007101000020L)));

        assertThat(report.wrong().getFirst().violations()).singleElement()
                .satisfies(v -> assertThat(v.chinese()).contains("C2").contains("文本"));
    }

    @Test
    @DisplayName("R42 不是表格的文件说明应如何另存")
    void shouldSayWhatToDoWithWhatIsNoTable_R42() {
        assertThat(refusal(new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0})).contains("XLSX");
        assertThat(refusal("PK\3\4no archive".getBytes(StandardCharsets.UTF_8))).contains("SHEET_UNREADABLE");
        assertThat(refusal(new byte[]{(byte) 0xFF, 0, 1, 2})).contains("SHEET_UNREADABLE");
        assertThat(refusal("代码,名称\n1,2\n".getBytes(StandardCharsets.UTF_8))).contains("统一社会信用代码").contains("区县");
        assertThat(refusal((HEADING + code(1) + ",\"样例公司,天山区\n").getBytes(StandardCharsets.UTF_8))).contains("SHEET_UNREADABLE");
    }

    @Test
    @DisplayName("R42 四万行分批导入，中断后继续，重复导入不再改动")
    void shouldImportTensOfThousandsInSlicesThatGoOnAfterACut_R42() {
        String table = IntStream.range(0, 40_000).mapToObj(i -> code(i) + ",样例公司第" + i + "号,天山区,").collect(Collectors.joining("\n"));
        byte[] file = (HEADING + table + "\n").getBytes(StandardCharsets.UTF_8);
        send(file);
        ImportEmployers imports = new ImportEmployers(services.staff(), services.cycles(), services.materials(), services.clock());
        AtomicInteger slices = new AtomicInteger();
        Report cut = imports.run(BY, announcement(file), () -> slices.incrementAndGet() <= 3);

        assertThat(cut.stage()).isEqualTo(Stage.RUNNING);
        assertThat(cut.done()).isPositive().isLessThan(40_000);
        Report whole = imports.run(BY, announcement(file), () -> true);
        assertThat(whole.stage()).isEqualTo(Stage.FINISHED);
        assertThat(whole.done()).isEqualTo(40_000);
        assertThat(services.staff().employers()).hasSize(40_000);
        assertThat(imports.run(BY, announcement(file), () -> true)).isEqualTo(whole);
        services.clock().advance(Duration.ofDays(1));
        assertThat(importAll((HEADING + table + "\n\n").getBytes(StandardCharsets.UTF_8)).changed()).as("another file with the same")
                .isZero();
        assertThat(services.eventsOf("EMPLOYER#" + code(5))).hasSize(1);
    }

    @Test
    @DisplayName("R42 导入时一并答复登记申请；名单未列电话的保留原电话")
    void shouldAnswerRequestsByAnImport_R42() {
        Samples.employer(services, code(1), "样例旧名公司", Samples.DISTRICT);
        ask("applicant", code(2), "样例新公司", false);
        importAll((HEADING + code(1) + ",样例新名公司,沙依巴克区,\n" + code(2) + ",样例新公司,天山区,0991\n").getBytes(StandardCharsets.UTF_8));

        assertThat(services.staff().findEmployer(code(1)).orElseThrow().name()).isEqualTo("样例新名公司");
        assertThat(services.staff().findEmployer(code(1)).orElseThrow().contactPhone()).isEqualTo("0991-1234567");
        assertThat(mails()).containsExactly("applicant EMPLOYER_REGISTERED");
        assertThat(requested()).isEmpty();
    }

    @Test
    void shouldRefuseEveryoneButAdministrators_R37() {
        Samples.appoint(services, "officer", Role.OFFICE, "");

        assertThat(problem(Requests.post("/employers/imports").asStaff("officer").body(announcement(new byte[]{1}))
                .to(new RegisterEmployerHandler(services)))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(problem(Requests.post("/employers/imports").asStaff(ADMINISTRATOR).body(new Announcement("text/csv", 99_000_000L, "x"))
                .to(new RegisterEmployerHandler(services)))).isEqualTo(ErrorCode.FILE_TOO_LARGE);
    }

    private Report importAll(byte[] file) {
        ApiResponse announced = announce(file);
        assertThat(announced.body()).contains("WAITING_FOR_FILE", "uri");
        send(file);
        return Requests.body(announce(file), Report.class);
    }

    private String refusal(byte[] file) {
        send(file);
        ApiResponse response = announce(file);
        assertThat(problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        return response.body();
    }

    private ApiResponse announce(byte[] file) {
        return Requests.post("/employers/imports").asStaff(ADMINISTRATOR).body(announcement(file)).header("accept-language", "zh")
                .to(new RegisterEmployerHandler(services));
    }

    private void send(byte[] file) {
        String id = org.zhicheng.ground.identity.StableId.of("employers\n" + announcement(file).sha256() + "\n" + file.length);
        services.materials().write("imports/" + id + "/file", "text/csv", file);
    }

    private static Announcement announcement(byte[] file) {
        try {
            return new Announcement("text/csv", (long) file.length,
                    Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] xlsx(List<?>... rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Workbook workbook = new Workbook(bytes, "test", "1.0");
        Worksheet sheet = workbook.newWorksheet("单位");
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].size(); j++) {
                if (rows[i].get(j) instanceof Number number) {
                    sheet.value(i, j, number);
                } else {
                    sheet.value(i, j, rows[i].get(j).toString());
                }
            }
        }
        workbook.finish();
        return bytes.toByteArray();
    }

    /** A credit code of a number, with its check digit. */
    private static String code(int number) {
        String begin = "91990000YANGB%04X".formatted(number).replace('O', '0');
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().mapToObj(c -> begin + (char) c)
                .filter(code -> CreditCode.check(code, "").isEmpty()).findFirst().orElseThrow();
    }

    private ListEmployersHandler.Body find(String parameter, String value) {
        return Requests.body(Requests.get("/employers").query(parameter, value).as("anyone").to(new ListEmployersHandler(services)),
                ListEmployersHandler.Body.class);
    }

    private ListEmployersHandler.Body as(String sub, String uscc) {
        return Requests.body(Requests.get("/employers").query("uscc", uscc).as(sub).to(list), ListEmployersHandler.Body.class);
    }

    private List<ListEmployersHandler.Requested> requested() {
        return Requests.body(Requests.get("/employers").query("requested", "true").asStaff(ADMINISTRATOR).to(list),
                ListEmployersHandler.Body.class).requests();
    }

    private ApiResponse ask(String sub, String uscc, String name, boolean forEmployer) {
        return Requests.post("/employers/{uscc}/request").path("uscc", uscc).as(sub)
                .body(new RegisterEmployerHandler.Wanted(name, Samples.DISTRICT, "0991", forEmployer))
                .to(new RegisterEmployerHandler(services));
    }

    private ApiResponse refuse(String uscc, String reason) {
        return Requests.post("/employers/{uscc}/refusal").path("uscc", uscc).asStaff(ADMINISTRATOR)
                .body(new RegisterEmployerHandler.Refusal(reason)).to(new RegisterEmployerHandler(services));
    }

    private ApiResponse register(String uscc, String name) {
        return Requests.put("/employers/{uscc}").path("uscc", uscc).asStaff(ADMINISTRATOR)
                .body(new RegisterEmployerHandler.Body(name, Samples.DISTRICT, "")).to(new RegisterEmployerHandler(services));
    }

    private List<String> mails() {
        return services.waiting().stream().map(OutboxItem::delivery).filter(SendMail.class::isInstance).map(SendMail.class::cast)
                .filter(mail -> mail.template() == MailTemplate.EMPLOYER_REGISTERED || mail.template() == MailTemplate.EMPLOYER_REFUSED)
                .map(mail -> mail.recipient() + " " + mail.template()).sorted().toList();
    }
}
