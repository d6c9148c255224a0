package org.zhicheng.work.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.handlers.statistics.ExportApplicationsHandler;
import org.zhicheng.handlers.statistics.ShowStatisticsHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.statistics.ExportApplications.Progress;

class StatisticsTest {

    private static final String OTHER = "91650100MA775DQL5X";

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
        Samples.appoint(services, "officer", Role.OFFICE, "");
        Samples.appoint(services, "tianshan", Role.DISTRICT, Samples.DISTRICT);
        Samples.appoint(services, "employer", Role.EMPLOYER, OTHER);
        Samples.appoint(services, "committee", Role.COMMITTEE, "");
        Samples.draft(services, "draft", "a");
        Samples.move(services, Samples.draft(services, "first", "b"), State.DISTRICT_REVIEW);
        services.clock().set("2025-03-04T00:10");
        submitted("second", "=HYPERLINK(\"http://x\"),李", "沙依巴克区");
        services.counted();
    }

    private void submitted(String id, String name, String district) {
        Application draft = Application.draft(id, 2025, "sub-" + id, name, "650***********1234",
                new Qualification(Kind.AWARD, TitleLevel.INTERMEDIATE, "工程系列", "电气", district), services.now());
        Application whole = draft.edit().form(new Form(null, null, null,
                new EmployerSection(OTHER, "另一家\"公司\"", Optional.empty(), Optional.empty()), null, null, null, null, null)).done();
        services.applications().commit(new Change(Optional.empty(), whole, Samples.event(id, whole.version(), "CREATE"), List.of(),
                List.of(), List.of(), Optional.empty()));
        Samples.move(services, whole, State.EMPLOYER_REVIEW);
    }

    private ApiResponse statistics(String sub) {
        return Requests.get("/statistics").query("cycle", 2025).asStaff(sub).to(new ShowStatisticsHandler(services));
    }

    private ApiResponse export(String sub, String format, String state) {
        services.clock().advance(java.time.Duration.ofMillis(1));
        return request(sub, format, state).to(new ExportApplicationsHandler(services));
    }

    private static Requests request(String sub, String format, String state) {
        Map<String, Object> wanted = new HashMap<>(Map.of("cycle", 2025, "format", format));
        if (!state.isEmpty()) {
            wanted.put("state", state);
        }
        return Requests.post("/exports").body(wanted).asStaff(sub);
    }

    private ApiResponse find(String sub, String id) {
        return Requests.get("/exports/{id}").path("id", id).asStaff(sub).to(new ExportApplicationsHandler(services));
    }

    private byte[] file(ApiResponse response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return services.certificateFiles().at(Requests.body(response, Progress.class).uri().orElseThrow());
    }

    private String csv(String sub, String state) {
        return new String(file(export(sub, "CSV", state)), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("R37 按区（县）、单位、级别、类别、步骤和日期统计")
    void shouldCountByDistrictEmployerLevelKindStateAndDay_R37() {
        ShowStatistics.Statistics s = Requests.body(statistics("officer"), ShowStatistics.Statistics.class);

        assertThat(s.submitted()).isEqualTo(2);
        assertThat(s.byState()).isEqualTo(Map.of("DRAFT", 1, "DISTRICT_REVIEW", 1, "EMPLOYER_REVIEW", 1));
        assertThat(s.byDistrict()).isEqualTo(Map.of(Samples.DISTRICT, 1, "沙依巴克区", 1));
        assertThat(s.byKind()).isEqualTo(Map.of("INITIAL_DETERMINATION", 1, "AWARD", 1));
        assertThat(s.byLevel()).isEqualTo(Map.of("JUNIOR", 1, "INTERMEDIATE", 1));
        assertThat(s.byEmployer()).extracting(ShowStatistics.EmployerCount::uscc).containsExactlyInAnyOrder(Samples.USCC, OTHER);
        assertThat(s.submissionsPerDay()).isEqualTo(Map.of(LocalDate.of(2025, 3, 3), 1, LocalDate.of(2025, 3, 4), 1));
    }

    @Test
    void shouldCountForEachTierOnlyWhatIsItsOwn_R20() {
        ShowStatistics.Statistics district = Requests.body(statistics("tianshan"), ShowStatistics.Statistics.class);
        assertThat(district.byState()).isEqualTo(Map.of("DISTRICT_REVIEW", 1));
        ShowStatistics.Statistics employer = Requests.body(statistics("employer"), ShowStatistics.Statistics.class);
        assertThat(employer.byDistrict()).isEqualTo(Map.of("沙依巴克区", 1));
    }

    @Test
    void shouldRefuseApplicantsAndTheCommittee_R37() {
        assertThat(Requests.problem(statistics("a"))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(statistics("committee"))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(export("a", "CSV", ""))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(services.certificateFiles().keys()).isEmpty();
    }

    @Test
    void shouldRefuseAnUnknownCycleOrState_R37() {
        assertThat(Requests
                .problem(Requests.get("/statistics").query("cycle", 2031).asStaff("officer").to(new ShowStatisticsHandler(services))))
                .isEqualTo(ErrorCode.NO_CYCLE);
        assertThat(Requests.problem(Requests.get("/statistics").asStaff("officer").to(new ShowStatisticsHandler(services))))
                .isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(Requests.problem(export("officer", "CSV", "NOWHERE"))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.problem(export("officer", "CSV", "DRAFT"))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    @DisplayName("R37 导出的名单可用 Excel 打开，中文无误、无公式")
    void shouldWriteCsvThatExcelOpensWithChineseIntactAndNoFormulas_R37() {
        String csv = csv("officer", "");

        assertThat(csv).startsWith("\uFEFF申报编号,").endsWith("\r\n");
        assertThat(csv.split("\r\n")).hasSize(3);
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://x\"\"),李\"").contains("\"另一家\"\"公司\"\"\"").contains("2025-03-03 12:00");
        assertThat(csv).contains("110***********002X").doesNotContain("draft");
    }

    @Test
    void shouldGuardEveryBeginningOfAFormula_R37() {
        byte[] file = Sheet.Format.CSV
                .file(sheet -> sheet.row(Stream.of("=1", "+1", "-1", "@x", "\tx", "＝1", "a=1", "").map(Sheet.Cell::of).toList()));

        assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo("\uFEFF'=1,'+1,'-1,'@x,'\tx,'＝1,a=1,\r\n");
    }

    @Test
    @DisplayName("R37 导出的 CSV 中长数字不失真，期限为当日24时")
    void shouldKeepWhatExcelWouldTakeForANumberOrADay_R37() {
        List<String> kept = List.of("916501007101000020", "09911234567", "3-4", "2025/3", "9165E12", "1.10", "12:30", "50%");
        List<String> plain = List.of("13800000000", "2025", "0", "91650100M000100Y43", "0991-1234567转8", "3号", "样本批〔2025〕1号");
        byte[] file = Sheet.Format.CSV.file(sheet -> {
            kept.forEach(text -> sheet.row(List.of(Sheet.Cell.of(text))));
            plain.forEach(text -> sheet.row(List.of(Sheet.Cell.of(text))));
        });
        List<String> lines = new String(file, StandardCharsets.UTF_8).substring(1).lines().toList();

        assertThat(lines.subList(0, kept.size())).isEqualTo(kept.stream().map(text -> "\"=\"\"" + text + "\"\"\"").toList());
        assertThat(lines.subList(kept.size(), lines.size())).isEqualTo(plain);
    }

    @Test
    void shouldKeepLongDigitsAndTellDeadlinesAsPeopleDo_R37() {
        Samples.employer(services, "916501007101000020", "样例数字代码公司", Samples.DISTRICT);
        Application draft = Application.draft("digits", 2025, "sub-digits", "样例丁", "650***********1234",
                new Qualification(Kind.AWARD, TitleLevel.INTERMEDIATE, "工程系列", "电气工程专业", Samples.DISTRICT), services.now());
        Application whole = draft.edit()
                .form(new Form(new Form.Contact("男", "汉族", "群众", "13800000000", ""), null,
                        List.of(new Form.EmploymentPeriod("样例数字代码公司", Optional.empty(), Optional.empty(), true, "电气工程师")),
                        new EmployerSection("916501007101000020", "样例数字代码公司", Optional.empty(), Optional.empty()), null, null, null, null,
                        null))
                .enter(State.DISTRICT_REVIEW, services.now(), Optional.of(Samples.at("2025-03-18T00:00")))
                .approvalDocument(Optional.of("样本批〔2025〕1号")).done();
        services.applications().commit(new Change(Optional.empty(), whole, Samples.event("digits", whole.version(), "CREATE"), List.of(),
                List.of(), List.of(), Optional.empty()));

        String line = csv("officer", "DISTRICT_REVIEW").lines().filter(l -> l.startsWith("digits")).findFirst().orElseThrow();
        assertThat(line).contains("\"=\"\"916501007101000020\"\"\"", "13800000000", "电气工程师", "样本批〔2025〕1号", ",2025-03-17,")
                .doesNotContain("2025-03-18");
    }

    @Test
    void shouldExportForEachTierOnlyWhatIsItsOwn_R20() {
        assertThat(csv("tianshan", "")).contains("first").doesNotContain("second");
        assertThat(csv("employer", "")).contains("second").doesNotContain("first");
        assertThat(csv("officer", "EMPLOYER_REVIEW")).contains("second").doesNotContain("first");
    }

    @Test
    void shouldWriteXlsxWithTheSameRows_R37(@TempDir Path folder) throws Exception {
        submitted("rare", "王\uD840\uDC01", "沙依巴克区");
        ApiResponse response = export("officer", "XLSX", "");
        Path copy = Files.write(folder.resolve("list.xlsx"), file(response));
        String text;
        // By the directory at the end, as spreadsheet programs read it.
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            assertThat(zip.getEntry("xl/workbook.xml")).isNotNull();
            Document sheet = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")));
            text = sheet.getDocumentElement().getTextContent();
            assertThat(sheet.getElementsByTagName("row").getLength()).isEqualTo(4);
            assertThat(sheet.getElementsByTagName("f").getLength()).isZero();
        }
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            String sheet = new String(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sheet).as("heading in sight, filter, A4, dates as dates")
                    .contains("<pane ", "frozen", "<autoFilter ", "paperSize=\"9\"")
                    .containsPattern("<c r=\"Q2\" s=\"\\d+\"[^>]*><v>[0-9.]+</v>");
        }
        assertThat(text).contains("申报编号", "张三", "=HYPERLINK(\"http://x\")", "王\uD840\uDC01").doesNotContain("'=");
        Progress progress = Requests.body(response, Progress.class);
        assertThat(progress.uri().orElseThrow().toString()).contains("expires=300");
        assertThat(progress.rows()).isEqualTo(3);
    }

    @Test
    void shouldWriteManyRowsAndLeaveControlCharactersOut_R37() {
        byte[] file = Sheet.Format.XLSX.file(sheet -> {
            for (int i = 0; i < 1200; i++) {
                sheet.row(List.of(Sheet.Cell.of("行" + i), Sheet.Cell.of("a\u0001b")));
            }
        });

        assertThat(file).hasSizeGreaterThan(1000);
    }

    @Test
    void shouldRecordWhoExported_R35() {
        csv("tianshan", "");

        assertThat(services.eventsOf("CYCLE#2025")).last().satisfies(e -> {
            assertThat(e.action()).isEqualTo("EXPORT");
            assertThat(e.actor()).isEqualTo("tianshan");
            assertThat(e.role()).isEqualTo(Role.DISTRICT);
            assertThat(e).extracting(AuditEvent::note).isEqualTo("CSV ");
        });
    }

    @Test
    @DisplayName("R37 长名单在后台生成：告知进度，完成后给出下载地址；别人的名单不可见")
    void shouldWriteALongListBehindTheAnswer_R37() {
        services.exports().busy(true);
        ApiResponse asked = export("officer", "CSV", "");
        String id = Requests.body(asked, Progress.class).id();
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.headers()).containsEntry("retry-after", "2");
        assertThat(Requests.body(find("officer", id), Progress.class)).extracting(Progress::stand, Progress::uri)
                .containsExactly(Exports.Stand.UNDER_WAY, Optional.empty());

        services.exports().write(new Exports.Order(id, false));

        assertThat(new String(file(find("officer", id)), StandardCharsets.UTF_8)).contains("first", "second");
        assertThat(Requests.problem(find("tianshan", id))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(Requests.problem(find("a", id))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(find("officer", "none"))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    @DisplayName("R37 重复的导出请求得到同一份名单；重复写入、写入失败后不改变结果")
    void shouldWriteOneListForOneKeyHoweverOften_R37() {
        String key = "key-of-an-export-1";
        ApiResponse once = request("officer", "CSV", "").header("idempotency-key", key).to(new ExportApplicationsHandler(services));
        ApiResponse again = request("officer", "CSV", "").header("idempotency-key", key).to(new ExportApplicationsHandler(services));
        String id = Requests.body(once, Progress.class).id();
        assertThat(Requests.body(again, Progress.class).id()).isEqualTo(id);
        assertThat(services.eventsOf("CYCLE#2025").stream().filter(e -> e.action().equals("EXPORT"))).hasSize(1);
        assertThat(
                Requests.problem(request("officer", "XLSX", "").header("idempotency-key", key).to(new ExportApplicationsHandler(services))))
                .isEqualTo(ErrorCode.KEY_OF_OTHER_REQUEST);

        services.exports().write(new Exports.Order(id, true));
        assertThat(Requests.body(find("officer", id), Progress.class).stand()).as("what is ready stays").isEqualTo(Exports.Stand.READY);
        services.exports().busy(true);
        String dying = Requests.body(export("officer", "CSV", ""), Progress.class).id();
        services.exports().write(new Exports.Order(dying, true));
        assertThat(Requests.body(find("officer", dying), Progress.class).stand()).isEqualTo(Exports.Stand.FAILED);
    }

    private List<MailToStaff> told(String sub) {
        return services.waiting().stream().map(OutboxItem::delivery).filter(MailToStaff.class::isInstance).map(MailToStaff.class::cast)
                .filter(mail -> mail.recipient().equals(sub)).toList();
    }

    @Test
    @DisplayName("R37 长名单生成或失败后以邮件告知本人：只告知一次，有地址，没有申报人的姓名；当场得到的不必告知")
    void shouldTellWhoAskedWhenALongListIsThereOrFailed_R37() {
        export("officer", "CSV", "");
        assertThat(told("officer")).as("it was there with the answer").isEmpty();
        services.exports().busy(true);
        String ready = Requests.body(export("officer", "CSV", ""), Progress.class).id();
        String failed = Requests.body(export("officer", "CSV", ""), Progress.class).id();
        services.clock().advance(java.time.Duration.ofMinutes(2));
        for (int i = 0; i < 2; i++) {
            services.exports().write(new Exports.Order(ready, false));
            services.exports().write(new Exports.Order(failed, true));
        }

        assertThat(told("officer")).containsExactly(
                new MailToStaff("officer", MailTemplate.STAFF_EXPORT_READY, Map.of("exportId", ready, "year", "2025")),
                new MailToStaff("officer", MailTemplate.STAFF_EXPORT_FAILED, Map.of("exportId", failed, "year", "2025")));
    }

    @Test
    @DisplayName("R37 名单生成期间退回或前进的申报，各出现一次")
    void shouldHoldEachApplicationOnceThoughItMovesMeanwhile_R37() {
        submitted("third", "样例丙", Samples.DISTRICT);
        Actor officer = new Actor("officer", List.of(new Appointment(Role.OFFICE, "", LocalDate.of(2025, 1, 1), Optional.empty())));
        List<String> listed = new ArrayList<>();
        new CycleApplications(services.applications(), officer).submitted(2025, Optional.empty(), a -> {
            listed.add(a.id());
            if (a.id().equals("second")) {
                Samples.move(services, services.applications().find("second").orElseThrow(), State.DISTRICT_REVIEW);
                Samples.move(services, services.applications().find("first").orElseThrow(), State.EMPLOYER_REVIEW);
            }
        });

        assertThat(listed).containsExactlyInAnyOrder("first", "second", "third");
    }
}
