package org.zhicheng.rules.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.zhicheng.Dossier.EMPLOYER;
import static org.zhicheng.Dossier.REFERENCE;
import static org.zhicheng.Dossier.SETTINGS;
import static org.zhicheng.Dossier.period;
import static org.zhicheng.Dossier.work;
import static org.zhicheng.dossier.application.Assessment.Outcome.ELIGIBLE;
import static org.zhicheng.dossier.application.Assessment.Outcome.INELIGIBLE;
import static org.zhicheng.dossier.application.Assessment.Outcome.NEEDS_REVIEW;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.ground.failure.Violation;

class EligibilityTest {

    private final Dossier dossier = new Dossier();

    @ParameterizedTest(name = "{0}, milestone {1}, at work since {2}, reference date {3}: {4}, from {5}")
    @DisplayName("R5、R6、R7、R8、R9、R10、R12 满年限当日符合，差一天不符合，并告知满足之日")
    @CsvSource({"SECONDARY_VOCATIONAL, 2022-06-30, 2022-07-01, 2025-07-01, ELIGIBLE,     -",
            "SECONDARY_VOCATIONAL, 2022-06-30, 2022-07-01, 2025-06-30, INELIGIBLE,   2025-07-01",
            "JUNIOR_COLLEGE,       2022-06-30, 2022-07-01, 2024-07-01, ELIGIBLE,     -",
            "JUNIOR_COLLEGE,       2022-06-30, 2022-07-01, 2024-06-30, INELIGIBLE,   2024-07-01",
            "BACHELOR,             2024-02-29, 2024-01-01, 2025-02-28, ELIGIBLE,     -",
            "BACHELOR,             2024-02-29, 2024-01-01, 2025-02-27, INELIGIBLE,   2025-02-28",
            "MASTER,               2024-03-10, 2023-07-01, 2025-03-10, ELIGIBLE,     -",
            "MASTER,               2024-03-10, 2023-07-01, 2025-03-09, INELIGIBLE,   2025-03-10",
            "DOCTORATE,            2024-03-10, 2024-03-11, 2025-03-11, ELIGIBLE,     -",
            "DOCTORATE,            2024-03-10, 2024-03-11, 2025-03-10, INELIGIBLE,   2025-03-11",
            "POSTDOCTORAL,         2024-03-10, 2024-03-11, 2025-03-11, NEEDS_REVIEW, -",
            "POSTDOCTORAL,         2024-03-10, 2024-03-11, 2025-03-10, INELIGIBLE,   2025-03-11"})
    void shouldCountTheYearsOfEachRow(CredentialType credential, String milestone, String since, LocalDate reference,
            Assessment.Outcome outcome, String from) {
        dossier.credential(credential).milestone(milestone).worked(work(since, ""));

        Assessment assessment = assess(reference, Facts.NONE);

        assertThat(assessment.outcome()).isEqualTo(outcome);
        assertThat(assessment.referenceDate()).isEqualTo(reference);
        assertThat(assessment.eligibleFrom().map(LocalDate::toString).orElse("-")).isEqualTo(from);
        assertThat(codes(assessment)).isEqualTo(outcome == INELIGIBLE ? List.of("YEARS_TOO_FEW") : List.of());
    }

    @Test
    @DisplayName("R4、R14 所学专业与岗位不一致、没有继续教育学时，均不影响申报")
    void shouldNotAskForAMatchingSubject() {
        dossier.subject = "烹饪";

        assertThat(assess().outcome()).isEqualTo(ELIGIBLE);
    }

