package org.zhicheng.portal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/**
 * Answers whatever no operation of the API does: {@code /portal} and what lies below with the page, whatever the address behind it, and
 * with its files; any other address with 404, a page for a browser and a problem for a program. It reads and writes nothing, so it has no
 * permission at all. Events and answers are those of an HTTP API, payload format 2.0.
 */
public final class ServePortalHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final String HOME = "/portal";
    private static final List<String> READING = List.of("GET", "HEAD");

    private final Assets assets = Assets.bundled();
    private final Map<String, String> headers;
    private final Assets.Content page;
    private final String etag;

    public ServePortalHandler() {
        this(System.getenv());
    }

    /** @param environment {@code SIGN_IN_ISSUER}, {@code SIGN_IN_CLIENT}, {@code SIGN_IN_SCOPE}, {@code SIGN_IN_ORIGINS}, {@code STORAGE_ORIGINS} */
    public ServePortalHandler(Map<String, String> environment) {
        Page template = new Page(environment);
        this.headers = template.headers();
        String html = template.html(assets.address("app.js"), assets.needed("app.js"), assets.address("app.css"),
                assets.address("icon.svg"));
        this.page = Assets.Content.of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        this.etag = "\"" + Assets.hash((html + headers).getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        String path = event.get("rawPath") instanceof String text ? text : HOME;
        if (!READING.contains(method(event))) {
            return nothingThere(event);
        }
        if (Assets.isAsset(path)) {
            return assets.find(path).map(found -> asset(event, found)).orElseGet(ServePortalHandler::nothing);
        }
        if (path.equals("/")) {
            return answer(302, Map.of("location", HOME, "cache-control", "no-cache"), "", false);
        }
        if (!path.equals(HOME) && !path.startsWith(HOME + "/")) {
            // the page itself says that there is none of this address, and leads home
            return header(event, "accept").contains("text/html") ? content(event, 404, page, headers) : nothingThere(event);
        }
        Map<String, String> answered = new TreeMap<>(headers);
        answered.put("etag", etag);
        if (header(event, "if-none-match").contains(etag)) {
            answered.remove("content-type");
            return answer(304, answered, "", false);
        }
        return content(event, 200, page, answered);
    }

    /** As the API refuses; only who calls it by a program comes here. */
    private static Map<String, Object> nothingThere(Map<String, Object> event) {
        boolean english = header(event, "accept-language").toLowerCase(Locale.ROOT).startsWith("en");
        String body = """
                {"type":"about:blank","status":404,"code":"NOT_FOUND","title":"%s","requestId":"%s","violations":[]}""".formatted(
                english ? "There is no such address or method; compare it with the description of the API" : "没有这个地址或方法，请对照接口说明核对",
                context(event).get("requestId") instanceof String id ? id : "");
        return answer(404, Map.of("cache-control", "no-store", "content-type", "application/problem+json; charset=utf-8",
                "content-language", english ? "en" : "zh", "x-content-type-options", "nosniff"), body, false);
    }

    private static Map<String, Object> asset(Map<String, Object> event, Assets.Content found) {
        Map<String, String> answered = new TreeMap<>(Assets.HEADERS);
        answered.put("content-type", found.type());
        answered.put("cache-control", "public, max-age=31536000, immutable");
        return content(event, 200, found, answered);
    }

    private static Map<String, Object> content(Map<String, Object> event, int status, Assets.Content content, Map<String, String> common) {
        Map<String, String> answered = new TreeMap<>(common);
        if (!header(event, "accept-encoding").contains("gzip")) {
            return answer(status, answered, Base64.getEncoder().encodeToString(content.plain()), true);
        }
        answered.put("content-encoding", "gzip");
        return answer(status, answered, Base64.getEncoder().encodeToString(content.gzip()), true);
    }

    /** A file of an older deployment, asked for by a page that was left open: reloading it finds the new ones. */
    private static Map<String, Object> nothing() {
        return answer(404, Map.of("cache-control", "no-store", "content-type", "text/plain; charset=utf-8"), "", false);
    }

    private static Map<String, Object> answer(int status, Map<String, String> headers, String body, boolean base64) {
        return Map.of("statusCode", status, "headers", headers, "body", body, "isBase64Encoded", base64);
    }

    private static Map<?, ?> context(Map<String, Object> event) {
        return event.get("requestContext") instanceof Map<?, ?> context ? context : Map.of();
    }

    private static String method(Map<String, Object> event) {
        return context(event).get("http") instanceof Map<?, ?> http && http.get("method") instanceof String method ? method : "GET";
    }

    private static String header(Map<String, Object> event, String name) {
        return event.get("headers") instanceof Map<?, ?> all && all.get(name) instanceof String value ? value : "";
    }
}
