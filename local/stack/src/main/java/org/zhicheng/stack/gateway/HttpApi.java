package org.zhicheng.stack.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.FunctionRuntime;
import org.zhicheng.stack.template.HttpApiShape.Throttle;
import org.zhicheng.stack.template.HttpApiShape;
import org.zhicheng.stack.template.Template;

/**
 * The HTTP API of the template. In order: size, preflight, route, throttle, token, function; statuses and bodies are those of
 * API Gateway. Bodies up to 10 MB, headers up to 10 KB; a function has 30 s at most.
 */
public final class HttpApi implements HttpHandler, AutoCloseable {

    static final int LARGEST_BODY = 10 * 1024 * 1024;
    /** The request's line and headers together. */
    static final int LARGEST_HEAD = 10 * 1024;
    /** Lambda takes no larger event, so a body that becomes one in base64 does not arrive either. */
    static final int LARGEST_EVENT = 6 * 1024 * 1024;

    private final HttpApiShape shape;
    private final String account;
    private final Routes routes;
    private final Map<String, JwtAuthorizer> authorizers;
    private final Cors cors;
    private final FunctionRuntime functions;
    private final Clock eventClock;
    private final Runnable afterWrite;
    private final ObjectMapper json = new ObjectMapper();
    private final TokenBucket everyRoute;
    private final Map<String, TokenBucket> ownBuckets = new ConcurrentHashMap<>();
    private final ExecutorService integrations = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * The API of a template.
     *
     * @param tokenClock the time tokens are checked against; the issuer's, so the machine's own
     * @param eventClock the time events are stamped with
     * @param afterWrite told after each request that may have changed something
     */
    public HttpApi(Template template, FunctionRuntime functions, Clock tokenClock, Clock eventClock, Runnable afterWrite) {
        this(template, functions, tokenClock, eventClock, afterWrite, JwtAuthorizer.Fetch::http);
    }