    @ParameterizedTest(name = "{0} applying for {2}, {1}: {3}")
    @DisplayName("R11 级别或类别选错的予以拒绝，并告知正确的")
    @CsvSource({"BACHELOR, INITIAL_DETERMINATION, INTERMEDIATE, WRONG_LEVEL,            初级",
            "BACHELOR, AWARD,                 JUNIOR,       WRONG_KIND,             初定",
            "MASTER,   AWARD,                 JUNIOR,       WRONG_LEVEL,            中级",
            "MASTER,   INITIAL_DETERMINATION, JUNIOR,       WRONG_LEVEL WRONG_KIND, 授予中级",
            "DOCTORATE,AWARD,                 SENIOR,       WRONG_LEVEL,            副高级"})
    void shouldNameTheRightLevelAndKind(CredentialType credential, Kind kind, TitleLevel level, String expected, String named) {
        dossier.credential(credential);
        dossier.kind = kind;
        dossier.level = level;

        Assessment assessment = assess();

        assertThat(codes(assessment)).containsExactly(expected.split(" "));
        assertThat(assessment.reasons()).isNotEmpty().allSatisfy(reason -> assertThat(reason.chinese()).contains(named));
        assertThat(assessment.eligibleFrom()).as("waiting does not help").isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1}: excluded {2}")
    @DisplayName("R3 国家以考代评的专业不论如何书写均不受理")
    @CsvSource({"会计,                工程系列, true", "会计专业,            工程系列, true", "' 会　计 专业 ',     工程系列, true", "计算机技术与软件,    工程系列, true",
            "国际贸易,            经济系列, true", "国际贸易,            经济,     true", "会计学,              工程系列, false", "机械工程专业,        工程系列, false",
            "专业,                工程系列, false"})
    void shouldRefuseSpecialtiesOfNationalExaminations(String specialty, String series, boolean excluded) {
        dossier.specialty = specialty;
        dossier.series = series;

        assertThat(codes(assess()).contains("SPECIALTY_EXCLUDED")).isEqualTo(excluded);
    }

    @ParameterizedTest(name = "posted since {0}: {1}, from {2}")
    @DisplayName("R1 外地企业人员须派驻我市满一年")
    @CsvSource({"2024-03-10, '',                                          -",
            "2024-03-11, POSTING_TOO_SHORT,                           2025-03-11",
            "2025-01-01, POSTING_TOO_SHORT,                           2026-01-01",
            "2025-04-01, POSTING_IN_FUTURE,                           -", "2023-06-30, POSTING_BEFORE_EMPLOYMENT,                   -"})
    void shouldAskForAYearOfPosting(String postedFrom, String expected, String from) {
        dossier.postedSince(postedFrom);

        Assessment assessment = assess();

        assertThat(String.join(" ", codes(assessment))).isEqualTo(expected);
        assertThat(assessment.eligibleFrom().map(LocalDate::toString).orElse("-")).isEqualTo(from);
    }

    @Test
    @DisplayName("R1 本市企业人员不问派驻")
    void shouldNotAskAnEnterpriseOfUrumqiForAPosting() {
        dossier.employer = new EmployerSection(dossier.employer.uscc(), EMPLOYER, Optional.of(Origin.URUMQI),
                Optional.of(LocalDate.of(2025, 3, 1)));

        assertThat(assess().outcome()).isEqualTo(ELIGIBLE);
    }

    @Test
    @DisplayName("R2 没有在职单位的不得申报")
    void shouldRefuseSomebodyWhoLeft() {
        dossier.worked(work("2023-07-01", "2025-01-31"));

        assertThat(codes(assess())).containsExactly("NOT_EMPLOYED");
        assertThat(assess().eligibleFrom()).isEmpty();
    }

    @Test
    @DisplayName("R2 在职单位不是推荐单位的不得申报")
    void shouldRefuseTheEmployeeOfAnother() {
        dossier.worked(period("另一家公司", "2023-07-01", "", true));

        assertThat(codes(assess())).containsExactly("EMPLOYER_NOT_PRESENT");
        assertThat(assess().reasons().getFirst().chinese()).contains("另一家公司").contains(EMPLOYER);
    }

    @Test
    @DisplayName("R2 单位名称的括号、空格写法不同不算不同单位")
    void shouldReadTheSameNameInAnotherSpelling() {
        dossier.employer = new EmployerSection(dossier.employer.uscc(), "样例（新疆） 科技", Optional.of(Origin.URUMQI), Optional.empty());
        dossier.worked(period("样例(新疆)科技", "2023-07-01", "", true));

        assertThat(assess().outcome()).isEqualTo(ELIGIBLE);
    }

    @Test
    @DisplayName("R2 现岗位须为专业技术岗位")
    void shouldRefuseAPostThatIsNotTechnical() {
        dossier.worked(work("2023-07-01", "2024-12-31"), period(EMPLOYER, "2025-01-01", "", false));

        assertThat(codes(assess())).containsExactly("POST_NOT_TECHNICAL");
    }

