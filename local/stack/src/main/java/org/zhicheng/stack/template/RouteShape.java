package org.zhicheng.stack.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A route of the HTTP API.
 *
 * @param method     upper case, or {@code ANY}
 * @param path       as written, with {@code {x}} and {@code {x+}}; {@code $default} catches the rest
 * @param authorizer empty where the route is open to everyone
 * @param scopes     one of them must be in the token, where any are named
 */
public record RouteShape(String method, String path, Optional<String> authorizer, List<String> scopes, Duration timeout) {

    /** As requests and logs name the route, for example {@code GET /applications/{id}}. */
    public String key() {
        return path.equals("$default") ? path : method + " " + path;
    }
}
