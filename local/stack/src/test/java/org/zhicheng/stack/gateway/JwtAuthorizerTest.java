package org.zhicheng.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.stack.template.HttpApiShape.JwtAuthorizerShape;

/** Clocks of issuer, browser and stack differ by seconds. */
class JwtAuthorizerTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Issuer issuer = new Issuer();
    private final JwtAuthorizer authorizer = new JwtAuthorizer(
            new JwtAuthorizerShape("Oidc", Issuer.NAME, List.of("fixture"), "$request.header.Authorization"),
            Clock.fixed(now, ZoneOffset.UTC), issuer::document);

    @ParameterizedTest
    @CsvSource({"-59, 0, 0", "1, 0, 0", "3600, 60, 0", "3600, 0, 60"})
    void shouldTakeATokenWhoseTimesAreOffByAMinute(long expires, long notBefore, long issued) throws Exception {
        assertThat(authorizer.check(token(expires, notBefore, issued)).getSubject()).isEqualTo("wang");
    }

    @ParameterizedTest
    @CsvSource({"-60, 0, 0, expired", "3600, 61, 0, not valid yet", "3600, 0, 61, not valid yet"})
    void shouldRefuseATokenWhoseTimesAreOffByMore(long expires, long notBefore, long issued, String why) {
        assertThatThrownBy(() -> authorizer.check(token(expires, notBefore, issued))).hasMessageContaining(why);
    }

    @Test
    void shouldRefuseATokenThatNeverExpires() {
        assertThatThrownBy(() -> authorizer.check(issuer.token(Issuer.claims().expirationTime(null)))).hasMessageContaining("expired");
    }

    private String token(long expires, long notBefore, long issued) {
        JWTClaimsSet.Builder claims = Issuer.claims().expirationTime(at(expires)).notBeforeTime(at(notBefore)).issueTime(at(issued));
        return issuer.token(claims);
    }

    private Date at(long seconds) {
        return Date.from(now.plusSeconds(seconds));
    }
}
