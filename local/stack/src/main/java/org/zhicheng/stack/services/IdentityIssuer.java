package org.zhicheng.stack.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;

import org.zhicheng.stack.state.StateFolder;

/**
 * An OpenID Connect issuer whose login page lists invented people instead of asking for passwords: authorization code with PKCE for
 * browsers, a direct grant for scripts. Tokens follow system time, not the stack's clock; the signing key stays in the state folder.
 */
public final class IdentityIssuer implements AutoCloseable {

    /** The grant by which a script becomes somebody: {@code username} is the person's {@code sub}. */
    public static final String SAMPLE_GRANT = "urn:zhicheng:sample";

    /** What may be wrong with a token, for tests of those who check tokens. */
    public enum Flaw {
        EXPIRED,
        OTHER_ISSUER,
        OTHER_AUDIENCE,
        OTHER_KEY,
        NO_SECOND_FACTOR
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOKEN_LIFE = Duration.ofHours(8);
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);
    private static final int MAX_FORM = 16 * 1024;

    private final Map<String, LoginPerson> people;
    private final String audience;
    private final RSAKey key;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Loopback server;

    private record Code(String sub, String clientId, String redirectUri, String challenge, String nonce, Instant until) {
    }

    /** What a browser was sent to the login page with; all of it comes back with the choice. */
    private record Login(String clientId, String redirectUri, String state, String nonce, String challenge, String scope) {

        static Login of(Map<String, String> form) {
            return new Login(form.getOrDefault("client_id", ""), form.getOrDefault("redirect_uri", ""), form.getOrDefault("state", ""),
                    form.getOrDefault("nonce", ""), form.getOrDefault("code_challenge", ""), form.getOrDefault("scope", "openid"));
        }

        String fields() {
            return field("client_id", clientId) + field("redirect_uri", redirectUri) + field("state", state) + field("nonce", nonce)
                    + field("code_challenge", challenge) + field("scope", scope) + field("response_type", "code")
                    + field("code_challenge_method", "S256");
        }

        private static String field(String name, String value) {
            return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Html.escape(value) + "\">";
        }
    }

    private IdentityIssuer(Loopback server, List<LoginPerson> people, String audience, RSAKey key) {
        this.server = server;
        this.people = people.stream().collect(Collectors.toMap(LoginPerson::sub, Function.identity(), (a, b) -> b, LinkedHashMap::new));
        this.audience = audience;
        this.key = key;
    }

    /**
     * @param port     0 for any free one; tokens survive a restart on the same port only, because the issuer's name holds it
     * @param audience the one client id, and every token's audience
     */
    public static IdentityIssuer start(StateFolder state, int port, String audience, List<LoginPerson> people) {
        return start(state, Loopback.bind("OIDC", port, "--issuer-port"), audience, people);
    }

    static IdentityIssuer start(StateFolder state, Loopback server, String audience, List<LoginPerson> people) {
        IdentityIssuer issuer = new IdentityIssuer(server, people, audience, key(state));
        server.serve(issuer::handle);
        return issuer;
    }

    /** The {@code iss} of every good token, without a slash at its end. */
    public URI issuer() {
        return server.uri();
    }

    public String audience() {
        return audience;
    }

    /** A good access token of a sample person, as the direct grant gives it. */
    public String token(String sub) {
        return sign(claims(person(sub)).build(), key);
    }

    /** A token that must be refused, for the given reason only. */
    public String flawedToken(String sub, Flaw flaw) {
        JWTClaimsSet.Builder claims = claims(person(sub));
        Instant now = Instant.now();
        return switch (flaw) {
            case EXPIRED -> sign(claims.issueTime(Date.from(now.minus(TOKEN_LIFE).minusSeconds(3600)))
                    .notBeforeTime(Date.from(now.minus(TOKEN_LIFE).minusSeconds(3600))).expirationTime(Date.from(now.minusSeconds(3600)))
                    .build(), key);
            case OTHER_ISSUER -> sign(claims.issuer("http://localhost:1").build(), key);
            case OTHER_AUDIENCE -> sign(claims.audience("another").claim("client_id", "another").build(), key);
            case OTHER_KEY -> sign(claims.build(), generate(key.getKeyID()));
            case NO_SECOND_FACTOR -> sign(claims.claim("amr", List.of("pwd")).build(), key);
        };
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        allowOrigin(exchange);
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (call) {
            case "GET /.well-known/openid-configuration" -> json(exchange, 200, discovery());
            case "GET /jwks" -> json(exchange, 200, new JWKSet(key).toPublicJWKSet().toJSONObject());
            case "GET /authorize" -> askWho(exchange, Login.of(form(exchange.getRequestURI().getRawQuery())), query(exchange));
            case "POST /authorize" -> signIn(exchange);
            case "POST /token" -> exchangeToken(exchange);
            case "GET /userinfo" -> userInfo(exchange);
            case "GET /logout" -> signOut(exchange);
            case "GET /" -> Loopback.sendHtml(exchange, 200, people(), "'none'");
            default -> {
                if (exchange.getRequestMethod().equals("OPTIONS")) {
                    exchange.sendResponseHeaders(204, -1);
                } else {
                    error(exchange, 404, "not_found", call);
                }
            }
        }
    }

