package org.zhicheng.checks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;

/** The portal in a real Chromium on the embedded stack; everything is found by role and label, and done by clicking only. */
@EnabledIf(value = "org.zhicheng.checks.PortalIT#hasBrowser", disabledReason = "no Chromium: set CHROMIUM, or install one, as by apt-get install chromium")
class PortalIT {

    private static final Path PROJECT = Path.of("..", "..");
    private static final Samples SAMPLES = Samples.read(PROJECT.resolve("samples"));
    private static final int DESK = 1280;
    private static final int PHONE = 390;
    private static final Map<Dossier.CredentialType, String> CREDENTIALS = Map.of(Dossier.CredentialType.SECONDARY_VOCATIONAL, "中专",
            Dossier.CredentialType.JUNIOR_COLLEGE, "全日制专科", Dossier.CredentialType.BACHELOR, "全日制本科");

    @TempDir
    private static Path folder;
    private static EmbeddedStack stack;
    private static Chromium chromium;
    private final List<PortalVisitor> visitors = new ArrayList<>();

    static boolean hasBrowser() {
        Optional<Path> found = Chromium.find();
        if (found.isEmpty() && "true".equals(System.getenv("CHROMIUM_WANTED"))) {
            throw new IllegalStateException("no Chromium, but CHROMIUM_WANTED is set");
        }
        return found.isPresent();
    }

    @BeforeAll
    static void begin() {
        stack = EmbeddedStack.start(Wiring.options(PROJECT.resolve("template.yaml"), folder.resolve("state")).withFreePorts()
                .withNow(Instant.parse("2025-03-10T01:00:00Z")), Wiring.parts(SAMPLES));
        new EmbeddedPlayer(stack, SAMPLES, folder.resolve("certificates")).prepare();
        chromium = Chromium.start(Chromium.find().orElseThrow());
    }

    @AfterAll
    static void end() {
        chromium.close();
        stack.close();
    }

