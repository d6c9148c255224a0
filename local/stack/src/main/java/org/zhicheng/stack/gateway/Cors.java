package org.zhicheng.stack.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.zhicheng.stack.template.HttpApiShape.CorsShape;

/** CORS headers of the API; where it has a configuration, headers of the function do not count. */
final class Cors {

    private static final String ALLOW = "access-control-allow-";

    private final Optional<CorsShape> shape;

    Cors(Optional<CorsShape> shape) {
        this.shape = shape;
    }

    /** Whether the API itself answers this preflight request. */
    boolean answersPreflight(String method, Optional<String> origin, Optional<String> requested) {
        return shape.isPresent() && method.equals("OPTIONS") && origin.isPresent() && requested.isPresent();
    }

    /** The headers of a preflight answer; none where origin, method or a header is not allowed. */
    Map<String, String> preflight(String origin, String method, List<String> wantedHeaders) {
        Map<String, String> headers = new TreeMap<>();
        shape.filter(cors -> allowed(cors, origin) && fits(cors.methods(), method)
                && wantedHeaders.stream().allMatch(header -> fits(cors.headers(), header))).ifPresent(cors -> {
                    headers.put(ALLOW + "origin", origin(cors, origin));
                    headers.put(ALLOW + "methods", String.join(",", cors.methods()));
                    if (!cors.headers().isEmpty()) {
                        headers.put(ALLOW + "headers", String.join(",", cors.headers()).toLowerCase(Locale.ROOT));
                    }
                    if (cors.credentials()) {
                        headers.put(ALLOW + "credentials", "true");
                    }
                    cors.maxAge().ifPresent(age -> headers.put("access-control-max-age", Long.toString(age.toSeconds())));
                });
        return headers;
    }

    /** Puts the API's headers over those of the function. */
    void apply(Optional<String> origin, Map<String, List<String>> headers) {
        shape.ifPresent(cors -> {
            headers.keySet().removeIf(name -> name.startsWith("access-control-"));
            origin.filter(from -> allowed(cors, from)).ifPresent(from -> {
                headers.put(ALLOW + "origin", List.of(origin(cors, from)));
                if (cors.credentials()) {
                    headers.put(ALLOW + "credentials", List.of("true"));
                }
                if (!cors.exposed().isEmpty()) {
                    headers.put("access-control-expose-headers", List.of(String.join(",", cors.exposed())));
                }
                if (!cors.origins().contains("*")) {
                    headers.merge("vary", List.of("Origin"), (own, added) -> List.of(String.join(", ", own) + ", Origin"));
                }
            });
        });
    }

    private static String origin(CorsShape cors, String origin) {
        return cors.origins().contains("*") ? "*" : origin;
    }

    /** An origin may be named whole, as {@code *}, or with a scheme as {@code https://*}. */
    private static boolean allowed(CorsShape cors, String origin) {
        return cors.origins().stream().anyMatch(allowed -> allowed.equals("*") || allowed.equalsIgnoreCase(origin)
                || allowed.endsWith("://*") && origin.startsWith(allowed.substring(0, allowed.length() - 1)));
    }

    private static boolean fits(List<String> allowed, String wanted) {
        return allowed.stream().anyMatch(each -> each.equals("*") || each.equalsIgnoreCase(wanted.strip()));
    }
}
