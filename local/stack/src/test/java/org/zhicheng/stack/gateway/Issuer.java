package org.zhicheng.stack.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

/** An issuer without a network: its documents, and tokens good and bad. */
final class Issuer {

    static final String NAME = "http://localhost:1/issuer";

    private final RSAKey key;
    int asked;

    Issuer() {
        try {
            this.key = new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] document(URI uri) {
        asked++;
        String text = uri.toString().equals(NAME + "/.well-known/openid-configuration")
                ? "{\"jwks_uri\":\"" + NAME + "/jwks\"}"
                : new JWKSet(key.toPublicJWK()).toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static JWTClaimsSet.Builder claims() {
        Instant now = Clock.systemUTC().instant();
        return new JWTClaimsSet.Builder().issuer(NAME).subject("wang").audience("fixture").issueTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1)))).claim("amr", List.of("pwd", "otp")).claim("level", 2);
    }

    String token(JWTClaimsSet.Builder claims) {
        return token(claims, "one", key);
    }

    String token(JWTClaimsSet.Builder claims, String keyId, RSAKey signer) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims.build());
            jwt.sign(new RSASSASigner(signer));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    /** Signed with the public key as if it were a secret. */
    String confused(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims.build());
            jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