    private Map<String, Object> discovery() {
        String base = issuer().toString();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", base);
        document.put("authorization_endpoint", base + "/authorize");
        document.put("token_endpoint", base + "/token");
        document.put("userinfo_endpoint", base + "/userinfo");
        document.put("jwks_uri", base + "/jwks");
        document.put("end_session_endpoint", base + "/logout");
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code", "password", SAMPLE_GRANT));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("token_endpoint_auth_methods_supported", List.of("none"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("scopes_supported", List.of("openid", "profile"));
        document.put("claims_supported", List.of("sub", "name", "amr", "iss", "aud", "exp", "iat", "nonce"));
        return document;
    }

    private void askWho(HttpExchange exchange, Login login, Map<String, String> query) throws IOException {
        Optional<String> refusal = refusal(login);
        if (refusal.isPresent()) {
            error(exchange, 400, "invalid_request", refusal.get());
            return;
        }
        if (!query.getOrDefault("response_type", "").equals("code") || !query.getOrDefault("code_challenge_method", "").equals("S256")
                || login.challenge().isEmpty()) {
            redirect(exchange, login.redirectUri(), Map.of("error", "invalid_request", "error_description",
                    "response_type=code with code_challenge_method=S256 is wanted", "state", login.state()));
            return;
        }
        // The browser holds a form's redirects to the policy too.
        Loopback.sendHtml(exchange, 200, Html.page("登录（演示）Sign in (demo)", """
                <p class="note">示例人员，均为虚构，无需密码。 Invented people; no password.</p>
                <form method="post" action="/authorize">%s%s</form>
                """.formatted(login.fields(), byRole(person -> """
                <li><button name="sub" value="%s"><strong>%s</strong>%s</button></li>
                """.formatted(Html.escape(person.sub()), Html.escape(person.displayName()), line(person.note()))))),
                "'self' " + origin(login.redirectUri()));
    }

    private void signIn(HttpExchange exchange) throws IOException {
        // Only this page's own form: another site's must not sign its visitor in as somebody.
        String origin = Loopback.header(exchange, "Origin");
        if (!origin.isEmpty() && !Loopback.originHere(origin)) {
            error(exchange, 403, "access_denied", "foreign origin");
            return;
        }
        Map<String, String> form = body(exchange);
        Login login = Login.of(form);
        Optional<String> refusal = refusal(login);
        if (refusal.isPresent() || !people.containsKey(form.getOrDefault("sub", "")) || login.challenge().isEmpty()) {
            error(exchange, 400, "invalid_request", refusal.orElse("no such person, or no code_challenge"));
            return;
        }
        codes.values().removeIf(code -> code.until().isBefore(Instant.now()));
        String code = secret();
        codes.put(code, new Code(form.get("sub"), login.clientId(), login.redirectUri(), login.challenge(), login.nonce(),
                Instant.now().plus(CODE_LIFE)));
        redirect(exchange, login.redirectUri(), Map.of("code", code, "state", login.state(), "iss", issuer().toString()));
    }

