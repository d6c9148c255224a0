package org.zhicheng.work.certificate;

import java.time.Duration;

import org.zhicheng.dossier.people.Vault;
import org.zhicheng.inquiry.CallerLimits;
import org.zhicheng.inquiry.TooManyQueries;

/**
 * How often one caller may verify (R31). Codes that are found are counted apart from codes that are not, of which few are allowed: who
 * guesses is soon told to wait, and who stands behind the same address is not.
 */
public final class VerificationLimits {

    static final int MOST_FOUND = 200;
    static final int MOST_UNKNOWN = 30;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final CallerLimits limits;

    public VerificationLimits(CallerLimits limits) {
        this.limits = limits;
    }

    /** @throws TooManyQueries where the caller has asked for too many such codes */
    void count(String sourceIp, boolean found, Vault vault) {
        limits.count(sourceIp, found ? "FOUND" : "UNKNOWN", found ? MOST_FOUND : MOST_UNKNOWN, WINDOW, vault);
    }
}
