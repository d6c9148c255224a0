package org.zhicheng.rules.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Stage;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.rules.checklist.ChecklistItem.Status;

class ChecklistTest {

    private final Dossier dossier = new Dossier();

    @ParameterizedTest(name = "{0}, foreign {1}, posted {2}: {3}")
    @DisplayName("R16 按情形列出提交前须有的材料及份数")
    @CsvSource({"SECONDARY_VOCATIONAL, false, false, A1 A2 A3 A4 A6 A9x3 A10",
            "SECONDARY_VOCATIONAL, true,  false, A1 A2 A3 A4 A8 A9x3 A10", "JUNIOR_COLLEGE,       false, false, A1 A2 A3 A4 A6 A9x2 A10",
            "BACHELOR,             false, false, A1 A2 A3 A4 A5 A6 A7 A9 A10",
            "BACHELOR,             true,  false, A1 A2 A3 A4 A5 A8 A9 A10",
            "BACHELOR,             false, true,  A1 A2 A3 A4 A5 A6 A7 A9 A10 A11",
            "MASTER,               false, false, A1 A2 A3 A4 A5 A6 A7 A9 A10",
            "DOCTORATE,            true,  true,  A1 A2 A3 A4 A5 A8 A9 A10 A11",
            "POSTDOCTORAL,         false, false, A1 A2 A3 A4 A5 A6 A7 A9 A10"})
    void shouldAskForTheMaterialsOfTheCase(CredentialType credential, boolean foreign, boolean posted, String asked) {
        dossier.credential(credential).foreign = foreign;
        if (posted) {
            dossier.postedSince("2023-07-01");
        }

        List<ChecklistItem> checklist = checklist(Stage.SUBMISSION);

        assertThat(checklist).extracting(ChecklistItem::material).containsExactly(Material.values());
        assertThat(checklist.stream().filter(i -> i.status() == Status.MISSING)
                .map(i -> i.material() + (i.needed() > 1 ? "x" + i.needed() : "")).collect(Collectors.joining(" "))).isEqualTo(asked);
        assertThat(checklist).filteredOn(i -> i.status() == Status.MISSING).isNotEmpty().allMatch(i -> i.violation().isPresent());
    }

    @Test
    @DisplayName("R18 公示材料在推荐前须有，提交时不须")
    void shouldAskForTheNoticeBeforeTheRecommendation() {
        dossier.allFiles();

        assertThat(wrong(Stage.SUBMISSION)).isEmpty();
        assertThat(wrong(Stage.RECOMMENDATION)).containsExactly("A13 MATERIAL_MISSING", "A14 MATERIAL_MISSING", "A15 MATERIAL_MISSING");

        dossier.files(Material.A13, Material.A14, Material.A15);

        assertThat(wrong(Stage.RECOMMENDATION)).isEmpty();
    }

    @ParameterizedTest(name = "{0}, degree held {1}: {2} \"not applicable\" gives {3}")
    @DisplayName("R13 允许之处可以说明理由选择“不适用”")
    @CsvSource({"BACHELOR,             true,  A5, NOT_APPLICABLE", "BACHELOR,             false, A5, NOT_APPLICABLE",
            "MASTER,               true,  A5, WRONG", "MASTER,               false, A5, NOT_APPLICABLE",
            "DOCTORATE,            true,  A5, WRONG", "POSTDOCTORAL,         true,  A5, WRONG",
            "SECONDARY_VOCATIONAL, true,  A6, NOT_APPLICABLE", "JUNIOR_COLLEGE,       true,  A6, WRONG",
            "BACHELOR,             true,  A6, WRONG", "BACHELOR,             true,  A1, WRONG",
            "SECONDARY_VOCATIONAL, true,  A5, NOT_NEEDED"})
    void shouldTakeNotApplicableWhereTheTableAllowsIt(CredentialType credential, boolean degreeHeld, Material material, Status status) {
        dossier.credential(credential).degreeHeld = Optional.of(degreeHeld);
        dossier.notApplicable.put(material.name(), "学校未颁发");

        ChecklistItem item = item(material);

        assertThat(item.status()).isEqualTo(status);
        assertThat(item.violation().map(Violation::code))
                .isEqualTo(status == Status.WRONG ? Optional.of("NOT_APPLICABLE_NOT_ALLOWED") : Optional.empty());
    }