    @ParameterizedTest(name = "{0}, full-time {1}, degree held {2}: {3} {4}")
    @DisplayName("R5、R6、R7、R13 专科、本科须为全日制；研究生非全日制由审核人认定")
    @CsvSource({"SECONDARY_VOCATIONAL, false, '',    NEEDS_REVIEW, SECONDARY_NOT_FULL_TIME",
            "SECONDARY_VOCATIONAL, '',    '',    ELIGIBLE,     ''", "JUNIOR_COLLEGE,       false, '',    INELIGIBLE,   NOT_FULL_TIME",
            "JUNIOR_COLLEGE,       '',    '',    INELIGIBLE,   FIELD_MISSING",
            "BACHELOR,             false, true,  INELIGIBLE,   NOT_FULL_TIME", "BACHELOR,             true,  false, ELIGIBLE,     ''",
            "BACHELOR,             true,  '',    ELIGIBLE,     ''", "MASTER,               true,  true,  ELIGIBLE,     ''",
            "MASTER,               false, true,  NEEDS_REVIEW, GRADUATE_NOT_FULL_TIME",
            "MASTER,               true,  false, NEEDS_REVIEW, GRADUATE_WITHOUT_DEGREE",
            "MASTER,               false, false, NEEDS_REVIEW, GRADUATE_NOT_FULL_TIME GRADUATE_WITHOUT_DEGREE",
            "MASTER,               true,  '',    INELIGIBLE,   FIELD_MISSING",
            "DOCTORATE,            false, true,  NEEDS_REVIEW, GRADUATE_NOT_FULL_TIME",
            "POSTDOCTORAL,         '',    '',    NEEDS_REVIEW, POSTDOCTORAL_PROOF"})
    void shouldWeighTheFormOfStudy(CredentialType credential, String fullTime, String degreeHeld, Assessment.Outcome outcome,
            String codes) {
        dossier.credential(credential).milestone("2021-06-30").worked(work("2021-07-01", ""));
        dossier.fullTime = fullTime.isEmpty() ? Optional.empty() : Optional.of(Boolean.valueOf(fullTime));
        dossier.degreeHeld = degreeHeld.isEmpty() ? Optional.empty() : Optional.of(Boolean.valueOf(degreeHeld));

        Assessment assessment = assess();

        assertThat(assessment.outcome()).isEqualTo(outcome);
        assertThat(String.join(" ", outcome == INELIGIBLE ? codes(assessment) : questions(assessment))).isEqualTo(codes);
    }

    @Test
    @DisplayName("R13 工作经历有间断的继续办理，并列出间断日期待核实")
    void shouldAskAboutAGapBetweenEmployments() {
        dossier.worked(work("2023-07-01", "2023-12-31"), work("2024-02-01", ""));

        Assessment assessment = assess();

        assertThat(assessment.outcome()).isEqualTo(NEEDS_REVIEW);
        assertThat(questions(assessment)).containsExactly("EMPLOYMENT_GAP");
        assertThat(assessment.questions().getFirst().chinese()).contains("2024年1月1日至2024年1月31日");
    }

    @ParameterizedTest(name = "applying for {0}, holding {1} elsewhere and {2} here: {3}")
    @DisplayName("R13 已有同级或更高职称的待核实，较低的不问")
    @CsvSource({"MASTER, INTERMEDIATE,     '',     TITLE_ALREADY_HELD", "MASTER, ASSOCIATE_SENIOR, '',     TITLE_ALREADY_HELD",
            "MASTER, JUNIOR,           '',     ''", "MASTER, '',               JUNIOR, ''",
            "MASTER, '',               SENIOR, TITLE_ALREADY_HELD", "MASTER, JUNIOR,           SENIOR, TITLE_ALREADY_HELD"})
    void shouldAskAboutATitleAlreadyHeld(CredentialType credential, String elsewhere, String here, String question) {
        dossier.credential(credential);
        dossier.presentTitle = new PresentTitle(level(elsewhere), elsewhere.isEmpty() ? "" : "样例职称");

        assertThat(String.join(" ", questions(assess(REFERENCE, Facts.NONE.withTitleIssuedHere(level(here)))))).isEqualTo(question);
    }

