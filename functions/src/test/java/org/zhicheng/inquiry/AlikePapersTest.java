package org.zhicheng.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Assessment.Question;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review.Outcome;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.review.ShowReviewHandler;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.UseCases;
import org.zhicheng.work.registration.DownloadPersonalData;
import org.zhicheng.work.review.DecideReview.Decision;

/** One paper with two people's applications (R13). */
class AlikePapersTest {

    private static final String CODE = "SAME_FILE_ELSEWHERE";

    private final Applications applications = new Applications();
    private String id;
    private String other;

    @BeforeEach
    void begin() {
        applications.register("other", "王芳");
        id = applications.atEmployer().id();
        applications.at("2025-03-10T10:00");
        other = applications.draft("other", new Dossier()).id();
    }

    @ParameterizedTest
    @EnumSource(names = {"A1", "A3", "A4", "A5", "A6", "A7", "A8", "A10"})
    @DisplayName("R13 他人申报附有完全相同的身份证、照片、学历等文件的，须由各环节审核人核实")
    void shouldAskOfAFileThatAnotherPersonsApplicationHas_R13(Material material) {
        applications.upload("other", other, material, material == Material.A3 ? Applications.PORTRAIT : Applications.SCAN);

        assertThat(asked(DISTRICT, id)).containsExactly(CODE);
        assertThat(asked(DISTRICT, other)).containsExactly(CODE);
    }

    @ParameterizedTest
    @EnumSource(names = {"A2", "A9", "A11"})
    void shouldNotAskOfWhatSeveralPeopleMayHaveAlike_R13(Material material) {
        applications.upload("other", other, material, material == Material.A2 ? Applications.BACK : Applications.SCAN);

        assertThat(asked(DISTRICT, id)).isEmpty();
        assertThat(asked(DISTRICT, other)).isEmpty();
    }

    @Test
    @DisplayName("R13 工作小结与他人相同的，同样须核实")
    void shouldAskOfASummaryThatAnotherPersonHandedIn_R13() {
        Dossier copied = new Dossier();
        copied.summary = copied.summary.replace("工工", "工 工\n");
        applications.save(other, copied.form());

        assertThat(asked(DISTRICT, id)).containsExactly(CODE);
    }

    @Test
    @DisplayName("R13 申报人无从得知他人的申报；审核人不知是谁，评审机构可见已提交的申报编号")
    void shouldTellNobodyMoreThanNeeded_R13() {
        applications.upload("other", other, Material.A1, Applications.SCAN);

        assertThat(asked(APPLICANT, id)).isEmpty();
        assertThat(text(DISTRICT, id)).contains("身份证（正面）").doesNotContain(other).doesNotContain("王芳");
        assertThat(text(OFFICE, id)).as("a draft is its owner's").doesNotContain(other);
        applications.submit(other);
        assertThat(text(DISTRICT, id)).doesNotContain(other);
        assertThat(text(OFFICE, id)).contains(other).doesNotContain("王芳");
    }

    @Test
    @DisplayName("R39 有相同文件的申报未经答复不得通过，答复不示申报人")
    void shouldPassWithAnAnswerOnlyThatTheApplicantDoesNotRead_R13_R39() {
        applications.at("2025-03-17T10:00");
        applications.upload("other", other, Material.A1, Applications.SCAN);
        Decision answered = applications.pass(id);
        Decision silent = new Decision(answered.attempt(), answered.contentVersion(), Outcome.PASS, "", null, null, null);

        refused(ErrorCode.QUESTIONS_OPEN, () -> applications.decide(EMPLOYER, id, silent));
        applications.decide(EMPLOYER, id, answered);
        ShowApplication show = new UseCases(applications.services).show();
        assertThat(show.view(applications.as(DISTRICT), applications.find(id)).reviews().getLast().answers()).containsKey(CODE);
        assertThat(show.view(applications.as(APPLICANT), applications.find(id)).reviews().getLast().answers()).isEmpty();
        assertThat(show.view(applications.as(APPLICANT), applications.find(id)).assessment().toString()).doesNotContain(CODE);
        assertThat(new DownloadPersonalData(applications.services.people(), applications.services.vault(),
                applications.services.applications(), applications.services.certificates(), applications.services.integrity(),
                applications.services.staff(), applications.services.experts(), applications.services.sessions(),
                applications.services.cycles(), applications.services.auditLog(), applications.services.clock())
                .gather(applications.as(APPLICANT)).applications().toString()).doesNotContain(CODE);
        assertThat(applications.find(id).assessment().orElseThrow().questions()).isEmpty();
    }

    @Test
    void shouldSendAnApprovedOneBackWithoutTellingInTheRecordWhy_R13_R39() {
        applications.at("2025-03-17T10:00");
        applications.passed(id, EMPLOYER);
        applications.passed(id, DISTRICT);
        applications.passed(id, Applications.COMMITTEE);
        applications.receiveAll(id);
        applications.approvals().record(applications.as(OFFICE), Applications.APPROVAL, java.time.LocalDate.of(2025, 3, 17),
                applications.listed(List.of(id)));
        applications.upload("other", other, Material.A1, Applications.SCAN);

        assertThat(applications.follow(id).state()).isEqualTo(org.zhicheng.dossier.flow.State.MATERIALS);
        assertThat(applications.services.applications().events(id).toString()).doesNotContain("另一申报人");
        assertThat(asked(OFFICE, id)).containsExactly(CODE);
    }

    @Test
    void shouldNotAskOnceAFileCountsNoMoreNorOfTheSamePersonsOwn_R13() {
        applications.upload("other", other, Material.A1, Applications.SCAN);
        assertThat(asked(DISTRICT, id)).containsExactly(CODE);
        applications.upload("other", other, Material.A1, Applications.SCAN_ANEW);

        assertThat(asked(DISTRICT, id)).isEmpty();
        applications.withdraw(APPLICANT, id);
        String anew = applications.draft().id();
        assertThat(asked(DISTRICT, anew)).isEmpty();
    }

    @Test
    @DisplayName("R13 建立文件索引之前存入的申报，审核人打开后即与他人的比对")
    void shouldAskOfPapersFromBeforeTheIndexOnceTheyWereLookedAt_R13() {
        applications.services.forgetPapers(id);
        applications.upload("other", other, Material.A1, Applications.SCAN);
        assertThat(asked(DISTRICT, other)).isEmpty();

        Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff(EMPLOYER)
                .to(new ShowReviewHandler(applications.services));
        assertThat(asked(DISTRICT, other)).containsExactly(CODE);
    }

    private List<String> asked(String sub, String application) {
        return questions(sub, application).stream().map(Question::code).toList();
    }

    private String text(String sub, String application) {
        return questions(sub, application).getFirst().chinese();
    }

    private List<Question> questions(String sub, String application) {
        return applications.checks().checkFor(applications.as(sub), applications.find(application), applications.services.now())
                .assessment().questions();
    }
}
