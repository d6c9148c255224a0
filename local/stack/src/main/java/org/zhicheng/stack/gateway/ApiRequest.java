package org.zhicheng.stack.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;

/** A request as it came in, its headers in lower case and joined by commas, cookies apart. */
record ApiRequest(String method, String rawPath, String rawQuery, String protocol, String sourceIp, Map<String, String> headers,
        List<String> cookies, byte[] body) {

    static ApiRequest of(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        List<String> cookies = new ArrayList<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("cookie")) {
                values.forEach(value -> cookies.addAll(List.of(value.split("; *"))));
            } else {
                headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
            }
        });
        String query = exchange.getRequestURI().getRawQuery();
        return new ApiRequest(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query == null ? "" : query,
                exchange.getProtocol(), exchange.getRemoteAddress().getAddress().getHostAddress(), headers, cookies, body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Query parameters, decoded; several values of one name joined by commas. */
    Map<String, String> query() {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = Percent.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
                parameters.merge(name, Percent.decodeQuery(equals < 0 ? "" : pair.substring(equals + 1)), (a, b) -> a + "," + b);
            }
        }
        return parameters;
    }

    /** Whether the body goes into the event as text; everything else goes as base64. */
    boolean textual() {
        String type = header("content-type").orElse("application/json").toLowerCase(Locale.ROOT).split(";")[0].strip();
        return type.startsWith("text/") || type.endsWith("/json") || type.endsWith("+json") || type.endsWith("/xml")
                || type.endsWith("+xml") || type.equals("application/javascript");
    }
}
