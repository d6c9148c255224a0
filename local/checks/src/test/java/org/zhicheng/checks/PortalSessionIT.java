package org.zhicheng.checks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.demo.samples.Samples;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.services.LoginPerson;

/** A session of the committee on the pages: planned, led, and voted in from phones; each state of its page is judged as it comes by. */
@EnabledIf(value = "org.zhicheng.checks.PortalIT#hasBrowser", disabledReason = "no Chromium: set CHROMIUM, or install one, as by apt-get install chromium")
class PortalSessionIT {

    private static final Path PROJECT = Path.of("..", "..");
    private static final Samples SAMPLES = Samples.read(PROJECT.resolve("samples"));
    private static final double PATIENCE = 20_000;
    private static final int DESK = 1280;
    private static final int PHONE = 390;
    /** Of the register, each with a login of the same id; three sit and one is a substitute. */
    private static final Map<String, String> EXPERTS = new TreeMap<>(
            Map.of("session-expert-1", "会评甲", "session-expert-2", "会评乙", "session-expert-3", "会评丙", "session-expert-4", "会评丁"));
    private static final List<String> APPLICANTS = List.of("session-applicant-1", "session-applicant-2", "session-applicant-3");
    private static final Journey.Place PLACE = Journey.Place.on(() -> PortalSessionIT.stack);
    /** The notices of all have ended. */
    private static final Instant DAY = Instant.parse("2025-03-18T01:00:00Z");
    private static final String SESSION = "/sessions/2025-001";

    @TempDir
    private static Path folder;
    private static EmbeddedStack stack;
    private static Chromium chromium;
    private static Api api;
    private final List<PortalVisitor> visitors = new ArrayList<>();

    @BeforeAll
    static void begin() {
        stack = EmbeddedStack
                .start(Wiring
                        .options(PROJECT.resolve("template.yaml"),
                                folder.resolve("state"))
                        .withFreePorts().withNow(Instant.parse("2025-03-10T01:00:00Z")),
                        Wiring.parts(Stream
                                .of(Wiring.people(SAMPLES).stream(),
                                        APPLICANTS.stream().map(sub -> LoginPerson.withPassword(sub, "申报人" + sub, "", "")),
                                        EXPERTS.entrySet().stream()
                                                .map(e -> LoginPerson.withSecondFactor(e.getKey(), e.getValue(), "评审委员会评委", "")))
                                .flatMap(people -> people).toList()));
        new EmbeddedPlayer(stack, SAMPLES, folder.resolve("certificates")).prepare();
        api = new Api(stack.api());
        CommitteeInSession.decides(api, PLACE.token(Journey.ADMINISTRATOR), 3, 3, 1, 1);
        CommitteeInSession.announces(api, PLACE.token(Journey.ADMINISTRATOR), 5);
        EXPERTS.forEach(PortalSessionIT::seat);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        chromium = Chromium.start(Chromium.find().orElseThrow());
    }

    @AfterAll
    static void end() {
        chromium.close();
        stack.close();
    }

    /** Somebody who has consented and is appointed. */
    private static void seat(String id, String name) {
        api.send(PLACE.token(Journey.ADMINISTRATOR), "PUT", "/staff/" + id,
                "{\"name\":\"" + name + "\",\"appointments\":[{\"role\":\"COMMITTEE\",\"scope\":\"\",\"from\":\"2025-01-01\"}]}")
                .expect(200);
        CommitteeInSession.enter(TestStack.adapters(stack), id, name, id);
    }

    @Test
    @DisplayName("R45 评审会议全程只用页面：安排、抽取、回避、意见、手机投票、计票、签署，结果公示、异议、答复；每个状态无障碍检查无误")
    void shouldHoldASessionOnThePages_R45() {
        Journey asked = submitted("09-part-time-master-with-gap", 0);
        Journey plain = submitted("09-part-time-master-with-gap", 1);
        Journey later = submitted("03-bachelor", 2);
        stack.clock().set(DAY);
        Stream.of(asked, plain, later).forEach(journey -> journey.to("COMMITTEE_REVIEW"));
        String first = asked.dossier().identity().name();
        String second = plain.dossier().identity().name();

        PortalVisitor member = visitor(DESK).signIn("样评一").visit("/work/COMMITTEE_REVIEW/" + asked.id()).sees("由评审会议决定")
                .reads("尚未列入评审会议的议程");
        assertThat(member.page().getByRole(AriaRole.BUTTON, named("通过"))).hasCount(0);
        assertThat(member.page().getByRole(AriaRole.BUTTON, named("不予通过"))).hasCount(0);
        assertThat(member.page().getByRole(AriaRole.BUTTON, named("退回修改"))).isVisible();
        member.look("session-decides").button("English").look("session-decides-en").button("中文");

        PortalVisitor office = visitor(DESK).signIn("样办一");
        plan(office, first, second, later.dossier().identity().name());
        member.page().reload();
        // of whose panel one is no member it is no link
        assertThat(member.reads("评审会议 2025-001").page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("评审会议 2025-001")))
                .hasCount(0);

