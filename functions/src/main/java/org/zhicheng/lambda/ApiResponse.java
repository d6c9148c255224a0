package org.zhicheng.lambda;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A response in the payload format 2.0 of an HTTP API. Nothing of it may be cached unless it says so. */
public record ApiResponse(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {

    private static final Map<String, String> COMMON = Map.of("cache-control", "no-store", "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer", "x-frame-options", "DENY", "strict-transport-security", "max-age=31536000; includeSubDomains",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'");

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    public static ApiResponse ok(Object value) {
        return json(200, value);
    }

    public static ApiResponse created(String location, Object value) {
        return json(201, value).with("location", location);
    }

    public static ApiResponse noContent() {
        return new ApiResponse(204, COMMON, "", false);
    }

    public static ApiResponse json(int status, Object value) {
        return of(status, "application/json; charset=utf-8", Json.encode(value));
    }

    public static ApiResponse html(String page) {
        return html(200, page);
    }

    public static ApiResponse html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page).with("content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'none'");
    }

    /** Sends the browser on, as to a file's short-lived address. */
    public static ApiResponse redirect(URI to) {
        return new ApiResponse(303, COMMON, "", false).with("location", to.toString());
    }

    public static ApiResponse file(String contentType, String fileName, byte[] content) {
        return new ApiResponse(200, COMMON, Base64.getEncoder().encodeToString(content), true).with("content-type", contentType)
                .with("content-disposition", "attachment; filename*=UTF-8''"
                        + java.net.URLEncoder.encode(fileName, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20"));
    }

    public static ApiResponse of(int status, String contentType, String body) {
        return new ApiResponse(status, COMMON, body, false).with("content-type", contentType);
    }

    /** With the version of what it shows, to be sent back in {@code If-Match}. */
    public ApiResponse withVersion(int version) {
        return with("etag", "\"" + version + "\"");
    }

    public ApiResponse withoutBody() {
        return new ApiResponse(statusCode, headers, "", false);
    }

    public ApiResponse with(String header, String value) {
        Map<String, String> next = new TreeMap<>(headers);
        next.put(header, value);
        return new ApiResponse(statusCode, next, body, isBase64Encoded);
    }
}
