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
import org.zhicheng.dossier.application.Attachment.Rejection;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.rules.checklist.ChecklistItem.Status;

class ChecklistTest {

    private final Dossier dossier = new Dossier();

    @ParameterizedTest(name = "{0}, foreign {1}, posted {2}: {3}")
    @DisplayName("The notice's table of materials: what is asked for before submission, and how often")
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
        assertThat(checklist).filteredOn(i -> i.status() == Status.MISSING).allMatch(i -> i.violation().isPresent());
    }

    @Test
    @DisplayName("A13-A15 are needed before the employer recommends, not before submission")
    void shouldAskForTheNoticeBeforeTheRecommendation() {
        dossier.allFiles();

        assertThat(wrong(Stage.SUBMISSION)).isEmpty();
        assertThat(wrong(Stage.RECOMMENDATION)).containsExactly("A13 MATERIAL_MISSING", "A14 MATERIAL_MISSING", "A15 MATERIAL_MISSING");

        dossier.files(Material.A13, Material.A14, Material.A15);

        assertThat(wrong(Stage.RECOMMENDATION)).isEmpty();
    }

    @ParameterizedTest(name = "{0}, degree held {1}: {2} \"not applicable\" gives {3}")
    @DisplayName("\"Not applicable\" with a reason stands where the table allows it")
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
    @DisplayName("A7: where there is no degree there is nothing to verify")
    void shouldNotAskForAReportOfADegreeThatIsNot() {
        dossier.notApplicable.put("A5", "未取得学位");

        assertThat(item(Material.A7).status()).isEqualTo(Status.NOT_NEEDED);
    }

    @Test
    @DisplayName("\"Not applicable\" needs a reason, and a short one")
    void shouldAskForAReason() {
        dossier.notApplicable.put("A5", " ");
        assertThat(item(Material.A5).violation().map(Violation::code)).contains("NOT_APPLICABLE_WITHOUT_REASON");

        dossier.notApplicable.put("A5", "无".repeat(501));
        assertThat(item(Material.A5).violation().map(Violation::code)).contains("NOT_APPLICABLE_REASON_TOO_LONG");
    }

    @Test
    @DisplayName("A9: one assessment a required year")
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
    @DisplayName("R15: a file counts only after it was inspected and while it stands")
    @CsvSource({"ACCEPTED,  OK,      ''", "REQUESTED, MISSING, MATERIAL_NOT_INSPECTED", "REJECTED,  WRONG,   MATERIAL_REFUSED",
            "REPLACED,  MISSING, MATERIAL_MISSING", "REMOVED,   MISSING, MATERIAL_MISSING"})
    void shouldCountInspectedFilesOnly(Attachment.Status file, Status status, String code) {
        dossier.attachments.add(Dossier.file("f1", Material.A1, file));

        assertThat(item(Material.A1).status()).isEqualTo(status);
        assertThat(item(Material.A1).violation().map(Violation::code).orElse("")).isEqualTo(code);
    }

    @Test
    @DisplayName("R15: an upload that was given up does not hide a later refusal")
    void shouldTellTheLatestAttempt() {
        Attachment givenUp = Dossier.file("f1", Material.A1, Attachment.Status.REQUESTED);
        dossier.attachments.add(new Attachment("f2", Material.A1, "a.pdf", "application/pdf", 1, "", Attachment.Status.REJECTED,
                Optional.empty(), Optional.empty(), "sub", Dossier.NOW.plusSeconds(60), Optional.empty()));
        dossier.attachments.add(givenUp);

        assertThat(item(Material.A1).status()).isEqualTo(Status.WRONG);
    }

    @Test
    @DisplayName("R15: why a file was refused is told with the material")
    void shouldTellWhyAFileWasRefused() {
        Attachment plain = Dossier.file("f1", Material.A1, Attachment.Status.REJECTED);
        dossier.attachments.add(new Attachment(plain.id(), plain.material(), plain.fileName(), plain.contentType(), plain.size(), "",
                plain.status(), Optional.of(new Rejection("ENCRYPTED", "文件已加密", "the file is encrypted")), Optional.empty(), "sub",
                Dossier.NOW, Optional.empty()));

        assertThat(item(Material.A1).violation().orElseThrow().chinese()).contains("文件已加密");
        assertThat(item(Material.A1).violation().orElseThrow().english()).contains("the file is encrypted");
    }

    @ParameterizedTest(name = "{0} characters: {1} {2}")
    @DisplayName("A12: 2,000 to 3,000 characters")
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
    @DisplayName("R15: 200 MB an application; replaced files do not count")
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
