package org.zhicheng.rules.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment.Outcome;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Stage;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.rules.eligibility.Facts;

class ChecksTest {

    private final Dossier dossier = new Dossier();

    @Test
    @DisplayName("R16 完整的申报可以提交")
    void shouldLetACompleteApplicationPass() {
        Checks checks = check(Facts.NONE);

        assertThat(checks.violations()).isEmpty();
        assertThat(checks.submittable()).isTrue();
        assertThat(checks.assessment().outcome()).isEqualTo(Outcome.ELIGIBLE);
        assertThat(checks.checklist()).hasSize(15);
    }

    @Test
    @DisplayName("R13 待核实的问题不妨碍提交")
    void shouldLetAnOpenQuestionPass() {
        dossier.worked(Dossier.work("2023-07-01", "2023-12-31"), Dossier.work("2024-02-01", ""));

        Checks checks = check(Facts.NONE);

        assertThat(checks.assessment().outcome()).isEqualTo(Outcome.NEEDS_REVIEW);
        assertThat(checks.submittable()).isTrue();
    }

    @Test
    @DisplayName("R16、R51 表格、文字、资格和材料的问题一次列出")
    void shouldTellEverythingAtOnce() {
        dossier.district = "";
        dossier.level = TitleLevel.SENIOR;
        dossier.summary = "短";

        dossier.specialty = "😀机械工程专业";

        Checks checks = check(Facts.NONE);

        assertThat(checks.submittable()).isFalse();
        assertThat(checks.violations()).extracting(Violation::code).containsExactly("FIELD_MISSING", "SPECIALTY_UNKNOWN",
                "CHARACTER_CANNOT_PRINT", "WRONG_LEVEL", "SUMMARY_TOO_SHORT");
        assertThat(checks.broken()).containsExactlyInAnyOrder("qualification.district", "qualification.level", "A12",
                "qualification.specialty");
    }

    @Test
    @DisplayName("R16 同一问题只列一次，中英文俱全")
    void shouldTellEachDefectOnce() {
        Application empty = Application.draft("a1", 2025, "sub", "李晓明", "110***********002X",
                new Qualification(null, null, null, null, null), Dossier.NOW);

        List<Violation> violations = Checks.of(empty, Dossier.REFERENCE, Dossier.SETTINGS, Dossier.REGISTERS, Facts.NONE).violations();

        assertThat(violations).extracting(v -> v.code() + " " + v.field()).doesNotHaveDuplicates();
        assertThat(violations).isNotEmpty().allSatisfy(v -> {
            assertThat(v.rule()).matches("R\\d+");
            assertThat(v.chinese()).isNotBlank();
            assertThat(v.english()).isNotBlank();
        });
    }

    @Test
    @DisplayName("R18 推荐前须有公示、公示结果和推荐报告")
    void shouldAskForTheNoticeAtTheRecommendation() {
        dossier.allFiles();

        Checks checks = Checks.of(dossier.application(), Dossier.REFERENCE, Dossier.SETTINGS, Dossier.REGISTERS, Facts.NONE,
                Stage.RECOMMENDATION);

        assertThat(checks.violations()).extracting(Violation::field).containsExactly("A13", "A14", "A15");
    }

    @Test
    @DisplayName("R32 早前注册的无法打印的姓名在提交前指出")
    void shouldTellANameThatCannotPrint() {
        Application before = Application.draft("a1", 2025, "sub", "李😀明", "110***********002X", dossier.qualification(), Dossier.NOW);

        assertThat(Checks.of(before, Dossier.REFERENCE, Dossier.SETTINGS, Dossier.REGISTERS, Facts.NONE).violations())
                .filteredOn(v -> v.code().equals("CHARACTER_CANNOT_PRINT")).singleElement()
                .satisfies(v -> assertThat(v.chinese()).contains("第2字“😀”（U+1F600）"));
    }

    @Test
    @DisplayName("R22 退回修改时指出可以改的：被退回的、与其须一致的，以及不合规定的")
    void shouldTellWhatACorrectionLetsBeChanged_R22() {
        Application whole = dossier.allFiles().application();
        assertThat(Checks.of(whole, Dossier.REFERENCE, Dossier.SETTINGS, Dossier.REGISTERS, Facts.NONE).open()).isEmpty();
        Correction correction = new Correction(State.DISTRICT_REVIEW, List.of(new Review.Mend("contact.phone", "少一位"),
                new Review.Mend("qualification.series", "写错"), new Review.Mend("A4", "不清晰")), Dossier.NOW, Dossier.NOW, false);
        Application returned = whole.edit().correction(Optional.of(correction)).done();

        List<String> open = Checks.of(returned, Dossier.REFERENCE, Dossier.SETTINGS, Dossier.REGISTERS, Facts.NONE).open();

        assertThat(open).containsExactlyInAnyOrder("contact.phone", "qualification.series", "qualification.specialty", "A4");
    }

    @Test
    @DisplayName("R52 同一职称另有申报正在办理的，作为待核实问题")
    void shouldAskAboutTheSameTitleInAnotherCycle() {
        Checks checks = check(Facts.NONE.withSameTitleIn(2024));

        assertThat(checks.submittable()).isTrue();
        assertThat(checks.assessment().questions()).extracting(q -> q.code()).containsExactly("SAME_TITLE_UNDER_WAY");
    }

    private Checks check(Facts facts) {
        return Checks.of(dossier.allFiles().application(), Dossier.REFERENCE, Dossier.SETTINGS, Dossier.REGISTERS, facts);
    }
}
