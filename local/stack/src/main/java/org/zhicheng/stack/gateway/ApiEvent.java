package org.zhicheng.stack.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;

/** The event of payload format 2.0 that a function gets for a request. */
final class ApiEvent {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ApiEvent() {
    }

    static byte[] of(ApiRequest request, Routes.Match match, Optional<JWTClaimsSet> claims, String requestId, Instant now, String account,
            String api, ObjectMapper json) throws IOException {
        ObjectNode event = json.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", Percent.decode(request.rawPath()));
        event.put("rawQueryString", request.rawQuery());
        if (!request.cookies().isEmpty()) {
            event.set("cookies", json.valueToTree(request.cookies()));
        }
        event.set("headers", json.valueToTree(request.headers()));
        Map<String, String> query = request.query();
        if (!query.isEmpty()) {
            event.set("queryStringParameters", json.valueToTree(query));
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", account);
        context.put("apiId", api);
        claims.ifPresent(token -> authorizer(context, token, match.route().scopes(), json));
        String host = request.header("host").orElse("localhost");
        context.put("domainName", host);
        context.put("domainPrefix", host.split("[.:]")[0]);
        ObjectNode http = context.putObject("http");
        http.put("method", request.method());
        http.put("path", Percent.decode(request.rawPath()));
        http.put("protocol", request.protocol());
        http.put("sourceIp", request.sourceIp());
        http.put("userAgent", request.header("user-agent").orElse(""));
        context.put("requestId", requestId);
        context.put("routeKey", match.route().key());
        context.put("stage", "$default");
        context.put("time", TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
        if (!match.parameters().isEmpty()) {
            event.set("pathParameters", json.valueToTree(match.parameters()));
        }
        boolean base64 = request.body().length > 0 && !request.textual();
        if (request.body().length > 0) {
            event.put("body",
                    base64 ? Base64.getEncoder().encodeToString(request.body()) : new String(request.body(), StandardCharsets.UTF_8));
        }
        event.put("isBase64Encoded", base64);
        return json.writeValueAsBytes(event);
    }

    private static void authorizer(ObjectNode context, JWTClaimsSet token, List<String> scopes, ObjectMapper json) {
        ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
        jwt.set("claims", json.valueToTree(JwtAuthorizer.texts(token)));
        if (scopes.isEmpty()) {
            jwt.putNull("scopes");
        } else {
            jwt.set("scopes", json.valueToTree(JwtAuthorizer.scopes(token)));
        }
    }
}