    HttpApi(Template template, FunctionRuntime functions, Clock tokenClock, Clock eventClock, Runnable afterWrite,
            JwtAuthorizer.Fetch fetch) {
        this.shape = template.api().orElseThrow(() -> new IllegalArgumentException("the template has no HTTP API"));
        this.account = template.settings().account();
        this.routes = new Routes(template.functions());
        this.authorizers = new TreeMap<>();
        shape.authorizers().forEach((name, authorizer) -> authorizers.put(name, new JwtAuthorizer(authorizer, tokenClock, fetch)));
        this.cors = new Cors(shape.cors());
        this.functions = functions;
        this.eventClock = eventClock;
        this.afterWrite = afterWrite;
        this.everyRoute = new TokenBucket(shape.throttle(), System::nanoTime);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String requestId = UUID.randomUUID().toString();
            // Before anything is done with it: this moment decides about deadlines.
            Instant received = eventClock.instant();
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            // What is too much is read all the same: a client that still sends would not see the answer.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            ApiRequest request = ApiRequest.of(exchange, body);
            Optional<ApiResponse> preflight = preflight(request);
            ApiResponse response = preflight.isPresent() ? preflight.get() : answerSafely(request, requestId, received);
            if (preflight.isEmpty()) {
                cors.apply(request.header("origin"), response.headers());
            }
            send(exchange, response.with("apigw-requestid", requestId), request.method());
            if (!List.of("GET", "HEAD", "OPTIONS").contains(request.method())) {
                afterWrite.run();
            }
        }
    }

    @Override
    public void close() {
        integrations.shutdownNow();
    }

    private Optional<ApiResponse> preflight(ApiRequest request) {
        Optional<String> origin = request.header("origin");
        Optional<String> wanted = request.header("access-control-request-method");
        if (!cors.answersPreflight(request.method(), origin, wanted)) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new TreeMap<>();
        List<String> wantedHeaders = request.header("access-control-request-headers").map(names -> List.of(names.split(",")))
                .orElse(List.of());
        cors.preflight(origin.orElseThrow(), wanted.orElseThrow(), wantedHeaders)
                .forEach((name, value) -> headers.put(name, List.of(value)));
        return Optional.of(new ApiResponse(204, headers, new byte[0]));
    }

    private ApiResponse answerSafely(ApiRequest request, String requestId, Instant received) {
        try {
            return answer(request, requestId, received);
        } catch (IOException | RuntimeException e) {
            System.err.println("request " + requestId + " failed: " + e);
            return ApiResponse.message(500, "Internal Server Error");
        }
    }

    private ApiResponse answer(ApiRequest request, String requestId, Instant received) throws IOException {
        if (request.body().length > LARGEST_BODY) {
            return ApiResponse.message(413, "Request Entity Too Large");
        }
        int line = request.method().length() + request.rawPath().length() + request.rawQuery().length();
        if (line > LARGEST_HEAD) {
            return ApiResponse.message(414, "Request-URI Too Large");
        }
        if (line + request.headers().entrySet().stream().mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum() > LARGEST_HEAD) {
            return ApiResponse.message(431, "Request Header Fields Too Large");
        }
        Optional<Routes.Match> found = routes.find(request.method(), request.rawPath());
        if (found.isEmpty()) {
            return ApiResponse.message(404, "Not Found");
        }
        Routes.Match match = found.get();
        if (!bucket(match.route().key()).take()) {
            return ApiResponse.message(429, "Too Many Requests");
        }
        Optional<JWTClaimsSet> claims = Optional.empty();
        if (match.route().authorizer().isPresent()) {
            JwtAuthorizer authorizer = authorizers.get(match.route().authorizer().get());
            Optional<String> token = token(request, authorizer.shape().identitySource());
            if (token.isEmpty()) {
                return ApiResponse.message(401, "Unauthorized").with("www-authenticate", "Bearer");
            }
            try {
                claims = Optional.of(authorizer.check(token.get()));
            } catch (JwtAuthorizer.Refused e) {
                return ApiResponse.message(401, "Unauthorized").with("www-authenticate",
                        "Bearer scope=\"" + String.join(" ", match.route().scopes()) + "\" error=\"invalid_token\" error_description=\""
                                + e.getMessage() + "\"");
            }
            List<String> scopes = match.route().scopes();
            if (!scopes.isEmpty() && JwtAuthorizer.scopes(claims.get()).stream().noneMatch(scopes::contains)) {
                return ApiResponse.message(403, "Forbidden").with("www-authenticate",
                        "Bearer scope=\"" + String.join(" ", scopes) + "\" error=\"insufficient_scope\"");
            }
        }
        byte[] event = ApiEvent.of(request, match, claims, requestId, received, account, shape.logicalId(), json);
        return event.length > LARGEST_EVENT ? ApiResponse.message(413, "Request Entity Too Large") : invoke(match, event, requestId);
    }

    private ApiResponse invoke(Routes.Match match, byte[] event, String requestId) {
        Future<FunctionAnswer> running = integrations.submit(() -> functions.invoke(match.function().logicalId(), event));
        try {
            FunctionAnswer answer = running.get(match.route().timeout().plus(functions.longestWait()).toMillis(), TimeUnit.MILLISECONDS);
            if (answer.failed()) {
                return ApiResponse.message(500, "Internal Server Error");
            }
            try {
                return ApiResponse.of(answer.payload(), json);
            } catch (IOException e) {
                System.err.println(
                        "request " + requestId + " to " + match.function().logicalId() + ": its answer is no response: " + e.getMessage());
                return ApiResponse.message(500, "Internal Server Error");
            }
        } catch (TimeoutException e) {
            return ApiResponse.message(503, "Service Unavailable");
        } catch (ExecutionException e) {
            System.err.println("request " + requestId + " to " + match.function().logicalId() + ": " + e.getCause());
            return ApiResponse.message(500, "Internal Server Error");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ApiResponse.message(503, "Service Unavailable");
        }
    }

    private TokenBucket bucket(String routeKey) {
        Throttle own = shape.routeThrottles().get(routeKey);
        return own == null ? everyRoute : ownBuckets.computeIfAbsent(routeKey, key -> new TokenBucket(own, System::nanoTime));
    }

    private static Optional<String> token(ApiRequest request, String source) {
        String[] parts = source.split("\\.", 3);
        Optional<String> value = switch (parts.length == 3 ? parts[1] : "") {
            case "header" -> request.header(parts[2]);
            case "querystring" -> Optional.ofNullable(request.query().get(parts[2]));
            default -> request.header("authorization");
        };
        return value.map(text -> text.regionMatches(true, 0, "Bearer ", 0, 7) ? text.substring(7) : text).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static void send(HttpExchange exchange, ApiResponse response, String method) throws IOException {
        response.headers().forEach((name, values) -> {
            if (!name.equals("content-length") && !name.equals("transfer-encoding") && !name.equals("connection")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = response.status() == 204 || response.status() == 304;
        if (empty) {
            exchange.getResponseHeaders().remove("content-type");
        }
        // A HEAD is told what a GET would be, but for the body.
        boolean bodiless = empty || method.equals("HEAD");
        exchange.sendResponseHeaders(response.status(), bodiless || response.body().length == 0 ? -1 : response.body().length);
        if (!bodiless && response.body().length > 0) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
