package org.zhicheng.work.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore.ClosingReport;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.closing.CloseWindowHandler;
import org.zhicheng.handlers.closing.ShowClosingReportHandler;
import org.zhicheng.handlers.cycle.SetCycleHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.closing.Sweeps.Action;
import org.zhicheng.work.closing.Sweeps.Sweep;

class CloseWindowTest {

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
    }

    private CloseWindow.Outcome run(int few) {
        return new CloseWindow(services.cycles(), services.applications(), services.sweeps(), services.clock(), few).run();
    }

    /** What the workflow calls. */
    private CloseWindow.Outcome sweep(Action action, String closes, String... ids) {
        return new CloseWindowHandler(services)
                .handleRequest(new CloseWindowHandler.Input(new Sweep(action, 2025, Samples.at(closes)), List.of(ids)), null);
    }

    private CloseWindow.Outcome finish(Action action, String closes) {
        return new CloseWindowHandler(services)
                .handleRequest(new CloseWindowHandler.Input(new Sweep(action, 2025, Samples.at(closes)), null), null);
    }

    private void extend(String closes) {
        Cycle cycle = services.cycles().find(2025).orElseThrow();
        services.cycles().save(new Cycle(2025, cycle.opens(), Samples.at(closes), java.util.Optional.empty(), cycle.settings())
                .over(services.cycles().find(2025)), Samples.event("CYCLE#2025", 2, "SET_CYCLE"));
    }

    private void drafts(int many) {
        for (int i = 0; i < many; i++) {
            Samples.draft(services, "d" + i, "a" + i);
        }
    }

    private State state(String id) {
        return services.applications().find(id).orElseThrow().state();
    }

    private long mails(MailTemplate template) {
        return services.waiting().stream().filter(i -> i.delivery() instanceof SendMail mail && mail.template() == template).count();
    }

    @Test
    @DisplayName("R21 到期关闭：未提交的失效、告知本人并形成报告")
    void shouldExpireUnsubmittedDraftsTellTheirOwnersAndReport_R21() {
        Samples.draft(services, "d1", "a");
        Samples.draft(services, "d2", "b");
        Samples.move(services, Samples.draft(services, "s1", "c"), State.SUBMITTED);
        services.clock().set("2025-03-18T00:00:29");
        assertThat(run(10)).as("a submission may still be under way (R53)").isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
        services.clock().set("2025-03-18T00:00:30");

        CloseWindow.Outcome outcome = new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);

        assertThat(outcome.expired()).isEqualTo(2);
        assertThat(outcome.complete()).isTrue();
        assertThat(state("d1")).isEqualTo(State.EXPIRED);
        assertThat(state("s1")).isEqualTo(State.SUBMITTED);
        assertThat(mails(MailTemplate.EXPIRED)).isEqualTo(2);
        assertThat(services.applications().events("d1").getLast()).satisfies(e -> {
            assertThat(e.role()).isEqualTo(Role.SYSTEM);
            assertThat(e.channel()).isEqualTo(Channel.SCHEDULE);
            assertThat(e.to()).contains(State.EXPIRED);
        });
        ClosingReport report = services.cycles().closing(2025).orElseThrow();
        assertThat(report.expired()).isEqualTo(2);
        assertThat(report.submittedByDistrict()).isEqualTo(Map.of(Samples.DISTRICT, 1));
        assertThat(report.finished()).isPresent();
        assertThat(services.cycles().find(2025).orElseThrow().closed()).isPresent();
    }

    @Test
    void shouldDoNothingWhileTheWindowIsOpen_R21() {
        Samples.draft(services, "d1", "a");
        services.clock().set("2025-03-16T12:00");

        assertThat(run(10)).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
        assertThat(state("d1")).isEqualTo(State.DRAFT);
    }

    @Test
    @DisplayName("R21 重复或迟到的关闭不再改变任何内容")
    void shouldChangeNothingMoreWhenRepeated_R21() {
        Samples.draft(services, "d1", "a");
        services.clock().set("2025-03-18T00:05");
        run(10);
        ClosingReport report = services.cycles().closing(2025).orElseThrow();
        services.clock().set("2025-03-19T00:05");

        assertThat(run(10).expired()).isZero();
        assertThat(services.cycles().closing(2025)).contains(report);
        assertThat(services.applications().events("d1")).hasSize(2);
        assertThat(services.eventsOf("CYCLE#2025")).extracting(AuditEvent::action).containsExactly("SET_CYCLE", "CLOSE_WINDOW");
    }

    @Test
    @DisplayName("R21 草稿很多时由工作流分批办理，办完才形成报告；重复启动不再启动第二个")
    void shouldHaveManyDraftsSweptByAWorkflowAndReportOnceAllAreThrough_R21() {
        drafts(7);
        services.clock().set("2025-03-18T00:05");

        assertThat(run(3)).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, false));
        assertThat(run(3).complete()).isFalse();
        assertThat(services.sweeps().started()).singleElement().satisfies(started -> {
            assertThat(started.sweep()).isEqualTo(new Sweep(Action.EXPIRE, 2025, Samples.at("2025-03-18T00:00")));
            assertThat(started.ids()).containsExactlyInAnyOrder("d0", "d1", "d2", "d3", "d4", "d5", "d6");
        });
        assertThat(services.cycles().closing(2025).orElseThrow().finished()).as("it is begun before a draft is expired").isEmpty();
        assertThat(state("d0")).isEqualTo(State.DRAFT);

        assertThat(services.sweeps().run()).isTrue();
        assertThat(state("d0")).isEqualTo(State.EXPIRED);
        assertThat(mails(MailTemplate.EXPIRED)).isEqualTo(7);
        ClosingReport report = services.cycles().closing(2025).orElseThrow();
        assertThat(report.expired()).isEqualTo(7);
        assertThat(report.finished()).isPresent();
        assertThat(run(3)).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
        assertThat(services.cycles().closing(2025)).contains(report);
    }

    @Test
    void shouldPickUpWhatAWorkflowLeftThatDied_R21() {
        drafts(7);
        services.clock().set("2025-03-18T00:05");
        run(3);
        services.sweeps().started().clear();
        assertThat(sweep(Action.EXPIRE, "2025-03-18T00:00", "d0", "d1", "d2", "d3").expired()).isEqualTo(4);

        assertThat(run(3).expired()).as("the few that are left").isEqualTo(3);
        assertThat(services.cycles().closing(2025).orElseThrow().expired()).isEqualTo(7);
        assertThat(services.cycles().closing(2025).orElseThrow().finished()).isPresent();
    }

    @Test
    void shouldChangeNothingTwiceWhereABatchIsRepeated_R21() {
        drafts(2);
        services.clock().set("2025-03-18T00:05");

        assertThat(sweep(Action.EXPIRE, "2025-03-18T00:00", "d0", "d1").expired()).isEqualTo(2);
        assertThat(sweep(Action.EXPIRE, "2025-03-18T00:00", "d0", "d1", "none")).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
        assertThat(mails(MailTemplate.EXPIRED)).isEqualTo(2);
        assertThat(finish(Action.EXPIRE, "2025-03-18T00:00").complete()).isTrue();
        ClosingReport report = services.cycles().closing(2025).orElseThrow();
        services.clock().set("2025-03-18T00:15");
        finish(Action.EXPIRE, "2025-03-18T00:00");
        assertThat(services.cycles().closing(2025)).contains(report);
    }

    @Test
    @DisplayName("R50、R53 工作流办理期间窗口延长：其后不再失效、不形成报告，已失效的恢复")
    void shouldExpireNothingMoreOnceTheWindowIsExtendedMeanwhile_R50() {
        drafts(5);
        services.clock().set("2025-03-18T00:05");
        run(3);
        sweep(Action.EXPIRE, "2025-03-18T00:00", "d0", "d1", "d2", "d3");
        extend("2025-03-25T00:00");

        assertThat(sweep(Action.EXPIRE, "2025-03-18T00:00", "d4")).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
        assertThat(finish(Action.EXPIRE, "2025-03-18T00:00")).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
        assertThat(state("d4")).isEqualTo(State.DRAFT);
        assertThat(services.cycles().closing(2025).orElseThrow().finished()).isEmpty();
        services.sweeps().started().clear();

        assertThat(run(3).complete()).isFalse();
        assertThat(services.sweeps().started()).singleElement().satisfies(
                started -> assertThat(started.sweep()).isEqualTo(new Sweep(Action.REVIVE, 2025, Samples.at("2025-03-25T00:00"))));
        assertThat(services.sweeps().run()).isTrue();
        assertThat(state("d0")).isEqualTo(State.DRAFT);
        assertThat(mails(MailTemplate.REVIVED)).isEqualTo(4);
        assertThat(run(3)).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
    }

    @Test
    @DisplayName("R53 尚可能在途时，工作流也不使其失效")
    void shouldExpireNothingByABatchThatComesTooEarly_R53() {
        drafts(2);
        services.clock().set("2025-03-18T00:00:29");

        assertThat(sweep(Action.EXPIRE, "2025-03-18T00:00", "d0", "d1").expired()).isZero();
        assertThat(finish(Action.EXPIRE, "2025-03-18T00:00")).isEqualTo(new CloseWindow.Outcome(0, 0, 0, 0, true));
        assertThat(state("d0")).isEqualTo(State.DRAFT);
        assertThat(services.cycles().closing(2025)).isEmpty();
        assertThat(services.cycles().find(2025).orElseThrow().closed()).isEmpty();
    }

    @Test
    @DisplayName("R36 草稿很多时也各提醒一次")
    void shouldHaveManyRemindedOnceByAWorkflow_R36() {
        drafts(7);
        services.clock().set("2025-03-17T00:00");

        assertThat(run(3).complete()).isFalse();
        assertThat(services.cycles().remindedOf(2025)).isEmpty();
        assertThat(services.sweeps().run()).isTrue();
        assertThat(services.cycles().remindedOf(2025)).contains(Samples.at("2025-03-18T00:00"));
        assertThat(run(3).complete()).isTrue();
        assertThat(services.sweeps().started()).isEmpty();
        assertThat(sweep(Action.REMIND, "2025-03-18T00:00", "d0").reminded()).as("the draft itself remembers").isZero();
        assertThat(mails(MailTemplate.WINDOW_CLOSING)).isEqualTo(7);
    }

    @Test
    void shouldStillExpireADraftThatComesToLightAfterTheClosing_R21() {
        services.clock().set("2025-03-18T00:05");
        run(10);
        Samples.draft(services, "late", "a");

        assertThat(run(10).expired()).isEqualTo(1);
        assertThat(services.cycles().closing(2025).orElseThrow().expired()).isEqualTo(1);
    }

    @Test
    void shouldCountALateDraftAlsoWhereTheRunWasCutOffBeforeTheReport_R21() {
        services.clock().set("2025-03-18T00:05");
        run(10);
        Samples.draft(services, "late", "a");
        CycleStore failing = (CycleStore) Proxy.newProxyInstance(CycleStore.class.getClassLoader(), new Class<?>[]{CycleStore.class},
                (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof ClosingReport report && report.finished().isPresent()) {
                        throw new IllegalStateException("the table does not answer");
                    }
                    return method.invoke(services.cycles(), arguments);
                });

        assertThatThrownBy(() -> new CloseWindow(failing, services.applications(), services.sweeps(), services.clock(), 10).run())
                .isInstanceOf(IllegalStateException.class);
        assertThat(state("late")).isEqualTo(State.EXPIRED);
        run(10);
        assertThat(services.cycles().closing(2025).orElseThrow().expired()).isEqualTo(1);
        assertThat(services.cycles().closing(2025).orElseThrow().finished()).isPresent();
    }

    @Test
    void shouldLetExpiredOwnersBeginAnewInAnExtendedWindow_R26() {
        Samples.draft(services, "d1", "a");
        services.clock().set("2025-03-18T00:05");
        run(10);
        extend("2025-03-25T00:00");

        assertThat(services.applications().ownerOf(Claim.Type.LIVE_APPLICATION, "a#2025")).isEmpty();
        Samples.draft(services, "d2", "a");
        assertThat(run(10).expired()).isZero();
        assertThat(state("d1")).isEqualTo(State.EXPIRED);
        assertThat(state("d2")).isEqualTo(State.DRAFT);
        services.clock().set("2025-03-25T00:05");
        run(10);
        assertThat(services.cycles().closing(2025).orElseThrow().expired()).as("of this window's end only").isEqualTo(1);
        assertThat(services.cycles().closings(2025)).extracting(ClosingReport::closes).containsExactly(Samples.at("2025-03-18T00:00"),
                Samples.at("2025-03-25T00:00"));
    }

    private ForeseeDrafts.Foreseen foreseen(String closes, String settings) {
        Cycle cycle = services.cycles().find(2025).orElseThrow();
        ApiResponse response = Requests.put("/cycles/{year}").path("year", 2025).query("preview", "true")
                .asStaff(FakeServices.ADMINISTRATOR).header("if-match", "\"" + cycle.revision().version() + "\"")
                .body("{\"opens\":\"" + cycle.opens() + "\",\"closes\":\"" + closes + "\",\"settings\":" + settings + "}")
                .to(new SetCycleHandler(services));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(services.cycles().find(2025)).as("nothing is set").contains(cycle);
        return Requests.body(response, ForeseeDrafts.Foreseen.class);
    }

    @Test
    @DisplayName("R50 截止后延长：将恢复几件草稿，事先告知；与实际恢复的一致")
    void shouldTellBeforeWhatAnExtensionBringsBack_R50() {
        Samples.draft(services, "d1", "a");
        Samples.draft(services, "d2", "b");
        Samples.draft(services, "d3", "c");
        services.clock().set("2025-03-18T00:05");
        run(10);
        Samples.draft(services, "d4", "c");
        Cycle cycle = services.cycles().find(2025).orElseThrow();

        assertThat(foreseen("2025-03-25T00:00", "{}")).as("who has begun anew has one live application")
                .isEqualTo(new ForeseeDrafts.Foreseen(0, 2, 0, true));
        assertThat(foreseen("2025-03-18T00:00", "{}")).as("it stays closed").isEqualTo(new ForeseeDrafts.Foreseen(0, 0, 0, true));
        Cycle extended = new Cycle(2025, cycle.opens(), Samples.at("2025-03-25T00:00"), java.util.Optional.empty(), cycle.settings());
        assertThat(new ForeseeDrafts(services.cycles(), services.applications(), services.clock()).foresee(cycle, extended, 10, 2))
                .as("no more are read").isEqualTo(new ForeseeDrafts.Foreseen(0, 2, 0, false));
        services.cycles().save(extended.over(services.cycles().find(2025)), Samples.event("CYCLE#2025", 2, "SET_CYCLE"));
        assertThat(run(10).revived()).isEqualTo(2);
    }

    @Test
    @DisplayName("R50 提前截止、增加以考代评专业、减少区（县）：涉及几件草稿，事先告知；已提交的不受影响")
    void shouldTellBeforeWhoseDraftsAreConcerned_R50() {
        services.clock().set("2025-03-10T09:00");
        Samples.draft(services, "d1", "a");
        Samples.draft(services, "d2", "b");
        Samples.move(services, Samples.draft(services, "s1", "c"), State.SUBMITTED);
        Application draft = services.applications().find("d1").orElseThrow();
        String specialty = "\"" + draft.qualification().specialty() + "\"";

        assertThat(foreseen("2025-03-15T00:00", "{}")).isEqualTo(new ForeseeDrafts.Foreseen(2, 0, 0, true));
        assertThat(foreseen("2025-03-20T00:00", "{\"correctionDays\":9}")).as("longer, and nothing of drafts")
                .isEqualTo(new ForeseeDrafts.Foreseen(0, 0, 0, true));
        assertThat(foreseen("2025-03-18T00:00", "{\"excludedSpecialties\":[" + specialty + "]}"))
                .isEqualTo(new ForeseeDrafts.Foreseen(0, 0, 2, true));
        assertThat(foreseen("2025-03-18T00:00", "{\"districts\":[\"别处区\"]}")).isEqualTo(new ForeseeDrafts.Foreseen(0, 0, 2, true));
    }

    @Test
    @DisplayName("R21、R41 每次截止各有报告，延期后的不覆盖先前的")
    void shouldKeepTheReportOfEachClosing_R21_R41() {
        shouldLetExpiredOwnersBeginAnewInAnExtendedWindow_R26();
        String body = Requests.get("/cycles/{year}/closing-report").path("year", 2025).asStaff(FakeServices.ADMINISTRATOR)
                .to(new ShowClosingReportHandler(services)).body();

        ShowClosingReportHandler.Body reports = Json.decode(body, ShowClosingReportHandler.Body.class);
        assertThat(reports.closes()).isEqualTo(Samples.at("2025-03-25T00:00"));
        assertThat(reports.earlier()).singleElement().satisfies(first -> {
            assertThat(first.closes()).isEqualTo(Samples.at("2025-03-18T00:00"));
            assertThat(first.expired()).isEqualTo(1);
            assertThat(first.finished()).isPresent();
        });
    }

    @Test
    void shouldNotCloseAWindowThatWasMovedMeanwhile_R21() {
        Cycle cycle = services.cycles().find(2025).orElseThrow();

        assertThat(services.cycles().close(2025, Samples.at("2025-03-10T00:00"), services.now(),
                Samples.event("CYCLE#2025", 9, "CLOSE_WINDOW"))).isFalse();
        assertThat(services.cycles().find(2025)).contains(cycle);
    }

    @Test
    @DisplayName("R36 截止前一天提醒未提交的申报人")
    void shouldRemindOwnersOfDraftsOnceADayBeforeTheEnd_R36() {
        Samples.draft(services, "d1", "a");
        Samples.move(services, Samples.draft(services, "s1", "c"), State.SUBMITTED);
        services.clock().set("2025-03-17T00:00");

        assertThat(run(10).reminded()).isEqualTo(1);
        assertThat(run(10).reminded()).isZero();
        services.cycles().saveReminded(2025, Samples.at("2025-01-01T00:00"));
        assertThat(run(10).reminded()).as("the draft itself remembers").isZero();

        assertThat(mails(MailTemplate.WINDOW_CLOSING)).isEqualTo(1);
        Application draft = services.applications().find("d1").orElseThrow();
        assertThat(draft.state()).isEqualTo(State.DRAFT);
        assertThat(draft.formRevision()).as("what the owner edits is untouched").isEqualTo(1);
    }

    @Test
    void shouldShowTheReportToTheOfficeOnly_R21() {
        services.clock().set("2025-03-18T00:05");
        run(10);
        Samples.appoint(services, "officer", Role.OFFICE, "");
        Samples.appoint(services, "district", Role.DISTRICT, Samples.DISTRICT);

        assertThat(report("officer").statusCode()).isEqualTo(200);
        assertThat(Requests.problem(report("district"))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(Requests.get("/cycles/{year}/closing-report").path("year", 2026).asStaff("officer")
                .to(new ShowClosingReportHandler(services)))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private ApiResponse report(String sub) {
        return Requests.get("/cycles/{year}/closing-report").path("year", 2025).asStaff(sub).to(new ShowClosingReportHandler(services));
    }
}
