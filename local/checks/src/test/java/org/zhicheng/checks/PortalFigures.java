package org.zhicheng.checks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.EmbeddedStack;

/** What the portal costs a phone in Chinese: what it loads, in English too, how many requests wait for one another, and how long people wait, by the browser's own clock. */
public final class PortalFigures {

    /** Slow 4G as Lighthouse has it, in bytes a second and milliseconds. */
    private static final double DOWN = 1_638_400 / 8.0;
    private static final double UP = 675_000 / 8.0;
    private static final int LATENCY = 150;
    private static final int SLOWER = 4;
    private static final int QUEUED = 1_000;
    private static final int PAGES = 30;
    private static final String LONG_TASKS = "window.longest = 0; new PerformanceObserver(list => list.getEntries()"
            + ".forEach(task => window.longest = Math.max(window.longest, task.duration))).observe({type: 'longtask', buffered: true});";

    /** As people of the bureau and most applicants have it; the other language is looked at for the bytes of its texts alone. */
    private static final String CHINESE = "zh-CN";
    private static final String ENGLISH = "en";

    /**
     * One figure.
     *
     * @param goal empty where there is none
     */
    public record Figure(String what, double value, String unit, String goal) {
    }

    private PortalFigures() {
    }

    /** Measured once, on a stack of its own in a folder. */
    public static List<Figure> measure(Path project, Path work) {
        Samples samples = Samples.read(project.resolve("samples"));
        try (EmbeddedStack stack = EmbeddedStack.start(Wiring.options(project.resolve("template.yaml"), work).withFreePorts(),
                Wiring.parts(samples));
                Chromium chromium = Chromium
                        .start(Chromium.find().orElseThrow(() -> new IllegalStateException("no Chromium: set CHROMIUM")))) {
            new EmbeddedPlayer(stack, samples, work.resolve("certificates")).prepare();
            List<Figure> figures = new ArrayList<>();
            URI portal = stack.api().resolve("/portal");
            FirstVisit chinese = firstVisit(chromium, portal, CHINESE);
            figures.add(new Figure("the portal, script and style of a first visit, gzipped: in Chinese", chinese.size(), "kB", "60 kB"));
            figures.add(new Figure("… in English, whose texts come by themselves", firstVisit(chromium, portal, ENGLISH).size(), "kB",
                    "60 kB"));
            figures.add(new Figure("… requests one after the other until the start is there", chinese.depth(), "", "3"));
            figures.add(new Figure("its start, on slow 4G with the CPU slowed four times", waitFor(chromium, portal, page -> {
            }, PortalFigures::start), "s", "2.5 s"));
            String applicant = samples.dossier("03-bachelor").identity().name();
            String application = waiting(stack, samples);
            figures.add(new Figure("… and a returning applicant's applications",
                    waitFor(chromium, portal.resolve("/portal/applications"), page -> signIn(page, portal, applicant),
                            page -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^2025")))),
                    "s", "2.5 s"));
            fillQueue(TestStack.adapters(stack), application, stack.clock().instant());
            figures.add(new Figure("its longest task in two pages of a queue of 1,000, the CPU slowed four times", queue(chromium, portal),
                    "ms", "200 ms"));
            figures.add(new Figure("… in a review of " + PAGES + " pages read to its end", review(chromium, portal, application), "ms",
                    "200 ms"));
            return figures;
        }
    }

    /** Somebody's application with a contract of many pages, at its employer. */
    private static String waiting(EmbeddedStack stack, Samples samples) {
        Journey journey = new Journey(Journey.Place.on(() -> stack), withoutContract(samples.dossier("03-bachelor"))).register().draft()
                .fillIn();
        byte[] contract = pages(journey.content("A1.jpg"));
        JsonNode ticket = journey.ticket(journey.applicant(), "A10", "contract.pdf", contract);
        Api.upload(ticket.path("upload"), contract).expect(200);
        journey.complete(journey.applicant(), ticket).expect(200);
        return journey.submit().id();
    }

    private static Dossier withoutContract(Dossier like) {
        Map<String, List<String>> materials = new TreeMap<>(like.materials());
        materials.remove("A10");
        return new Dossier(like.slug(), like.sub(), like.story(), like.identity(), like.qualification(), like.credential(),
                like.employment(), like.employer(), like.presentTitle(), like.conduct(), like.achievements(), like.publicNotice(),
                like.returned(), materials, like.notApplicable());
    }

    private static byte[] pages(byte[] scan) {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDImageXObject picture = PDImageXObject.createFromByteArray(document, scan, "scan");
            for (int i = 0; i < PAGES; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(picture, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
                }
            }
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double review(Chromium chromium, URI portal, String application) {
        try (BrowserContext desk = in(CHINESE, chromium)) {
            Page page = desk.newPage();
            page.addInitScript(LONG_TASKS);
            signIn(page, portal, "样企三");
            slowDown(desk, page, false);
            page.navigate(portal.resolve("/portal/work/EMPLOYER_REVIEW/" + application).toString());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^A10 "))).click();
            for (int i = 1; i <= PAGES; i++) {
                Locator shown = page.getByAltText(Pattern.compile("^A10 .*第 " + i + " 页"));
                shown.scrollIntoViewIfNeeded();
                shown.evaluate("picture => picture.decode()");
            }
            return longest(page);
        }
    }

    /**
     * What a first visit takes.
     *
     * @param size of script and style as they come, in kB
     * @param depth how many requests wait for one another
     */
    private record FirstVisit(double size, int depth) {
    }

    private static FirstVisit firstVisit(Chromium chromium, URI portal, String language) {
        try (BrowserContext phone = in(language, chromium)) {
            Page page = phone.newPage();
            Chain chain = Chain.of(phone, page);
            page.navigate(portal.toString());
            start(page).waitFor();
            return new FirstVisit(size(page), chain.depth());
        }
    }

    private static BrowserContext in(String language, Chromium chromium) {
        return chromium.browser().newContext(new Browser.NewContextOptions().setLocale(language));
    }

    private static Locator start(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("正在受理|已截止|are open|have ended")));
    }

