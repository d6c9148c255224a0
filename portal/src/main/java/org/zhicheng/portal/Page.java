package org.zhicheng.portal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The one page that shows all others, and the headers that keep it to itself: no script but the bundle's, nothing written into the page as
 * markup, no request but to the API, the issuer and the storage.
 */
final class Page {

    private final Map<String, String> environment;

    Page(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The page; what is particular to a deployment is in its meta tags.
     *
     * @param parts of the script, without which it does not begin
     */
    String html(String script, List<String> parts, String style, String icon) {
        return """
                <!doctype html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="robots" content="noindex">
                <meta name="issuer" content="%s">
                <meta name="client-id" content="%s">
                <meta name="scope" content="%s">
                <title>职称申报系统</title>
                <link rel="icon" href="%s">
                <link rel="stylesheet" href="%s">
                %s<script type="module" src="%s"></script>
                </head>
                <body>
                <div id="portal">
                <p class="beginning">页面正在打开。如果停在这里，请检查网络后刷新；仍打不开的，请换用新版浏览器，或联系人社局。</p>
                <p class="beginning" lang="en">The page is being opened. If it stays like this, check your connection and reload; otherwise use a newer browser, or call the bureau.</p>
                <noscript><p class="beginning">请先在浏览器设置中启用JavaScript，再刷新本页。 <span lang="en">Allow JavaScript in the browser's settings, then reload this page.</span></p></noscript>
                </div>
                </body>
                </html>
                """.formatted(escaped(of("SIGN_IN_ISSUER")), escaped(of("SIGN_IN_CLIENT")), escaped(of("SIGN_IN_SCOPE")), icon, style,
                parts.stream().map(part -> "<link rel=\"modulepreload\" href=\"" + part + "\">\n").collect(Collectors.joining()), script);
    }

    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(Assets.HEADERS);
        String storage = listed("STORAGE_ORIGINS") + " " + origin(of("AWS_ENDPOINT_URL"));
        // The endpoint is where another implementation of AWS serves, such as the embedded stack.
        headers.put("content-security-policy",
                String.join("; ", "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: " + storage,
                        "connect-src 'self' " + origin(of("SIGN_IN_ISSUER")) + " " + listed("SIGN_IN_ORIGINS") + " " + storage,
                        // The holder's certificate, a PDF that the system made, is shown in place.
                        "frame-src " + storage, "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'", "trusted-types 'none'").replaceAll(" +", " ").replace(" ;", ";"));
        headers.put("x-frame-options", "DENY");
        headers.put("content-type", "text/html; charset=utf-8");
        // Asked for again each time, and sent again only where it changed: a new deployment is seen at once.
        headers.put("cache-control", "no-cache");
        return headers;
    }

    private String listed(String name) {
        return of(name).replace(',', ' ').strip();
    }

    private static String origin(String address) {
        return address.replaceFirst("^(https?://[^/]+).*$", "$1");
    }

    private String of(String name) {
        return Optional.ofNullable(environment.get(name)).orElse("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
