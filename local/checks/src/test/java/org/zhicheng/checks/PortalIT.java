package org.zhicheng.checks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.committee.Lot;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.services.LoginPerson;

/** The portal in a real Chromium on the embedded stack; everything is found by role and label, and done by clicking only. */
@EnabledIf(value = "org.zhicheng.checks.PortalIT#hasBrowser", disabledReason = "no Chromium: set CHROMIUM, or install one, as by apt-get install chromium")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalIT {

    private static final Path PROJECT = Path.of("..", "..");
    private static final Samples SAMPLES = Samples.read(PROJECT.resolve("samples"));
    /** In milliseconds; builds share their machines. */
    private static final double PATIENCE = 20_000;
    /** How long the embedded provider's tokens live. */
    private static final Duration SESSION = Duration.ofHours(8);
    private static final int DESK = 1280;
    private static final int PHONE = 390;

    /** People who have not applied yet, besides those of the samples. */
    private static final Deque<String> MORE = IntStream.range(0, 60).mapToObj(i -> "more-" + i)
            .collect(Collectors.toCollection(ConcurrentLinkedDeque::new));
    /** Those whom the committee has not decided on yet, and nobody's story is about. */
    private static final Deque<Journey> DECIDED = new ConcurrentLinkedDeque<>();
    private static final Journey.Place PLACE = Journey.Place.on(() -> PortalIT.stack);

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
        stack = EmbeddedStack.start(
                Wiring.options(PROJECT.resolve("template.yaml"), folder.resolve("state")).withFreePorts()
                        .withNow(Instant.parse("2025-03-10T01:00:00Z")),
                Wiring.parts(Stream.concat(Wiring.people(SAMPLES).stream(),
                        MORE.stream().map(sub -> LoginPerson.withPassword(sub, "申报人" + sub, "", ""))).toList()));
        new EmbeddedPlayer(stack, SAMPLES, folder.resolve("certificates")).prepare();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        chromium = Chromium.start(Chromium.find().orElseThrow());
    }

    @AfterAll
    static void end() {
        chromium.close();
        stack.close();
    }

    @Test
    @DisplayName("R21 在手机（390像素）上填报并提交；断网不丢已填内容")
    void shouldSubmitOnAPhoneAndLoseNothingWhenTheLineIsLost_R21() {
        Dossier dossier = SAMPLES.dossier("02-junior-college");
        PortalStory story = story(dossier);
        PortalVisitor phone = story.fillIn(visitor(PHONE), "phone");

        phone.link("思想政治条件");
        phone.page().getByLabel("思想政治条件", new Page.GetByLabelOptions().setExact(true)).first().waitFor();
        phone.page().context().setOffline(true);
        phone.fill("思想政治条件", "断网时填写的内容。").page().getByText("暂时连不上，正在重试；请不要关闭本页").waitFor();
        phone.page().context().setOffline(false);
        assertThat(phone.page().getByText("已保存")).isVisible();
        phone.page().reload();
        assertThat(phone.page().getByLabel("思想政治条件", new Page.GetByLabelOptions().setExact(true)).first()).hasValue("断网时填写的内容。");
        phone.link("返回");
        story.submit(phone, "phone");
        assertThat((int) phone.page().evaluate("document.documentElement.scrollWidth")).as("nothing sticks out").isLessThanOrEqualTo(PHONE);
        nothingWasWrong();
    }

    @Test
    @DisplayName("R21、R49 登录失效、429、500、另一台设备、刷新、后退、上传中断、未登录的深层链接：已填内容不丢，并说明怎么办")
    void shouldLoseNothingTypedWhateverHappens_R49() {
        Journey draft = new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst())).register().draft();
        String conduct = "/applications/" + draft.id() + "/conduct";
        String text = "思想政治条件";
        PortalVisitor phone = visitor(PHONE).visit(conduct).reads("查看本页需要先登录");
        phone.logIn("申报人" + draft.dossier().sub() + "\\b").sees(text);
        for (int status : List.of(429, 500)) {
            phone.refuseOnce("PATCH", status).fill(text, "应答" + status).reads("暂时连不上，正在重试");
            saved(phone, draft, "应答" + status);
        }
        phone.page().reload();
        assertThat(phone.page().getByLabel(text, new Page.GetByLabelOptions().setExact(true))).hasValue("应答500");

        phone.refuseOnce("PATCH", 401).fill(text, "登录失效时填写").reads("登录已失效");
        signInAgain(phone, "申报人" + draft.dossier().sub() + "\\b");
        saved(phone, draft, "登录失效时填写");

        PortalVisitor desk = visitor(DESK).visit(conduct).logIn("申报人" + draft.dossier().sub() + "\\b");
        desk.fill(text, "另一台设备填写");
        saved(desk, draft, "另一台设备填写");
        phone.fill(text, "手机上填写").sees("这一部分在别处也改过了").reads("另一台设备填写").look("conflict").link("返回").reads("有未保存的内容").look("unsent")
                .link("检查并提交").button("提交申报").reads("“思想政治条件”有未保存的内容").link("返回").link(text);
        assertThat(phone.sees("这一部分在别处也改过了").page().getByLabel(text, new Page.GetByLabelOptions().setExact(true))).hasValue("手机上填写");
        phone.page().reload();
        phone.sees("这一部分在别处也改过了").button("保留本页填写的");
        saved(phone, draft, "手机上填写");
        phone.refuseOnce("PATCH", 422).fill(text, "没有接受的填写").sees("请先处理以下问题").link("返回").link(text);
        saved(phone, draft, "没有接受的填写");
        phone.fill(text, "手机上填写");
        saved(phone, draft, "手机上填写");

        phone.link("返回").sees("填报").page().goBack();
        assertThat(phone.page().getByLabel(text, new Page.GetByLabelOptions().setExact(true))).hasValue("手机上填写");
        phone.page().goForward();
        phone.sees("填报").link("申报材料").refuseOnce("PUT", 0);
        phone.page().getByLabel(PortalStory.uploadOf("A4"), new Page.GetByLabelOptions().setExact(true))
                .setInputFiles(SAMPLES.file(draft.dossier(), "A4.png").toAbsolutePath());
        phone.reads("网络或系统暂时没有应答").button("重试");
        assertThat(phone.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 A4.png"))).isVisible();
        nothingWasWrong();
    }

    @Test
    @DisplayName("白页：脚本没有读到、停用脚本时，页面上写明怎么办")
    void shouldSayWhatToDoWhereNoScriptRuns() {
        PortalVisitor old = visitor(PHONE);
        old.page().route(Pattern.compile("[.]js$"), Route::abort);
        old.start().reads("页面正在打开。如果停在这里，请检查网络后刷新").reads("otherwise use a newer browser").look("white");
        PortalVisitor without = visitor(PortalVisitor.withoutScript(stack, chromium, PHONE)).start();
        Await.until("no word on scripts",
                () -> ((String) without.page().evaluate("document.body.innerText")).contains("请先在浏览器设置中启用JavaScript"));
        nothingWasWrong();
    }

    @Test
    @DisplayName("R22 断网时打开页面、断网时办理、系统没有应答：说明怎么办，已填内容不丢，恢复后继续")
    void shouldGoOnWhereTheLineWasLost_R22() {
        Journey waiting = waiting("DISTRICT_REVIEW", 1).getFirst();
        String name = waiting.dossier().identity().name();
        PortalVisitor clerk = visitor(DESK).signIn("样区三");
        clerk.page().context().setOffline(true);
        clerk.link("审核工作").sees("页面出错了").reads("请刷新后重试").reads("网络已断开").look("without-line");
        clerk.page().context().setOffline(false);
        Pattern review = Pattern.compile("/reviews/[^/?]+$");
        clerk.button("刷新").reads("已超期限").page().route(review, Route::abort);
        clerk.link(name).reads("网络或系统暂时没有应答").page().unroute(review);
        clerk.button("重试").sees(name + " 的申报");

        clerk.button("不予通过").fill("不予通过的理由", "样本：断网时写的理由。").page().context().setOffline(true);
        clerk.button("确定：不予通过").reads("网络或系统暂时没有应答").look("decision-without-line");
        assertThat(waiting.state()).isEqualTo("DISTRICT_REVIEW");
        clerk.page().context().setOffline(false);
        assertThat(clerk.page().getByLabel("不予通过的理由")).hasValue("样本：断网时写的理由。");
        clerk.button("确定：不予通过").sees("已办理：不予通过");
        assertThat(waiting.state()).isEqualTo("REJECTED");
        nothingWasWrong();
    }

    @Test
    @DisplayName("页面出错：不是白页，写明怎么办；正在填写的已经保存，刷新后都在")
    void shouldLoseNothingTypedWhereAPageThrows() {
        Journey draft = new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst())).register().draft();
        PortalVisitor phone = visitor(PHONE).visit("/applications/" + draft.id() + "/credential")
                .logIn("申报人" + draft.dossier().sub() + "\\b").sees("学历学位");
        List<Route> held = new ArrayList<>();
        phone.page().route(Pattern.compile("/checks$"), held::add);
        phone.fill("毕业院校", "样例");
        Await.until("what is saved is not checked", () -> phone.page().title() != null && !held.isEmpty());
        phone.fill("毕业院校", "样例工程学院");
        held.forEach(route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{\"assessment\":{}}")));
        phone.sees("页面出错了").reads("请刷新后重试").look("thrown");
        assertThat(phone.page().getByRole(AriaRole.BANNER)).isVisible();
        saved(phone, draft, "/credential/institution", "样例工程学院");
        phone.page().unroute(Pattern.compile("/checks$"));
        phone.button("刷新");
        assertThat(phone.page().getByLabel("毕业院校", new Page.GetByLabelOptions().setExact(true))).hasValue("样例工程学院");
        nothingWasWrong();
    }

    @Test
    @DisplayName("登录将要失效时提前说明，在新窗口由本人重新登录后继续，由他人登录的不算；能自动续期的不打扰")
    void shouldWarnBeforeTheSessionEnds() {
        PortalVisitor clerk = visitor(DESK);
        clerk.page().clock().install();
        clerk.signIn("样区三").page().clock().fastForward(SESSION.minusMinutes(4).toMillis());
        clerk.reads("分钟后失效，请重新登录").look("session-ends");
        Locator told = clerk.page().getByText("分钟后失效，请重新登录");
        signInAgain(clerk, "样区一");
        assertThat(told).isVisible();
        signInAgain(clerk, "样区三");
        assertThat(told).isHidden();

        PortalVisitor renewed = visitor(DESK);
        renewed.page().clock().install();
        AtomicInteger tokens = new AtomicInteger();
        AtomicReference<APIResponse> first = new AtomicReference<>();
        renewed.page().route(Pattern.compile("/token$"), route -> {
            if (tokens.getAndIncrement() == 0) {
                first.set(route.fetch());
            }
            route.fulfill(new Route.FulfillOptions().setResponse(first.get())
                    .setBody(first.get().text().replaceFirst("\\{", "{\"refresh_token\":\"sample\",")));
        });
        renewed.signIn("样区三").page().clock().fastForward(SESSION.minusMinutes(4).toMillis());
        renewed.page().clock().runFor(Duration.ofMinutes(1).toMillis());
        Await.until("the session is renewed", () -> renewed.page().title() != null && tokens.get() == 2);
        assertThat(renewed.page().getByText("分钟后失效")).isHidden();
        nothingWasWrong();
    }

    /** In the window that opens for it, and closes by itself. */
    private static void signInAgain(PortalVisitor who, String name) {
        Page window = who.page().waitForPopup(() -> who.button("重新登录"));
        window.waitForClose(
                () -> window.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name))).click());
    }

    private static void saved(PortalVisitor who, Journey draft, String conduct) {
        saved(who, draft, "/conduct", conduct);
    }

    private static void saved(PortalVisitor who, Journey draft, String field, String text) {
        Await.until(text + " is not saved", () -> {
            who.page().title(); // the browser goes on while it is asked something
            return draft.view().path("form").at(field).asText().equals(text);
        });
    }

    @Test
    @DisplayName("R15 苹果手机的HEIC照片：浏览器能读的转成JPEG上传，不能读的说明怎么办")
    void shouldSendAnIphonesPhotoAsJpegWhereTheBrowserReadsIt_R15() throws IOException {
        Journey draft = new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst())).register().draft();
        Path photo = Files.writeString(folder.resolve("IMG_0001.HEIC"), "\0\0\0\u0018ftypheic");
        PortalVisitor phone = visitor(PHONE).visit("/applications/" + draft.id() + "/materials")
                .logIn("申报人" + draft.dossier().sub() + "\\b");
        Locator certificate = phone.page().getByLabel(PortalStory.uploadOf("A4"), new Page.GetByLabelOptions().setExact(true));
        certificate.setInputFiles(photo);
        phone.reads("这个浏览器读不了苹果手机的HEIC照片");
        // as Safari does, which runs on no machine of the build
        phone.page().evaluate("() => { const read = window.createImageBitmap;"
                + "window.createImageBitmap = file => read(/heic$/i.test(file.name) ? new ImageData(1200, 900) : file); }");
        certificate.setInputFiles(photo);
        phone.reads("IMG_0001.jpg");
        assertThat(phone.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 IMG_0001.jpg"))).isVisible();
        nothingWasWrong();
    }

    // first, as other stories go on with whom it leaves at the committee
    @Order(1)
    @Test
    @DisplayName("R22、R24 审核人只用键盘连续办理二十件，退回一件；已办理的可以查到")
    void shouldDecideTwentyByKeyboardAlone_R24() {
        List<Journey> all = waiting("DISTRICT_REVIEW", 20);
        int decidedBefore = new Api(stack.api()).get(all.getFirst().district(), "/reviews?tier=DISTRICT_REVIEW&decided=2025").expect(200)
                .json().path("counts").path("all").asInt();
        PortalVisitor clerk = visitor(DESK).signIn("样区三");
        clerk.tabTo(AriaRole.LINK, "审核工作").press("Enter").reads("共 20 件").look("queue-twenty");
        clerk.tabTo(AriaRole.LINK, clerk.page().getByRole(AriaRole.ROWHEADER).first().innerText()).press("Enter");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Locator heading = clerk.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
            assertThat(heading).hasText(Pattern.compile(".+ 的申报"));
            assertThat(seen.add(heading.innerText())).isTrue();
            clerk.press("3").reads("A3 一寸免冠照片");
            if (i == 7) {
                clerk.press("r").press("ArrowDown").press("Tab").press("Enter").page().keyboard().type("请更正。");
                clerk.tabTo(AriaRole.BUTTON, "确定：退回修改");
            } else {
                clerk.press("p");
                while (clerk.writes("已核实原件。")) {
                    clerk.press("Tab");
                }
                clerk.tabTo(AriaRole.BUTTON, "确定：推荐／通过");
            }
            clerk.press("Enter").sees(i == 7 ? "已办理：退回修改" : "已办理：推荐／通过");
            assertThat(clerk.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(i < all.size() - 1 ? "下一件" : "返回").setExact(true)).last())
                    .isFocused();
            clerk.press("Enter");
        }
        clerk.reads("共 0 件").select("范围", "2025年度已办理").reads("共 " + (decidedBefore + all.size()) + " 件").look("queue-decided");
        assertThat(all).filteredOn(journey -> journey.state().equals("CORRECTION")).hasSize(1);
        all.stream().filter(journey -> journey.state().equals("COMMITTEE_REVIEW")).forEach(DECIDED::add);
        nothingWasWrong();
    }

    @Test
    @DisplayName("R20、R22 队列由系统查找、筛选、计数；打开看过的可以一并通过，逐件得到结果")
    void shouldFindInTheQueueAndPassTogetherWhatWasOpened_R22() {
        List<Journey> three = waiting("COMMITTEE_REVIEW", 3);
        List<String> names = three.stream().map(journey -> journey.dossier().identity().name()).toList();
        PortalVisitor member = visitor(DESK).signIn("样评一");
        member.link("审核工作").fill("按姓名、身份证末四位、专业、单位或编号查找", names.getFirst()).reads("共 1 件");
        member.select("申报级别", "正高级").reads("共 0 件").select("申报级别", "全部").fill("按姓名、身份证末四位、专业、单位或编号查找", "试").reads(names.getLast());
        for (String name : names) {
            member.link(name).sees(name + " 的申报").link("返回");
        }
        member.link("一并通过已打开的 3 件").sees("一并通过");
        member.page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + names.getLast() + " ")))
                .uncheck();
        for (Locator question : member.page().getByRole(AriaRole.TEXTBOX).all()) {
            question.fill("已核实原件。");
        }
        member.look("pass-together").button("通过所选 2 件").sees("已通过 2 件").look("passed-together");
        assertThat(three).extracting(Journey::state).containsExactlyInAnyOrder("MATERIALS", "MATERIALS", "COMMITTEE_REVIEW");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R17–R19、R48 公示日期由日历提出，异议登记并处理，填写的内容不会成为标记，多人一份推荐报告，推荐可以收回")
    void shouldAnnounceSettleAndReportForMany_R19() {
        List<Journey> both = waiting("EMPLOYER_REVIEW", 2);
        Journey first = both.getFirst();
        both.getLast().recordNotice();
        PortalVisitor employer = cycles(visitor(DESK),
                body -> body.path("cycles").forEach(cycle -> ((ObjectNode) cycle.path("settings")).put("minimumNoticeDays", 7)))
                .signIn("样企三");
        PortalStory story = story(first.dossier());
        story.openIn(employer).reads("日期已按本地工作日历填好").reads("不少于7个工作日");
        assertThat(employer.page().getByLabel("公示开始")).hasValue("2025-03-11");
        assertThat(employer.page().getByLabel("公示结束")).hasValue("2025-03-17");
        employer.look("notice-proposed");
        story.announceEnded(employer);
        employer.page().getByText("登记异议").first().click();
        employer.fill("收到日期", "2025-03-03").fill("异议的内容", "反映业绩不属实<img id=mark src=x onerror=\"document.title=1\">。").button("登记异议")
                .reads("未处理");
        employer.reads("<img id=mark src=x onerror=");
        assertThat(employer.page().locator("#mark")).hasCount(0);
        employer.choose("核实结论", "不成立").fill("核实和处理情况", "经核对原始记录，反映情况不属实。").fill("处理日期", "2025-03-04").look("objection").button("登记处理结果");
        assertThat(employer.page().getByText("未处理")).isHidden();
        // what was found comes after the result that was recorded before it
        employer.fill("公示结果日期", "2025-03-05").page().waitForResponse(response -> response.url().contains("/reviews/"),
                () -> employer.button("登记公示"));
        PortalStory.pass(employer);

        employer.link("审核工作").link("多人公示、推荐材料").tick(both.getLast().dossier().identity().name()).look("report");
        Download report = employer.page().waitForDownload(() -> employer.button("生成推荐报告 PDF"));
        assertThat(report.suggestedFilename()).isEqualTo("推荐报告.pdf");
        employer.choose("材料", "公示");
        Download notices = employer.page().waitForDownload(() -> employer.button("生成公示 Word"));
        assertThat(notices.suggestedFilename()).isEqualTo("公示.docx");

        employer.link("返回").select("范围", "2025年度已办理").link(first.dossier().identity().name());
        employer.page().getByText("收回推荐").first().click();
        employer.fill("收回的原因", "样本：申报人已离职。").button("收回推荐").sees("公示");
        assertThat(first.state()).isEqualTo("EMPLOYER_REVIEW");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R17、R18、R20 基层单位的待办分待公示、公示中（还有几天）、公示期满、已推荐、已退回，各有件数")
    void shouldTellTheEmployerWhatToDoWithWhom_R18() {
        List<Journey> three = waiting("EMPLOYER_REVIEW", 3);
        String toAnnounce = three.getFirst().dossier().identity().name();
        String running = three.get(1).dossier().identity().name();
        String ready = three.getLast().dossier().identity().name();
        three.get(1).recordNotice(LocalDate.of(2025, 3, 10), LocalDate.of(2025, 3, 14));
        three.getLast().recordNotice();
        PortalVisitor employer = visitor(DESK).signIn("样企三").link("我的申报").reads("申报前请先注册个人信息").link("审核工作");

        step(employer, "公示中").link(running).sees(running + " 的申报").link("返回").reads("公示还有 4 个工作日").look("employer-running");
        assertThat(employer.page().getByRole(AriaRole.LINK, named(ready))).isHidden();
        step(employer, "公示期满").page().getByRole(AriaRole.LINK, named(running)).waitFor(hidden());
        assertThat(employer.page().getByRole(AriaRole.LINK, named(ready))).isVisible();
        step(employer, "待公示").link(toAnnounce).sees(toAnnounce + " 的申报");
        PortalStory.returnFor(employer.button("退回修改"), "conduct", "请写明近三年的表现。").fill("公示结果日期", "2025-03-12");
        // a colleague was faster: what is there now is shown, and what was typed stays
        three.getFirst().recordNotice();
        employer.button("确定：退回修改").reads("推荐单位公示登记").reads("公示已登记").reads("请写明近三年的表现。").look("changed-since");
        assertThat(employer.page().getByLabel("公示结果日期")).hasValue("2025-03-12");
        employer.button("确定：退回修改").sees("已办理：退回修改");
        employer.link("返回");
        step(employer, "已退回");
        assertThat(employer.page().getByRole(AriaRole.LINK, named(toAnnounce))).isVisible();
        step(employer.look("employer-returned"), "已推荐");
        assertThat(employer.page().getByRole(AriaRole.LINK, named(toAnnounce))).isHidden();
        step(employer, "全部").reads("（本环节全部");
        assertThat(employer.page().getByRole(AriaRole.LINK, named(ready))).isVisible();
        nothingWasWrong();
    }

    /** A tab of the employer's to-do list, which has its number. */
    private static PortalVisitor step(PortalVisitor employer, String name) {
        Pattern counted = Pattern.compile("^" + name + (name.equals("全部") ? "$" : "（[0-9]+）$"));
        Locator tab = employer.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("办理进度")).getByRole(AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(counted));
        employer.page().waitForResponse(response -> response.url().contains("/reviews?"), tab::click);
        return employer;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    @DisplayName("R28、R33、R34、R41 评审机构更正接收登记、更正姓名、换发、撤销证书，记入诚信档案")
    void shouldCorrectReissueRevokeAndRecordFraud_R41() {
        Journey journey = waiting("MATERIALS", 1).getFirst();
        String name = journey.dossier().identity().name();
        PortalVisitor office = visitor(DESK).signIn("样办一");
        office.link("审核工作").link("接收材料").link(name).sees(name + " 的申报");
        assertThat(office.page().waitForDownload(() -> office.button("申报表 PDF")).suggestedFilename()).isEqualTo("申报表.pdf");
        office.page().getByText("调取原件").first().click();
        office.fill("调取的理由", "样本：核对印章。").look("original");
        assertThat(office.page().waitForDownload(() -> office.button("调取原件")).suggestedFilename()).matches("A1-1\\.(pdf|png|jpg)");
        office.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^A10 "))).first().click();
        Locator preview = office.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("第 2 页").setExact(true));
        Await.until("no preview of the second page", () -> preview.count() == 1 && (Boolean) preview.evaluate("i => i.naturalWidth > 0"));
        preview.click();
        office.look("previews");
        office.tick("A1 身份证（正面）").button("登记接收");
        office.page().getByText("更正接收登记").click();
        office.tick("A1 身份证（正面）（没有收到）").fill("更正的原因", "样本：误登记。").look("take-back").button("登记为没有收到");
        assertThat(office.page().getByText("更正接收登记")).isHidden();
        PortalStory.receiveAll(office).button("撤销刚才的登记").reads("更正接收登记");
        journey.approve().awaitState("CERTIFIED");

        office.link("审核工作").link("注册信息更正").fill("申报编号 （选填）", journey.id()).fill("更正后的姓名", name + "丽").fill("更正的原因", "样本：登记时漏写一字。")
                .fill("证明材料", "样本：居民身份证原件。").look("registration-correction").button("更正注册信息").reads("请换发");
        String number = journey.certificate().path("number").asText();
        office.link(number).reads(name);
        reissue(office).reads("等待另一人");
        PortalVisitor second = visitor(DESK).signIn("样办二");
        second.link("审核工作").link("证书").fill("证书编号", number).button("查询").reads(name);
        reissue(second).reads("已换发，现行编号");
        String renewed = second.page().getByText("已换发，现行编号").innerText().replaceAll("[^A-Z0-9]", "");
        second.fill("证书编号", renewed).button("查询").reads(name + "丽").look("certificate-office");
        second.page().getByText("撤销证书").first().click();
        second.fill("撤销的理由", "样本：年度考核证明系伪造。").tick("确定撤销").button("撤销证书").reads("证书 " + renewed + " 已撤销");

        second.link("审核工作").link("诚信档案").fill("身份证号", journey.dossier().identity().idNumber()).button("查询").reads("没有诚信档案记录");
        second.fill("事实", "样本：伪造年度考核证明。").fill("依据", "样本：核查决定2025年第1号").button("记入诚信档案").reads("保存至").look("integrity");
        second.link("审核工作").link("批文查询").look("documents");
        second.page().getByRole(AriaRole.ROWHEADER).getByRole(AriaRole.LINK).first().click();
        second.reads(name).look("document");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R28、R41 漏列的人由另一经办人补录进批文；换发证书写明原因，遗失、文字有误各有其规则")
    void shouldAddWhoWasForgottenAndReissueForItsCause_R41() {
        List<Journey> two = waiting("APPROVAL_DOCUMENT", 2);
        Journey listed = two.getFirst().approve();
        String forgotten = two.getLast().dossier().identity().name();
        PortalVisitor recorder = visitor(DESK).signIn("样办一").link("审核工作").link("批文查询").link("试批" + listed.id());
        recorder.page().getByText("补录遗漏人员").first().click();
        recorder.button("补录遗漏人员").reads("请填写补录的理由").tick(forgotten);
        PortalStory.confirm(recorder);
        recorder.fill("补录的理由", "样本：登记时漏列。").button("补录遗漏人员").reads("补录人员须由其他经办人办理").look("document-addition");
        PortalVisitor second = visitor(DESK).signIn("样办二").link("审核工作").link("批文查询").link("试批" + listed.id());
        second.page().getByText("补录遗漏人员").first().click();
        second.tick(forgotten);
        PortalStory.confirm(second);
        second.fill("补录的理由", "样本：登记时漏列。").button("补录遗漏人员").reads("已补录 1 人").reads("理由：样本：登记时漏列。").look("document-added");
        two.getLast().awaitState("CERTIFIED");
        listed.awaitState("CERTIFIED");

        String number = listed.certificate().path("number").asText();
        recorder.link("审核工作").link("证书").fill("证书编号", number).button("查询");
        recorder.page().getByText("换发证书").first().click();
        recorder.button("换发证书").reads("请选择换发的原因");
        recorder.choose("换发的原因", "系列、专业文字有误").fill("换发的理由", "样本：证书遗失。").button("换发证书").reads("请填写目录中正确的系列或专业名称").look("reissue");
        recorder.choose("换发的原因", "注册信息已更正").button("换发证书").reads("无须换发");
        recorder.choose("换发的原因", "证书遗失").button("换发证书").reads("等待另一人");
        second.link("审核工作").link("证书").fill("证书编号", number).button("查询");
        second.page().getByText("换发证书").first().click();
        second.choose("换发的原因", "证书遗失").fill("换发的理由", "样本：证书遗失。").button("换发证书").reads("已换发，现行编号");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R28 批文由一人拟定，可改动、撤回，由另一人逐行核对后确认登记")
    void shouldHaveADocumentPreparedByOneAndConfirmedByAnother_R28() {
        List<Journey> two = waiting("APPROVAL_DOCUMENT", 2);
        String number = "拟批" + two.getFirst().id();
        String first = two.getFirst().dossier().identity().name();
        String second = two.getLast().dossier().identity().name();
        PortalVisitor recorder = visitor(DESK).signIn("样办一").link("审核工作").link("批文").tick(first);
        PortalStory.confirm(recorder);
        recorder.fill("批文号", number).button("预览名单").button("交同事确认（1 人）").reads("等其他经办人确认").look("document-prepared");
        recorder.button("查看：" + number).reads("由您拟定，须由其他经办人确认").button("改动").tick(second);
        PortalStory.confirm(recorder);
        recorder.button("预览名单").button("交同事确认（2 人）").reads("2 人，等其他经办人确认");

        // early in the morning in Beijing
        PortalVisitor colleague = answers(visitor(DESK), "(?<!applicants)/me$", me -> me.put("now", "2025-03-10T23:30:00Z")).signIn("样办二")
                .link("审核工作").link("批文");
        assertThat(colleague.page().getByLabel("日期", new Page.GetByLabelOptions().setExact(true))).hasValue("2025-03-11");
        colleague.button("查看：" + number).reads("样办一于");
        assertThat(colleague.page().getByRole(AriaRole.LINK, named(second))).isVisible();
        colleague.look("document-to-confirm").button("确认并登记（2 人）").reads("批文 " + number + " 已登记，2 人");
        two.forEach(journey -> journey.awaitState("CERTIFIED"));
        colleague.link("审核工作").link("批文查询").link(number).reads("拟定人");
        recorder.page().reload();
        recorder.sees("批文");
        assertThat(recorder.page().getByText("查看：" + number)).hasCount(0);

        Journey third = waiting("APPROVAL_DOCUMENT", 1).getFirst();
        recorder.page().reload();
        recorder.tick(third.dossier().identity().name());
        PortalStory.confirm(recorder);
        recorder.fill("批文号", number + "另").button("预览名单").button("交同事确认（1 人）").button("查看：" + number + "另").button("撤回拟定")
                .reads("已撤回：" + number + "另");
        assertThat(third.state()).isEqualTo("APPROVAL_DOCUMENT");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R19、R28、R41 结果名单：评审机构预览、公布，任何人在手机上可看、可下载PDF，撤回后原网址说明已撤回")
    void shouldPublishAListOfResultsAndWithdrawIt_R28() {
        Journey certified = waiting("CERTIFIED", 1).getFirst();
        String document = certified.view().path("approvalDocument").asText();
        String name = certified.dossier().identity().name();
        PortalVisitor office = visitor(DESK).signIn("样办一").link("审核工作").link("批文查询").link(document).reads("已发证 1 人，制证中 0 人，受阻 0 人")
                .reads("尚未公布");
        office.page().getByText("预览名单（1 人）").click();
        office.look("results-preview").button("公布名单").reads("样办一于").reads("共 1 人。");

        PortalVisitor anyone = visitor(PHONE).start().link("结果名单").sees("结果名单").look("results").link(document).sees(document + " 结果名单")
                .reads(Masking.name(name)).look("results-list");
        assertThat(anyone.page().getByText(name)).hasCount(0);
        Download list = anyone.page().waitForDownload(() -> anyone.link("下载PDF"));
        assertThat(list.suggestedFilename()).isEqualTo("结果名单.pdf");

        office.page().getByText("撤回名单").first().click();
        office.button("撤回名单").reads("请填写撤回的理由").fill("撤回的理由", "样本：名单有误。").button("撤回名单").reads("理由：样本：名单有误。").look("results-withdrawn");
        anyone.page().reload();
        anyone.reads("本名单已于").reads("撤回的名单不再公开").look("results-gone");
        assertThat(anyone.page().getByText(Masking.name(name))).hasCount(0);
        anyone.link("返回").sees("结果名单");
        assertThat(anyone.page().getByRole(AriaRole.LINK, named(document))).hasCount(0);
        office.button("公布名单").reads("查看公开的名单");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R45 评审结果公示：任何人在手机上可看、可提出异议，申报人看到进展，评审机构核实答复")
    void shouldAnnounceAResultAndAnswerAnObjection_R45() {
        Journey passed = waiting("MATERIALS", 1).getFirst();
        String name = passed.dossier().identity().name();
        announce(passed);
        PortalVisitor anyone = visitor(PHONE).start().link("结果名单").link("评审结果公示").sees("评审结果公示").reads(Masking.name(name))
                .look("result-notices");
        assertThat(anyone.page().getByText(name)).hasCount(0);
        Download list = anyone.page().waitForDownload(() -> anyone.link("下载PDF"));
        assertThat(list.suggestedFilename()).isEqualTo("评审结果公示.pdf");
        anyone.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^对.*提出异议$"))).first().click();
        anyone.button("提交异议").reads("请写明异议的具体事实").reads("请填写您的姓名").look("result-objection-refused");
        anyone.fill("您的姓名", "样本异议人").fill("联系电话或邮箱", "10000000099").fill("异议的具体事实", "样本：任职时间与实际不符。").button("提交异议").reads("异议已收到，编号：")
                .look("result-objection");

        PortalVisitor applicant = visitor(PHONE).signIn("申报人" + passed.dossier().sub() + "\\b")
                .visit("/applications/" + passed.id() + "/progress");
        applicant.reads("公示期间收到异议，评审机构正在核实").look("result-notice-own");

        PortalVisitor office = visitor(DESK).signIn("样办一").link("审核工作").link("结果异议").sees("结果异议").reads("共 1 项结果有异议，待答复 1 件。")
                .look("result-objections").link(name).reads("样本异议人 10000000099");
        office.page().getByText("答复", new Page.GetByTextOptions().setExact(true)).first().click();
        office.button("答复").reads("请选择核实结论").reads("请写明核实情况和理由").look("result-answer-refused");
        office.choose("核实结论", "不成立").fill("核实情况和理由", "样本：与劳动合同一致。").button("答复").reads("已答复：不成立。").look("result-answered");
        office.link("返回").reads("没有待答复的异议。");
        applicant.page().reload();
        applicant.reads("评审结果正在公示，至");
        nothingWasWrong();
    }

    /** As the committee's pass would of a cycle that has it, but from today on: the days of the others go on. */
    private static void announce(Journey journey) {
        Services services = TestStack.adapters(stack);
        Instant now = services.clock().instant();
        Instant until = now.plus(Duration.ofDays(7));
        ResultNotice notice = new ResultNotice(LocalDate.ofInstant(now, BeijingTime.ZONE), until, 5, List.of());
        // the workflow hands its token over at any time
        Attempts.of(() -> {
            Application before = services.applications().find(journey.id()).orElseThrow();
            Application after = before.edit().resultNotice(Optional.of(notice)).enter(State.RESULT_NOTICE, now, Optional.of(until), 5)
                    .done();
            services.applications()
                    .commit(new Change(before, after, new AuditEvent(before.id(), after.version(), now, "test", Role.SYSTEM, "ANNOUNCE",
                            Optional.of(before.state()), Optional.of(after.state()), AuditEvent.Channel.OPERATOR, ""))
                            .claiming(Claim.announced(after)));
            return after;
        });
    }

    @Test
    @DisplayName("R34、R36、R41 当事人在手机上对诚信档案提出异议，由记入人以外的人处理，结果本人可见；换邮箱凭验证码")
    void shouldDisputeAnIntegrityRecordAndHaveItDecided_R41() {
        Dossier dossier = Journey.dossier("03-bachelor", MORE.removeFirst());
        new Journey(PLACE, dossier).register();
        new Api(stack.api()).post(PLACE.token(Journey.OFFICE), "/integrity-records",
                Api.JSON.createObjectNode().put("idNumber", dossier.identity().idNumber()).put("facts", "样本：伪造年度考核证明。")
                        .put("basis", "样本：核查决定2025年第2号").put("date", "2025-03-01"))
                .expect(201);
        PortalVisitor person = visitor(PHONE).signIn("申报人" + dossier.sub() + "\\b").link("我的信息").link("与我有关的诚信档案").sees("与我有关的诚信档案");
        person.reads("2028年2月29日").page().getByText("提出异议").first().click();
        person.button("提出异议").reads("请填写异议的理由");
        person.fill("异议的理由", "样本：证明由原单位出具，可以核对。").look("dispute").button("提出异议").reads("异议正在处理").look("disputed");

        PortalVisitor office = visitor(DESK).signIn("样办一").link("审核工作").link("诚信档案").reads("样本：证明由原单位出具");
        office.page().getByText("处理", new Page.GetByTextOptions().setExact(true)).first().click();
        office.button("处理").reads("请选择处理结果");
        office.choose("处理结果", "维持").fill("处理的理由，当事人会看到", "样本：属实。").button("处理").reads("须由其他经办人或管理员维持").look("settlement-refused");
        PortalVisitor administrator = visitor(DESK).signIn("样管一").link("管理").link("诚信档案").reads("样本：证明由原单位出具");
        administrator.page().getByText("处理", new Page.GetByTextOptions().setExact(true)).first().click();
        administrator.choose("处理结果", "撤回").fill("处理的理由，当事人会看到", "样本：经核对，证明真实。").look("settlement").button("处理").reads("已撤回");
        person.page().reload();
        person.reads("样本：经核对，证明真实。").look("settled");

        person.link("我的信息").page().getByText("更正手机号码和邮箱").click();
        person.fill("电子邮箱", "new-" + dossier.sub() + "@example.invalid").button("保存").reads("验证码已发到");
        person.fill("验证码", "000000").button("确认新邮箱").reads("还可以输入").look("mail-code");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R17、R37、R42、R48 管理员的每个保存按钮：批次、日历、目录、单位、人员、登记、无人办理")
    void shouldSaveWhateverAnAdministratorKeeps_R37() throws IOException {
        Api api = new Api(stack.api());
        Dossier dossier = SAMPLES.dossier("04-master");
        new Journey(PLACE, dossier).register().draft();
        PortalVisitor applicant = visitor(PHONE).signIn(dossier.identity().name()).link("我的申报");
        applicant.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.HEADING).getByRole(AriaRole.LINK).first().click();
        applicant.link("现用人单位").fill("用人单位名称", "门户样例一有限公司").fill("统一社会信用代码", "91990000MENHU0001Q").reads("登记的用人单位中没有这一代码");
        applicant.select("单位所在区（县）", "天山区").look("unknown-employer").button("申请登记该单位").reads("正在等待人社局核实");
        api.post(PLACE.token(dossier.sub()), "/employers/91990000MENHU0002U/request",
                Api.JSON.createObjectNode().put("name", "门户样例二有限公司").put("district", "天山区")).expect(200);

        PortalVisitor administrator = visitor(DESK).signIn("样管一").link("管理").link("用人单位").sees("等待登记的单位").look("employers");
        administrator.button("确认登记 门户样例一有限公司");
        assertThat(administrator.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("门户样例一有限公司"))).isHidden();
        administrator.page().getByText("不予登记").first().click();
        administrator.fill("不予登记的理由，申请人会看到", "样本：代码不是本市单位。").button("不予登记").reads("没有等待登记的单位");
        administrator.fill("按名称或统一社会信用代码查找", "91990000MENHU0001Q").button("查询").button("调整 门户样例一有限公司").fill("用人单位名称", "门户样例一（更名）有限公司")
                .select("区（县）", "水磨沟区").button("保存").reads("“门户样例一（更名）有限公司”已登记");
        Path list = Files.writeString(folder.resolve("list.csv"), "统一社会信用代码,单位名称,区（县）\n91990000MENHU0003Y,门户样例三有限公司,水磨沟区\n123,错误的一行,天山区\n");
        administrator.page().getByLabel("选择名录文件").setInputFiles(list);
        administrator.reads("导入完成").reads("1 行有误未导入").look("import");

        administrator.link("管理").link("年度批次");
        refusesAtField(administrator, "公示工作日数", "3");
        refusesAtField(administrator, "区（县）人社局初审、推荐", "400");
        refusesAtField(administrator, "区（县）人社局初审、推荐", "十天");
        refusesAtField(administrator, "未提交的草稿及其文件 （选填）", "99");
        administrator.fill("未提交的草稿及其文件 （选填）", "7").look("settings").button("保存").reads("已保存：2025年度");
        assertThat(api.get("", "/cycles").expect(200).json().path("cycles").path(0).path("settings").path("keptMonths")
                .path("DRAFT_NEVER_SUBMITTED").asInt()).isEqualTo(7);
        Locator closes = administrator.page().getByLabel("申报截止（北京时间）").first();
        String end = closes.inputValue();
        closes.fill("2025-03-16T00:00");
        administrator.button("保存").reads("件草稿的填报时间缩短").look("window-shortened");
        assertThat(administrator.page().getByRole(AriaRole.BUTTON, named("保存"))).hasCount(0);
        administrator.button("返回修改");
        closes.fill(end);
        administrator.button("保存").reads("已保存：2025年度");
        assertThat(api.get("", "/cycles").expect(200).json().path("cycles").path(0).path("closes").asText())
                .isEqualTo("2025-03-17T16:00:00Z");
        administrator.page().getByText("开启新的年度").click();
        administrator.fill("年度", "2026").page().getByLabel("申报开始（北京时间）").last().fill("2026-02-25T00:00");
        administrator.page().getByLabel("申报截止（北京时间）").last().fill("2026-03-18T00:00");
        administrator.button("开启").reads("已保存：2026年度");
        administrator.link("管理").link("工作日历").button("2025年11月15日星期六 放假").reads("2025年11月15日 上班");
        administrator.button("2025年11月15日星期六 上班 （已设置）").reads("没有改动").reads("1月28日–1月31日 春节");
        assertThat(administrator.page().getByRole(AriaRole.BUTTON, named("2025年3月31日星期一 放假 肉孜节 （随系统提供）"))).hasCount(1);
        administrator.tabTo(AriaRole.BUTTON, "2025年11月15日星期六 放假").press("PageDown").press("ArrowUp").press("ArrowRight").press("ArrowLeft")
                .press("Enter").reads("2025年12月8日 放假").look("calendar-sheet").button("保存日历").reads("已保存：2025");
        administrator.button("2025年12月8日星期一 放假 （已设置）").reads("2025年12月8日 上班").button("保存日历").reads("没有改动");
        administrator.select("年度", "2026").tick("2026年的日历已齐全").button("确认日历齐全").reads("2026年的日历已齐全，可据以计算公示和期限");
        administrator.page().getByText("撤回确认").first().click();
        administrator.button("撤回确认").reads("2026年的日历改为暂定");
        administrator.link("管理").link("专业目录").button("增加一个系列").page().getByLabel("申报系列").last().fill("门户样例系列");
        administrator.page().getByLabel("专业", new Page.GetByLabelOptions().setExact(true)).last().fill("门户样例专业");
        administrator.look("catalogue").button("保存").reads("已保存：");
        administrator.link("管理").link("工作人员").fill("登录标识（sub）", MORE.removeLast()).fill("姓名", "门户职员").fill("电子邮箱", "staff@example.invalid")
                .select("角色", "区（县）人社局审核人").select("区（县）", "天山区").button("保存").reads("已保存：门户职员").button("调整 门户职员");
        administrator.button("离任 区（县）人社局审核人 天山区").button("保存").sees("任命").look("staff");

        Journey stranded = stranded("91990000MENHU0003Y", "门户样例三有限公司");
        administrator.link("管理").link("无人办理").look("waiting").link(stranded.id().substring(0, 8) + "…").sees("的申报");
        administrator.page().getByText("延长期限").first().click();
        administrator.fill("工作日数", "20").button("延长期限").reads("期限延至").look("case").page().getByText("终止办理").first().click();
        administrator.fill("原因，能看到本申报的人都会看到", "样本：申报人去世。").tick("确定终止").button("终止办理").reads("已终止办理");
        assertThat(stranded.state()).isEqualTo("CLOSED");
        willMove(administrator, stranded("91990000MENHU0003Y", "门户样例三有限公司"));
        administrator.link("管理").link("统计和导出");
        assertThat(administrator.page().getByRole(AriaRole.IMG, named("按提交日期"))).isVisible();
        assertThat(administrator.page().waitForDownload(() -> administrator.button("导出CSV")).suggestedFilename()).endsWith(".csv");
        nothingWasWrong();
    }

    /** What the API or the page refuses stands at its field, which keeps its value; then the old one is put back. */
    private static void refusesAtField(PortalVisitor who, String label, String value) {
        Locator field = who.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first();
        String before = field.inputValue();
        who.fill(label, value).button("保存").sees("请先处理以下问题");
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasValue(value);
        field.fill(before);
    }

    @Test
    @DisplayName("R36、R48 运行状况：未送达的邮件再次发送，按姓名查到申报，恢复办理")
    void shouldShowHowTheSystemRunsAndHaveItDoneAgain_R36_R48() {
        Journey journey = new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst())).register();
        String name = journey.dossier().identity().name();
        Services table = TestStack.adapters(stack);
        Person right = table.people().find(journey.dossier().sub()).orElseThrow();
        correct(table, right.withContact(right.phone(), "用户@example.invalid", right.language()));
        journey.draft().fillIn().submit();
        Await.until("the mail is given up", () -> table.people().find(right.sub()).orElseThrow().mailRefusedAt().isPresent());
        correct(table, table.people().find(right.sub()).orElseThrow().withContact(right.phone(), right.mail(), right.language()));

        PortalVisitor administrator = visitor(DESK).signIn("样管一").link("管理").link("运行状况").sees("邮件和投递").reads("未送达").look("running");
        Locator again = administrator.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^再次发送 .*提交")));
        int before = again.count();
        again.first().click();
        administrator.reads("将再次发送，已记入办理记录");
        assertThat(again).hasCount(before - 1);

        administrator.button("查询").sees("请先处理以下问题");
        administrator.fill("姓名、身份证末四位或编号", name).button("查询").reads("共 1 件").look("running-found").link(name).sees(name + " 的申报")
                .reads("再次发送邮件");
        administrator.page().getByText("恢复办理").first().click();
        administrator.button("恢复办理").reads("流程正在进行，不需要恢复").look("case-resume");
        nothingWasWrong();
    }

    private static void correct(Services table, Person person) {
        table.people().correctContact(table.people().find(person.sub()).orElseThrow(), person, AuditEvent.of("PERSON#" + person.sub(),
                table.clock().instant(), person.sub(), Role.APPLICANT, "CORRECT_CONTACT", AuditEvent.Channel.OPERATOR, ""), List.of());
    }

    @Test
    @DisplayName("R22 审核人正在写的退回意见：刷新、页面出错、登录失效都不丢，不留申报人的信息，发出后清除")
    void shouldLoseNothingAReviewerTypesAndStoreNothingOfThePerson_R22() {
        Journey one = waiting("DISTRICT_REVIEW", 1).getFirst();
        String name = one.dossier().identity().name();
        PortalVisitor clerk = visitor(DESK).signIn("样区三").visit("/work/DISTRICT_REVIEW/" + one.id()).sees(name + " 的申报").button("退回修改");
        clerk.select("增加一项", "毕业证").button("加入").fill("毕业证", name + "的毕业证请重新扫描。").fill("意见 （选填）", "另请核对。");
        clerk.page().reload();
        wrote(clerk, name + "的毕业证请重新扫描。", "另请核对。");
        assertThat(stored(clerk)).contains("请重新扫描").doesNotContain(name);

        Pattern hand = Pattern.compile("/hand$");
        clerk.page().route(hand, route -> route
                .fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{\"state\":\"DISTRICT_REVIEW\"}")));
        clerk.button("认领").sees("页面出错了").page().unroute(hand);
        clerk.button("刷新").sees(name + " 的申报");
        wrote(clerk, name + "的毕业证请重新扫描。", "另请核对。");
        clerk.refuseOnce("POST", 401).button("确定：退回修改").reads("登录已失效");
        wrote(clerk, name + "的毕业证请重新扫描。", "另请核对。");
        clerk.fill("意见 （选填）", "身份证号" + one.dossier().identity().idNumber() + "请核对。");
        assertThat(stored(clerk)).as("stays in memory").doesNotContain(one.dossier().identity().idNumber(), "请重新扫描");
        clerk.fill("意见 （选填）", "另请核对。");
        assertThat(stored(clerk)).contains("另请核对");

        clerk.page().reload();
        clerk.button("确定：退回修改").sees("已办理：退回修改");
        assertThat(stored(clerk)).doesNotContain("另请核对", "请重新扫描");
        nothingWasWrong();
    }

    private static void wrote(PortalVisitor clerk, String comment, String remark) {
        assertThat(clerk.page().getByLabel("毕业证", new Page.GetByLabelOptions().setExact(true))).hasValue(comment);
        assertThat(clerk.page().getByLabel("意见 （选填）", new Page.GetByLabelOptions().setExact(true))).hasValue(remark);
    }

    private static String stored(PortalVisitor who) {
        return (String) who.page().evaluate("JSON.stringify(Object.entries(sessionStorage).filter(([key]) => key !== 'zhicheng.tokens'))");
    }

    /** What a day off moves is told before it is set; who goes back has set nothing. */
    private static void willMove(PortalVisitor administrator, Journey waiting) {
        administrator.link("管理").link("工作日历").button("2025年3月12日星期三 上班").button("保存日历").reads("个正在计算的期限会顺延").reads("其中（最后一天）")
                .look("calendar-moves");
        Locator save = administrator.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存日历"));
        assertThat(save).hasCount(0);
        administrator.tick("已核对");
        assertThat(save).hasCount(1);
        administrator.button("返回修改").reads("2025年3月12日 放假");
        assertThat(waiting.view().path("dueAt").asText()).isNotEmpty();
        assertThat(new Api(stack.api()).get(PLACE.token(Journey.ADMINISTRATOR), "/calendars/2025").expect(200).json().path("days")
                .has("2025-03-12")).isFalse();
    }

    @Test
    @DisplayName("R22 要发出的多行文字：刷新、离开再回来都在，不留本人姓名；退出登录后没有了，发出后清除")
    void shouldKeepATextUntilItIsSentOrItsWriterSignsOut_R22() {
        Journey one = waiting("DISTRICT_REVIEW", 1).getFirst();
        String name = one.dossier().identity().name();
        String progress = "/applications/" + one.id() + "/progress";
        String person = "申报人" + one.dossier().sub() + "\\b";
        PortalVisitor phone = visitor(PHONE).visit(progress).logIn(person);
        withdrawal(phone).fill(name + "改到明年申报。");
        phone.page().reload();
        assertThat(withdrawal(phone)).hasValue(name + "改到明年申报。");
        assertThat(stored(phone)).contains("改到明年申报。").doesNotContain(name);
        phone.link("我的申报").sees("我的申报").page().goBack();
        assertThat(withdrawal(phone)).hasValue(name + "改到明年申报。");

        phone.button("退出登录");
        phone.page().waitForURL(Pattern.compile("/portal$"));
        assertThat(stored(phone)).doesNotContain("改到明年申报");
        phone.visit(progress).logIn(person);
        assertThat(withdrawal(phone)).hasValue("");

        withdrawal(phone).fill("样本：改到明年申报。");
        phone.tick("确定撤回").refuseOnce("POST", 0).button("撤回申报").reads("网络或系统暂时没有应答");
        assertThat(withdrawal(phone)).hasValue("样本：改到明年申报。");
        assertThat(stored(phone)).contains("样本：改到明年申报。");
        phone.button("撤回申报").sees("已撤回");
        assertThat(stored(phone)).doesNotContain("改到明年申报");
        nothingWasWrong();
    }

    /** The field for the reason, unfolded. */
    private static Locator withdrawal(PortalVisitor who) {
        Locator field = who.page().getByLabel("撤回的原因 （选填）", new Page.GetByLabelOptions().setExact(true));
        field.waitFor(new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        field.evaluate("e => e.closest('details').open = true");
        return field;
    }

    /** Somebody whose employer has nobody who reviews. */
    private static Journey stranded(String uscc, String name) {
        Journey journey = new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst())).register().draft().fillIn();
        ObjectNode form = SampleBodies.form(journey.dossier(), SAMPLES.summary(journey.dossier()));
        form.withObject("employer").put("uscc", uscc).put("name", name);
        form.withArray("employment").forEach(period -> ((ObjectNode) period).put("employer", name));
        journey.saveForm(form, journey.revision()).expect(200);
        return journey.submit();
    }

    // last, as it leaves something in queues that others count
    @Order(Integer.MAX_VALUE)
    @Test
    @DisplayName("每个页面：中英文、320像素、放大一倍、深色、高对比度、从右到左，均无障碍检查无误，没有横向滚动")
    void shouldHaveNoBarrierOnAnyScreenInAnyForm() {
        Journey draft = new Journey(PLACE, SAMPLES.dossier("05-doctorate"));
        Journey waiting = new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst()));
        Journey held = new Journey(PLACE, SAMPLES.dossier("14-revoked"));
        Stream.<Runnable>of(() -> draft.register().draft(), () -> waiting.to("DISTRICT_REVIEW"), () -> held.to("CERTIFIED")).parallel()
                .forEach(Runnable::run);
        Map<String, String> people = Map.of("applicant", draft.dossier().identity().name(), "holder", held.dossier().identity().name(),
                "employer", "样企三", "district", "样区三", "committee", "样评一", "office", "样办二", "administrator", "样管一");
        Map<String, String> parts = Map.of("application", waiting.id(), "certificate", held.certificate().path("number").asText(),
                "document", held.view().path("approvalDocument").asText(), "list", held.publishResults(), "export",
                new Api(stack.api())
                        .post(PLACE.token("office-2"), "/exports", Api.JSON.createObjectNode().put("cycle", 2025).put("format", "CSV"))
                        .json().path("id").asText(),
                "session", session(waiting));
        Map<String, List<PortalScreen>> screens = PortalScreen.all().stream().collect(Collectors.groupingBy(PortalScreen::who));
        assertThat(screens.keySet()).containsAll(people.keySet());
        PortalVisitor anyone = visitor(PHONE).start();
        screens.remove("anyone").forEach(screen -> anyone.judgeInEachForm(screen.address(parts)));
        anyone.judgeInEachForm("/nothing").judgeInEachForm("/components").tick("从右到左").judge("/components mirrored");
        screens.forEach((who, theirs) -> {
            PortalVisitor visitor = visitor(DESK).signIn(people.get(who));
            theirs.forEach(screen -> {
                visitor.judgeInEachForm(screen.address(who.equals("applicant") ? Map.of("application", draft.id()) : parts));
                assertThat(visitor.isAt("没有这个页面")).as(screen.pattern()).isFalse();
            });
            visitor.close();
        });
        nothingWasWrong();
    }

    /** A session that is open, with one application on its agenda and a panel of three. */
    private static String session(Journey waiting) {
        Services table = TestStack.adapters(stack);
        Instant now = table.clock().instant();
        List<String> experts = List.of("it-expert-1", "it-expert-2", "it-expert-3");
        Lot lot = new Lot("2025-001", 1, experts, 3, 0, Optional.of("03 08 17"));
        Session session = new Session("2025-001", 2025, LocalDate.ofInstant(now, TestStack.ZONE), Optional.empty(), "工程系列",
                Optional.empty(), Session.Phase.OPEN, List.of(Session.Item.of(table.applications().find(waiting.id()).orElseThrow())),
                List.of(), List.of(new Session.Draw(lot, lot.hash(), now, Optional.of("样本"), Optional.of(now), "", Map.of())),
                experts.stream().map(id -> new Session.Seat(id, id, "样例评委", "高级工程师", "样例研究院")).toList(), List.of(), List.of(),
                Optional.of("it-expert-1"), experts, List.of(), 0, Optional.empty(), Optional.empty(), Revision.NONE)
                .over(Optional.empty());
        table.sessions().save(session,
                AuditEvent.of("SESSION#2025-001", now, "office-2", Role.OFFICE, "PLAN_SESSION", AuditEvent.Channel.API, ""), List.of());
        return session.id();
    }

    private static PortalVisitor reissue(PortalVisitor office) {
        office.page().getByText("换发证书").first().click();
        return office.choose("换发的原因", "注册信息已更正").fill("换发的理由", "样本：姓名更正后换发。").button("换发证书");
    }

    /** More people whose applications have come as far as a step, by the API; from the committee on, of those that wait there first. */
    private static List<Journey> waiting(String state, int count) {
        boolean decided = Journey.WAY.indexOf(state) >= Journey.WAY.indexOf("COMMITTEE_REVIEW");
        return IntStream.range(0, count)
                .mapToObj(i -> Optional.ofNullable(decided ? DECIDED.poll() : null)
                        .orElseGet(() -> new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst()))))
                .toList().parallelStream().map(journey -> journey.to(state)).toList();
    }

    @Test
    @DisplayName("公共页面与管理页面：中英文、深色、放大，均无障碍检查无误")
    void shouldBeWithoutBarriersInBothLanguages() {
        PortalVisitor anyone = visitor(DESK).start();
        anyone.sees("职称初次确定、授予").reads("申报时间：2025年2月25日至2025年3月17日24:00（北京时间）").look("start-desk");
        anyone.select("最高学历（学位）", "中专").reads("年度考核合格证明，3 份（每年一份）").reads("没有的可以写明原因").reads("推荐报告").reads("一般 10 个工作日内").look("prepare");
        assertThat(anyone.page().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("学位证"))).hasCount(0);
        anyone.link("我能申报吗").select("最高学历（学位）", "全日制本科").fill("毕业／取得学位／出站日期", "2023-06-25");
        anyone.fill("从哪一天起在专业技术岗位工作至今", "2023-07-10").button("查看结果").sees("符合学历和年限条件").look("eligibility");
        anyone.link("证书验证").look("verify").button("English").look("verify-en");
        anyone.link("May I apply?").look("eligibility-en");
        PortalVisitor administrator = visitor(DESK).signIn("样管一");
        for (String part : List.of("无人办理", "年度批次", "工作日历", "工作人员", "用人单位", "统计和导出")) {
            administrator.link("管理").link(part).sees(part);
            administrator.page().getByText("正在读取…").first().waitFor(hidden());
            administrator.look("admin-" + part);
        }
        administrator.button("English").look("admin-en");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R20、R33、R35、R41 认领后同事看得到，可查看身份证号并留下记录；一并通过的十分钟内可撤销，下一环节已开始的说明原因")
    void shouldTakeInHandUncoverTheIdNumberAndUndoAPass_R41() {
        List<Journey> three = waiting("COMMITTEE_REVIEW", 3);
        List<String> names = three.stream().map(journey -> journey.dossier().identity().name()).toList();
        PortalVisitor member = visitor(DESK).signIn("样评一").link("审核工作");
        PortalVisitor colleague = visitor(DESK).signIn("样评二").link("审核工作");
        for (String name : names) {
            member.link(name).sees(name + " 的申报").link("返回");
        }
        member.link(names.getFirst()).reads("认领后可以查看身份证号全文").button("认领").reads("由您办理").button("查看身份证号")
                .reads(three.getFirst().dossier().identity().idNumber()).look("in-hand").button("遮住");
        assertThat(member.page().getByText(three.getFirst().dossier().identity().idNumber())).hasCount(0);
        colleague.page().reload();
        colleague.reads("样评一正在办理").tick("同事未认领的");
        assertThat(colleague.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(names.getFirst()))).isHidden();
        colleague.visit("/work/COMMITTEE_REVIEW/" + three.getFirst().id()).reads("样评一正在办理").look("in-hand-of-a-colleague").button("放回");
        member.page().reload();
        member.button("认领").reads("由您办理").link("返回");

        for (String name : names) {
            member.link(name).sees(name + " 的申报").link("返回");
        }
        member.link("一并通过已打开的 3 件");
        for (Locator question : member.page().getByRole(AriaRole.TEXTBOX).all()) {
            question.fill("已核实原件。");
        }
        member.button("通过所选 3 件").sees("已通过 3 件").button("撤销通过 " + names.getFirst()).reads("已撤销").look("undone");
        assertThat(three.getFirst().state()).isEqualTo("COMMITTEE_REVIEW");
        PortalVisitor office = visitor(DESK).signIn("样办一").visit("/work/MATERIALS/" + three.get(1).id()).button("认领").reads("由您办理");
        office.close();
        member.link("返回").link("撤销刚才通过的（2）").button("全部撤销（2 件）").reads("“接收材料”已开始办理，不能再撤销");
        assertThat(three).extracting(Journey::state).containsExactly("COMMITTEE_REVIEW", "MATERIALS", "COMMITTEE_REVIEW");
        three.stream().filter(journey -> journey.state().equals("COMMITTEE_REVIEW")).forEach(DECIDED::add);

        PortalVisitor applicant = visitor(PHONE).visit("/applications/" + three.getFirst().id() + "/progress")
                .logIn("申报人" + three.getFirst().dossier().sub() + "\\b");
        applicant.sees("办理记录").button("全部展开").reads("查看身份证号").reads("撤销通过");
        assertThat(applicant.page().getByText("样评一")).hasCount(0);
        nothingWasWrong();
    }

    @Test
    @DisplayName("R22 在看到问题的材料、栏目旁直接记下要改的，影像可放大，发出前看得到申报人将看到的内容")
    void shouldNoteAProblemWhereItIsSeen_R22() {
        Journey one = waiting("DISTRICT_REVIEW", 1).getFirst();
        PortalVisitor clerk = visitor(DESK).signIn("样区三").visit("/work/DISTRICT_REVIEW/" + one.id());
        clerk.button("放大").reads("150%").press("+").reads("200%").press("-").press("-").reads("100%");
        Locator notes = clerk.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^须修改：")));
        notes.last().click();
        clerk.page().keyboard().type("请上传清晰、完整的扫描件");
        clerk.button("须修改：手机号码").page().keyboard().type("号码少一位，请核对。");
        clerk.button("须修改：申报级别").page().keyboard().type("请核对申报级别。");
        clerk.sees("申报人将看到").reads("请上传清晰、完整的扫描件").reads("请核对申报级别。").reads("号码少一位，请核对。").look("noted");
        clerk.button("确定：退回修改").sees("已办理：退回修改");

        PortalVisitor applicant = visitor(PHONE).visit("/applications/" + one.id()).logIn("申报人" + one.dossier().sub() + "\\b");
        applicant.reads("请上传清晰、完整的扫描件").reads("请核对申报级别。").reads("还剩 5 个工作日").reads("本次不修改").look("correction-shut");
        assertThat(applicant.page().getByRole(AriaRole.LINK, named("工作经历"))).hasCount(0);
        applicant.link("个人情况");
        assertThat(applicant.page().getByLabel("族别", new Page.GetByLabelOptions().setExact(true))).not().isEditable();
        Locator phone = applicant.page().getByLabel("手机号码", new Page.GetByLabelOptions().setExact(true));
        assertThat(phone).hasAccessibleDescription("号码少一位，请核对。");
        assertThat(applicant.page().getByLabel("电子邮箱", new Page.GetByLabelOptions().setExact(true))).hasAccessibleDescription("");
        assertThat(phone).isEditable();
        applicant.look("mend-at-the-field").link("返回").link("申报资格").reads("请核对申报级别。");
        assertThat(applicant.page().getByLabel("申报系列", new Page.GetByLabelOptions().setExact(true))).isDisabled();
        applicant.link("返回").link("申报材料").reads("本次不修改");
        assertThat(applicant.page().getByLabel(PortalStory.uploadOf("A4"), new Page.GetByLabelOptions().setExact(true))).hasCount(0);
        applicant.link("返回").link("返回").reads("请按意见修改并重新提交").reads("前完成").reads("还剩 5 个工作日").look("card");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R22 审核人在栏目旁看到修改前的内容和申报人的说明，看过几件材料，没看过的在通过前提示")
    void shouldShowWhatChangedWhereItStandsAndWhatWasSeen_R22() {
        Journey one = waiting("EMPLOYER_REVIEW", 1).getFirst();
        Api api = new Api(stack.api());
        ObjectNode decision = one.seen(Api.JSON.createObjectNode().put("attempt", one.attempt()).put("outcome", "RETURN"));
        for (String item : List.of("contact.phone", "conduct")) {
            decision.withArray("mend").addObject().put("item", item).put("comment", "请核对。");
        }
        one.decide(one.employer(), decision).expect(200);
        ObjectNode contact = (ObjectNode) one.awaitState("CORRECTION").view().path("form").path("contact");
        String before = contact.path("phone").asText();
        ObjectNode sections = Api.JSON.createObjectNode();
        sections.set("contact", contact.put("phone", "13900000001"));
        api.send(one.applicant(), "PATCH", one.path(), sections.toString(), "if-match", "\"" + one.revision() + "\"").expect(200);
        ObjectNode answers = Api.JSON.createObjectNode();
        answers.putObject("answers").put("conduct", "样本：经核对，所写属实。");
        api.post(one.applicant(), one.path() + "/correction", answers).expect(200);
        one.awaitState("EMPLOYER_REVIEW");

        PortalVisitor employer = visitor(DESK).signIn("样企三").visit("/work/EMPLOYER_REVIEW/" + one.id()).sees("修改前后对照")
                .reads("说明：样本：经核对，所写属实。");
        Locator phone = employer.page().getByRole(AriaRole.DEFINITION).filter(new Locator.FilterOptions().setHasText("13900000001"));
        assertThat(phone).containsText("已修改，原为 " + before);
        Locator seen = employer.page().getByText(Pattern.compile("^已看 [0-9]+ 件，共 [0-9]+ 件$"));
        assertThat(seen).hasText(Pattern.compile("^已看 1 件"));
        employer.button("下一件材料");
        assertThat(seen).hasText(Pattern.compile("^已看 2 件"));
        employer.button("推荐／通过").reads("件材料没有打开看过").look("changed-in-place");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R28 接收材料只用键盘：按编号查到即打开，全部已收，登记，下一件")
    void shouldReceiveByKeyboardAlone_R28() {
        List<Journey> two = waiting("MATERIALS", 2);
        PortalVisitor office = visitor(DESK).signIn("样办一").visit("/work/MATERIALS");
        for (Journey one : two) {
            Locator search = office.page().getByRole(AriaRole.SEARCHBOX);
            assertThat(search).hasValue("");
            office.tabTo(AriaRole.SEARCHBOX, "按姓名、身份证末四位、专业、单位或编号查找").page().keyboard().type(one.id());
            // the list follows by itself
            office.reads("共 1 件（");
            office.press("Enter").sees(one.dossier().identity().name() + " 的申报").press("a");
            while (office.writes("已核实原件。")) {
                office.press("Tab");
            }
            office.tabTo(AriaRole.BUTTON, "登记接收").press("Enter").sees("材料已收齐").link("返回");
        }
        two.forEach(one -> one.awaitState("APPROVAL_DOCUMENT"));
        office.visit("/work/APPROVAL_DOCUMENT/" + two.getFirst().id()).sees("审核决定").press("p").reads("x 不予通过");
        assertThat(office.page().getByRole(AriaRole.BUTTON, named("推荐／通过"))).hasCount(0);
        office.press("x");
        assertThat(office.page().getByLabel("不予通过的理由")).isFocused();
        nothingWasWrong();
    }

    @Test
    @DisplayName("R11、R22、R25、R27、R40 接收材料时发现问题的，可以退回；申报人按意见改申报类别，也看得到进度和撤回")
    void shouldSendBackWhatTheOfficeFinds_R40() {
        Journey one = waiting("MATERIALS", 1).getFirst();
        PortalVisitor office = visitor(DESK).signIn("样办一").visit("/work/MATERIALS/" + one.id()).button("须修改：申报类别（初定／授予）");
        office.page().keyboard().type("学历为硕士，应为授予。");
        assertThat(office.page().getByRole(AriaRole.BUTTON, named("推荐／通过"))).hasCount(0);
        assertThat(office.page().getByRole(AriaRole.BUTTON, named("不予通过"))).isVisible();
        office.look("office-returns").button("确定：退回修改").sees("已办理：退回修改");
        assertThat(office.page().getByRole(AriaRole.BUTTON, named("登记接收"))).hasCount(0);
        office.visit("/work/waiting/" + one.id()).reads("申报编号");
        assertThat(office.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("打开审核页面"))).hasCount(0);

        PortalVisitor applicant = visitor(PHONE).visit("/applications/" + one.id()).logIn("申报人" + one.dossier().sub() + "\\b")
                .link("查看办理进度、审核意见，或撤回申报").reads("撤回申报").reads("学历为硕士，应为授予。").link("需要您处理").link("申报资格");
        assertThat(applicant.page().getByLabel("申报系列", new Page.GetByLabelOptions().setExact(true))).isDisabled();
        applicant.choose("申报类别", "授予").look("kind-corrected").button("保存").sees("退回修改");
        assertThat(one.view().path("qualification").path("kind").asText()).isEqualTo("AWARD");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R33、R47 注册时离开一栏即指出其错误，改对后消失；族别可选；看得到保存什么、多久")
    void shouldTellAMistakeWhenAFieldIsLeftAndWhatIsKept_R33() {
        Dossier dossier = Journey.dossier("03-bachelor", MORE.removeFirst());
        PortalVisitor phone = visitor(PHONE).visit("/registration").logIn("申报人" + dossier.sub() + "\\b").sees("注册个人信息");
        String number = dossier.identity().idNumber();
        Locator field = phone.page().getByLabel("身份证号", new Page.GetByLabelOptions().setExact(true));
        phone.fill("身份证号", number.substring(0, 17)).press("Tab");
        assertThat(field).hasAttribute("aria-invalid", "true");
        phone.look("mistake-while-typing");
        assertThat(phone.page().getByLabel("电子邮箱", new Page.GetByLabelOptions().setExact(true))).hasAccessibleDescription("办理进展会发到这个邮箱");
        phone.fill("身份证号", number);
        assertThat(field).not().hasAttribute("aria-invalid", "true");
        phone.fill("姓名", dossier.identity().name()).fill("手机号码", dossier.identity().phone()).fill("电子邮箱", dossier.identity().mail())
                .button("注册").sees("我的申报").link("我的信息").page().getByText("保存哪些信息，保存到什么时候").click();
        phone.reads("长期保存").look("kept");

        Journey draft = new Journey(PLACE, dossier).draft();
        phone.visit("/applications/" + draft.id() + "/contact");
        Locator group = phone.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("族别"));
        Await.until("no groups to choose from", () -> (Boolean) group.evaluate("e => [...e.list.options].some(o => o.value === '维吾尔族')"));
        nothingWasWrong();
    }

    @Test
    @DisplayName("R37 单位邀请同事：凭码登录后由管理员任命，谁也不必输入登录标识")
    void shouldInviteAColleagueByACodeAndAppointThem_R37() {
        PortalVisitor employer = visitor(DESK).signIn("样企三").link("审核工作").link("邀请同事").button("生成邀请码").sees("请先处理以下问题");
        employer.fill("同事姓名", "样企新人").button("生成邀请码").sees("已邀请 样企新人").look("invited");
        String code = employer.page().getByText(Pattern.compile("^[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}$")).innerText();
        PortalVisitor newcomer = visitor(PHONE).visit("/invitation").logIn("申报人" + MORE.removeFirst() + "\\b");
        newcomer.fill("邀请码", "aaaa-bbbb-cccc").button("接受邀请").sees("请先处理以下问题");
        newcomer.fill("邀请码", code.toUpperCase(java.util.Locale.ROOT)).button("接受邀请").sees("已接受邀请").look("invitation-accepted");
        PortalVisitor administrator = visitor(DESK).signIn("样管一").link("管理").link("工作人员").button("任命 样企新人").look("appoint-invited");
        Dossier.Employer employing = SAMPLES.dossier("03-bachelor").employer();
        administrator.button("保存").reads("已保存：样企新人").reads("基层单位审核人 " + employing.name() + " " + employing.uscc());
        assertThat(administrator.page().getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName("样企新人"))).hasCount(1);
        assertThat(administrator.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("任命 样企新人"))).hasCount(0);
        nothingWasWrong();
    }

    @Test
    @DisplayName("R45 管理员导入评委库并邀请，专家在手机上同意、收回，评审机构可见")
    void shouldImportInviteAndHaveAnExpertConsentOnAPhone_R45() throws IOException {
        PortalVisitor administrator = visitor(DESK).signIn("样管一").link("管理").link("评委库").sees("登记专家").look("experts");
        administrator.fill("或粘贴表格", """
                姓名\t工作单位\t职称\t系列\t聘期开始\t聘期结束
                门户专家\t门户样例学院\t教授\t工程系列\t2025-01-01\t2027-12-31
                门户误行\t门户样例学院\t教授\t没有的系列\t2025-01-01\t不详
                """).button("预览").reads("预览，尚未写入").reads("目录中没有系列“没有的系列”").look("experts-preview");
        administrator.button("写入 1 人").reads("导入完成");
        administrator.fill("按姓名或单位查找", "门户专家").button("查询").button("邀请 门户专家").sees("已邀请“门户专家”").look("expert-invited");
        String link = administrator.page().getByText(Pattern.compile("/portal/committee/consent#[a-z2-7]{26}-")).innerText();

        PortalVisitor expert = visitor(PHONE).visit("/committee/consent" + link.substring(link.indexOf('#')))
                .logIn("申报人" + MORE.removeFirst() + "\\b").reads("门户样例学院").look("expert-asked");
        expert.button("同意").reads("已同意。管理员任命后").look("expert-consented");
        assertThat(expert.page()).hasURL(Pattern.compile("/portal/committee/consent$"));
        expert.button("收回同意").reads("已收回，今后不再参加抽取");
        PortalVisitor office = visitor(DESK).signIn("样办一").link("审核工作").link("评委库").fill("按姓名或单位查找", "门户专家").button("查询");
        office.reads("未同意").reads("可评系列").look("experts-office");
        Download table = office.page().waitForDownload(() -> office.button("导出 CSV"));
        assertThat(table.suggestedFilename()).isEqualTo("评委库.csv");
        assertThat(Files.readString(table.path())).startsWith("\uFEFF姓名,工作单位,").contains("\r\n门户专家,门户样例学院,").contains(",未同意,");
        assertThat(office.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("调整 门户专家"))).hasCount(0);
        expert.button("同意").reads("已同意。管理员任命后");

        administrator.button("查询").button("任命为评委 门户专家").sees("“门户专家”已任命为评审委员会评委。").reads("可抽取");
        administrator.button("调整 门户专家");
        administrator.page().getByText("提前出库").click();
        administrator.fill("出库日期", "2025-03-10").button("保存").sees("请先处理以下问题").look("expert-end");
        administrator.fill("理由", "样本：本人调离。").button("保存").sees("已保存：门户专家").reads("样本：本人调离。");
        nothingWasWrong();
    }

    @Test
    @DisplayName("R15 手机上把几张照片合成一个PDF：只用键盘逐张转正、调整先后、去掉多余的；也可以分别上传；中英文")
    void shouldMakeOnePdfOfSeveralPhotos_R15() {
        Journey draft = new Journey(PLACE, Journey.dossier("03-bachelor", MORE.removeFirst())).register().draft();
        Path[] photos = Stream.of("A1.jpg", "A2.jpg", "A4.png")
                .map(name -> SAMPLES.file(draft.dossier(), name).toAbsolutePath().normalize()).toArray(Path[]::new);
        PortalVisitor phone = visitor(PHONE).visit("/applications/" + draft.id() + "/materials")
                .logIn("申报人" + draft.dossier().sub() + "\\b");
        Locator contract = phone.page().getByLabel(PortalStory.uploadOf("A10"), new Page.GetByLabelOptions().setExact(true));
        contract.setInputFiles(photos);
        phone.reads("选了 3 个文件").tabTo(AriaRole.BUTTON, "上移 A2.jpg").press("Enter").reads("A2.jpg，第 1 页，共 3 页");
        assertThat(phone.page().getByRole(AriaRole.BUTTON, named("去掉 A2.jpg"))).isFocused();
        phone.tabTo(AriaRole.BUTTON, "去掉 A4.png").press("Enter").reads("选了 2 个文件");
        assertThat(phone.page().getByRole(AriaRole.BUTTON, named("去掉 A1.jpg"))).isFocused();
        phone.tabTo(AriaRole.BUTTON, "向右转 A1.jpg").press("Enter").reads("A1.jpg：已向右转 90 度").look("several-photos").button("English")
                .look("several-photos-en").button("中文");
        assertThat((int) phone.page().evaluate("document.documentElement.scrollWidth")).as("nothing sticks out").isLessThanOrEqualTo(PHONE);
        phone.tabTo(AriaRole.BUTTON, "合成一个PDF（2 页）").press("Enter");
        Locator made = phone.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 A2.pdf"));
        assertThat(made).isVisible();
        Locator lies = phone.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("第 1 页，共 2 页")));
        Locator stands = phone.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("第 2 页，共 2 页")));
        assertThat(stands).isVisible();
        assertThat(wide(lies)).as("as it came").isGreaterThan(1);
        assertThat(wide(stands)).as("turned").isLessThan(1);
        phone.removeFile("A2.pdf");

        contract.setInputFiles(new Path[]{photos[0], photos[1]});
        phone.button("去掉 A2.jpg").button("向右转 A1.jpg").button("上传这个文件");
        Locator one = phone.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^A10 .*第 1 页，共 1 页")));
        assertThat(one).isVisible();
        assertThat(wide(one)).as("turned").isLessThan(1);
        phone.removeFile("A1.jpg");
        phone.page().getByLabel(PortalStory.uploadOf("A4"), new Page.GetByLabelOptions().setExact(true)).setInputFiles(photos[0]);
        Locator page = phone.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^A4 .*第 1 页，共 1 页")));
        String wide = page.getAttribute("width");
        phone.button("向右转并重新上传");
        assertThat(page).hasAttribute("height", wide);
        assertThat(phone.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 A1.jpg").setExact(true))).hasCount(1);
        phone.removeFile("A1.jpg");
        contract.setInputFiles(new Path[]{photos[0], photos[1]});
        phone.button("重新选择");
        assertThat(contract).isFocused();
        contract.setInputFiles(new Path[]{photos[0], photos[1]});
        phone.button("分别上传（2 个文件）");
        for (String name : List.of("A1.jpg", "A2.jpg")) {
            assertThat(phone.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 " + name))).isVisible();
        }
        nothingWasWrong();
    }

    /** How wide a page is for its height, as the server drew it. */
    private static double wide(Locator page) {
        return Double.parseDouble(page.getAttribute("width")) / Double.parseDouble(page.getAttribute("height"));
    }

    /** A camera that shows nothing, and a browser that reads the codes which a test holds before it. */
    private static final String CAMERA = """
            globalThis.held = [];
            globalThis.cameras = [];
            globalThis.BarcodeDetector = class {
              static getSupportedFormats() { return Promise.resolve(['ean_13', 'qr_code']); }
              constructor({ formats }) { if (formats.join() !== 'qr_code') throw new TypeError(formats.join()); }
              async detect(video) {
                if (!(video instanceof HTMLVideoElement) || !video.srcObject.active) throw new TypeError('no picture');
                return held.map(rawValue => ({ rawValue }));
              }
            };
            if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async wanted => {
              if (globalThis.forbidden) throw new DOMException('', 'NotAllowedError');
              if (wanted.audio || !wanted.video) throw new TypeError('a camera and nothing else');
              const canvas = document.createElement('canvas');
              canvas.getContext('2d').fillRect(0, 0, canvas.width, canvas.height);
              const camera = canvas.captureStream(5);
              cameras.push(camera);
              return camera;
            };
            """;

    @Test
    @DisplayName("R28 柜台扫码：对准回执上的二维码即打开该申报，别的码、不许用摄像头的说明怎么办，关闭即关摄像头；不会识别的浏览器没有这个按钮")
    void shouldOpenTheApplicationWhoseCodeIsHeldBeforeTheCamera_R28() {
        List<Journey> two = waiting("MATERIALS", 2);
        Journey wanted = two.getLast();
        PortalVisitor without = visitor(DESK).signIn("样办一").visit("/work/MATERIALS").reads(wanted.dossier().identity().name());
        assertThat(without.page().getByRole(AriaRole.BUTTON, named("扫码"))).hasCount(0);

        PortalVisitor office = visitor(PHONE);
        office.page().addInitScript(CAMERA);
        office.signIn("样办一").visit("/work/MATERIALS").reads(wanted.dossier().identity().name());
        office.tabTo(AriaRole.BUTTON, "扫码").press("Enter").sees("扫码").reads("请把受理回执或收件凭证上的二维码对准画面").look("scan");
        assertThat(office.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("扫码"))).isFocused();
        office.press("Escape");
        assertThat(office.page().getByRole(AriaRole.BUTTON, named("扫码"))).isFocused();
        assertThat(running(office)).as("closed by a key").isZero();

        office.button("扫码").reads("请把受理回执").page().evaluate("held.push('https://example.org/' + location.pathname, '6901234567892')");
        office.reads("这不是本系统回执、凭证上的码").look("scan-another").button("English").reads("This is no code of our receipts")
                .look("scan-another-en").button("中文");
        office.button("关闭扫码");
        assertThat(running(office)).as("closed by its button").isZero();

        office.page().evaluate("held.splice(0, 2), forbidden = true");
        office.button("扫码").reads("浏览器没有允许使用摄像头").look("scan-forbidden").button("关闭扫码").page().evaluate("forbidden = false");

        office.button("扫码").reads("请把受理回执").page().evaluate("id => held.push(location.origin + '/portal/applications/' + id)", wanted.id());
        office.sees(wanted.dossier().identity().name() + " 的申报");
        assertThat(office.page()).hasURL(Pattern.compile("/portal/work/MATERIALS/" + wanted.id() + "$"));
        assertThat(running(office)).as("read").isZero();
        assertThat((int) office.page().evaluate("cameras.length")).isEqualTo(3);
        nothingWasWrong();
    }

    @Test
    @DisplayName("R31 验证证书：扫描证书上的二维码即查询；别的码说明怎么办；不会识别的浏览器没有这个按钮")
    void shouldVerifyByTheCodeHeldBeforeTheCamera_R31() {
        PortalVisitor without = visitor(PHONE).visit("/verify").sees("证书验证");
        assertThat(without.page().getByRole(AriaRole.BUTTON, named("扫码"))).hasCount(0);

        PortalVisitor anyone = visitor(PHONE);
        anyone.page().addInitScript(CAMERA);
        anyone.visit("/verify").button("扫码").reads("请把证书上的二维码对准画面").look("scan-certificate").page()
                .evaluate("held.push('https://example.org/verifications')");
        anyone.reads("这不是本系统证书上的码").page().evaluate("held.splice(0, 1, location.origin + '/verifications/' + 'a'.repeat(26))");
        anyone.sees("没有查到这份证书").reads("未找到").look("verified-unknown");
        assertThat(running(anyone)).as("read").isZero();
        nothingWasWrong();
    }

    @Test
    @DisplayName("R31 验证证书：缺姓名的在栏目处说明；接着键入，焦点留在栏目中")
    void shouldLetOneTypeOnAfterARefusal_R31() {
        PortalVisitor anyone = visitor(PHONE).visit("/verify");
        anyone.page().getByText("没有验证码").click();
        anyone.fill("证书编号", "WLMQ20250000001").page().getByRole(AriaRole.BUTTON, named("按编号和姓名查询")).click();
        assertThat(anyone.page().getByRole(AriaRole.ALERT, named("请先处理以下问题"))).isFocused();

        Locator name = anyone.page().getByLabel("持证人姓名", new Page.GetByLabelOptions().setExact(true));
        name.pressSequentially("样例丙");
        assertThat(name).hasValue("样例丙");
        assertThat(name).isFocused();
        nothingWasWrong();
    }

    @Test
    @DisplayName("R21、R26 申报时间之外，首页和我的申报写明何时开始、何时截止，按钮只提供能做的事；已有一件的，写明为什么不能再申报")
    void shouldSayWhatCanBeDoneOutsideTheWindow_R21_R26() {
        PortalVisitor late = at("2025-03-18T01:00:00Z", visitor(PHONE)).start().sees("2025年度申报已截止").reads("已提交的申报继续办理")
                .look("start-closed");
        assertThat(late.page().getByRole(AriaRole.BUTTON, named("登录并申报"))).hasCount(0);
        late.button("登录查看我的申报").page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^样例辛"))).click();
        late.sees("我的申报");
        at("2025-02-20T01:00:00Z", visitor(PHONE)).start().sees("2025年度尚未开始受理").reads("开始受理后提交").look("start-to-come").button("登录并先填写");

        Journey one = waiting("DISTRICT_REVIEW", 1).getFirst();
        PortalVisitor applicant = visitor(PHONE).signIn("申报人" + one.dossier().sub() + "\\b").link("我的申报").reads("2025年度您已有一件申报");
        assertThat(applicant.page().getByRole(AriaRole.LINK, named("开始新的申报"))).hasCount(0);
        at("2025-03-18T01:00:00Z", applicant).visit("/applications").reads("2025年度申报已于2025年3月17日24:00截止").look("mine-closed");
        applicant.visit("/applications/new").reads("不能开始新的申报");
        assertThat(applicant.page().getByRole(AriaRole.BUTTON, named("开始填报"))).hasCount(0);
        nothingWasWrong();
    }

    /** Shows somebody the cycle as it stands at another instant. */
    private static PortalVisitor at(String instant, PortalVisitor who) {
        return cycles(who, body -> body.put("now", instant).path("cycles").forEach(cycle -> ((ObjectNode) cycle).put("open", false)));
    }

    private static PortalVisitor cycles(PortalVisitor who, Consumer<ObjectNode> change) {
        return answers(who, "/cycles$", change);
    }

    /** Shows somebody an answer of the API other than it is. */
    private static PortalVisitor answers(PortalVisitor who, String address, Consumer<ObjectNode> change) {
        who.page().route(Pattern.compile(address), route -> {
            APIResponse answer = route.fetch();
            try {
                ObjectNode body = (ObjectNode) Api.JSON.readTree(answer.body());
                change.accept(body);
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return who;
    }

    @Test
    @DisplayName("R20 空的列表写明什么会列在这里；条件太窄的，说明放宽")
    void shouldSayWhatWillStandInAListThatIsEmpty_R20() {
        PortalVisitor office = visitor(DESK).signIn("样办一").visit("/work/RECONSIDERATION").sees("现在没有待办理的申报").reads("申报人对未通过或撤销证书的结果申请复查后")
                .look("queue-empty");
        assertThat(office.page().getByRole(AriaRole.TABLE)).hasCount(0);
        Journey one = waiting("DISTRICT_REVIEW", 1).getFirst();
        visitor(DESK).signIn("样区三").visit("/work/DISTRICT_REVIEW").reads(one.dossier().identity().name())
                .fill("按姓名、身份证末四位、专业、单位或编号查找", "查无此人").reads("没有符合所选条件的申报");
        nothingWasWrong();
    }

    private static int running(PortalVisitor who) {
        return (int) who.page().evaluate("cameras.filter(camera => camera.active).length");
    }

    @Test
    @DisplayName("翻页：翻到的一页从头看起，焦点随之；首页没有上一页，末页没有下一页")
    void shouldTurnThePagesOfAListByKeyboardAlone() {
        PortalVisitor anyone = visitor(PHONE).visit("/components").sees("页面组件").tabTo(AriaRole.BUTTON, "下一页").press("Enter");
        Locator list = anyone.page().getByRole(AriaRole.GROUP, named("第 3 页"));
        assertThat(list).isFocused();
        assertThat(list.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("下一页"))).hasCount(0);
        for (int page = 2; page > 0; page--) {
            anyone.tabTo(AriaRole.BUTTON, "上一页").press("Enter");
            assertThat(anyone.page().getByRole(AriaRole.GROUP, named("第 " + page + " 页"))).isFocused();
        }
        assertThat(anyone.page().getByRole(AriaRole.BUTTON, named("上一页"))).hasCount(0);

        waiting("DISTRICT_REVIEW", 2);
        PortalVisitor clerk = visitor(DESK);
        // fewer a page, so that there are two
        clerk.page().route(Pattern.compile("/reviews[?]"), route -> route.resume(new Route.ResumeOptions()
                .setUrl(route.request().url().contains("size=") ? route.request().url() : route.request().url() + "&size=1")));
        clerk.signIn("样区三").visit("/work/DISTRICT_REVIEW").tabTo(AriaRole.BUTTON, "下一页").press("Enter");
        Locator second = clerk.page().getByRole(AriaRole.GROUP, named("第 2 页"));
        assertThat(second).isFocused();
        assertThat(second.getByRole(AriaRole.ROW)).hasCount(2);
        nothingWasWrong();
    }

    private PortalStory story(Dossier dossier) {
        return new PortalStory(dossier, SAMPLES, this::visitor);
    }

    private PortalVisitor visitor(int width) {
        return visitor(PortalVisitor.at(stack, chromium, width));
    }

    private PortalVisitor visitor(PortalVisitor visitor) {
        visitors.add(visitor);
        return visitor;
    }

    private void nothingWasWrong() {
        visitors.forEach(visitor -> assertThat(visitor.complaints()).isEmpty());
        visitors.forEach(PortalVisitor::close);
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
    }
}