    @ParameterizedTest(name = "record until {2}, holding {1}, credential {0}: {3} {4}, from {5}")
    @DisplayName("R34 诚信档案期内不得晋升高一级，其他由经办人研判")
    @CsvSource({"MASTER, JUNIOR,       2026-05-01, INELIGIBLE,   INTEGRITY_RECORD_LIVE,                       2026-05-01",
            "MASTER, '',           2026-05-01, NEEDS_REVIEW, INTEGRITY_RECORD_TO_WEIGH,                   -",
            "MASTER, INTERMEDIATE, 2026-05-01, NEEDS_REVIEW, TITLE_ALREADY_HELD INTEGRITY_RECORD_TO_WEIGH, -"})
    void shouldWeighAFraudRecord(CredentialType credential, String held, String until, Assessment.Outcome outcome, String codes,
            String from) {
        dossier.credential(credential);
        Facts facts = Facts.NONE.withTitleIssuedHere(level(held)).withIntegrityRecord(LocalDate.parse(until));

        Assessment assessment = assess(REFERENCE, facts);

        assertThat(assessment.outcome()).isEqualTo(outcome);
        assertThat(String.join(" ", outcome == INELIGIBLE ? codes(assessment) : questions(assessment))).isEqualTo(codes);
        assertThat(assessment.eligibleFrom().map(LocalDate::toString).orElse("-")).isEqualTo(from);
    }

    @Test
    @DisplayName("R12 将来的日期不作依据")
    void shouldRefuseDaysInTheFuture() {
        dossier.milestone("2025-06-30").worked(work("2023-07-01", ""), work("2025-04-01", ""), work("2024-01-01", "2025-12-31"));

        Assessment assessment = assess();

        assertThat(assessment.reasons()).extracting(Violation::field, Violation::code).containsExactly(
                tuple("employment.1.from", "EMPLOYMENT_IN_FUTURE"), tuple("employment.2.to", "EMPLOYMENT_END_IN_FUTURE"),
                tuple("credential.milestone", "MILESTONE_IN_FUTURE"));
        assertThat(assessment.eligibleFrom()).isEmpty();
    }

    @Test
    @DisplayName("R12 全部工作均在起算日之前的，予以告知")
    void shouldTellThatNoWorkFollowedTheMilestone() {
        dossier.worked(work("2020-07-01", "2022-12-31"));

        assertThat(codes(assess())).containsExactly("NOT_EMPLOYED", "NO_WORK_AFTER_MILESTONE");
    }

    @Test
    @DisplayName("R13 一次列出全部理由；等待即可满足的，告知其中最晚的一天")
    void shouldNameTheLatestDate() {
        dossier.credential(CredentialType.SECONDARY_VOCATIONAL).postedSince("2024-08-01");

        Assessment assessment = assess();

        assertThat(codes(assessment)).containsExactly("POSTING_TOO_SHORT", "YEARS_TOO_FEW");
        assertThat(assessment.eligibleFrom()).contains(LocalDate.of(2026, 7, 1));
    }

    @Test
    @DisplayName("R13 等待不能解决全部理由的，不给日期")
    void shouldNameNoDateWhereWaitingDoesNotHelp() {
        dossier.credential(CredentialType.SECONDARY_VOCATIONAL);
        dossier.specialty = "会计";

        Assessment assessment = assess();

        assertThat(codes(assessment)).containsExactly("SPECIALTY_EXCLUDED", "YEARS_TOO_FEW");
        assertThat(assessment.eligibleFrom()).isEmpty();
    }

    @Test
    @DisplayName("R13 空表列出全部缺项，不作猜测")
    void shouldNotGuessAnEmptyForm() {
        Assessment assessment = Eligibility.assess(Form.EMPTY, new Qualification(null, null, null, null, null), REFERENCE, SETTINGS,
                Facts.NONE);

        assertThat(assessment.outcome()).isEqualTo(INELIGIBLE);
        assertThat(assessment.reasons()).isNotEmpty().allSatisfy(reason -> assertThat(reason.code()).isEqualTo("FIELD_MISSING"));
        assertThat(assessment.reasons()).extracting(Violation::field).containsExactly("qualification.specialty", "employer.origin",
                "employer.name", "employment", "qualification.kind", "qualification.level", "credential.type", "credential.milestone");
    }

    private Assessment assess() {
        return assess(REFERENCE, Facts.NONE);
    }

    private Assessment assess(LocalDate reference, Facts facts) {
        return Eligibility.assess(dossier.form(), dossier.qualification(), reference, SETTINGS, facts);
    }

    private static List<String> codes(Assessment assessment) {
        return assessment.reasons().stream().map(Violation::code).toList();
    }

    private static List<String> questions(Assessment assessment) {
        return assessment.questions().stream().map(Assessment.Question::code).toList();
    }

    private static Optional<TitleLevel> level(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(TitleLevel.valueOf(name));
    }
}
