package org.zhicheng.lambda;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.zhicheng.ground.failure.ErrorCode;

/** Requests as API Gateway hands them to a handler. */
public final class Requests {

    private final String method;
    private final String route;
    private final Map<String, String> path = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json", "accept-language", "en"));
    private final Map<String, String> claims = new HashMap<>();
    private String address = "203.0.113.7";
    private String body;

    private Requests(String method, String route) {
        this.method = method;
        this.route = route;
    }

    /** A request of a route, such as {@code PUT}, {@code /cycles/{year}}. */
    public static Requests of(String method, String route) {
        return new Requests(method, route);
    }

    public static Requests get(String route) {
        return of("GET", route);
    }

    public static Requests post(String route) {
        return of("POST", route);
    }

    public static Requests put(String route) {
        return of("PUT", route);
    }

    public static Requests delete(String route) {
        return of("DELETE", route);
    }

    /** Fills in a parameter of the route. */
    public Requests path(String name, Object value) {
        path.put(name, value.toString());
        return this;
    }

    public Requests query(String name, Object value) {
        query.put(name, value.toString());
        return this;
    }

    public Requests header(String name, String value) {
        headers.put(name.toLowerCase(java.util.Locale.ROOT), value);
        return this;
    }

    /** A record, or JSON as text. */
    public Requests body(Object value) {
        body = value instanceof String text ? text : Json.encode(value);
        return this;
    }

    /** Signed in with a password only, as applicants are. */
    public Requests as(String sub) {
        claims.put("sub", sub);
        return this;
    }

    /** Signed in with a second factor, as staff must be. */
    public Requests asStaff(String sub) {
        claims.put("amr", "[pwd mfa]");
        return as(sub);
    }

    /** From another address than the usual one. */
    public Requests from(String other) {
        address = other;
        return this;
    }

    public Requests claim(String name, String value) {
        claims.put(name, value);
        return this;
    }

    public ApiRequest build() {
        String raw = route;
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            raw = raw.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        String rawQuery = query.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
        return new ApiRequest(method + " " + route, raw, rawQuery, headers, query, path,
                new ApiRequest.RequestContext("request-1", 0, new ApiRequest.Http(method, raw, address, "test"),
                        claims.isEmpty() ? null : new ApiRequest.Authorizer(new ApiRequest.Jwt(claims))),
                body, false);
    }

    /** Sends the request to a handler. */
    public ApiResponse to(ApiHandler handler) {
        return handler.handleRequest(build(), null);
    }

    /** The answer's body as a record. */
    public static <T> T body(ApiResponse response, Class<T> type) {
        if (response.statusCode() >= 400) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Json.fromTree(Json.decode(text(response), com.fasterxml.jackson.databind.JsonNode.class), type);
    }

    /** The answer's body as text, whichever way it is sent. */
    public static String text(ApiResponse response) {
        return response.isBase64Encoded()
                ? new String(java.util.Base64.getDecoder().decode(response.body()), StandardCharsets.UTF_8)
                : response.body();
    }

    /** The code of a refusal. */
    public static ErrorCode problem(ApiResponse response) {
        if (response.statusCode() < 400) {
            throw new AssertionError("not refused: " + response.statusCode() + " " + response.body());
        }
        return ErrorCode.valueOf(Json.decode(response.body(), com.fasterxml.jackson.databind.JsonNode.class).get("code").textValue());
    }
}
