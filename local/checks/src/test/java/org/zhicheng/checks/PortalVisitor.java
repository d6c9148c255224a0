package org.zhicheng.checks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Somebody at the portal, in a browser of their own, who finds everything by its role and its label, as people do. */
final class PortalVisitor implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final BrowserContext context;
    private final Page page;
    private final URI portal;
    private final List<String> complaints = new ArrayList<>();

    /** @param width of the window in pixels; a phone's is 390 */
    PortalVisitor(Browser browser, URI api, List<String> hosts, int width) {
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, width < 500 ? 844 : 900).setLocale("zh-CN")
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

    /** Signs in from the frame, as one of the sample people, by one click. */
    PortalVisitor signIn(String name) {
        start();
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
        page.getByLabel(label).first().check();
        return this;
    }

    /** Hands in a file and waits until it was inspected and counts. */
    PortalVisitor upload(String label, Path file) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).setInputFiles(file);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("移除 " + file.getFileName()).setExact(true)))
                .isVisible();
        return this;
    }

    PortalVisitor sees(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading)).first()).isVisible();
        return this;
    }

    /** Judges the screen as it is, and takes its picture. */
    PortalVisitor look(String screen) {
        List<Rule> found = new AxeBuilder(page).withTags(WCAG).exclude("iframe").analyze().getViolations();
        found.forEach(rule -> rule.getNodes().forEach(node -> complaints.add(screen + ": " + rule.getId() + " " + node.getHtml())));
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(screen + ".png")));
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
