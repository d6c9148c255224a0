package org.zhicheng.rules.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form.Contact;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.rules.correction.ChangedFields.Snapshot;

class ChangedFieldsTest {

    private final Dossier dossier = new Dossier();

    @Test
    @DisplayName("R22 没有变化即无差异")
    void shouldFindNothingWhereNothingChanged() {
        assertThat(changes(d -> {
        })).isEmpty();
    }

    @Test
    @DisplayName("R22 字段的原内容和现内容")
    void shouldTellFields() {
        assertThat(changes(d -> {
            d.milestone("2023-07-01");
            d.foreign = true;
            d.level = TitleLevel.INTERMEDIATE;
            d.type = Optional.of(CredentialType.MASTER);
        })).containsExactly(new FieldChange("qualification.level", "初级", "中级"), new FieldChange("credential.type", "全日制本科", "硕士学位"),
                new FieldChange("credential.foreign", "否", "是"), new FieldChange("credential.milestone", "2023-06-30", "2023-07-01"));
    }

    @Test
    @DisplayName("R22 修改的工作经历显示前后内容，其余不显示")
    void shouldTellPeriods() {
        dossier.worked(Dossier.work("2022-01-01", "2022-12-31"), Dossier.work("2023-07-01", ""));

        assertThat(changes(d -> d.worked(Dossier.work("2022-01-01", "2022-12-31"), Dossier.work("2023-08-01", "")))).singleElement()
                .satisfies(change -> {
                    assertThat(change.item()).isEqualTo("employment");
                    assertThat(change.before()).startsWith("2023-07-01 至 今").doesNotContain("2022");
                    assertThat(change.after()).startsWith("2023-08-01 至 今").doesNotContain("2022");
                });
    }

    @Test
    @DisplayName("R22 材料的替换、新增、删除和“不适用”")
    void shouldTellMaterials() {
        dossier.files(Material.A1, Material.A5);

        assertThat(changes(d -> {
            d.attachments.clear();
            d.attachments.add(Dossier.file("f0", Material.A1, Status.REPLACED));
            d.attachments.add(new Attachment("f9", Material.A1, "身份证（正面）.pdf", "application/pdf", 1_000_000, "", Status.ACCEPTED,
                    Optional.empty(), Optional.of("f0"), "sub", Dossier.NOW.plusSeconds(3_600), Optional.empty()));
            d.notApplicable.put("A5", "未取得学位");
        })).containsExactly(new FieldChange("A1", "身份证（正面）.pdf（977 KB，2025-03-10 10:00）", "身份证（正面）.pdf（977 KB，2025-03-10 11:00）"),
                new FieldChange("A5", "学位证.pdf（977 KB，2025-03-10 10:00）", "不适用：未取得学位"));
    }

    @Test
    @DisplayName("R19 对比中的身份证号同样遮盖")
    void shouldMaskIdNumbers() {
        assertThat(changes(d -> d.achievements = "本人11010519491231002X"))
                .containsExactly(new FieldChange("achievements", "完成样例项目三项", "本人110***********002X"));
    }

    @Test
    @DisplayName("R19 纯数字的信用代码不是身份证号，审核人须能看见")
    void shouldShowACreditCodeAsItIs() {
        assertThat(changes(
                d -> d.employer = new EmployerSection("916501199001010396", Dossier.EMPLOYER, d.employer.origin(), Optional.empty())))
                .containsExactly(new FieldChange("employer.uscc", "91350100M000100Y43", "916501199001010396"));
    }

    @Test
    @DisplayName("R22 文字中的身份证号改动也算改动")
    void shouldTellAChangeWithinWhatIsMasked() {
        assertThat(ChangedFields.between(achievements("110105194912310038"), achievements("110105194912311038"))).hasSize(1);
        FieldChange change = ChangedFields.between(achievements("110105194912310038"), achievements("110105195012310038")).getFirst();
        assertThat(change.before()).isEqualTo("110***********0038");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("noticeCases")
    @DisplayName("R23 类别、系列、专业、级别、身份、思想政治条件和业绩有变的须重新公示，其他不须")
    void shouldKnowWhatTheNoticeSays(String name, Consumer<Dossier> edit, boolean touches) {
        List<FieldChange> changes = changes(edit);

        assertThat(changes).isNotEmpty();
        assertThat(ChangedFields.touchesNotice(changes)).isEqualTo(touches);
    }

    static List<Object[]> noticeCases() {
        return List.of(of("kind", d -> d.kind = Kind.AWARD, true), of("series", d -> d.series = "农业系列", true),
                of("specialty", d -> d.specialty = "电气工程", true), of("level", d -> d.level = TitleLevel.SENIOR, true),
                of("achievements", d -> d.achievements = "四项", true), of("conduct", d -> d.conduct = "新", true),
                of("sex", d -> d.contact = new Contact("女", "汉族", "群众", "13800000000", "sample@example.com"), true),
                of("phone", d -> d.contact = new Contact("男", "汉族", "群众", "13900000000", "sample@example.com"), false),
                of("district", d -> d.district = "沙依巴克区", false), of("summary", d -> d.summary = "新", false),
                of("a file", d -> d.files(Material.A1), false), of("employment", d -> d.worked(Dossier.work("2023-08-01", "")), false));
    }

    private static Object[] of(String name, Consumer<Dossier> edit, boolean touches) {
        return Arrays.asList(name, edit, touches).toArray();
    }

    private static Snapshot achievements(String text) {
        Dossier dossier = new Dossier();
        dossier.achievements = text;
        return Snapshot.of(dossier.application());
    }

    private List<FieldChange> changes(Consumer<Dossier> edit) {
        Snapshot before = Snapshot.of(dossier.application());
        edit.accept(dossier);
        return ChangedFields.between(before, Snapshot.of(dossier.application()));
    }
}
