package org.zhicheng.local.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhicheng.local.Answer;
import org.zhicheng.local.AwsJsonService;

/**
 * The one port of all AWS services. A request's service is the one it was signed for, in its header or its presigned query, else the one
 * its target names; all else is S3's. DynamoDB and S3 get the request as it came, Host included, because signatures cover it.
 */
public final class ServiceRouter implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than any request of the JSON services may have: Step Functions' own limit is 1 MiB, DynamoDB's 16 MiB. */
    private static final int MAX_JSON = 2 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,\\s]+)/[0-9]{8}/[^/]+/([^/]+)/aws4_request");
    private static final Pattern PRESIGNED = Pattern.compile("(?:^|&)X-Amz-Credential=([^&]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCOPE = Pattern.compile("([^/]+)/[0-9]{8}/[^/]+/([^/]+)/aws4_request");
    private static final Map<String, String> TARGETS = Map.of(
            "DynamoDB_20120810", "dynamodb",
            "DynamoDBStreams_20120810", "dynamodb",
            "AWSStepFunctions", "states",
            "TrentService", "kms",
            "AWSEvents", "events",
            "Logs_20140328", "logs");
    /** Of one connection, or set by the client that forwards. */
    private static final Set<String> NOT_FORWARDED = Set.of("connection", "keep-alive", "content-length", "transfer-encoding", "expect",
            "upgrade", "te", "trailer", "proxy-connection");

    static {
        JvmSettings.apply();
    }

    private final URI dynamoDb;
    private final ObjectStore objects;
    private final MailCatcher mail;
    private final Map<String, AwsJsonService> services = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads)
            .connectTimeout(Duration.ofSeconds(5)).followRedirects(HttpClient.Redirect.NEVER).build();
    private Loopback server;

    /** Who signed a request, and for which service. */
    private record Signer(String accessKey, String service) {
    }

    private ServiceRouter(URI dynamoDb, ObjectStore objects, MailCatcher mail) {
        this.dynamoDb = dynamoDb;
        this.objects = objects;
        this.mail = mail;
    }

    /** @param services by the name that signatures use: {@code kms}, {@code states} */
    static ServiceRouter start(int port, URI dynamoDb, ObjectStore objects, MailCatcher mail, Map<String, AwsJsonService> services) {
        requireHostHeader();
        ServiceRouter router = new ServiceRouter(dynamoDb, objects, mail);
        router.services.putAll(services);
        router.server = Loopback.listen("AWS", port, "--aws-port", router::handle);
        return router;
    }

    /** Adds a service, or replaces one. */
    public void register(String service, AwsJsonService handler) {
        services.put(service, handler);
    }

    public URI endpoint() {
        return server.uri();
    }

    public URI mailbox() {
        return server.uri().resolve(MailCatcher.MAILBOX);
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(MailCatcher.MAILBOX) || path.startsWith(MailCatcher.MAILBOX + "/")) {
            mail.show(exchange);
            return;
        }
        Optional<Signer> signer = signer(exchange);
        String service = signer.map(Signer::service).or(() -> target(exchange)).orElse("s3");
        if (service.equals("s3")) {
            s3(exchange);
        } else if (signer.isEmpty()) {
            // A foreign page's form can send a body but no signature.
            refuse(exchange, 403, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
        } else if (!signer.get().accessKey().equals(LocalCredentials.ACCESS_KEY)) {
            refuse(exchange, 403, "UnrecognizedClientException", "the embedded stack's access key is " + LocalCredentials.ACCESS_KEY
                    + ", its secret key " + LocalCredentials.SECRET_KEY);
        } else {
            switch (service) {
                // The streams of tables are signed for the same name; their target tells them apart.
                case "dynamodb", "dynamodbstreams" -> forward(exchange, dynamoDb, false);
                case "ses" -> mail.handle(exchange);
                default -> json(exchange, service);
            }
        }
    }

    private void json(HttpExchange exchange, String service) throws IOException {
        AwsJsonService handler = services.get(service);
        String operation = Loopback.header(exchange, "X-Amz-Target").replaceFirst("^.*\\.", "");
        if (handler == null || operation.isEmpty()) {
            refuse(exchange, 501, "UnsupportedOperationException", "the embedded stack has no service " + service + " that answers this");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_JSON + 1);
        if (body.length > MAX_JSON) {
            refuse(exchange, 413, "RequestEntityTooLargeException", "more than " + MAX_JSON + " bytes");
            return;
        }
        try {
            JsonNode request = body.length == 0 ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body);
            answer(exchange, handler.handle(operation, request));
        } catch (JsonProcessingException e) {
            refuse(exchange, 400, "SerializationException", "not JSON");
        }
    }

    /** A browser asks first whether it may put a file by a presigned URL; on AWS the bucket's CORS rules answer that. */
    private void s3(HttpExchange exchange) throws IOException {
        String origin = Loopback.header(exchange, "Origin");
        boolean ours = Loopback.originHere(origin);
        if (exchange.getRequestMethod().equals("OPTIONS") && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method")) {
            if (ours) {
                Headers headers = exchange.getResponseHeaders();
                headers.set("Access-Control-Allow-Origin", origin);
                headers.set("Access-Control-Allow-Methods", "GET, HEAD, PUT");
                headers.set("Access-Control-Allow-Headers", Loopback.header(exchange, "Access-Control-Request-Headers"));
                headers.set("Access-Control-Max-Age", "600");
                headers.set("Vary", "Origin");
            }
            exchange.sendResponseHeaders(ours ? 204 : 403, -1);
            return;
        }
        if (ours) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
            exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "ETag, x-amz-request-id");
            exchange.getResponseHeaders().set("Vary", "Origin");
        }
        forward(exchange, objects.endpointFor(Loopback.header(exchange, "Host")), true);
    }

    /** Passes a request on and its answer back, both as they stream. */
    private void forward(HttpExchange exchange, URI to, boolean keepHost) throws IOException {
        HttpRequest.Builder request;
        try {
            request = request(exchange, to, keepHost);
        } catch (IllegalArgumentException e) {
            refuse(exchange, 400, "InvalidRequest", "not an address or a header that can be passed on");
            return;
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException e) {
            refuse(exchange, 503, "ServiceUnavailable", "the service behind does not answer: " + e.getMessage());
            return;
        }
        try (InputStream body = response.body()) {
            Headers headers = exchange.getResponseHeaders();
            response.headers().map().forEach((name, values) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                // What the services say about origins is replaced: DynamoDB Local would let any page in.
                if (!NOT_FORWARDED.contains(lower) && !lower.startsWith("access-control-") && !lower.startsWith(":")) {
                    headers.put(name, List.copyOf(values));
                }
            });
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (exchange.getRequestMethod().equals("HEAD")) {
                if (length >= 0) {
                    headers.set("Content-Length", Long.toString(length));
                }
                exchange.sendResponseHeaders(response.statusCode(), -1);
            } else if (length == 0 || response.statusCode() == 204 || response.statusCode() == 304) {
                exchange.sendResponseHeaders(response.statusCode(), -1);
            } else {
                exchange.sendResponseHeaders(response.statusCode(), Math.max(length, 0));
                body.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static HttpRequest.Builder request(HttpExchange exchange, URI to, boolean keepHost) {
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to + uri.getRawPath() + query)).timeout(PATIENCE)
                .method(exchange.getRequestMethod(), body(exchange));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_FORWARDED.contains(lower) && (keepHost || !lower.equals("host"))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request;
    }

    private static HttpRequest.BodyPublisher body(HttpExchange exchange) {
        String length = Loopback.header(exchange, "Content-Length");
        boolean chunked = !Loopback.header(exchange, "Transfer-Encoding").isEmpty();
        if (!chunked && (length.isEmpty() || length.equals("0"))) {
            // No body, but its length is said: S3 wants one with every PUT.
            return exchange.getRequestMethod().equals("PUT") || exchange.getRequestMethod().equals("POST")
                    ? HttpRequest.BodyPublishers.ofByteArray(new byte[0]) : HttpRequest.BodyPublishers.noBody();
        }
        HttpRequest.BodyPublisher stream = HttpRequest.BodyPublishers.ofInputStream(exchange::getRequestBody);
        return chunked ? stream : HttpRequest.BodyPublishers.fromPublisher(stream, Long.parseLong(length));
    }

    private static Optional<Signer> signer(HttpExchange exchange) {
        Matcher header = CREDENTIAL.matcher(Loopback.header(exchange, "Authorization"));
        if (header.find()) {
            return Optional.of(new Signer(header.group(1), header.group(2)));
        }
        String query = exchange.getRequestURI().getRawQuery();
        Matcher presigned = PRESIGNED.matcher(query == null ? "" : query);
        if (presigned.find()) {
            Matcher scope = SCOPE.matcher(URLDecoder.decode(presigned.group(1), StandardCharsets.UTF_8));
            if (scope.matches()) {
                return Optional.of(new Signer(scope.group(1), scope.group(2)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> target(HttpExchange exchange) {
        return Optional.ofNullable(TARGETS.get(Loopback.header(exchange, "X-Amz-Target").replaceFirst("\\..*$", "")));
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        answer(exchange, Answer.error(status, type, message));
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        String type = Loopback.header(exchange, "Content-Type");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        Loopback.send(exchange, answer.status(), type.startsWith("application/x-amz-json") ? type : "application/x-amz-json-1.0",
                JSON.writeValueAsBytes(answer.body()));
    }

    private static void requireHostHeader() {
        try {
            HttpRequest.newBuilder(URI.create("http://127.0.0.1/")).header("Host", "localhost").build();
        } catch (IllegalArgumentException e) {
            throw new StartRefused("""
                    请以 -Djdk.httpclient.allowRestrictedHeaders=host 启动 JVM：签名包含主机名。
                    Start the JVM with -Djdk.httpclient.allowRestrictedHeaders=host: signatures cover the host's name.""", e);
        }
    }
}