    private void exchangeToken(HttpExchange exchange) throws IOException {
        Map<String, String> form = body(exchange);
        switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> {
                Code code = codes.remove(form.getOrDefault("code", ""));
                if (code == null || code.until().isBefore(Instant.now()) || !code.clientId().equals(form.getOrDefault("client_id", ""))
                        || !code.redirectUri().equals(form.getOrDefault("redirect_uri", ""))
                        || !code.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
                    error(exchange, 400, "invalid_grant",
                            "the code is unknown, used, expired, or its verifier, client or redirect is another");
                } else {
                    grant(exchange, people.get(code.sub()), code.nonce());
                }
            }
            case "password", SAMPLE_GRANT -> {
                LoginPerson person = people.get(form.getOrDefault("username", ""));
                if (person == null) {
                    error(exchange, 400, "invalid_grant", "no sample person has this sub");
                } else {
                    grant(exchange, person, "");
                }
            }
            default -> error(exchange, 400, "unsupported_grant_type", "authorization_code, password or " + SAMPLE_GRANT);
        }
    }

    private void grant(HttpExchange exchange, LoginPerson person, String nonce) throws IOException {
        JWTClaimsSet.Builder identity = claims(person);
        if (!nonce.isEmpty()) {
            identity.claim("nonce", nonce);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", sign(claims(person).build(), key));
        answer.put("id_token", sign(identity.build(), key));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", TOKEN_LIFE.toSeconds());
        answer.put("scope", "openid profile");
        json(exchange, 200, answer);
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        Optional<JWTClaimsSet> claims = verified(Loopback.header(exchange, "Authorization").replaceFirst("(?i)^Bearer ", ""));
        if (claims.isEmpty()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            error(exchange, 401, "invalid_token", "not a token of this issuer, or expired");
            return;
        }
        json(exchange, 200, claims.get().toJSONObject());
    }

    private void signOut(HttpExchange exchange) throws IOException {
        String back = query(exchange).getOrDefault("post_logout_redirect_uri", "");
        if (Loopback.originHere(back)) {
            redirect(exchange, back, Map.of("state", query(exchange).getOrDefault("state", "")));
        } else {
            Loopback.sendHtml(exchange, 200, Html.page("已退出 Signed out", ""), "'none'");
        }
    }

    private String people() {
        return Html.page("示例人员 Sample people", """
                <p class="note">此处仅列出人员；请从系统页面登录。脚本可用
                <code>POST /token</code>（grant_type=%s, username=&lt;sub&gt;）。
                A list only: sign in from the system's page; scripts use the direct grant.</p>%s
                """.formatted(SAMPLE_GRANT, byRole(person -> "<li><article><strong>%s</strong>%s%s</article></li>"
                .formatted(Html.escape(person.displayName()), line(person.note()), line("sub: " + person.sub())))));
    }

    private String byRole(Function<LoginPerson, String> item) {
        Map<String, List<LoginPerson>> roles = people.values().stream()
                .collect(Collectors.groupingBy(LoginPerson::role, LinkedHashMap::new, Collectors.toList()));
        return roles.entrySet().stream().map(role -> "<h2>" + Html.escape(role.getKey()) + "</h2><ul>"
                + role.getValue().stream().map(item).collect(Collectors.joining()) + "</ul>").collect(Collectors.joining());
    }

    private static String line(String text) {
        return text.isEmpty() ? "" : "<span>" + Html.escape(text) + "</span>";
    }

    /** Nothing that is refused here may be redirected: the address itself is what's wrong. */
    private Optional<String> refusal(Login login) {
        if (!login.clientId().equals(audience)) {
            return Optional.of("client_id must be " + audience);
        }
        if (!Loopback.originHere(login.redirectUri())) {
            return Optional.of("redirect_uri must be an address of this machine");
        }
        return Optional.empty();
    }

    private JWTClaimsSet.Builder claims(LoginPerson person) {
        Date now = Date.from(Instant.now());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        claims.claim("amr", List.of("pwd"));
        person.claims().forEach(claims::claim);
        return claims.issuer(issuer().toString()).subject(person.sub()).audience(audience).claim("client_id", audience)
                .claim("name", person.displayName()).claim("scope", "openid profile").issueTime(now).notBeforeTime(now)
                .expirationTime(Date.from(now.toInstant().plus(TOKEN_LIFE))).jwtID(UUID.randomUUID().toString());
    }

    private LoginPerson person(String sub) {
        return Optional.ofNullable(people.get(sub)).orElseThrow(() -> new IllegalArgumentException("no sample person " + sub));
    }

    private Optional<JWTClaimsSet> verified(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean good = jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256) && jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))
                    && issuer().toString().equals(claims.getIssuer()) && claims.getExpirationTime().toInstant().isAfter(Instant.now());
            return good ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(JOSEObjectType.JWT).build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static RSAKey key(StateFolder state) {
        Path file = state.path().resolve("identity.json");
        try {
            if (Files.exists(file)) {
                return RSAKey.parse(Files.readString(file));
            }
            RSAKey key = generate(UUID.randomUUID().toString());
            state.writeSecret("identity.json", key.toJSONString().getBytes(StandardCharsets.UTF_8));
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (ParseException e) {
            throw new IllegalStateException("not a key: " + file, e);
        }
    }

    private static RSAKey generate(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        }
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pages on this machine's other ports may read tokens and keys; nobody else's may. */
    private static void allowOrigin(HttpExchange exchange) {
        String origin = Loopback.header(exchange, "Origin");
        if (Loopback.originHere(origin)) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
            exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "authorization, content-type");
            exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "GET, POST");
            exchange.getResponseHeaders().set("Vary", "Origin");
        }
    }

    private static void redirect(HttpExchange exchange, String address, Map<String, String> parameters) throws IOException {
        String query = parameters.entrySet().stream().filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        exchange.getResponseHeaders().set("Location", query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(303, -1);
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return form(exchange.getRequestURI().getRawQuery());
    }

    private static Map<String, String> body(HttpExchange exchange) throws IOException {
        return form(new String(exchange.getRequestBody().readNBytes(MAX_FORM), StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Loopback.send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
    }

    private static void error(HttpExchange exchange, int status, String code, String description) throws IOException {
        json(exchange, status, Map.of("error", code, "error_description", description));
    }
}