    @Test
    @DisplayName("R16 没有学位的不要求学位验证报告")
    void shouldNotAskForAReportOfADegreeThatIsNot() {
        dossier.notApplicable.put("A5", "未取得学位");

        assertThat(item(Material.A7).status()).isEqualTo(Status.NOT_NEEDED);
    }

    @Test
    @DisplayName("R16 “不适用”须有理由且不得过长")
    void shouldAskForAReason() {
        dossier.notApplicable.put("A5", " ");
        assertThat(item(Material.A5).violation().map(Violation::code)).contains("NOT_APPLICABLE_WITHOUT_REASON");

        dossier.notApplicable.put("A5", "无".repeat(501));
        assertThat(item(Material.A5).violation().map(Violation::code)).contains("NOT_APPLICABLE_REASON_TOO_LONG");
    }

    @Test
    @DisplayName("R16 年度考核按所需年限每年一份")
    void shouldCountTheAssessments() {
        dossier.credential(CredentialType.SECONDARY_VOCATIONAL).files(Material.A9, Material.A9);

        assertThat(item(Material.A9)).satisfies(item -> {
            assertThat(item.status()).isEqualTo(Status.TOO_FEW);
            assertThat(item.needed()).isEqualTo(3);
            assertThat(item.have()).isEqualTo(2);
            assertThat(item.violation().orElseThrow().chinese()).contains("补充上传1份");
            assertThat(item.violation().orElseThrow().code()).isEqualTo("MATERIAL_TOO_FEW");
        });

        dossier.files(Material.A9);
        assertThat(item(Material.A9).status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest(name = "{0} alone: {1} {2}")
    @DisplayName("R15 文件经检查且有效才计入")
    @CsvSource({"ACCEPTED,  OK,      ''", "REQUESTED, MISSING, MATERIAL_NOT_INSPECTED", "REJECTED,  WRONG,   MATERIAL_REFUSED",
            "REPLACED,  MISSING, MATERIAL_MISSING", "REMOVED,   MISSING, MATERIAL_MISSING"})
    void shouldCountInspectedFilesOnly(Attachment.Status file, Status status, String code) {
        dossier.attachments.add(Dossier.file("f1", Material.A1, file));

        assertThat(item(Material.A1).status()).isEqualTo(status);
        assertThat(item(Material.A1).violation().map(Violation::code).orElse("")).isEqualTo(code);
    }

    @Test
    @DisplayName("R16 正反面、各年度考核须为各自的扫描件")
    void shouldRefuseTheSameScanAgain_R16() {
        dossier.credential(CredentialType.JUNIOR_COLLEGE);
        dossier.attachments.addAll(List.of(scan("a", Material.A1, "one"), scan("b", Material.A2, "one"), scan("c", Material.A9, "two"),
                scan("d", Material.A9, "two"), scan("e", Material.A4, "one")));

        assertThat(item(Material.A1).status()).isEqualTo(Status.OK);
        assertThat(item(Material.A2).violation().map(Violation::code)).contains("SAME_SCAN");
        assertThat(item(Material.A9).violation().map(Violation::code)).contains("SAME_SCAN");

        dossier.attachments.add(scan("f", Material.A9, "three"));
        assertThat(item(Material.A9).status()).as("one of them twice, and all there are").isEqualTo(Status.OK);
        assertThat(item(Material.A4).status()).as("one certificate may stand for several").isEqualTo(Status.OK);
    }

    @Test
    @DisplayName("R15 检查时发现的情况随材料显示")
    void shouldShowWhatTheInspectionNoticed_R15() {
        dossier.attachments.add(scan("a", Material.A1, "one").withWarnings(List.of("LOW_RESOLUTION", "OF_A_LATER_VERSION")));

        assertThat(item(Material.A1).warnings()).extracting(Attachment.Warning::code).containsExactly("LOW_RESOLUTION");
        assertThat(item(Material.A1).warnings().getFirst().chinese()).contains("分辨率");
        assertThat(item(Material.A2).warnings()).isEmpty();
    }

    private static Attachment scan(String id, Material material, String hash) {
        return new Attachment(id, material, "a.pdf", "application/pdf", 1, hash, Attachment.Status.ACCEPTED, Optional.empty(),
                Optional.empty(), "sub", Dossier.NOW, Optional.of(Dossier.NOW));
    }

    @Test
    @DisplayName("R15 放弃的上传不掩盖后来的拒绝")
    void shouldTellTheLatestAttempt() {
        Attachment givenUp = Dossier.file("f1", Material.A1, Attachment.Status.REQUESTED);
        dossier.attachments.add(new Attachment("f2", Material.A1, "a.pdf", "application/pdf", 1, "", Attachment.Status.REJECTED,
                Optional.of(Dossier.ENCRYPTED), Optional.empty(), "sub", Dossier.NOW.plusSeconds(60), Optional.empty()));
        dossier.attachments.add(givenUp);

        assertThat(item(Material.A1).status()).isEqualTo(Status.WRONG);
    }

    @Test
    @DisplayName("R15 文件未通过检查的原因随材料告知")
    void shouldTellWhyAFileWasRefused() {
        dossier.attachments.add(Dossier.file("f1", Material.A1, Attachment.Status.REJECTED));

        assertThat(item(Material.A1).violation().orElseThrow().chinese()).contains("文件已加密");
        assertThat(item(Material.A1).violation().orElseThrow().english()).contains("the file is encrypted");
    }

    @ParameterizedTest(name = "{0} characters: {1} {2}")
    @DisplayName("R16 工作小结2000至3000字")
    @CsvSource({"0,    MISSING, SUMMARY_MISSING", "1999, TOO_FEW, SUMMARY_TOO_SHORT", "2000, OK,      ''", "3000, OK,      ''",
            "3001, WRONG,   SUMMARY_TOO_LONG"})
    void shouldMeasureTheWorkSummary(int length, Status status, String code) {
        dossier.summary = "工　 ".repeat(length);

        ChecklistItem item = item(Material.A12);

        assertThat(item.status()).isEqualTo(status);
        assertThat(item.have()).isEqualTo(length);
        assertThat(item.violation().map(Violation::code).orElse("")).isEqualTo(code);
    }

    @Test
    @DisplayName("R15 每份申报合计200 MB，已替换的不计")
    void shouldLimitTheTotal() {
        for (int i = 0; i < 20; i++) {
            dossier.attachments.add(large("f" + i, Attachment.Status.ACCEPTED));
        }
        dossier.attachments.add(large("old", Attachment.Status.REPLACED));
        assertThat(Checklist.total(dossier.application())).isEmpty();

        dossier.files(Material.A1);
        assertThat(Checklist.total(dossier.application()).map(Violation::code)).contains("TOTAL_TOO_LARGE");
    }

    private static Attachment large(String id, Attachment.Status status) {
        return new Attachment(id, Material.A9, "a.pdf", "application/pdf", Checklist.MAX_FILE_BYTES, "", status, Optional.empty(),
                Optional.empty(), "sub", Dossier.NOW, Optional.of(Dossier.NOW));
    }

    private ChecklistItem item(Material material) {
        return checklist(Stage.SUBMISSION).get(material.ordinal());
    }

    private List<String> wrong(Stage stage) {
        return checklist(stage).stream().flatMap(item -> item.violation().stream()).map(v -> v.field() + " " + v.code()).toList();
    }

    private List<ChecklistItem> checklist(Stage stage) {
        return Checklist.of(dossier.application(), stage);
    }
}
