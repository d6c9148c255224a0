package org.zhicheng.lambda;

import java.util.Locale;
import java.util.stream.Collectors;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Markup;

/** A refusal for whoever follows a link in a browser: in both languages, with the way to the portal; it needs no script. */
final class RefusalPage {

    private static final String TITLE = "职称申报系统 · Professional titles";
    private static final String STYLE = """
            body{font:1rem/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;background:#fff;color:#1a1f2b}
            main{max-width:40rem;margin:0 auto;padding:1rem}
            h1{font-size:1.25rem}
            a{color:#0b4ea2;display:inline-block;padding:.625rem 0}
            small{color:#4a5265;overflow-wrap:anywhere}
            """;
    private static final String MAIN = """
            <h1>%s</h1>
            %s
            <p><a href="/portal">打开职称申报系统 · <span lang="en">To the portal</span></a></p>
            <p><small>%s</small></p>
            """;

    private RefusalPage() {
    }

    /** @param requestId to be told when asking for help */
    static String of(Failure refusal, String requestId) {
        String broken = refusal.violations().stream().map(v -> "<li>" + Markup.escape(v.text(Locale.CHINESE)) + "<br><span lang=\"en\">"
                + Markup.escape(v.text(Locale.ENGLISH)) + "</span></li>").collect(Collectors.joining("\n"));
        return HtmlPage.of(TITLE, STYLE,
                MAIN.formatted(Markup.escape(refusal.text(Locale.CHINESE)), "<p lang=\"en\">" + Markup.escape(refusal.text(Locale.ENGLISH))
                        + "</p>" + (broken.isEmpty() ? "" : "\n<ul>" + broken + "</ul>"), Markup.escape(requestId)));
    }
}
