package org.zhicheng.work.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.OFFICE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Committee;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.handlers.statistics.ExportApplicationsHandler;
import org.zhicheng.handlers.statistics.ShowStatisticsHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.work.statistics.ExportApplications.Progress;

/** R37, R45: figures and lists know what sessions of the committee decided. */
class SessionFiguresTest {

    private final Committee committee = new Committee();
    private final FakeServices services = committee.applications.services;
    private String passed;
    private String refused;
    private Session session;

    @BeforeEach
    void begin() {
        passed = committee.waiting();
        refused = committee.waiting("other");
        session = committee.opened(List.of(passed, refused), 5);
        committee.counted(session, List.of(passed), 4, 1);
        committee.counted(session, List.of(refused), 3, 1);
    }

    private void sign() {
        committee.sign(session);
        committee.results().carryOut(session.id(), List.of(passed, refused));
        services.counted();
    }

    private Map<String, Integer> figures(String sub) {
        return Requests.body(Requests.get("/statistics").query("cycle", 2025).asStaff(sub).to(new ShowStatisticsHandler(services)),
                ShowStatistics.Statistics.class).bySession();
    }

    private String line(String sub, String id) {
        services.clock().advance(java.time.Duration.ofMillis(1));
        ApiResponse response = Requests.post("/exports").body(Map.of("cycle", 2025, "format", "CSV")).asStaff(sub)
                .to(new ExportApplicationsHandler(services));
        String list = new String(services.certificateFiles().at(Requests.body(response, Progress.class).uri().orElseThrow()),
                StandardCharsets.UTF_8);
        assertThat(list.lines().findFirst().orElseThrow()).endsWith("评审会议,会议日期,表决结果,可表决人数,同意,反对,弃权");
        // as a text to spreadsheet programs, which would reckon with it
        return list.lines().filter(line -> line.contains(id)).findFirst().orElseThrow().replace("\"=\"\"2025-001\"\"\"", "2025-001");
    }

    @Test
    @DisplayName("R37、R45 统计经评审会议表决通过和未通过的件数；签署并执行之前不计")
    void shouldCountWhatASessionPassedAndRefusedOnceCarriedOut_R37_R45() {
        services.counted();
        assertThat(figures(OFFICE)).isEmpty();
        sign();
        assertThat(figures(OFFICE)).isEqualTo(Map.of("PASS", 1, "REJECT", 1));
        assertThat(figures(DISTRICT)).as("both are of the district").isEqualTo(Map.of("PASS", 1, "REJECT", 1));
        services.counted();
        assertThat(figures(OFFICE)).as("counted once").isEqualTo(Map.of("PASS", 1, "REJECT", 1));
    }

    @Test
    @DisplayName("R39、R45 表决通过而按现时事实未能执行的，导出名单中写明")
    void shouldTellInTheListWhatWasPassedAndCouldNotBeCarriedOut_R39_R45() {
        committee.sign(session);
        services.sessions().save(session.id(), new Outcome(passed, Optional.empty(), Optional.of("NOT_ELIGIBLE_NOW")));

        assertThat(line(OFFICE, passed)).contains("2025-001,2025-03-18,通过，未能执行,5,4,1,0");
    }

    @Test
    @DisplayName("R37、R45 导出名单列出会议编号、日期和结果；票数只有评审机构和管理员可见；签署之前不列")
    void shouldExportTheSessionAndTheCountToWhoMaySeeIt_R20_R37_R45() {
        assertThat(line(OFFICE, passed)).endsWith(",,,,,,,");
        sign();
        assertThat(line(OFFICE, passed)).endsWith("2025-001,2025-03-18,通过,5,4,1,0");
        assertThat(line(OFFICE, refused)).endsWith("2025-001,2025-03-18,未通过,5,3,1,0");
        assertThat(line(DISTRICT, passed)).endsWith("2025-001,2025-03-18,通过,,,,");
    }
}
