package org.zhicheng.checks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.zhicheng.demo.play.Act;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.SamplePerson;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.State;

/**
 * A sample's story, done on the pages: who does what on which day is the plan's that {@code ./run} plays by the API, what they enter and decide
 * is the dossier's. Only the clock is moved by other means.
 */
final class PortalStory {

    private static final int DESK = 1280;
    private static final int PHONE = 390;
    /** What was printed, to be looked at. */
    private static final Path PAPERS = Path.of("target", "papers");
    private static final List<String> NOTICE_MATERIALS = List.of("A13", "A14", "A15");
    private static final String SUMMARY = "A12";
    private static final String VERIFIED = "已核实原件。";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);

    private final Dossier dossier;
    private final Samples samples;
    private final IntFunction<PortalVisitor> browsers;
    private String verificationCode = "";

    /** @param browsers opens one for somebody, of a width in pixels */
    PortalStory(Dossier dossier, Samples samples, IntFunction<PortalVisitor> browsers) {
        this.dossier = dossier;
        this.samples = samples;
        this.browsers = browsers;
    }

    /** Does what an act says, each person in a browser of their own. */
    void play(Act act) {
        switch (act.kind()) {
            case FILL_IN -> fillIn(browsers.apply(DESK), "desk");
            case SUBMISSION -> submission();
            case NOTICE -> notice();
            case OBJECTION -> object();
            case RESOLUTION -> settle();
            case CORRECTION -> correct();
            case EMPLOYER -> recommend(act.round());
            case DISTRICT -> district(act.round());
            case SESSION_PLAN, SESSION ->
                throw new IllegalArgumentException("a panel's story is not clicked: PortalSessionIT has its pages");
            case COMMITTEE -> committee(act.round());
            case CLOSING -> closing();
            // by clicking, results go on at once: PortalIT has the pages of the notice
            case RESULT_NOTICE -> {
            }
            case MATERIALS -> receive();
            case APPROVAL -> approve("样本批〔2025〕1号");
            case CERTIFICATE -> seeCertificate();
            case REVOCATION -> revoke();
            case LISTS -> lists();
        }
    }

    /** How it ended, as the applicant reads it. */
    void ends() {
        PortalVisitor applicant = own();
        switch (dossier.story().ending()) {
            case CERTIFIED -> applicant.reads(State.CERTIFIED.chinese());
            case REVOKED -> applicant.reads(State.REVOKED.chinese());
            case REJECTED -> applicant.reads(State.REJECTED.chinese()).reads(dossier.story().reason().orElseThrow());
            case EXPIRED, INELIGIBLE -> applicant.reads(State.EXPIRED.chinese());
        }
    }

    // ── the applicant ──

    /** From the registration to the last material; pictures are taken under the name of a screen. */
    PortalVisitor fillIn(PortalVisitor who, String screen) {
        Dossier.Identity identity = dossier.identity();
        who.start().look("start-" + screen).button("English").look("start-en-" + screen).button("中文").signIn(identity.name()).link("我的申报")
                .look("mine-empty-" + screen).link("先注册个人信息");
        assertThat(who.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isFocused();
        who.button("注册").sees("请先处理以下问题").look("register-mistakes-" + screen);
        assertThat(who.page().getByRole(AriaRole.ALERT, new Page.GetByRoleOptions().setName("请先处理以下问题"))).isFocused();
        who.fill("姓名", dossier.story().registeredAs().orElse(identity.name())).fill("身份证号", identity.idNumber())
                .fill("手机号码", identity.phone()).fill("电子邮箱", identity.mail());
        who.button("注册").sees("我的申报").link("开始新的申报");
        Dossier.Qualification wanted = dossier.qualification();
        who.choose("2025年度申报类别", Kind.valueOf(wanted.kind().name()).chinese()).button("开始填报").sees("填报").look("tasks-" + screen);

        who.link("申报资格").choose("申报级别", TitleLevel.valueOf(wanted.level().name()).chinese()).select("申报系列", wanted.series())
                .select("申报专业", wanted.specialty()).select("区（县）", wanted.district()).look("qualification-" + screen).button("保存");
        who.link("个人情况").choose("性别", identity.sex()).fill("族别", identity.ethnicGroup()).fill("政治面貌", identity.politicalStatus())
                .fill("手机号码", identity.phone()).fill("电子邮箱", identity.mail()).button("保存并返回");
        Dossier.Credential credential = dossier.credential();
        who.link("学历学位").select("最高学历（学位）", CredentialType.valueOf(credential.type().name()).chinese())
                .choose("是否全日制", yesOrNo(credential.fullTime())).choose("是否取得学位", yesOrNo(credential.degreeHeld()))
                .choose("是否国外学历学位", yesOrNo(credential.foreign())).fill("毕业／取得学位／出站日期", credential.milestone().toString())
                .fill("毕业院校", credential.institution()).fill("所学专业", credential.subject()).look("credential-" + screen).button("保存并返回");
        who.link("工作经历");
        dossier.employment().forEach(work -> employment(who, work));
        who.button("保存并返回").link("现用人单位");
        employer(who);
        who.link("现任职称").fill("现任专业技术职务任职资格", dossier.presentTitle()).button("保存并返回");
        who.link("思想政治条件").fill("思想政治条件", dossier.conduct()).button("保存并返回");
        who.link("近五年业绩成果").fill("近五年业绩成果", dossier.achievements()).button("保存并返回");
        who.link("工作小结").fill("工作小结", samples.summary(dossier)).look("summary-" + screen).button("保存并返回");
        who.link("申报材料");
        new TreeMap<>(dossier.materials()).forEach((material, files) -> {
            if (!material.equals(SUMMARY) && !NOTICE_MATERIALS.contains(material)) {
                files.forEach(file -> hand(who, material, file));
            }
        });
        dossier.notApplicable().forEach((material, reason) -> notApplicable(who.page(), material, reason));
        who.look("materials-" + screen).link("返回").sees("填报");
        return who.look("tasks-done-" + screen);
    }

    private static void employment(PortalVisitor who, Dossier.Employment work) {
        who.button("增加一段经历");
        Locator period = who.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(Pattern.compile("^第\\d+段经历$"))).last();
        period.getByLabel("单位", exactly()).fill(work.employer());
        period.getByLabel("开始日期", exactly()).fill(work.from().toString());
        work.to().ifPresent(to -> period.getByLabel("结束日期", exactly()).fill(to.toString()));
        period.getByLabel("岗位", exactly()).fill(work.post());
        period.getByLabel("专业技术岗位", exactly()).setChecked(work.technicalPost());
    }

    private void employer(PortalVisitor who) {
        Dossier.Employer employer = dossier.employer();
        boolean elsewhere = employer.origin() == Dossier.Origin.ELSEWHERE;
        who.fill("用人单位名称", employer.name()).choose("单位注册地", elsewhere ? "外地（派驻本市）" : "本市");
        employer.postedFrom().ifPresent(from -> who.fill("派驻本市起始日期", from.toString()));
        assertThat(who.page().getByLabel("统一社会信用代码", new Page.GetByLabelOptions().setExact(true))).hasValue(employer.uscc());
        who.button("保存并返回");
    }

    private void hand(PortalVisitor who, String material, String file) {
        if (material.equals("A3")) {
            who.portrait(uploadOf(material), scan(file));
        } else {
            who.upload(uploadOf(material), scan(file));
        }
    }

    private static void notApplicable(Page page, String material, String reason) {
        Locator card = page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions()
                .setHas(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("^" + material + " ")))));
        card.getByText("不适用？填写原因").click();
        card.getByLabel("不适用的原因").fill(reason);
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("保存")).click();
        assertThat(card.getByText("已说明不适用")).isVisible();
    }

    private void submission() {
        dossier.story().registeredAs().ifPresent(misspelt -> correctName());
        PortalVisitor applicant = own().reads(dossier.story().eligibility() == Dossier.Eligibility.INELIGIBLE ? "待完善" : "已填好");
        applicant.link("检查并提交").sees("检查并提交").reads(dossier.identity().name());
        if (dossier.story().eligibility() == Dossier.Eligibility.NEEDS_REVIEW) {
            applicant.sees("需要审核人认定的事项");
        }
        if (dossier.story().eligibility() == Dossier.Eligibility.INELIGIBLE) {
            String from = dossier.story().eligibleFrom().orElseThrow().format(DAY);
            applicant.sees("还有 1 处需要处理").reads(from).tick("本人承诺").button("提交申报").sees("请先处理以下问题");
            return;
        }
        submit(applicant, "desk");
        printed(applicant, "申报表 PDF", "受理回执 PDF");
    }

    /** From the list of sections. */
    PortalVisitor submit(PortalVisitor who, String screen) {
        if (!who.isAt("检查并提交")) {
            who.link("检查并提交").sees("检查并提交");
        }
        who.tick("本人承诺").look("check-" + screen).button("提交申报");
        assertThat(who.page().getByText("现由谁办理")).isVisible();
        return who.look("progress-" + screen);
    }

    /** The office corrects a name on proof (R41). */
    private void correctName() {
        office().link("审核工作").link("注册信息更正").fill("现注册的身份证号 （选填）", dossier.identity().idNumber()).fill("更正后的姓名", dossier.identity().name())
                .fill("更正的原因", "登记时写错一字（样本）").fill("证明材料", "居民身份证原件（样本）").button("更正注册信息").reads("已更正：" + dossier.identity().name());
    }

    private void correct() {
        Dossier.Return returned = dossier.returned().orElseThrow();
        PortalVisitor applicant = own().sees("退回修改").look("correction");
        returned.comments().values().forEach(applicant::reads);
        applicant.link("申报材料");
        returned.materials().forEach((material, files) -> {
            files.forEach(file -> applicant.upload(uploadOf(material), scan(file)));
            dossier.materials().get(material).forEach(old -> applicant.removeFile(old));
        });
        applicant.link("返回");
        if (dossier.story().excludedMeanwhile()) {
            exclude(true);
        }
        applicant.link("检查并提交").sees("检查并提交").tick("本人承诺").button("重新提交").reads("现由谁办理");
        if (dossier.story().excludedMeanwhile()) {
            exclude(false);
        }
    }

    /** The list of specialties changes between the return and the correction: what was submitted goes on (R50). */
    private void exclude(boolean excluded) {
        PortalVisitor administrator = administrator().link("管理").link("年度批次").sees("年度批次");
        Locator list = administrator.page().getByLabel("国家以考代评的系列、专业", new Page.GetByLabelOptions().setExact(true)).first();
        String specialty = dossier.qualification().specialty();
        String without = list.inputValue().replace("\n" + specialty, "");
        list.fill(excluded ? without + "\n" + specialty : without);
        administrator.button("保存").reads("已保存：2025年度");
    }

    private void closing() {
        if (!List.of(Dossier.Ending.EXPIRED, Dossier.Ending.INELIGIBLE).contains(dossier.story().ending())) {
            return;
        }
        PortalVisitor applicant = signedIn(PHONE, dossier.identity().name());
        applicant.refreshUntil("我的申报", page -> page.getByText(State.EXPIRED.chinese()));
    }

    // ── the employer ──

    private void notice() {
        PortalVisitor employer = signedIn(DESK, employerName());
        if (dossier.story().reviewerLeaves()) {
            reviewerLeaves(employer);
        }
        openIn(employer);
        Dossier.PublicNotice notice = dossier.publicNotice().orElseThrow();
        announce(employer, notice, "");
        printed(employer, "公示 PDF");
        employer.button("推荐／通过");
        confirm(employer);
        employer.button("确定：推荐／通过").sees("请先处理以下问题").reads("公示");
    }

    /** A step that nobody can take is found by the administrator, and gets somebody again (R48). */
    private void reviewerLeaves(PortalVisitor employer) {
        PortalVisitor administrator = administrator().link("管理").link("工作人员").button("调整 " + employerName());
        administrator.fill("最后一天", dossier.publicNotice().orElseThrow().from().minusDays(1).toString())
                .button("离任 基层单位审核人 " + dossier.employer().name() + " " + dossier.employer().uscc()).button("保存")
                .reads("已保存：" + employerName()).reads("空缺");
        employer.page().reload();
        employer.reads("退出登录");
        assertThat(employer.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("审核工作"))).isHidden();
        administrator.link("管理").refreshUntil("无人办理", page -> page.getByText(dossier.employer().name()));
        administrator.link("管理").link("工作人员").button("调整 " + employerName()).select("角色", "基层单位审核人")
                .fill("统一社会信用代码", dossier.employer().uscc()).button("保存").reads("已保存：" + employerName());
        employer.page().reload();
    }

    private static void announce(PortalVisitor employer, Dossier.PublicNotice notice, String resultDate) {
        employer.fill("公示开始", notice.from().toString()).fill("公示结束", notice.to().toString()).fill("公示结果日期", resultDate)
                .fill("受理部门", notice.receivingOffice()).fill("监督电话", notice.telephone());
        employer.page().waitForResponse(response -> response.url().contains("/reviews/"), () -> employer.button("登记公示"));
        employer.reads("公示已登记");
    }

    /** The notice with its result, and the signed scans. */
    PortalVisitor announceEnded(PortalVisitor employer) {
        Dossier.PublicNotice notice = dossier.publicNotice().orElseThrow();
        announce(employer, notice, notice.resultDate().toString());
        NOTICE_MATERIALS
                .forEach(material -> dossier.materials().get(material).forEach(file -> employer.upload(uploadOf(material), scan(file))));
        return employer.look("employer");
    }

    private void object() {
        Dossier.Objection objection = dossier.publicNotice().flatMap(Dossier.PublicNotice::objection).orElseThrow();
        PortalVisitor employer = opened(employerName());
        employer.page().getByText("登记异议").first().click();
        employer.fill("收到日期", objection.raisedOn().toString()).fill("异议的内容", objection.text()).button("登记异议").reads("未处理");
        employer.button("推荐／通过");
        confirm(employer);
        employer.button("确定：推荐／通过").sees("请先处理以下问题").reads("异议");
    }

    private void settle() {
        Dossier.Objection objection = dossier.publicNotice().flatMap(Dossier.PublicNotice::objection).orElseThrow();
        PortalVisitor employer = opened(employerName());
        employer.choose("核实结论", "不成立").fill("核实和处理情况", objection.resolution()).fill("处理日期", objection.resolvedOn().toString())
                .button("登记处理结果").reads("不成立");
        assertThat(employer.page().getByText("未处理")).isHidden();
    }

    private void recommend(int round) {
        PortalVisitor employer = opened(employerName());
        if (round == 0) {
            announceEnded(employer);
            printed(employer, "推荐报告 Word");
        }
        decide(employer, Dossier.Tier.EMPLOYER, round);
    }

    // ── the tiers ──

    private void district(int round) {
        dossier.story().flaggedFor().ifPresent(this::recordFraud);
        String own = dossier.qualification().district();
        signedIn(DESK, reviewer(SamplePerson.Role.DISTRICT_REVIEWER, person -> !person.district().orElseThrow().equals(own))).link("审核工作")
                .reads("共 0 件");
        String reviewer = reviewer(SamplePerson.Role.DISTRICT_REVIEWER, person -> person.district().orElseThrow().equals(own));
        dossier.story().rejectionQuestioned().filter(questioned -> !questioned.upheld()).ifPresent(questioned -> {
            opened(reviewer).button("不予通过").fill("不予通过的理由", questioned.rejection().orElseThrow()).button("确定：不予通过").sees("已办理：不予通过");
            question(questioned);
        });
        decide(opened(reviewer), Dossier.Tier.DISTRICT, round);
        dossier.story().rejectionQuestioned().filter(Dossier.Questioned::upheld).ifPresent(this::question);
    }

    /** The applicant asks, on the page of the rejection, that it be looked at again, and the office does (R45). */
    private void question(Dossier.Questioned questioned) {
        PortalVisitor applicant = own().sees(State.REJECTED.chinese()).reads(questioned.rejection().orElseThrow());
        ask(applicant.look("question"), questioned);
        lookAgain(office(), questioned);
    }

    private static void ask(PortalVisitor applicant, Dossier.Questioned questioned) {
        applicant.button("申请复查").sees("请先处理以下问题");
        applicant.fill("异议的理由", questioned.request()).button("申请复查").sees(State.RECONSIDERATION.chinese()).reads(questioned.request());
    }

    private void lookAgain(PortalVisitor who, Dossier.Questioned questioned) {
        String name = dossier.identity().name();
        PortalVisitor office = who.link("审核工作").refreshUntil(State.RECONSIDERATION.chinese(),
                page -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)));
        find(office.link(name), questioned);
    }

    private static void find(PortalVisitor who, Dossier.Questioned questioned) {
        String outcome = questioned.upheld() ? "维持原结果" : "退回原环节重新审核";
        who.reads(questioned.request()).button(outcome).fill("复查的理由", questioned.finding()).look("reconsider").button("确定：" + outcome)
                .sees("已办理：" + outcome);
    }

    private void committee(int round) {
        PortalVisitor member = opened(reviewer(SamplePerson.Role.COMMITTEE_REVIEWER, person -> true));
        assertThat(member.page().getByRole(AriaRole.IMG).first()).isVisible();
        member.look("workbench").button("English").look("workbench-en").button("中文");
        decide(member, Dossier.Tier.COMMITTEE, round);
    }

    private void decide(PortalVisitor reviewer, Dossier.Tier tier, int round) {
        if (round > 0) {
            reviewer.sees("修改前后对照");
        }
        boolean flagged = dossier.story().flaggedFor().isPresent() && tier != Dossier.Tier.EMPLOYER;
        if (flagged || dossier.story().eligibility() == Dossier.Eligibility.NEEDS_REVIEW) {
            reviewer.sees("需要审核人认定的事项");
        }
        boolean last = round == (dossier.returned().isPresent() ? 1 : 0);
        if (round == 0 && dossier.returned().filter(returned -> returned.tier() == tier).isPresent()) {
            reviewer.button("退回修改");
            dossier.returned().orElseThrow().comments().forEach((item, comment) -> returnFor(reviewer, item, comment));
            reviewer.look("return").button("确定：退回修改").sees("已办理：退回修改");
        } else if (last && dossier.story().endedBy().filter(tier::equals).isPresent()) {
            reviewer.button("不予通过").fill("不予通过的理由", dossier.story().reason().orElseThrow()).button("确定：不予通过").sees("已办理：不予通过");
        } else {
            pass(reviewer);
        }
    }

    static PortalVisitor returnFor(PortalVisitor reviewer, String item, String comment) {
        // the comments, each with phrases at hand, and the choice of what is added
        Locator boxes = reviewer.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("需要修改的项目"))
                .getByRole(AriaRole.COMBOBOX);
        reviewer.page().getByLabel("增加一项").selectOption(item);
        int there = boxes.count();
        reviewer.button("加入");
        assertThat(boxes).hasCount(there + 1);
        boxes.nth(there - 1).fill(comment);
        return reviewer;
    }

    static PortalVisitor pass(PortalVisitor reviewer) {
        reviewer.button("推荐／通过");
        reviewer.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确定：推荐／通过")).waitFor();
        confirm(reviewer);
        return reviewer.button("确定：推荐／通过").sees("已办理：推荐／通过");
    }

    /** Answers each open question, and says of what does not apply that it was looked into. */
    static void confirm(PortalVisitor who) {
        for (Locator question : who.page().getByLabel(Pattern.compile("请(审核人)?(核实|认定|研判)")).all()) {
            question.fill(VERIFIED);
        }
        for (Locator notApplicable : who.page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^已核实：")))
                .all()) {
            notApplicable.check();
        }
    }

    /** Opens the dossier in a reviewer's queue. */
    PortalVisitor openIn(PortalVisitor reviewer) {
        String name = dossier.identity().name();
        return reviewer
                .refreshUntil("审核工作", page -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)))
                .link(name).sees(name + " 的申报");
    }

    private PortalVisitor opened(String reviewer) {
        return openIn(signedIn(DESK, reviewer));
    }

    // ── the office ──

    private void receive() {
        String name = dossier.identity().name();
        PortalVisitor office = office().link("审核工作").refreshUntil(State.MATERIALS.chinese(),
                page -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)));
        office.look("queue").link(name).sees("接收材料原件").tick("A1 ").button("登记接收");
        printed(office, "收件凭证 PDF");
        receiveAll(office);
    }

    static PortalVisitor receiveAll(PortalVisitor office) {
        office.button("全部已收");
        confirm(office);
        return office.look("receipt").button("登记接收").sees("材料已收齐");
    }

    private void approve(String number) {
        if (isApproved()) {
            PortalVisitor office = office();
            approve(office, number);
            printed(office, "批文 PDF");
        }
    }

    private boolean isApproved() {
        return dossier.story().ending() == Dossier.Ending.CERTIFIED || dossier.story().ending() == Dossier.Ending.REVOKED;
    }

    PortalVisitor approve(PortalVisitor office, String number) {
        String name = dossier.identity().name();
        office.link("审核工作").refreshUntil(State.APPROVAL_DOCUMENT.chinese(),
                page -> page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name))).tick(name);
        confirm(office);
        office.fill("批文号", number).look("approval");
        return office.button("预览名单").sees(number).look("approval-list").button("登记批文（1 人）").sees("批文 " + number + " 已登记");
    }

    // ── the certificate ──

    private void seeCertificate() {
        PortalVisitor applicant = signedIn(DESK, dossier.identity().name());
        verificationCode = certificate(applicant);
        verify("证书有效");
        applicant.page().reload();
        applicant.reads("已被查验 1 次").link("查看验证页");
        assertThat(applicant.page().getByText("有效").first()).isVisible();
    }

    /** Waits for it, and looks at it; the code by which anyone verifies it. */
    String certificate(PortalVisitor applicant) {
        applicant.refreshUntil("我的申报", page -> page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("电子证书")));
        applicant.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(3)).getByRole(AriaRole.LINK).first().click();
        applicant.sees("电子证书").reads("还没有人查验过").reads(dossier.identity().name()).look("certificate");
        String address = applicant.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("打开证书PDF")).getAttribute("href");
        assertThat(applicant.page().request().get(address).text()).startsWith("%PDF");
        return applicant.page().getByRole(AriaRole.CODE).innerText();
    }

    private void verify(String status) {
        browsers.apply(PHONE).start().link("证书验证").fill("验证码", verificationCode).button("查询").sees(status).look("verified");
    }

    private PortalVisitor recordFraud(String facts) {
        PortalVisitor office = office();
        office.link("审核工作").link("诚信档案").fill("身份证号", dossier.identity().idNumber()).button("查询").reads("没有诚信档案记录");
        office.fill("事实", facts).fill("依据", "《通知》关于弄虚作假的规定（样本）").fill("日期", dossier.story().submitOn().orElseThrow().toString())
                .button("记入诚信档案").reads("保存至");
        return office;
    }

    private void revoke() {
        String reason = dossier.story().reason().orElseThrow();
        PortalVisitor office = recordFraud(reason);
        office.link("审核工作").link("批文查询").page().getByRole(AriaRole.ROWHEADER).getByRole(AriaRole.LINK).first().click();
        office.reads(dossier.identity().name()).page().getByRole(AriaRole.CELL).getByRole(AriaRole.LINK).first().click();
        office.sees("有效").page().getByText("撤销证书").first().click();
        office.fill("撤销的理由", reason).tick("确定撤销").button("撤销证书").reads("已撤销");
        verify("证书已撤销");
        String officer = reviewer(SamplePerson.Role.OFFICE, person -> true);
        dossier.story().revocationQuestioned().ifPresent(questioned -> {
            ask(own().sees(State.REVOKED.chinese()).reads("另发新证"), questioned);
            // whoever revoked it does not look at it again; a colleague does
            lookAgain(signedIn(DESK, reviewer(SamplePerson.Role.OFFICE, person -> !person.name().equals(officer))), questioned);
        });
    }

    private void lists() {
        PortalVisitor administrator = administrator().link("管理").link("统计和导出").sees("按状态");
        printed(administrator, "导出CSV", "导出XLSX");
        PortalVisitor office = office().link("审核工作").link("批文查询").fill("年度", "2025");
        printedOrRefused(office, isApproved(), "发证名册 PDF", "发证名册 CSV", "发证名册 XLSX");
        // nobody is announced whose certificate was revoked
        printedOrRefused(office, dossier.story().ending() == Dossier.Ending.CERTIFIED, "结果名单 PDF");
        browsers.apply(PHONE).start().link("证书验证").fill("验证码", "aaaaaaaaaaaaaaaaaaaaaaaaaa").button("查询").sees("没有查到这份证书");
    }

    // ── people ──

    /** A list of people is printed where there is somebody to stand on it; otherwise why not is told. */
    private void printedOrRefused(PortalVisitor who, boolean somebody, String... buttons) {
        if (somebody) {
            printed(who, buttons);
        } else {
            Stream.of(buttons).forEach(button -> who.button(button).reads("还没有人获得批准"));
        }
    }

    private void printed(PortalVisitor who, String... buttons) {
        for (String button : buttons) {
            Download file = who.page().waitForDownload(() -> who.button(button));
            Path kept = PAPERS.resolve(dossier.slug()).resolve(file.suggestedFilename());
            file.saveAs(kept);
            assertThat(kept).as(button).isNotEmptyFile();
        }
    }

    /** The application as its owner opens it. */
    private PortalVisitor own() {
        PortalVisitor applicant = signedIn(PHONE, dossier.identity().name()).link("我的申报").sees("我的申报").look("mine");
        applicant.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.HEADING).getByRole(AriaRole.LINK).first().click();
        return applicant;
    }

    private PortalVisitor signedIn(int width, String name) {
        return browsers.apply(width).signIn(name);
    }

    private PortalVisitor office() {
        return signedIn(DESK, reviewer(SamplePerson.Role.OFFICE, person -> true));
    }

    private PortalVisitor administrator() {
        return signedIn(DESK, reviewer(SamplePerson.Role.ADMINISTRATOR, person -> true));
    }

    private String employerName() {
        return reviewer(SamplePerson.Role.EMPLOYER_REVIEWER, person -> person.employer().orElseThrow().equals(dossier.employer().uscc()));
    }

    private String reviewer(SamplePerson.Role role, Predicate<SamplePerson> is) {
        return samples.people().stream().filter(person -> person.role() == role).filter(is).findFirst().orElseThrow().name();
    }

    static String uploadOf(String material) {
        return "选择文件或拍照：" + material + " " + Material.valueOf(material).chinese();
    }

    private Path scan(String file) {
        return samples.file(dossier, file);
    }

    private static String yesOrNo(boolean value) {
        return value ? "是" : "否";
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }
}