    @Test
    @DisplayName("R20–R31 从登记到证书验证，各角色只用页面点选完成")
    void shouldBringAnApplicationToAVerifiedCertificateByClickingOnly_R20() {
        Dossier dossier = SAMPLES.dossier("03-bachelor");
        PortalVisitor applicant = visitor(DESK);
        fillIn(applicant, dossier, "desk");
        submit(applicant, "desk");

        PortalVisitor employer = visitor(DESK).signIn("样企三");
        open(employer, "审核工作", dossier);
        announce(employer, dossier);
        employer.button("推荐／通过").button("确定：推荐／通过").sees("已办理：推荐／通过");
        for (String reviewer : List.of("样区三", "样评一")) {
            PortalVisitor tier = visitor(DESK).signIn(reviewer);
            open(tier, "审核工作", dossier);
            if (reviewer.equals("样评一")) {
                assertThat(tier.page().getByRole(AriaRole.IMG).first()).isVisible();
                tier.look("workbench");
            }
            tier.button("推荐／通过").button("确定：推荐／通过").sees("已办理：推荐／通过");
        }
        PortalVisitor office = visitor(DESK).signIn("样办一");
        office.link("审核工作").look("work").link("接收材料").look("queue").link(dossier.identity().name());
        office.button("全部已收").look("receipt").button("登记接收").sees("材料已收齐");
        office.link("审核工作").link("批文").tick(dossier.identity().name());
        office.fill("批文号", "样本职改〔2025〕88号").look("approval");
        office.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记批文（1 人）")).click();
        office.sees("批文 样本职改〔2025〕88号 已登记");

        applicant.link("我的申报");
        Locator verify = applicant.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("查看验证页"));
        Await.until("no certificate was issued", () -> {
            applicant.page().reload();
            applicant.sees("我的申报");
            applicant.page().getByRole(AriaRole.STATUS).first().waitFor(hidden());
            return verify.count() > 0;
        });
        applicant.look("certificate");
        verify.click();
        assertThat(applicant.page().getByText("有效").first()).isVisible();
        nothingWasWrong();
    }

    @Test
    @DisplayName("R21 在手机（390像素）上填报并提交；断网不丢已填内容")
    void shouldSubmitOnAPhoneAndLoseNothingWhenTheLineIsLost_R21() {
        Dossier dossier = SAMPLES.dossier("02-junior-college");
        PortalVisitor phone = visitor(PHONE);
        fillIn(phone, dossier, "phone");

        phone.link("思想政治条件");
        phone.page().context().setOffline(true);
        phone.fill("思想政治条件", "断网时填写的内容。").page().getByText("暂时连不上，正在重试；请不要关闭本页").waitFor();
        phone.page().context().setOffline(false);
        assertThat(phone.page().getByText("已保存")).isVisible();
        phone.page().reload();
        assertThat(phone.page().getByLabel("思想政治条件", new Page.GetByLabelOptions().setExact(true)).first()).hasValue("断网时填写的内容。");
        phone.link("返回");
        submit(phone, "phone");
        assertThat((int) phone.page().evaluate("document.documentElement.scrollWidth")).as("nothing sticks out").isLessThanOrEqualTo(PHONE);
        nothingWasWrong();
    }

    @Test
    @DisplayName("R22、R23 退回的项目逐项标明，只改这些项目，修改后重新提交到基层单位")
    void shouldMendWhatWasReturnedAndNothingElse_R22() {
        Dossier dossier = SAMPLES.dossier("01-secondary-vocational");
        PortalVisitor applicant = visitor(PHONE);
        fillIn(applicant, dossier, "returned");
        submit(applicant, "returned");
        PortalVisitor employer = visitor(DESK).signIn("样企一");
        open(employer, "审核工作", dossier);
        employer.button("退回修改");
        employer.page().getByLabel("增加一项").selectOption("A10");
        employer.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("需要修改的项目")).getByRole(AriaRole.TEXTBOX)
                .fill("合同缺签字页，请补传。");
        employer.look("return").button("确定：退回修改").sees("已办理：退回修改");

        applicant.link("我的申报").look("mine-returned");
        applicant.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.HEADING).getByRole(AriaRole.LINK).first().click();
        applicant.sees("退回修改").look("correction").link("申报材料");
        assertThat(applicant.page().getByText("合同缺签字页，请补传。")).isVisible();
        applicant.upload(uploadOf("A10"), scan(SAMPLES.dossier("02-junior-college"), "A10-corrected.pdf"));
        applicant.button("移除 A10.pdf");
        assertThat(applicant.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 A10.pdf").setExact(true)))
                .isHidden();
        applicant.link("返回").link("检查并提交").sees("检查并提交").tick("本人承诺").button("重新提交");
        assertThat(applicant.page().getByText("现由谁办理")).isVisible();
        assertThat(applicant.page().getByText("合同缺签字页，请补传。").first()).isVisible();
        nothingWasWrong();
    }

    @Test
    @DisplayName("公共页面与管理页面：中英文、深色、放大，均无障碍检查无误；名字不会成为标记")
    void shouldBeWithoutBarriersInBothLanguages() {
        PortalVisitor anyone = visitor(DESK).start();
        anyone.sees("职称初次确定、授予").look("start-desk");
        anyone.link("我能申报吗").select("最高学历（学位）", "全日制本科").fill("毕业／取得学位／出站日期", "2023-06-25");
        anyone.fill("从哪一天起在专业技术岗位工作至今", "2023-07-10").button("查看结果").sees("符合学历和年限条件").look("eligibility");
        anyone.link("证书验证").look("verify").button("English").look("verify-en");
        anyone.link("May I apply?").look("eligibility-en");
        PortalVisitor administrator = visitor(DESK).signIn("样管一");
        for (String part : List.of("无人办理", "年度批次", "工作日历", "工作人员", "用人单位", "统计和导出")) {
            administrator.link("管理").link(part).sees(part);
            administrator.page().getByText("正在读取…").waitFor(hidden());
            administrator.look("admin-" + part);
        }
        administrator.button("English").look("admin-en");
        nothingWasWrong();
    }

    private static void fillIn(PortalVisitor who, Dossier dossier, String screen) {
        Dossier.Identity identity = dossier.identity();
        who.start().look("start-" + screen).signIn(identity.name()).link("我的申报").look("mine-empty-" + screen).link("先登记个人信息");
        who.button("登记").sees("请先处理以下问题").look("register-mistakes-" + screen);
        who.fill("姓名", identity.name()).fill("身份证号码", identity.idNumber()).fill("手机号码", identity.phone()).fill("电子邮箱", identity.mail());
        who.button("登记").sees("我的申报").link("开始新的申报");
        who.choose("2025年度申报类别", "初定").button("开始填报").sees("填报").look("tasks-" + screen);

        who.link("申报资格").choose("申报级别", "初级").fill("申报系列", dossier.qualification().series())
                .fill("申报专业", dossier.qualification().specialty()).select("区（县）", dossier.qualification().district()).button("保存");
        who.link("个人情况").choose("性别", identity.sex()).fill("族别", identity.ethnicGroup()).fill("政治面貌", identity.politicalStatus())
                .fill("手机号码", identity.phone()).fill("电子邮箱", identity.mail()).button("保存并返回");
        Dossier.Credential credential = dossier.credential();
        who.link("学历学位").select("最高学历（学位）", CREDENTIALS.get(credential.type())).choose("是否全日制", "是")
                .choose("是否取得学位", credential.degreeHeld() ? "是" : "否").choose("是否国外学历学位", "否")
                .fill("毕业／取得学位／出站日期", credential.milestone().toString()).fill("毕业院校", credential.institution())
                .fill("所学专业", credential.subject()).look("credential-" + screen).button("保存并返回");
        Dossier.Employment work = dossier.employment().getLast();
        who.link("工作经历").button("增加一段经历").fill("单位", work.employer()).fill("开始日期", work.from().toString()).fill("岗位", work.post())
                .button("保存并返回");
        who.link("现用人单位").fill("用人单位名称", dossier.employer().name()).choose("单位注册地", "本市");
        assertThat(who.page().getByLabel("统一社会信用代码", new Page.GetByLabelOptions().setExact(true))).hasValue(dossier.employer().uscc());
        who.button("保存并返回");
        who.link("现任职称").fill("现任专业技术职务任职资格", "无").button("保存并返回");
        who.link("思想政治条件").fill("思想政治条件", dossier.conduct()).button("保存并返回");
        who.link("近五年业绩成果").fill("近五年业绩成果", dossier.achievements()).button("保存并返回");
        who.link("工作小结").fill("工作小结", SAMPLES.summary(dossier)).look("summary-" + screen).button("保存并返回");
        who.link("申报材料");
        new TreeMap<>(dossier.materials()).forEach((material, files) -> {
            if (!List.of("A12", "A13", "A14", "A15").contains(material)) {
                files.stream().filter(file -> !file.contains("corrected"))
                        .forEach(file -> who.upload(uploadOf(material), scan(dossier, file)));
            }
        });
        dossier.notApplicable().forEach((material, reason) -> notApplicable(who.page(), material, reason));
        who.look("materials-" + screen).link("返回");
    }

    private static void notApplicable(Page page, String material, String reason) {
        Locator card = page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions()
                .setHas(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("^" + material + " ")))));
        card.getByText("不适用？填写原因").click();
        card.getByLabel("不适用的原因").fill(reason);
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("保存")).click();
        assertThat(card.getByText("已说明不适用")).isVisible();
    }

    private static void submit(PortalVisitor who, String screen) {
        who.sees("填报").look("tasks-done-" + screen).link("检查并提交").sees("检查并提交");
        who.tick("本人承诺").look("check-" + screen).button("提交申报");
        assertThat(who.page().getByText("现由谁办理")).isVisible();
        who.look("progress-" + screen);
    }

    private static void announce(PortalVisitor employer, Dossier dossier) {
        Dossier.PublicNotice notice = dossier.publicNotice().orElseThrow();
        employer.fill("公示开始", notice.from().toString()).fill("公示结束", notice.to().toString()).fill("公示结果日期", notice.resultDate().toString())
                .fill("受理部门", notice.receivingOffice()).fill("监督电话", notice.telephone()).button("登记公示");
        assertThat(employer.page().getByText("公示已登记")).isVisible();
        for (String material : List.of("A13", "A14", "A15")) {
            employer.upload(uploadOf(material), scan(dossier, dossier.materials().get(material).getFirst()));
        }
        employer.look("employer");
    }

    private static void open(PortalVisitor reviewer, String menu, Dossier dossier) {
        reviewer.link(menu).link(dossier.identity().name()).sees(dossier.identity().name() + " 的申报");
    }

    private static String uploadOf(String material) {
        return Map.ofEntries(Map.entry("A1", "身份证（正面）"), Map.entry("A2", "身份证（反面）"), Map.entry("A3", "一寸免冠照片"), Map.entry("A4", "毕业证"),
                Map.entry("A5", "学位证"), Map.entry("A6", "教育部学历证书电子注册备案表"), Map.entry("A7", "中国高等教育学位在线验证报告"), Map.entry("A9", "年度考核合格证明"),
                Map.entry("A10", "劳动合同"), Map.entry("A13", "推荐单位公示"), Map.entry("A14", "推荐单位公示结果"), Map.entry("A15", "推荐报告")).get(material)
                .transform(name -> "选择文件或拍照：" + material + " " + name);
    }

    private PortalVisitor visitor(int width) {
        PortalVisitor visitor = new PortalVisitor(chromium.browser(), stack.api(),
                List.of(stack.api().getAuthority(), authority(stack.backend().issuer()), authority(stack.backend().endpoint())), width);
        visitors.add(visitor);
        return visitor;
    }

    private static String authority(URI uri) {
        return uri.getAuthority();
    }

    private void nothingWasWrong() {
        visitors.forEach(visitor -> assertThat(visitor.complaints()).isEmpty());
        visitors.forEach(PortalVisitor::close);
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
    }

    private static Path scan(Dossier dossier, String file) {
        return SAMPLES.file(dossier, file).toAbsolutePath().normalize();
    }
}
