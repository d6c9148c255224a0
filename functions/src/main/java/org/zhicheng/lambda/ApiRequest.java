package org.zhicheng.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import org.zhicheng.dossier.process.Receipt;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Text;

/** The part of an HTTP API event (payload format 2.0) that handlers need. */
public record ApiRequest(String routeKey, String rawPath, String rawQueryString, Map<String, String> headers,
        Map<String, String> queryStringParameters, Map<String, String> pathParameters, RequestContext requestContext, String body,
        boolean isBase64Encoded) {

    private static final int BODY_LIMIT_KB = 256;

    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"?([0-9]+)\"?");

    /** In ASCII's digits, as Java reads those of every script, and no more of them than an int holds. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

    public ApiRequest {
        headers = headers == null ? Map.of() : headers;
        queryStringParameters = queryStringParameters == null ? Map.of() : queryStringParameters;
        pathParameters = pathParameters == null ? Map.of() : pathParameters;
    }

    /**
     * Reads the event by hand: every endpoint's first answer waits for it, and reflection on records and annotations takes longest then.
     *
     * @param event as API Gateway sends it
     */
    static ApiRequest of(JsonNode event) {
        JsonNode context = event.path("requestContext");
        JsonNode http = context.path("http");
        return new ApiRequest(text(event, "routeKey"), text(event, "rawPath"), text(event, "rawQueryString"), texts(event.path("headers")),
                texts(event.path("queryStringParameters")), texts(event.path("pathParameters")),
                new RequestContext(text(context, "requestId"), context.path("timeEpoch").asLong(),
                        new Http(text(http, "method"), text(http, "path"), text(http, "sourceIp"), text(http, "userAgent")),
                        new Authorizer(new Jwt(texts(context.path("authorizer").path("jwt").path("claims"))))),
                text(event, "body"), event.path("isBase64Encoded").asBoolean());
    }

    private static String text(JsonNode parent, String field) {
        return parent.path(field).asText(null);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                texts.put(field.getKey(), field.getValue().asText());
            }
        });
        return texts;
    }

    /**
     * What API Gateway says of a request.
     *
     * @param timeEpoch when it received it, in milliseconds since 1970; 0 where it does not say
     */
    public record RequestContext(String requestId, long timeEpoch, Http http, Authorizer authorizer) {
    }

    /** How it came in. */
    public record Http(String method, String path, String sourceIp, String userAgent) {
    }

    /** What the JWT authorizer found; the token itself was checked before. */
    public record Authorizer(Jwt jwt) {
    }

    /** The token's claims, each as text. */
    public record Jwt(Map<String, String> claims) {
    }

    public String requestId() {
        return requestContext == null || requestContext.requestId() == null ? "" : requestContext.requestId();
    }

    /** When the request reached the gateway (R53). */
    public Instant receivedAt(Clock clock) {
        return Receipt.of(Instant.ofEpochMilli(requestContext == null ? 0 : requestContext.timeEpoch()), clock.instant());
    }

    public Map<String, String> claims() {
        return requestContext == null || requestContext.authorizer() == null || requestContext.authorizer().jwt() == null
                || requestContext.authorizer().jwt().claims() == null ? Map.of() : requestContext.authorizer().jwt().claims();
    }

    public String sourceIp() {
        return requestContext == null || requestContext.http() == null || requestContext.http().sourceIp() == null
                ? ""
                : requestContext.http().sourceIp();
    }

    /** Whether a browser asks for what somebody is to read. */
    public boolean wantsPage() {
        return header("accept").filter(accept -> accept.contains("text/html")).isPresent();
    }

    /** Whether the headers alone are asked for. */
    public boolean isHead() {
        return requestContext != null && requestContext.http() != null && "HEAD".equals(requestContext.http().method());
    }

    public String path(String name) {
        return pathParameter(name).orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, name));
    }

    public Optional<String> pathParameter(String name) {
        return Optional.ofNullable(pathParameters.get(name));
    }

    /** The application that the address names, if it names one. */
    public Optional<String> applicationId() {
        boolean named = routeKey != null && routeKey.contains("/applications/{id}");
        return Optional.ofNullable(named ? pathParameters.get("id") : pathParameters.get("applicationId"));
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(queryStringParameters.get(name));
    }

    /**
     * Whether the query asks for it: a parameter that is {@code true}, or left out.
     *
     * @throws Failure {@code INVALID_VALUE}
     */
    public boolean asksFor(String name) {
        Optional<String> value = query(name);
        if (value.filter(v -> !v.equals("true")).isPresent()) {
            throw new Failure(ErrorCode.INVALID_VALUE, name, "true");
        }
        return value.isPresent();
    }

    /** @throws Failure {@code UNKNOWN_FIELD} for a parameter of the query that is none of these, which would be thought to have had an effect */
    void refuseParametersBut(Set<String> known) {
        queryStringParameters.keySet().stream().filter(name -> !known.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw new Failure(ErrorCode.UNKNOWN_FIELD, name);
        });
    }

    /** What a header says; one that is empty says nothing. */
    public Optional<String> header(String name) {
        return sent(name).filter(value -> !value.isBlank());
    }

    /** A header as it was sent, also an empty one: who sends a condition or a key and says none is not taken for one who sends none. */
    private Optional<String> sent(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether a program asks, that wants an answer to read rather than to be sent on. */
    public boolean wantsJson() {
        return header("accept").filter(accept -> accept.toLowerCase(Locale.ROOT).contains("application/json")).isPresent();
    }

    /**
     * The key by which a client repeats a request safely.
     *
     * @throws Failure {@code INVALID_VALUE} for one too short to be unguessable, or too long
     */
    public Optional<String> idempotencyKey() {
        Optional<String> key = sent("idempotency-key");
        key.filter(k -> k.length() < 16 || k.length() > 128).ifPresent(k -> {
            throw new Failure(ErrorCode.INVALID_VALUE, "Idempotency-Key", new Text("16–128个字符", "16–128 characters"));
        });
        return key;
    }

    /**
     * The version that the client edited, from {@code If-Match}; with a weak mark or quotes, as an {@code ETag} has them.
     *
     * @throws Failure {@code INVALID_VALUE}
     */
    public Optional<Integer> ifMatch() {
        return sent("if-match").map(value -> {
            Matcher tag = ENTITY_TAG.matcher(value);
            return number("If-Match", tag.matches() ? tag.group(1) : value);
        });
    }

    /**
     * A whole number in the path or the query.
     *
     * @throws Failure {@code INVALID_VALUE}
     */
    public static int number(String name, String value) {
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw new Failure(ErrorCode.INVALID_VALUE, name, "0-9");
        }
        return Integer.parseInt(value);
    }

    /**
     * One of an enum's names in the path or the query.
     *
     * @throws Failure {@code INVALID_VALUE}
     */
    public static <E extends Enum<E>> E oneOf(Class<E> type, String name, String value) {
        try {
            return Enum.valueOf(type, value);
        } catch (IllegalArgumentException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, name, Json.names(type));
        }
    }

    /** The language the client asks for: Chinese unless English is preferred. */
    public Locale locale() {
        try {
            return header("accept-language").map(Locale.LanguageRange::parse)
                    .map(ranges -> Locale.lookup(ranges, java.util.List.of(Locale.CHINESE, Locale.ENGLISH))).orElse(Locale.CHINESE);
        } catch (IllegalArgumentException e) {
            return Locale.CHINESE;
        }
    }

    /**
     * The body as a record.
     *
     * @throws Failure {@code BODY_TOO_LARGE}, {@code UNSUPPORTED_MEDIA_TYPE}, {@code MALFORMED_JSON}, {@code UNKNOWN_FIELD}, …
     */
    public <T> T decode(Class<T> type) {
        String text = body;
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > BODY_LIMIT_KB * 1024) {
            throw new Failure(ErrorCode.BODY_TOO_LARGE, BODY_LIMIT_KB);
        }
        if (header("content-type").filter(t -> t.toLowerCase(Locale.ROOT).startsWith("application/json")).isEmpty()) {
            throw new Failure(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        if (text != null && isBase64Encoded) {
            try {
                text = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new Failure(ErrorCode.MALFORMED_JSON, "Base64");
            }
        }
        return Json.decode(text, type);
    }
}
