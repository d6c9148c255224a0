package org.zhicheng.work.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.cycle.ListCyclesHandler;
import org.zhicheng.handlers.cycle.SetCalendarHandler;
import org.zhicheng.handlers.cycle.SetCycleHandler;
import org.zhicheng.handlers.cycle.ShowCalendarHandler;
import org.zhicheng.handlers.cycle.ShowCatalogueHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.closing.CloseWindow;

class SetCycleTest {

    private final FakeServices services = new FakeServices();

    private ApiResponse set(String actor, String opens, String closes, SetCycle.SettingsChange settings) {
        services.clock().advance(Duration.ofMillis(1));
        return Requests.put("/cycles/{year}").path("year", 2025).asStaff(actor)
                .header("if-match", "\"" + services.cycles().find(2025).map(c -> c.revision().version()).orElse(0) + "\"")
                .body(new SetCycle.Window(opens, closes, settings)).to(new SetCycleHandler(services));
    }

    private ApiResponse set(String opens, String closes) {
        return set(FakeServices.ADMINISTRATOR, opens, closes, null);
    }

    private Cycle cycle() {
        return services.cycles().find(2025).orElseThrow();
    }

    @Test
    @DisplayName("R21 申报时间按通知至24时止")
    void shouldUnderstandTheNoticesWindowAsLocalTimeTo24OClock_R21() {
        assertThat(set("2025-02-25T00:00", "2025-03-17T24:00").statusCode()).isEqualTo(200);

        assertThat(cycle().opens()).isEqualTo(Samples.at("2025-02-25T00:00"));
        assertThat(cycle().closes()).isEqualTo(Samples.at("2025-03-18T00:00"));
        services.clock().set("2025-03-17T23:59:59");
        assertThat(cycle().isOpen(services.now())).isTrue();
        services.clock().set("2025-03-18T00:00");
        assertThat(cycle().isOpen(services.now())).isFalse();
        set("2025-02-24T16:00:00Z", "2025-03-18T16:00:00Z");
        assertThat(cycle().closes()).isEqualTo(Samples.at("2025-03-19T00:00"));
    }

    @Test
    @DisplayName("R38 保存期限只能在公布的范围内设置，目录随之显示")
    void shouldKeepWithinThePublishedLimits_R38() {
        for (Map.Entry<String, Integer> wrong : Map
                .of("UPLOADS_OF_REJECTED", 35, "IDENTITY_SCANS", 13, "RECORD", 12, "NONE", 12, "DRAFT_NEVER_SUBMITTED", 2).entrySet()) {
            assertThat(set(FakeServices.ADMINISTRATOR, "2025-02-25T00:00", "2025-03-17T24:00", keeping(Map.ofEntries(wrong))).body())
                    .contains("VALUE_UNKNOWN", "settings.keptMonths." + wrong.getKey());
        }
        assertThat(set(FakeServices.ADMINISTRATOR, "2025-02-25T00:00", "2025-03-17T24:00", keeping(Map.of("IDENTITY_SCANS", 13))).body())
                .as("what it is called, in words").contains(", in months: Identity card scans of the certified 1–12\"");
        assertThat(Requests.put("/cycles/{year}").path("year", 2025).asStaff(FakeServices.ADMINISTRATOR).header("accept-language", "zh-CN")
                .body(new SetCycle.Window("2025-02-25T00:00", "2025-03-17T24:00", keeping(Map.of("NONE", 12))))
                .to(new SetCycleHandler(services)).body()).as("all there are").contains("（月）：未提交的草稿及其文件 3–12；")
                .doesNotContain("DRAFT_NEVER_SUBMITTED");
        assertThat(
                set(FakeServices.ADMINISTRATOR, "2025-02-25T00:00", "2025-03-17T24:00", keeping(Map.of("IDENTITY_SCANS", 3))).statusCode())
                .isEqualTo(200);
        assertThat(Requests.get("/catalogue").to(new ShowCatalogueHandler(services)).body()).contains("\"P3M\"");
    }

    private static SetCycle.SettingsChange keeping(Map<String, Integer> months) {
        return new SetCycle.SettingsChange(null, null, null, null, null, null, null, null, null, months, null, null, null);
    }

    @Test
    void shouldBeginWithSensibleSettings_R3_R17_R24() {
        set("2025-02-25T00:00", "2025-03-17T24:00");

        Cycle.Settings settings = cycle().settings();
        assertThat(settings.excludedSpecialties()).contains("会计系列", "护士", "执业药师", "注册会计师", "社会工作者").doesNotHaveDuplicates();
        assertThat(settings.districts()).contains("天山区", "沙依巴克区", "米东区", "乌鲁木齐县");
        assertThat(settings.minimumNoticeDays()).isEqualTo(5);
        assertThat(settings.correctionDays()).isEqualTo(5);
        assertThat(settings.reconsiderationDays()).isEqualTo(10);
        assertThat(settings.issuingAuthority()).isEqualTo("乌鲁木齐市人力资源和社会保障局");
    }

