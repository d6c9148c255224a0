package org.zhicheng.stack.services;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * The one port of all AWS services. A request's service is the one it was signed for, in its header or its presigned query, else the one
 * its target names; all else is S3's. S3 gets the request word for word, Host included, because it checks signatures.
 */
public final class ServiceRouter implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Step Functions' own limit is 1 MiB, that of DynamoDB 16 MiB. */
    private static final int MAX_JSON = 2 * 1024 * 1024;
    private static final int MAX_DYNAMODB = 17 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,\\s]+)/[0-9]{8}/[^/]+/([^/]+)/aws4_request");
    private static final Pattern PRESIGNED = Pattern.compile("(?:^|&)X-Amz-Credential=([^&]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIGNED_QUERY = Pattern.compile("(?:^|&)(?:X-Amz-Credential|AWSAccessKeyId)=", Pattern.CASE_INSENSITIVE);
    private static final String ACCESS_DENIED = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
    private static final Pattern SCOPE = Pattern.compile("([^/]+)/[0-9]{8}/[^/]+/([^/]+)/aws4_request");
    private static final Pattern WRITE = Pattern
            .compile("^DynamoDB_[0-9]+\\.(Put|Update|Delete|Create|BatchWrite|TransactWrite|Execute|BatchExecute)");
    private static final Map<String, String> TARGETS = Map.of("DynamoDB_20120810", "dynamodb", "DynamoDBStreams_20120810", "dynamodb",
            "AWSStepFunctions", "states", "TrentService", "kms", "AWSEvents", "events", "Logs_20140328", "logs");

    static {
        JvmSettings.apply();
    }

    private final URI dynamoDb;
    private final DiskRoom room;
    private final ObjectStore objects;
    private final MailCatcher mail;
    private final Map<String, AwsJsonService> services = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads)
            .connectTimeout(Duration.ofSeconds(5)).followRedirects(HttpClient.Redirect.NEVER).build();
    private final Loopback server;

    /** Who signed a request, and for which service. */
    private record Signer(String accessKey, String service) {
    }

    private ServiceRouter(Loopback server, URI dynamoDb, DiskRoom room, ObjectStore objects, MailCatcher mail) {
        this.server = server;
        this.dynamoDb = dynamoDb;
        this.room = room;
        this.objects = objects;
        this.mail = mail;
    }

    /** @param services by the name that signatures use: {@code kms}, {@code states} */
    static ServiceRouter start(Loopback server, URI dynamoDb, DiskRoom room, ObjectStore objects, MailCatcher mail,
            Map<String, AwsJsonService> services) {
        ServiceRouter router = new ServiceRouter(server, dynamoDb, room, objects, mail);
        router.services.putAll(services);
        server.serve(router::handle);
        return router;
    }

    /** Adds a service, or replaces one. */
    public void register(String service, AwsJsonService handler) {
        services.put(service, handler);
    }

    public URI endpoint() {
        return server.uri();
    }

    /** Answers at a further address of this machine too. */
    URI listen(InetAddress address) {
        return server.serveAt(address, this::handle);
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
                case "dynamodb", "dynamodbstreams" -> dynamoDb(exchange);
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
        if (!isSigned(exchange)) {
            // Whoever may not list a bucket is not told what is not in it.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            Loopback.send(exchange, 403, "application/xml", ACCESS_DENIED.getBytes(StandardCharsets.UTF_8));
            return;
        }
        Relay.relay(exchange, objects.portFor(Loopback.header(exchange, "Host")));
    }

    /** DynamoDB Local checks no signatures and reads every request to its end: connections are kept. */
    private void dynamoDb(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_DYNAMODB + 1);
        if (body.length > MAX_DYNAMODB) {
            refuse(exchange, 413, "RequestEntityTooLargeException", "more than " + MAX_DYNAMODB + " bytes");
            return;
        }
        if (WRITE.matcher(Loopback.header(exchange, "X-Amz-Target")).find() && !room.suffices()) {
            // Clients know this answer too, and try again.
            refuse(exchange, 500, "InternalServerError", room.message());
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(dynamoDb).timeout(PATIENCE).method(exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (Relay.passedOn(name) && !name.equalsIgnoreCase("host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException e) {
            unavailable(exchange);
            return;
        }
        response.headers().map().forEach((name, values) -> {
            // It would let any page in.
            if (Relay.passedOn(name) && !name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
        });
        exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
    }

    /** A part behind was killed: clients know this answer and try again. */
    private static void unavailable(HttpExchange exchange) throws IOException {
        refuse(exchange, 503, "ServiceUnavailable", "the service behind does not answer");
    }

    /** Whether it claims to be, by the older signature too; whether that holds is S3's to say. */
    private static boolean isSigned(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return !Loopback.header(exchange, "Authorization").isEmpty() || query != null && SIGNED_QUERY.matcher(query).find();
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
}
