package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.RouteShape;

/** Hands events straight to the functions, as the HTTP API would after it had checked the token: no sockets, no signatures. */
final class DirectDoor implements Door {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\+?}");

    private final EmbeddedStack stack;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String function, RouteShape route, Pattern pattern, List<String> names) {
    }

    DirectDoor(EmbeddedStack stack) {
        this.stack = stack;
        for (FunctionShape function : stack.template().functions()) {
            for (RouteShape route : function.routes()) {
                List<String> names = PLACE.matcher(route.path()).results().map(match -> match.group(1)).toList();
                String pattern = PLACE.splitAsStream(route.path()).map(Pattern::quote).reduce((a, b) -> a + "([^/]+)" + b).orElseThrow()
                        + (route.path().endsWith("}") ? "([^/]+)" : "");
                entries.add(new Entry(function.logicalId(), route, Pattern.compile(pattern), names));
            }
        }
        // Where two fit, the one with fewer places is meant.
        entries.sort(java.util.Comparator.comparingInt(entry -> entry.names().size()));
    }

    @Override
    public Reply send(String sub, boolean staff, String method, String path, JsonNode body, Map<String, String> headers) {
        Call call = call(sub, staff, method, path, body, headers);
        return reply(stack.invoke(call.function(), call.event()));
    }

    /** A function and the event that it is called with. */
    record Call(String function, byte[] event) {
    }

    /** What {@link #send} calls. */
    Call call(String sub, boolean staff, String method, String path, JsonNode body, Map<String, String> headers) {
        String[] parts = path.split("\\?", 2);
        for (Entry entry : entries) {
            Matcher matcher = entry.pattern().matcher(parts[0]);
            if (entry.route().method().equals(method) && matcher.matches()) {
                return new Call(entry.function(), event(entry, matcher, sub, staff, parts, body, headers));
            }
        }
        throw new IllegalArgumentException("no route " + method + " " + path);
    }

    private static Reply reply(FunctionAnswer answer) {
        try {
            if (answer.failed()) {
                return new Reply(599, JSON.readTree(answer.payload()));
            }
            JsonNode response = JSON.readTree(answer.payload());
            String text = response.path("body").asText("");
            boolean json = response.path("headers").path("content-type").asText("").contains("json");
            return new Reply(response.path("statusCode").asInt(),
                    json && !text.isEmpty() ? JSON.readTree(text) : MissingNode.getInstance());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] event(Entry entry, Matcher matcher, String sub, boolean staff, String[] parts, JsonNode body,
            Map<String, String> headers) {
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", entry.route().key()).put("rawPath", parts[0])
                .put("rawQueryString", parts.length > 1 ? parts[1] : "");
        Map<String, String> all = new TreeMap<>(headers);
        if (!body.isMissingNode()) {
            all.put("content-type", "application/json");
            event.put("body", body.toString());
        }
        event.set("headers", JSON.valueToTree(all));
        if (parts.length > 1) {
            ObjectNode query = event.putObject("queryStringParameters");
            for (String pair : parts[1].split("&")) {
                query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
        }
        ObjectNode places = event.putObject("pathParameters");
        for (int i = 0; i < entry.names().size(); i++) {
            places.put(entry.names().get(i), matcher.group(i + 1));
        }
        ObjectNode context = event.putObject("requestContext").put("requestId", UUID.randomUUID().toString());
        context.putObject("http").put("method", entry.route().method()).put("path", parts[0])
                .put("sourceIp", all.getOrDefault("x-forwarded-for", "127.0.0.1")).put("userAgent", "faults");
        if (!sub.isEmpty()) {
            context.putObject("authorizer").putObject("jwt").putObject("claims").put("sub", sub).put("amr", staff ? "[pwd mfa]" : "[pwd]");
        }
        event.put("isBase64Encoded", false);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
