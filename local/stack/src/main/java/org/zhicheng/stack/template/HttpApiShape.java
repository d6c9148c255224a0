package org.zhicheng.stack.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP API: who may call, from which pages, and how often. */
public record HttpApiShape(String logicalId, Map<String, JwtAuthorizerShape> authorizers, Optional<CorsShape> cors, Throttle throttle,
        Map<String, Throttle> routeThrottles) {

    /** A JWT authorizer; the identity source is a request header or query parameter. */
    public record JwtAuthorizerShape(String name, String issuer, List<String> audience, String identitySource) {
    }

    /** CORS settings; {@code *} stands for anything. */
    public record CorsShape(List<String> origins, List<String> methods, List<String> headers, List<String> exposed, boolean credentials,
            Optional<Duration> maxAge) {
    }

    /** A token bucket: requests a second and how many at once; zero or less means unlimited. */
    public record Throttle(double rate, int burst) {

        static final Throttle NONE = new Throttle(0, 0);

        public boolean limited() {
            return rate > 0;
        }
    }
}