    private static double size(Page page) {
        return ((Number) page.evaluate("performance.getEntriesByType('resource').filter(r => /[.](js|css)$/.test(r.name))"
                + ".reduce((sum, r) => sum + r.encodedBodySize, 0)")).doubleValue() / 1000;
    }

    private static double waitFor(Chromium chromium, URI address, Consumer<Page> before, java.util.function.Function<Page, Locator> there) {
        try (BrowserContext phone = in(CHINESE, chromium)) {
            Page page = phone.newPage();
            before.accept(page);
            slowDown(phone, page, true);
            page.navigate(address.toString());
            there.apply(page).first().waitFor();
            return ((Number) page.evaluate("performance.now()")).doubleValue() / 1000;
        }
    }

    /** Others at the district of one who waits at the employer, as many as a long evening has, written as the functions write them. */
    private static void fillQueue(Services table, String like, Instant now) {
        Application pattern = table.applications().find(like).orElseThrow().edit().enter(State.DISTRICT_REVIEW, now, Optional.empty())
                .done();
        IntStream.range(0, QUEUED).parallel().forEach(i -> EveryState.write(table, pattern, "queued-" + i, "样例" + i));
    }

    private static double queue(Chromium chromium, URI portal) {
        try (BrowserContext desk = in(CHINESE, chromium)) {
            Page page = desk.newPage();
            page.addInitScript(LONG_TASKS);
            signIn(page, portal, "样区三");
            slowDown(desk, page, false);
            page.navigate(portal.resolve("/portal/work/DISTRICT_REVIEW").toString());
            page.getByText(Pattern.compile("1,000")).first().waitFor();
            scroll(page);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("下一页").setExact(true)).click();
            page.getByText("第 2 页", new Page.GetByTextOptions().setExact(true)).waitFor();
            scroll(page);
            return longest(page);
        }
    }

    private static void scroll(Page page) {
        for (int i = 0; i < 20; i++) {
            page.mouse().wheel(0, 400);
        }
    }

    private static double longest(Page page) {
        return ((Number) page.evaluate("new Promise(done => setTimeout(() => done(window.longest), 500))")).doubleValue();
    }

    private static void signIn(Page page, URI portal, String name) {
        page.navigate(portal.toString());
        page.getByRole(AriaRole.BANNER).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("登录").setExact(true)).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name))).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("退出登录").setExact(true)).waitFor();
    }

    private static void slowDown(BrowserContext context, Page page, boolean network) {
        CDPSession session = context.newCDPSession(page);
        JsonObject cpu = new JsonObject();
        cpu.addProperty("rate", SLOWER);
        session.send("Emulation.setCPUThrottlingRate", cpu);
        if (network) {
            session.send("Network.enable");
            JsonObject line = new JsonObject();
            line.addProperty("offline", false);
            line.addProperty("latency", LATENCY);
            line.addProperty("downloadThroughput", DOWN);
            line.addProperty("uploadThroughput", UP);
            session.send("Network.emulateNetworkConditions", line);
        }
    }

    /** Which request made another one necessary, as the browser's debugger says. */
    private static final class Chain {

        private final Map<String, Integer> depths = new HashMap<>();
        private int deepest;

        static Chain of(BrowserContext context, Page page) {
            Chain chain = new Chain();
            CDPSession session = context.newCDPSession(page);
            session.on("Network.requestWillBeSent", chain::sent);
            session.send("Network.enable");
            return chain;
        }

        private void sent(JsonObject event) {
            String url = event.getAsJsonObject("request").get("url").getAsString();
            JsonObject initiator = event.getAsJsonObject("initiator");
            int before = 0;
            if (initiator.has("url")) {
                before = depths.getOrDefault(initiator.get("url").getAsString(), 0);
            } else if (initiator.has("stack")) {
                before = initiator.getAsJsonObject("stack").getAsJsonArray("callFrames").asList().stream()
                        .map(frame -> depths.getOrDefault(frame.getAsJsonObject().get("url").getAsString(), 0)).max(Integer::compare)
                        .orElse(2);
            }
            depths.put(url, before + 1);
            deepest = Math.max(deepest, before + 1);
        }

        int depth() {
            return deepest;
        }
    }
}
