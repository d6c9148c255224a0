package org.zhicheng.work.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.lambda.FakeServices.ADMINISTRATOR;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.statistics.ExportApplicationsHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class ExportIntegrityRecordsTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R34、R47 诚信档案按信用平台的字段导出，只含有效的")
    void shouldWriteTheRecordsInForceByThePlatformsFields_R34_R47() {
        applications.fraud(Applications.APPLICANT);
        record("of somebody unknown", "2025-01-06");
        record("over", "2022-03-10");

        String csv = csv(export(ADMINISTRATOR));
        assertThat(csv.split("\r\n")).hasSize(3);
        assertThat(csv).startsWith("\uFEFF姓名,证件号码,失信行为,认定依据,认定日期,公示截止日期,认定单位,异议情况\r\n")
                .contains("李晓明," + Samples.ID_NUMBER + ",业绩造假,职称评审管理暂行规定,2025-03-10,2028-03-09,乌鲁木齐市人力资源和社会保障局,有效")
                .contains(",110***********002X,").contains("2025-01-06,2028-01-05");
        assertThat(services.eventsOf("INTEGRITY#EXPORTS")).singleElement()
                .satisfies(e -> assertThat(e).extracting(AuditEvent::action, AuditEvent::note).containsExactly("EXPORT_INTEGRITY", "2"));
    }

    @Test
    @DisplayName("R47 导出的字段、顺序和标题由设置决定")
    void shouldWriteTheColumnsThatAreConfigured_R47() {
        applications.fraud(Applications.APPLICANT);
        services.with("CREDIT_PLATFORM_COLUMNS", "ID_NUMBER=自然人证件号码, NAME=自然人姓名");

        assertThat(csv(export(Applications.OFFICE))).isEqualTo("\uFEFF自然人证件号码,自然人姓名\r\n" + Samples.ID_NUMBER + ",李晓明\r\n");
    }

    @Test
    void shouldRefuseWhoIsNotOfTheBureau_R34() {
        assertThat(Requests.problem(export(Applications.DISTRICT))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(services.certificateFiles().keys()).isEmpty();
    }

    private void record(String id, String date) {
        services.integrity().save(new IntegrityRecord(id, "hash-" + id, "110***********002X", "样本", "样本", LocalDate.parse(date),
                Applications.OFFICE, services.now()), Samples.event("INTEGRITY#hash-" + id, System.nanoTime(), "RECORD_INTEGRITY"));
    }

    private ApiResponse export(String sub) {
        return Requests.get("/integrity-records/export").asStaff(sub).to(new ExportApplicationsHandler(services));
    }

    private String csv(ApiResponse response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        return new String(services.certificateFiles().at(URI.create(response.headers().get("location"))), StandardCharsets.UTF_8);
    }
}