    @Test
    void shouldChangeOnlyTheSettingsNamed_R37() {
        set("2025-02-25T00:00", "2025-03-17T24:00");
        set(FakeServices.ADMINISTRATOR, "2025-02-25T00:00", "2025-03-17T24:00",
                new SetCycle.SettingsChange(null, null, null, 7, null, null, null, null, null));

        assertThat(cycle().settings().correctionDays()).isEqualTo(7);
        assertThat(cycle().settings().districts()).isEqualTo(CycleDefaults.settings().districts());
    }

    @Test
    void shouldExtendAClosedWindowAndOpenItAgain_R21() {
        set("2025-02-25T00:00", "2025-03-17T24:00");
        services.clock().set("2025-03-20T08:00");
        new CloseWindow(services.cycles(), services.applications(), services.sweeps(), services.clock(), 10).run();
        assertThat(cycle().closed()).isPresent();

        assertThat(set("2025-02-25T00:00", "2025-03-25T24:00").statusCode()).isEqualTo(200);

        assertThat(cycle().closed()).isEmpty();
        assertThat(cycle().isOpen(services.now())).isTrue();
    }

    @Test
    void shouldRefuseToMoveTheEndIntoThePast_R21() {
        set("2025-02-25T00:00", "2025-03-17T24:00");

        assertThat(Requests.problem(set("2025-02-25T00:00", "2025-03-01T24:00"))).isEqualTo(ErrorCode.WINDOW_PASSED);
        assertThat(set("2025-02-25T00:00", "2025-03-10T24:00").statusCode()).as("shortening to a day to come").isEqualTo(200);
        assertThat(Requests.problem(set("2025-03-05T00:00", "2025-03-10T24:00"))).as("opening later after it opened")
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void shouldRefuseAnEndBeforeTheBeginningAndBadSettingsAtOnce_R17_R21_R30() {
        ApiResponse response = set(FakeServices.ADMINISTRATOR, "2025-04-01T00:00", "2025-03-17T24:00", new SetCycle.SettingsChange(null,
                java.util.List.of(), Map.of("DRAFT", 3), 0, 4, "ABC", " ", null, null, null, 366, 4, null));

        assertThat(Requests.problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("closes", "settings.districts", "settings.targetDays.DRAFT", "settings.correctionDays",
                "settings.minimumNoticeDays", "settings.certificateNumberFormat", "settings.issuingAuthority",
                "settings.reconsiderationDays", "settings.resultNoticeDays");
        assertThat(services.cycles().all()).isEmpty();
    }

    @Test
    void shouldRefuseASettingThatDoesNotFitOrCannotPrint_R51() {
        ApiResponse response = set(FakeServices.ADMINISTRATOR, "2025-02-25T00:00", "2025-03-17T24:00",
                new SetCycle.SettingsChange(null, null, null, null, null, null, "局".repeat(92), "办\uD87A\uDFF0公室", "1".repeat(41)));

        assertThat(Requests.problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("settings.issuingAuthority", "settings.receivingOffice", "U+2EBF0",
                "settings.supervisingTelephone");
    }

    @Test
    void shouldShowASettingAsItWillBePrinted_R51() {
        set(FakeServices.ADMINISTRATOR, "2025-02-25T00:00", "2025-03-17T24:00",
                new SetCycle.SettingsChange(null, null, null, null, null, null, " 样例\u200B市\n人社局 ", "样例\t办公室", "０９９１－０００"));

        assertThat(cycle().settings().issuingAuthority()).isEqualTo("样例市 人社局");
        assertThat(cycle().settings().receivingOffice()).isEqualTo("样例 办公室");
        assertThat(cycle().settings().supervisingTelephone()).isEqualTo("0991-000");
    }

    @Test
    void shouldRefuseWhatIsNoTime() {
        assertThat(Requests.problem(set("tomorrow", "2025-03-17T24:00"))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.problem(set(null, "2025-03-17T24:00"))).isEqualTo(ErrorCode.MISSING_FIELD);
    }

    @Test
    void shouldRefuseListsWithAHoleAsMalformed() {
        assertThat(Requests.put("/cycles/{year}").path("year", 2025).asStaff(FakeServices.ADMINISTRATOR)
                .body("{\"opens\":\"2025-02-25T00:00\",\"closes\":\"2025-03-18T00:00\",\"settings\":{\"districts\":[null]}}")
                .to(new SetCycleHandler(services)).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldWriteNothingWhenTheSameIsSetAgain_R35() {
        set("2025-02-25T00:00", "2025-03-17T24:00");
        services.clock().advance(Duration.ofHours(1));
        set("2025-02-25T00:00", "2025-03-17T24:00");

        assertThat(services.eventsOf("CYCLE#2025")).hasSize(1);
    }

    @Test
    void shouldRefuseEveryoneButAdministrators_R37() {
        Samples.appoint(services, "officer", Role.OFFICE, "");

        assertThat(Requests.problem(set("officer", "2025-02-25T00:00", "2025-03-17T24:00", null))).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void shouldNotWriteOverWhatAnotherAdministratorSaved_R49() {
        set("2025-02-25T00:00", "2025-03-17T24:00");
        SetCycle.SettingsChange excluded = new SetCycle.SettingsChange(java.util.List.of("会计系列"), null, null, null, null, null, null, null,
                null);
        set(FakeServices.ADMINISTRATOR, "2025-02-25T00:00", "2025-03-17T24:00", excluded);
        services.clock().advance(Duration.ofMillis(1));
        ApiResponse late = Requests.put("/cycles/{year}").path("year", 2025).asStaff(FakeServices.ADMINISTRATOR).header("if-match", "\"1\"")
                .body(new SetCycle.Window("2025-02-25T00:00", "2025-03-17T24:00", new SetCycle.SettingsChange(
                        CycleDefaults.settings().excludedSpecialties(), null, null, null, null, null, null, null, "0991-7654321")))
                .to(new SetCycleHandler(services));

        assertThat(Requests.problem(late)).isEqualTo(ErrorCode.SETTING_CHANGED);
        assertThat(late.body()).contains("\"field\":\"settings.excludedSpecialties\"").doesNotContain("supervisingTelephone");
        assertThat(cycle().settings().excludedSpecialties()).containsExactly("会计系列");
    }

    @Test
    void shouldNotLoseADayThatAnotherAdministratorEntered_R49() {
        calendar(FakeServices.ADMINISTRATOR, "{\"days\":{\"2027-01-01\":\"OFF\"}}");
        ApiResponse unseen = calendar(FakeServices.ADMINISTRATOR, "{\"days\":{\"2027-01-02\":\"OFF\"}}");

        assertThat(Requests.problem(unseen)).isEqualTo(ErrorCode.SETTING_CHANGED);
        assertThat(unseen.body()).contains("2027-01-01");
    }

    @Test
    void shouldShowCyclesToWhoeverIsSignedIn_R21() {
        Samples.openCycle(services);

        ListCyclesHandler.Body body = Requests.body(Requests.get("/cycles").as("anyone").to(new ListCyclesHandler(services)),
                ListCyclesHandler.Body.class);
        assertThat(body.cycles()).singleElement().satisfies(c -> assertThat(c.open()).isTrue());
        services.clock().set("2025-03-18T00:00");
        body = Requests.body(Requests.get("/cycles").as("anyone").to(new ListCyclesHandler(services)), ListCyclesHandler.Body.class);
        assertThat(body.cycles().getFirst().open()).isFalse();
    }

    private ApiResponse calendar(String actor, String body) {
        return Requests.put("/calendars/{year}").path("year", 2027).asStaff(actor).body(body).to(new SetCalendarHandler(services));
    }

    @Test
    void shouldTellNobodyElseWhatACalendarWouldMoveAndRefuseAnotherWish_R50() {
        Requests wish = Requests.put("/calendars/{year}").path("year", 2027).body("{\"days\":{\"2027-02-05\":\"OFF\"}}");

        assertThat(Requests.problem(wish.query("preview", "true").asStaff("employer").to(new SetCalendarHandler(services))))
                .isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(
                Requests.problem(wish.query("preview", "maybe").asStaff(FakeServices.ADMINISTRATOR).to(new SetCalendarHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        ApiResponse told = wish.query("preview", "true").asStaff(FakeServices.ADMINISTRATOR).to(new SetCalendarHandler(services));
        assertThat(told.body()).isEqualTo("{\"deadlines\":0,\"byState\":{},\"complete\":true,\"first\":[]}");
        assertThat(told.headers()).containsEntry("etag", "\"0\"");
        assertThat(services.cycles().calendarYear(2027)).isEmpty();
        calendar(FakeServices.ADMINISTRATOR, "{\"days\":{\"2027-02-05\":\"OFF\"}}");
        assertThat(Requests.problem(wish.body("{\"days\":{}}").to(new SetCalendarHandler(services)))).as("the same checks")
                .isEqualTo(ErrorCode.SETTING_CHANGED);
    }

    @Test
    void shouldAddAYearToTheCalendar_R17() {
        ApiResponse response = calendar(FakeServices.ADMINISTRATOR,
                "{\"days\":{\"2027-01-01\":\"OFF\",\"2027-01-03\":\"WORK\",\"2026-12-27\":\"WORK\"},\"complete\":true}");
        calendar(FakeServices.ADMINISTRATOR, "{\"days\":{\"2026-12-27\":\"WORK\",\"2027-01-03\":\"WORK\",\"2027-01-01\":\"OFF\"}}");

        assertThat(response.body()).contains("2027-01-01").contains("WORK");
        WorkingDays days = WorkingDays.regional().with(services.cycles().calendar());
        assertThat(days.isKnown(2027)).isTrue();
        assertThat(days.isWorkingDay(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(days.isWorkingDay(LocalDate.of(2027, 1, 3))).isTrue();
        assertThat(days.isWorkingDay(LocalDate.of(2026, 12, 27))).as("a Sunday that the notice of 2027 names").isTrue();
        assertThat(services.eventsOf("CALENDAR#2027")).hasSize(1);
        assertThat(Requests.get("/calendars/{year}").path("year", 2027).as("anyone").to(new ShowCalendarHandler(services)).body())
                .isEqualTo(response.body());
    }

    @Test
    @DisplayName("R17 日历说明随系统提供的放假和调休，管理员设置的另列")
    void shouldTellTheDaysThatComeWithTheProductBesideThoseThatWereSet_R17() {
        var days = Json.decode(
                Requests.get("/calendars/{year}").path("year", 2025).as("anyone").to(new ShowCalendarHandler(services)).body(),
                JsonNode.class);

        assertThat(days.path("days")).isEmpty();
        assertThat(days.at("/bundled/2025-10-01").asText()).isEqualTo("OFF");
        assertThat(days.at("/bundled/2025-06-09").asText()).as("a holiday of the region").isEqualTo("OFF");
        assertThat(days.at("/bundled/2025-01-26").asText()).as("a Sunday that is worked").isEqualTo("WORK");
        assertThat(days.path("bundled").has("2025-03-15")).as("an ordinary Saturday").isFalse();
        assertThat(days.path("bundled").has("2025-03-17")).as("an ordinary Monday").isFalse();
    }

    @Test
    void shouldNotTakeAYearForKnownBecauseOfOneDay_R50() {
        ApiResponse response = calendar(FakeServices.ADMINISTRATOR, "{\"days\":{\"2027-02-05\":\"OFF\"}}");

        assertThat(response.body()).contains("\"complete\":false");
        assertThat(WorkingDays.regional().with(services.cycles().calendar()).isKnown(2027)).isFalse();
        services.clock().advance(Duration.ofSeconds(1));
        assertThat(Requests.put("/calendars/{year}").path("year", 2027).asStaff(FakeServices.ADMINISTRATOR).header("if-match", "1")
                .body("{\"days\":{\"2027-02-05\":\"OFF\"},\"complete\":true}").to(new SetCalendarHandler(services)).body())
                .contains("\"complete\":true");
        assertThat(WorkingDays.regional().with(services.cycles().calendar()).isKnown(2027)).isTrue();
    }

    @Test
    void shouldRefuseADayOfAnotherYearAndOtherRoles_R17() {
        assertThat(Requests.problem(calendar(FakeServices.ADMINISTRATOR, "{\"days\":{\"2026-01-01\":\"OFF\"}}")))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.problem(calendar(FakeServices.ADMINISTRATOR, "{\"days\":{\"2027-01-01\":\"HOLIDAY\"}}")))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.problem(calendar("anyone", "{\"days\":{}}"))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(services.cycles().find(2027)).isEqualTo(Optional.empty());
    }

    @Test
    @DisplayName("R41 记录中的办理时限按代码排列，在哪里写下都一样")
    void shouldRecordTargetTimesInOneOrderWhereverTheyAreWritten_R41() {
        Cycle cycle = new Cycle(2025, Samples.at("2025-02-25T00:00"), Samples.at("2025-03-18T00:00"), Optional.empty(),
                CycleDefaults.settings());

        assertThat(cycle.told(Optional.empty())).contains("settings.targetDays: — → {APPROVAL_DOCUMENT=10, COMMITTEE_REVIEW=20, "
                + "DISTRICT_REVIEW=10, EMPLOYER_REVIEW=10, MATERIALS=10, RECONSIDERATION=10}");
    }
}
