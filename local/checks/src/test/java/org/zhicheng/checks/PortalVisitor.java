package org.zhicheng.checks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ViewportSize;
import com.microsoft.playwright.options.WaitForSelectorState;

import org.zhicheng.stack.EmbeddedStack;

/** Somebody at the portal, in a browser of their own, who finds everything by its role and its label, as people do. */
final class PortalVisitor implements AutoCloseable {
    /** A file is read before it is listed. */
    private static final Duration READING = Duration.ofSeconds(30);

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Map<String, Object> EVERYTHING = Map.of("type", "tag", "values",
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
    private static final Map<String, Object> NOTHING = Map.of();
    private static final Map<String, Object> COLOURS = Map.of("type", "rule", "values", List.of("color-contrast"));
    /** What axe finds, what is wider than its window or cut off, or stands below the frame, and an id that stands twice; only what one types into may be longer than it shows. */
    private static final String JUDGEMENT = """
            async options => {
              const found = options.runOnly.type ? await axe.run({exclude: [['iframe']]}, options) : {violations: []};
              const cut = [...document.querySelectorAll('#portal *')].filter(e => !e.matches('input, select, textarea') && e.clientWidth > 1
                && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && getComputedStyle(e).clipPath === 'none' && e.scrollWidth > e.clientWidth + 1);
              const page = document.documentElement;
              const below = [...document.querySelectorAll('#portal > footer ~ *, body > :not(#portal):not(script)')];
              const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
              return [...below.map(e => 'outside the frame ' + e.outerHTML.slice(0, 200)), ...ids.filter((id, i) => ids.indexOf(id) < i).map(id => 'twice the id ' + id), ...found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ' ' + node.html)),
                ...cut.map(e => 'cut off ' + e.outerHTML.slice(0, 200)), ...page.scrollWidth > page.clientWidth ? ['wider than its window'] : []];
            }""";

    private static final int FARTHEST = 200;
    /** Whether each form is judged by every rule, and so is each state that a story comes by: minutes more. */
    private static final boolean BY_ALL_RULES = "all".equals(System.getenv("FORMS"));

    private final BrowserContext context;
    private final Page page;
    private final URI portal;
    private final List<String> complaints = new ArrayList<>();

    private PortalVisitor(Browser browser, URI api, List<String> hosts, int width, boolean script) {
        context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script)
                .setViewportSize(width, width < 500 ? 844 : 900).setLocale("zh-CN")
                // As phones in Urumqi may stand: the pages' times are Beijing's all the same.
                .setTimezoneId("Asia/Urumqi"));
        context.setDefaultTimeout(20_000);
        page = context.newPage();
        portal = api.resolve("/portal");
        context.onConsoleMessage(message -> {
            // What a request came to is the page's to tell; here counts what the browser refused and what the pages threw.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        context.onRequest(request -> {
            URI uri = URI.create(request.url().replaceAll("[|{}]", ""));
            if (List.of("http", "https").contains(uri.getScheme()) && !hosts.contains(uri.getRawAuthority())) {
                complaints.add("a request to " + uri.getRawAuthority());
            }
        });
    }

    /**
     * Somebody at a stack's portal, whose pages may ask its API, its issuer and its storage.
     *
     * @param width of the window in pixels; a phone's is 390
     */
    static PortalVisitor at(EmbeddedStack stack, Chromium chromium, int width) {
        return at(stack, chromium, width, true);
    }

    /** The same for who has turned scripts off. */
    static PortalVisitor withoutScript(EmbeddedStack stack, Chromium chromium, int width) {
        return at(stack, chromium, width, false);
    }

    private static PortalVisitor at(EmbeddedStack stack, Chromium chromium, int width, boolean script) {
        return new PortalVisitor(chromium.browser(), stack.api(),
                Stream.of(stack.api(), stack.backend().issuer(), stack.backend().endpoint()).map(URI::getAuthority).toList(), width,
                script);
    }

    Page page() {
        return page;
    }

    /** What the browser refused or threw, and requests to others than API, issuer and storage. */
    List<String> complaints() {
        return complaints;
    }

    PortalVisitor start() {
        page.navigate(portal.toString());
        return this;
    }

    /** Opens an address below the portal, as from a mail. */
    PortalVisitor visit(String address) {
        page.navigate(portal + address);
        return this;
    }

    /** What is sent next by a method meets an answer of this status, or for 0 a line that is cut. */
    PortalVisitor refuseOnce(String method, int status) {
        AtomicBoolean met = new AtomicBoolean();
        page.route(url -> true, route -> {
            if (!route.request().method().equals(method) || met.getAndSet(true)) {
                route.fallback();
            } else if (status == 0) {
                route.abort();
            } else {
                route.fulfill(new Route.FulfillOptions().setStatus(status).setContentType("application/problem+json")
                        .setBody("{\"code\":\"REFUSED_BY_THE_TEST\",\"title\":\"…\",\"violations\":[]}"));
            }
        });
        return this;
    }

    /** Signs in from the frame, as one of the sample people, by one click. */
    PortalVisitor signIn(String name) {
        return start().logIn(name);
    }

    /** The same from the page where they are. */
    PortalVisitor logIn(String name) {
        page.getByRole(AriaRole.BANNER).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("登录")).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name))).click();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("退出登录"))).isVisible();
        return this;
    }

    PortalVisitor link(String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).first().click();
        return this;
    }

    PortalVisitor button(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).first().click();
        return this;
    }

    PortalVisitor fill(String label, String value) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first().fill(value);
        return this;
    }

    PortalVisitor select(String label, String option) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first()
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(option));
        return this;
    }

    /** Chooses in a group of radio buttons. */
    PortalVisitor choose(String group, String option) {
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(group).setExact(true))
                .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(option)).first().check();
        return this;
    }

    PortalVisitor tick(String label) {
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(label)).first().check();
        return this;
    }

    PortalVisitor press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Goes from field to field until it stands where it is wanted, as without a mouse. */
    PortalVisitor tabTo(AriaRole role, String name) {
        Locator wanted = page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).first();
        wanted.waitFor();
        for (int i = 0; i < FARTHEST && !isFocused(wanted); i++) {
            press("Tab");
        }
        assertThat(wanted).isFocused();
        return this;
    }

    /** Whether the cursor stands in a text, and writes there what a text of that kind may say. */
    boolean writes(String text) {
        boolean in = (boolean) page.evaluate("document.activeElement.matches('textarea')");
        if (in) {
            page.keyboard().type(text);
        }
        return in;
    }

    private static boolean isFocused(Locator element) {
        return (boolean) element.evaluate("e => e === document.activeElement");
    }

    /** Hands in a file and waits until it was inspected and counts. */
    PortalVisitor upload(String label, Path file) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).setInputFiles(file.toAbsolutePath().normalize());
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 " + file.getFileName()).setExact(true)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(READING.toMillis()));
        return this;
    }

    /** The same for the portrait, cut as it is proposed. */
    PortalVisitor portrait(String label, Path file) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).setInputFiles(file.toAbsolutePath().normalize());
        button("使用这张照片");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 " + file.getFileName()).setExact(true)))
                .isVisible();
        return this;
    }

    PortalVisitor removeFile(String name) {
        Locator remove = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 " + name).setExact(true));
        remove.click();
        assertThat(remove).isHidden();
        return this;
    }

    /** Opens a page, and anew until it shows what comes by itself. */
    PortalVisitor refreshUntil(String link, Function<Page, Locator> wanted) {
        link(link);
        Await.until("what should have come to " + link, () -> {
            settled(WaitForSelectorState.HIDDEN);
            boolean there = wanted.apply(page).count() > 0;
            if (!there) {
                page.reload();
            }
            return there;
        });
        return this;
    }

    boolean isAt(String heading) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setLevel(1)).isVisible();
    }

    PortalVisitor reads(String text) {
        return isThere(page.getByText(text).first());
    }

    PortalVisitor sees(String heading) {
        return isThere(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading)).first());
    }

    private PortalVisitor isThere(Locator wanted) {
        try {
            assertThat(wanted).isVisible();
        } catch (AssertionError e) {
            throw new AssertionError("the page says: " + page.getByRole(AriaRole.ALERT).allInnerTexts(), e);
        }
        return this;
    }

    /** How somebody has the pages. */
    private enum Form {
        NARROW(320, 100, "ltr", ColorScheme.LIGHT, ForcedColors.NONE, EVERYTHING),
        MIRRORED(320, 100, "rtl", ColorScheme.LIGHT, ForcedColors.NONE, NOTHING),
        LARGE(1280, 200, "ltr", ColorScheme.LIGHT, ForcedColors.NONE, NOTHING),
        DARK(1280, 100, "ltr", ColorScheme.DARK, ForcedColors.NONE, COLOURS),
        FORCED_COLOURS(1280, 100, "ltr", ColorScheme.LIGHT, ForcedColors.ACTIVE, COLOURS);

        private final int width;
        private final int percent;
        private final String direction;
        private final ColorScheme scheme;
        private final ForcedColors forced;
        /** What is asked of it; sizes, directions and colours change nothing of what the page is made of. */
        private final Map<String, Object> rules;

        Form(int width, int percent, String direction, ColorScheme scheme, ForcedColors forced, Map<String, Object> rules) {
            this.width = width;
            this.percent = percent;
            this.direction = direction;
            this.scheme = scheme;
            this.forced = forced;
            this.rules = rules;
        }
    }

    /** Opens an address below the portal, with all that can be unfolded, and judges it in each form, in both languages. */
    PortalVisitor judgeInEachForm(String address) {
        page.navigate(portal + address);
        settled(address.equals("/components") ? WaitForSelectorState.VISIBLE : WaitForSelectorState.HIDDEN);
        return judgeForms(address).button("English").judgeForms(address + " English").button("中文");
    }

    private PortalVisitor judgeForms(String screen) {
        page.evaluate("folded = [...document.querySelectorAll('details:not([open])')]; folded.forEach(e => e.open = true)");
        for (Form form : Form.values()) {
            page.setViewportSize(form.width, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(form.scheme).setForcedColors(form.forced));
            page.evaluate("([percent, direction]) => { document.documentElement.style.fontSize = percent + '%';"
                    + "document.documentElement.dir = direction; }", List.of(form.percent, form.direction));
            judge(screen + " " + form, BY_ALL_RULES ? EVERYTHING : form.rules);
        }
        page.evaluate(
                "document.documentElement.style.fontSize = '', document.documentElement.dir = 'ltr', folded.forEach(e => e.open = false)");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT).setForcedColors(ForcedColors.NONE));
        return this;
    }

    private void settled(WaitForSelectorState loading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
        page.getByText(Pattern.compile("^(正在读取…|Loading…)$")).first().waitFor(new Locator.WaitForOptions().setState(loading));
    }

    /** Judges the screen as it is: nothing that axe knows of, nothing that sticks out or is cut off. */
    PortalVisitor judge(String screen) {
        return judge(screen, EVERYTHING);
    }

    private PortalVisitor judge(String screen, Map<String, Object> rules) {
        if (!(boolean) page.evaluate("'axe' in window")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        for (Object found : (List<?>) page.evaluate(JUDGEMENT, Map.of("runOnly", rules, "resultTypes", List.of("violations")))) {
            complaints.add(screen + ": " + found);
        }
        return this;
    }

    /** Judges the screen as it is, and takes its picture. */
    PortalVisitor look(String screen) {
        judge(screen);
        if (BY_ALL_RULES) {
            ViewportSize window = page.viewportSize();
            judgeForms(screen);
            page.setViewportSize(window.width, window.height);
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(screen + ".png")));
        return this;
    }

    /** What the page still asks for is answered by nobody's rule any more: one that fetches would meet a closed page. */
    @Override
    public void close() {
        if (!page.isClosed()) {
            page.unrouteAll();
        }
        context.close();
    }
}
