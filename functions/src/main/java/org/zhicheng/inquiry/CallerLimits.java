package org.zhicheng.inquiry;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;

import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.identity.StableId;

/** How often one caller may do something. Who has no account is a hash that changes every day; no address is kept. */
public final class CallerLimits {

    private static final int IPV6_LENGTH = 16;
    private static final int IPV6_NETWORK = 8;

    private final CallerCounts counts;
    private final Salt salt;
    private final Clock clock;

    public CallerLimits(CallerCounts counts, Salt salt, Clock clock) {
        this.counts = counts;
        this.salt = salt;
        this.clock = clock;
    }

    /** A day's secret, asked for once a day: without it, the few possible addresses could be tried against a hash. */
    public static final class Salt {

        private record Today(LocalDate day, String secret) {
        }

        private volatile Today today;

        String of(LocalDate day, Vault vault) {
            Today known = today;
            if (known == null || !known.day().equals(day)) {
                known = new Today(day, vault.hash("verification callers " + day));
                today = known;
            }
            return known.secret();
        }
    }

    /**
     * Counts one more of something.
     *
     * @param most of them within the window
     * @throws TooManyQueries where the caller has done it too often
     */
    public void count(String sourceIp, String what, int most, Duration window, Vault vault) {
        count(StableId.of(salt.of(LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE), vault) + "\n" + network(sourceIp)), what, most,
                window);
    }

    /** The same of somebody who has signed in. */
    public void count(Actor actor, String what, int most, Duration window) {
        count(StableId.of(actor.sub()), what, most, window);
    }

    private void count(String caller, String what, int most, Duration window) {
        Instant now = clock.instant();
        Instant from = Instant.ofEpochSecond(now.getEpochSecond() / window.toSeconds() * window.toSeconds());
        Instant to = from.plus(window);
        if (counts.add(caller, what, from, to) > most) {
            throw new TooManyQueries(Duration.between(now, to).plusSeconds(1));
        }
    }

    // Of the newer kind a line has a whole network of addresses.
    private static String network(String ip) {
        if (ip.isEmpty()) {
            return ip;
        }
        byte[] address = InetAddress.ofLiteral(ip).getAddress();
        return HexFormat.of().formatHex(address.length == IPV6_LENGTH ? Arrays.copyOf(address, IPV6_NETWORK) : address);
    }
}