        draw(office);
        String leaves = EXPERTS.get(panel().getLast());
        office.tick(leaves).button("登记出席").reads("现有 1 人").fill("由候补递补的原因", "样本：临时出差。").button("由候补递补 " + leaves);
        assertThat(office.page().getByRole(AriaRole.BUTTON, named("由候补递补 " + leaves))).hasCount(0);
        List<String> panel = panel();
        String chair = EXPERTS.get(panel.getFirst());
        String reader = EXPERTS.get(panel.get(1));
        String excluded = EXPERTS.get(panel.get(2));
        office.button("指定为主持人 " + chair);
        assertThat(office.page().getByRole(AriaRole.BUTTON, named("指定为主持人 " + chair))).hasCount(0);
        panel.forEach(expert -> office.tick(EXPERTS.get(expert)));
        office.button("登记出席").button("开始会议").reads("进行中").look("session-open");

        object(office, first, excluded);
        PortalVisitor leads = visitor(PHONE).signIn(chair).visit("/work" + SESSION).reads("评审机构提出").look("session-chair-decides-phone");
        leads.button("同意回避 " + excluded + " · " + first).reads("已回避").look("session-excluded-phone");
        opine(visitor(PHONE).signIn(reader), first, second);
        vote(office, leads, panel, first, second);
        sign(office, leads, asked, plain);
        objections(asked);
        nothingWasWrong();
    }

    /** Those that wait are found and chosen; what is missing is told at its field. */
    private void plan(PortalVisitor office, String first, String second, String third) {
        office.link("审核工作").link("评审会议").sees("评审会议").reads("还没有评审会议");
        unfold(office, "安排会议");
        office.button("安排会议").reads("请填写会议日期").reads("请选择系列").look("session-plan-refused");
        office.fill("会议日期", "2025-03-18").fill("时间和地点 （选填）", "上午10:00，样例会议室").select("系列", "工程系列").choose("列入议程", "自选")
                .reads("已选 0 项（列出 3 项，可选 3 项）");
        office.button("安排会议").reads("请先勾选申报").look("session-plan-choose");
        office.fill("按姓名、单位、专业或编号查找", third).reads("列出 1 项，可选 3 项").fill("按姓名、单位、专业或编号查找", "").button("全选").reads("已选 3 项");
        office.page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(third)).uncheck();
        office.reads("已选 2 项").look("session-plan-chosen").button("English").look("session-plan-en").button("中文");
        office.button("安排会议").sees("评审会议 2025-001").reads(first).reads(second).reads("上午10:00，样例会议室").look("session-planned");
        assertThat(office.page().getByText(third)).hasCount(0);
    }

    private void draw(PortalVisitor office) {
        stack.clock().set(stack.clock().instant().plus(Duration.ofMinutes(5)));
        office.button("抽取专家").reads("请填写种子来源").look("session-draw-refused");
        office.fill("种子", "03 08 17 21 29 33 + 09").fill("种子来源", "双色球第2025031期").button("抽取专家").reads("候补专家").look("session-drawn");
        unfold(office, "填写、更改时间和地点");
        office.fill("时间和地点", " ").button("保存时间和地点").sees("请先处理以下问题").look("session-place-refused");
        office.fill("时间和地点", "下午15:30，样例会议室").button("保存时间和地点");
        assertThat(office.page().getByRole(AriaRole.DEFINITION).filter(new Locator.FilterOptions().setHasText("下午15:30，样例会议室")))
                .isVisible();
    }

    /** The office objects to a member; each thing that is missing is told at its field. */
    private void object(PortalVisitor office, String name, String excluded) {
        office.button("对评委提出回避 " + name).sees("对评委提出回避 · " + name);
        shows(office, "对评委提出回避 · " + name);
        office.button("提交").reads("请选择评委").reads("请选择与申报人的关系").reads("请填写说明").look("session-objection-refused");
        office.page().getByLabel("评委", new Page.GetByLabelOptions().setExact(true)).selectOption(
                office.page().getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(excluded)).getAttribute("value"));
        office.choose("该评委与申报人的关系", "其他利害关系").fill("说明", "样本：曾任申报人的指导教师。").button("提交").reads("已提交：对评委提出回避").reads("评审机构提出").reads("待决定")
                .look("session-objection");
    }

    /** Each open question stands in the form with what was answered to it before; what was said stands there again. */
    private void opine(PortalVisitor phone, String first, String second) {
        phone.link("审核工作").link("评审会议").reads("2025-001").look("sessions-phone").link("2025-001").sees("评审会议 2025-001")
                .look("session-member-phone");
        phone.button("主审意见 " + first).sees("主审意见 · " + first).reads("待核实的问题");
        phone.reads("已核实");
        phone.button("提交").reads("请选择建议通过或不通过").look("session-opinion-refused-phone");
        phone.choose("主审意见", "建议通过").fill("说明", "样本：业绩属实。");
        List<String> questions = questions(panel().get(1), first);
        assertThat(questions).as("several questions are open").hasSizeGreaterThan(1);
        questions.forEach(question -> phone.page().getByLabel(question).fill("样本：" + question.length()));
        phone.look("session-opinion-phone").button("English").look("session-opinion-en-phone").button("中文");
        phone.button("提交").reads("已提交：主审意见 · " + first).reads("已核实 " + questions.size() + " 个问题").look("session-opinion-given-phone");
        phone.button("主审意见 " + first);
        questions.forEach(question -> assertThat(phone.page().getByLabel(question)).hasValue("样本：" + question.length()));
        phone.button("关闭").button("主审意见 " + second).choose("主审意见", "建议不通过").fill("说明", "样本：年限存疑。");
        questions(panel().get(1), second).forEach(question -> phone.page().getByLabel(question).fill("样本：已核实。"));
        phone.button("提交").reads("已提交：主审意见 · " + second).close();
    }

    private void vote(PortalVisitor office, PortalVisitor leads, List<String> panel, String first, String second) {
        office.button("刷新").button("付表决").reads("请先勾选申报").button("全选").button("付表决").reads("已投票 0 人，共 3 人").look("session-round");
        leads.button("刷新").sees("投票 · 第 1 轮").look("session-vote-phone").button("English").look("session-vote-en-phone").button("中文");
        leads.button("核对并投票").reads("请对“" + first + "”选择一项").look("session-vote-refused-phone");
        vote(leads, first, "同意");
        vote(leads, second, "反对").button("核对并投票");
        shows(leads, "确认投票").look("session-vote-confirm-phone");
        leads.button("返回修改");
        assertThat(leads.page().getByRole(AriaRole.RADIO).first()).isVisible();
        leads.button("核对并投票").button("提交选票");
        shows(leads, "已投票").look("session-voted-phone").button("English").look("session-voted-en-phone").button("中文");
        assertThat(leads.page().getByRole(AriaRole.RADIO)).hasCount(0);
        PortalVisitor reads = visitor(DESK).signIn(EXPERTS.get(panel.get(1))).visit("/work" + SESSION).sees("投票 · 第 1 轮")
                .look("session-vote");
        vote(reads, first, "同意");
        vote(reads, second, "反对").button("核对并投票").look("session-vote-confirm").button("提交选票").sees("已投票").look("session-voted");
        PortalVisitor stays = visitor(PHONE).signIn(EXPERTS.get(panel.get(2))).visit("/work" + SESSION).sees("投票 · 第 1 轮").reads("您已回避");
        assertThat(stays.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(Pattern.compile("^" + first)))).hasCount(0);
        vote(stays, second, "弃权").button("核对并投票").button("提交选票").sees("已投票").look("session-excluded-voted-phone");
    }

    private static PortalVisitor vote(PortalVisitor who, String name, String choice) {
        who.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)))
                .getByText(choice, new Locator.GetByTextOptions().setExact(true)).click();
        return who;
    }

    private void sign(PortalVisitor office, PortalVisitor leads, Journey passed, Journey failed) {
        office.button("刷新").reads("已投票 3 人，共 3 人").button("结束并计票").sees("表决").reads("同意 2，反对 0，弃权 0，出席 2").reads("未通过")
                .look("session-counted");
        leads.button("刷新").sees("签署会议").look("session-sign-phone").button("签署会议").reads("已签署").look("session-signed-phone");
        failed.awaitState("REJECTED");
        Await.until("what was passed stays", () -> !passed.state().equals("COMMITTEE_REVIEW"));
        office.button("刷新").reads("会议文件").look("session-signed");
        Download minutes = office.page().waitForDownload(() -> office.button("评审会议记录"));
        assertThat(minutes.suggestedFilename()).isEqualTo("评审会议记录-2025-001.pdf");
    }

    /** Anyone objects to what was passed; the office finds the one unfounded and upholds the other, which the applicant reads. */
    private void objections(Journey passed) {
        passed.awaitState("RESULT_NOTICE");
        stack.clock().set(DAY.plus(Duration.ofDays(1)));
        String name = passed.dossier().identity().name();
        PortalVisitor anyone = visitor(PHONE).start().link("结果名单").link("评审结果公示").reads(Masking.name(name)).reads("2025-001")
                .look("session-announced-phone");
        assertThat(anyone.page().getByText(name)).hasCount(0);
        objection(anyone).fill("您的姓名", "样本异议人").fill("联系电话或邮箱", "10000000098").fill("异议的具体事实", "样本：任职时间与实际不符。").button("提交异议")
                .reads("异议已收到，编号：");
        anyone.page().reload();
        objection(anyone).tick("匿名提出").fill("异议的具体事实", "样本：业绩材料系他人所作。").button("提交异议").sees("请先处理以下问题").fill("证据或可供查证的线索", "样本：原作者可作证。")
                .button("提交异议").reads("异议已收到，编号：").look("session-objected-phone");
        PortalVisitor own = visitor(PHONE).signIn("申报人" + passed.dossier().sub() + "\\b")
                .visit("/applications/" + passed.id() + "/progress").reads("公示期间收到异议，评审机构正在核实");

        PortalVisitor office = visitor(DESK).signIn("样办一").link("审核工作").link("结果异议").link(name).reads("样本异议人 10000000098");
        answer(office, "样本：任职时间与实际不符。", "不成立", "样本：与劳动合同一致。").reads("已答复：不成立。");
        assertThat(passed.state()).as("another objection is open").isEqualTo("RESULT_NOTICE");
        answer(office, "样本：业绩材料系他人所作。", "成立，不予通过", "样本：经核实，业绩不属本人。").reads("已答复：成立，不予通过。").look("session-objection-upheld");
        passed.awaitState("REJECTED");
        own.page().reload();
        own.reads("样本：经核实，业绩不属本人。").look("session-objection-upheld-own-phone");
        anyone.page().reload();
        anyone.reads("现在没有公示中的评审结果。");
    }

    private static PortalVisitor objection(PortalVisitor anyone) {
        anyone.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^对.*提出异议$"))).first().click();
        return anyone;
    }

    /** The answer to the objection that says so. */
    private static PortalVisitor answer(PortalVisitor office, String facts, String outcome, String reason) {
        Locator one = office.page().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(facts));
        one.getByText("答复", new Locator.GetByTextOptions().setExact(true)).first().click();
        one.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(outcome).setExact(true)).check();
        one.getByLabel("核实情况和理由", new Locator.GetByLabelOptions().setExact(true)).fill(reason);
        one.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("答复").setExact(true)).click();
        return office;
    }

    /** As they are told to a member. */
    private static List<String> questions(String member, String name) {
        return api.get(PLACE.token(member), "/reviews/" + id(name)).expect(200).json().path("checks").path("assessment").path("questions")
                .findValuesAsText("chinese");
    }

    private static String id(String name) {
        for (JsonNode line : api.get(PLACE.token(Journey.OFFICE), SESSION).expect(200).json().path("agenda")) {
            if (line.path("name").asText().equals(name)) {
                return line.path("applicationId").asText();
            }
        }
        throw new AssertionError(name);
    }

    private static List<String> panel() {
        return api.get(PLACE.token(Journey.OFFICE), SESSION).expect(200).json().path("panel").findValuesAsText("expert");
    }

    /** What comes by a click has the eye and the hand. */
    private static PortalVisitor shows(PortalVisitor who, String heading) {
        Locator there = who.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading));
        assertThat(there).isFocused();
        assertThat(there).isInViewport();
        return who;
    }

    private static void unfold(PortalVisitor who, String summary) {
        who.page().getByText(summary, new Page.GetByTextOptions().setExact(true)).first().click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Journey submitted(String slug, int number) {
        return new Journey(PLACE, Journey.dossier(slug, APPLICANTS.get(number))).to("EMPLOYER_REVIEW");
    }

    private PortalVisitor visitor(int width) {
        PortalVisitor visitor = PortalVisitor.at(stack, chromium, width);
        visitors.add(visitor);
        return visitor;
    }

    private void nothingWasWrong() {
        visitors.forEach(visitor -> assertThat(visitor.complaints()).isEmpty());
        visitors.forEach(PortalVisitor::close);
    }
}
