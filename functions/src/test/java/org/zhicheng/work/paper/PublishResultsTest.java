package org.zhicheng.work.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.lambda.Requests.problem;

import java.time.LocalDate;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.typesetting.StructuredText;
import org.zhicheng.handlers.approval.PublishResultsHandler;
import org.zhicheng.handlers.approval.ShowResultsHandler;
import org.zhicheng.handlers.registration.DownloadPersonalDataHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.rules.retention.Retention;
import org.zhicheng.work.certificate.RevokeCertificate;
import org.zhicheng.work.registration.PersonalData;

/** R19, R28, R35: what the office makes public, and takes back, anyone can read, and nobody reads more than that. */
class PublishResultsTest {

    private static final String ID = PublishedResults.id(APPROVAL);

    private final Applications applications = new Applications();
    private final PublishResultsHandler office = new PublishResultsHandler(applications.services);
    private final ShowResultsHandler anyone = new ShowResultsHandler(applications.services);

    @Test
    @DisplayName("R19、R28、R31 结果名单预览、公布后任何人可看，姓名和身份证号遮盖，也可下载PDF")
    void shouldShowAnyoneWhatTheOfficePublished_R19_R28() {
        applications.certified();
        PublishResults.Preview preview = preview();
        assertThat(preview.lines()).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("李*明");
            assertThat(line.maskedIdNumber()).isEqualTo("110***********0013");
        });
        assertThat(preview.published()).isEmpty();
        assertThat(lists()).isEmpty();
        assertThat(problem(show())).isEqualTo(ErrorCode.NOT_FOUND);

        PublishResults.Standing published = done(publish(preview.digest())).published().orElseThrow();

        assertThat(published.id()).isEqualTo(ID);
        assertThat(published.differs()).isFalse();
        assertThat(lists()).singleElement().satisfies(list -> {
            assertThat(list.number()).isEqualTo(APPROVAL);
            assertThat(list.people()).isEqualTo(1);
            assertThat(list.publishedOn()).isEqualTo(today());
        });
        assertThat(Requests.body(show(), ShowResults.Results.class).lines()).isEqualTo(preview.lines());
        assertThat(show().body()).doesNotContain("李晓明", "applicant", "办事员");
        assertThat(pdf()).contains("结果名单", "李*明", "110***********0013", APPROVAL).doesNotContain("李晓明");
    }

    @Test
    @DisplayName("R35、R41、R49 重复公布不变；公布的须是看过的名单；每次公布、撤回都有记录")
    void shouldPublishWhatWasSeenAndRecordIt_R35_R49() {
        String id = applications.certified().id();
        String digest = preview().digest();
        assertThat(problem(publish("something else"))).isEqualTo(ErrorCode.STALE_VERSION);
        publish(digest);
        applications.at("2025-03-18T09:00");
        assertThat(done(publish(digest))).isEqualTo(preview());
        assertThat(actions()).containsOnlyOnce("PUBLISH_RESULTS");

        new RevokeCertificate(applications.services.applications(), applications.services.certificates(), applications.transitions())
                .revoke(applications.as(OFFICE), applications.find(id).certificateNumber().orElseThrow(), "伪造学历");

        assertThat(preview().lines()).as("R34").isEmpty();
        assertThat(preview().published().orElseThrow().differs()).isTrue();
        assertThat(problem(publish(digest))).as("one looks again").isEqualTo(ErrorCode.STALE_VERSION);
        applications.at("2025-03-18T10:00");
        done(publish(preview().digest()));
        assertThat(Requests.body(show(), ShowResults.Results.class).lines()).isEmpty();
        assertThat(actions()).filteredOn("PUBLISH_RESULTS"::equals).hasSize(2);
    }

    @Test
    @DisplayName("R35、R41 撤回须写理由；撤回后名单不再公开，原网址说明已撤回；可重新公布")
    void shouldSayAtItsAddressThatAListWasWithdrawn_R41() {
        applications.certified();
        assertThat(problem(withdraw("还没有公布"))).isEqualTo(ErrorCode.NOT_FOUND);
        publish(preview().digest());
        applications.at("2025-03-18T09:00");
        assertThat(problem(withdraw(" "))).isEqualTo(ErrorCode.MISSING_FIELD);

        done(withdraw("名单有误"));
        assertThat(done(withdraw("再说一次")).published().orElseThrow().withdrawn().orElseThrow().reason()).isEqualTo("名单有误");

        assertThat(lists()).isEmpty();
        ShowResults.Results gone = Requests.body(show(), ShowResults.Results.class);
        assertThat(gone.lines()).isEmpty();
        assertThat(gone.withdrawnOn()).contains(LocalDate.of(2025, 3, 18));
        assertThat(show().body()).doesNotContain("名单有误", "李*明");
        assertThat(problem(print())).isEqualTo(ErrorCode.PAPER_NOT_DUE);
        assertThat(actions()).containsOnlyOnce("WITHDRAW_RESULTS");

        applications.at("2025-03-19T09:00");
        done(publish(preview().digest()));
        assertThat(lists()).hasSize(1);
        assertThat(Requests.body(show(), ShowResults.Results.class).withdrawnOn()).isEmpty();
    }

    @Test
    @DisplayName("R28、R37 只有评审机构和管理员可以公布；没有批文、没有写明的予以指出")
    void shouldLetTheOfficeOnly_R28() {
        applications.certified();
        for (String sub : List.of(APPLICANT, EMPLOYER, DISTRICT, COMMITTEE)) {
            assertThat(problem(preview(sub, APPROVAL))).as(sub).isEqualTo(ErrorCode.NOT_ALLOWED);
            assertThat(problem(change(sub, new PublishResults.Wish(APPROVAL, false, null, "x")))).as(sub).isEqualTo(ErrorCode.NOT_ALLOWED);
        }
        assertThat(preview(ADMINISTRATOR, "乌职改(2025)1号").statusCode()).isEqualTo(200);
        assertThat(problem(preview(OFFICE, "没有的批文"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(change(OFFICE, new PublishResults.Wish(null, true, "", null)))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(change(OFFICE, new PublishResults.Wish(APPROVAL, null, "", null)))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(publish(null))).isEqualTo(ErrorCode.MISSING_FIELD);
    }

    @Test
    @DisplayName("R38、R47 本人下载的数据写明名单公布到何时")
    void shouldTellThePersonUntilWhenTheListIsPublic_R38() {
        applications.certified();
        assertThat(kept()).doesNotContain(Retention.PUBLISHED_RESULTS.name());
        publish(preview().digest());
        assertThat(kept()).contains(Retention.PUBLISHED_RESULTS.name());
        applications.at("2025-03-18T09:00");
        withdraw("名单有误");
        assertThat(kept()).doesNotContain(Retention.PUBLISHED_RESULTS.name());
    }

    private List<String> kept() {
        return Requests.body(Requests.get("/applicants/me/data").as(APPLICANT).to(new DownloadPersonalDataHandler(applications.services)),
                PersonalData.class).kept().stream().map(PersonalData.Kept::retention).toList();
    }

    private List<String> actions() {
        return applications.services.auditLog().events(Subject.approvalDocument(APPROVAL)).stream().map(AuditEvent::action).toList();
    }

    private LocalDate today() {
        return applications.transitions().today();
    }

    private PublishResults.Preview preview() {
        return done(preview(OFFICE, APPROVAL));
    }

    private ApiResponse preview(String sub, String number) {
        return Requests.get("/approval-documents/results").query("number", number).asStaff(sub).to(office);
    }

    private ApiResponse publish(String seen) {
        return change(OFFICE, new PublishResults.Wish(APPROVAL, true, seen, null));
    }

    private ApiResponse withdraw(String reason) {
        return change(OFFICE, new PublishResults.Wish(APPROVAL, false, null, reason));
    }

    private ApiResponse change(String sub, PublishResults.Wish wish) {
        return Requests.put("/approval-documents/results").asStaff(sub).body(wish).to(office);
    }

    private static PublishResults.Preview done(ApiResponse response) {
        return Requests.body(response, PublishResults.Preview.class);
    }

    private List<ShowResults.Head> lists() {
        return Requests.body(Requests.get("/results").to(anyone), ShowResults.Lists.class).lists();
    }

    private ApiResponse show() {
        return Requests.get("/results/{list}").path("list", ID).to(anyone);
    }

    private ApiResponse print() {
        return Requests.get("/results/{list}").path("list", ID).query("format", "PDF").to(anyone);
    }

    private String pdf() {
        return StructuredText.words(Base64.getDecoder().decode(print().body()));
    }
}
