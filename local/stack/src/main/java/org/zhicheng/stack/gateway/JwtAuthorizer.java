package org.zhicheng.stack.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.zhicheng.stack.template.HttpApiShape.JwtAuthorizerShape;

/**
 * Checks tokens as API Gateway's JWT authorizer does: RSA signature by a key of the issuer, issuer, audience (or client id),
 * not expired, already valid. Clocks differ, so a minute is allowed, also where AWS promises none. Keys are asked for once and again when a token names an unknown one.
 */
final class JwtAuthorizer {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);
    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final Duration PAUSE_BETWEEN_FETCHES = Duration.ofSeconds(5);

    private final JwtAuthorizerShape shape;
    private final Clock clock;
    private final Fetch fetch;
    private JWKSet keys = new JWKSet();
    private Instant fetchedAt = Instant.EPOCH;

    JwtAuthorizer(JwtAuthorizerShape shape, Clock clock, Fetch fetch) {
        this.shape = shape;
        this.clock = clock;
        this.fetch = fetch;
    }

    JwtAuthorizerShape shape() {
        return shape;
    }

    /** The token's claims. */
    JWTClaimsSet check(String token) throws Refused {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                throw new Refused("the signing algorithm is not supported");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!shape.issuer().equals(claims.getIssuer())) {
                throw new Refused("the issuer is invalid");
            }
            if (!jwt.verify(new RSASSAVerifier(key(jwt.getHeader().getKeyID())))) {
                throw new Refused("the signature is invalid");
            }
            checkTimes(claims);
            checkAudience(claims);
            return claims;
        } catch (ParseException | JOSEException e) {
            throw new Refused("the token cannot be read");
        }
    }

    /** Claims as the event has them: all text, arrays as {@code [a b]}. */
    static Map<String, String> texts(JWTClaimsSet claims) {
        Map<String, String> texts = new LinkedHashMap<>();
        claims.toJSONObject().forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    /** The scopes of a token: {@code scope} or {@code scp}, words or an array. */
    static List<String> scopes(JWTClaimsSet claims) {
        Object scope = Optional.ofNullable(claims.getClaim("scope")).orElse(claims.getClaim("scp"));
        return switch (scope) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object words -> List.of(String.valueOf(words).split(" "));
        };
    }

    private void checkTimes(JWTClaimsSet claims) throws Refused {
        Date latestPast = Date.from(clock.instant().minus(LEEWAY));
        Date earliestFuture = Date.from(clock.instant().plus(LEEWAY));
        if (claims.getExpirationTime() == null || !claims.getExpirationTime().after(latestPast)) {
            throw new Refused("the token has expired");
        }
        if (claims.getNotBeforeTime() != null && claims.getNotBeforeTime().after(earliestFuture)
                || claims.getIssueTime() != null && claims.getIssueTime().after(earliestFuture)) {
            throw new Refused("the token is not valid yet");
        }
    }

    private void checkAudience(JWTClaimsSet claims) throws Refused, ParseException {
        List<String> named = claims.getAudience().isEmpty()
                ? Optional.ofNullable(claims.getStringClaim("client_id")).map(List::of).orElse(List.of())
                : claims.getAudience();
        if (named.stream().noneMatch(shape.audience()::contains)) {
            throw new Refused("the audience is invalid");
        }
    }

    private synchronized RSAKey key(String id) throws Refused {
        RSAKey known = find(id);
        Instant now = Instant.now();
        if (known == null && Duration.between(fetchedAt, now).compareTo(PAUSE_BETWEEN_FETCHES) > 0) {
            fetchedAt = now;
            keys = fetchKeys();
            known = find(id);
        }
        if (known == null) {
            throw new Refused("the signing key is unknown");
        }
        return known;
    }

    private RSAKey find(String id) {
        JWK key = id == null ? null : keys.getKeyByKeyId(id);
        return key instanceof RSAKey rsa ? rsa : null;
    }

    private JWKSet fetchKeys() throws Refused {
        try {
            String base = shape.issuer().endsWith("/") ? shape.issuer() : shape.issuer() + "/";
            Map<String, Object> discovery = JSONObjectUtils.parse(text(fetch.get(URI.create(base + ".well-known/openid-configuration"))));
            return JWKSet.parse(text(fetch.get(URI.create(JSONObjectUtils.getString(discovery, "jwks_uri")))));
        } catch (IOException | ParseException e) {
            System.err.println("the issuer's keys cannot be read: " + shape.issuer() + ": " + e);
            throw new Refused("the issuer's keys cannot be read");
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "<nil>";
            case List<?> list -> list.stream().map(JwtAuthorizer::text).collect(Collectors.joining(" ", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream().map(entry -> entry.getKey() + ":" + text(entry.getValue())).sorted()
                    .collect(Collectors.joining(" ", "map[", "]"));
            case Object single -> String.valueOf(single);
        };
    }

    /** Gets a document of the issuer. */
    @FunctionalInterface
    interface Fetch {

        byte[] get(URI uri) throws IOException;

        /** By HTTP, within the 1.5 s that API Gateway allows. */
        static byte[] http(URI uri) throws IOException {
            var connection = uri.toURL().openConnection();
            connection.setConnectTimeout(1_500);
            connection.setReadTimeout(1_500);
            try (var body = connection.getInputStream()) {
                return body.readAllBytes();
            }
        }
    }

    /** The token does not let the caller in; the message may be told to the caller. */
    static final class Refused extends Exception {

        Refused(String message) {
            super(message);
        }
    }
}
