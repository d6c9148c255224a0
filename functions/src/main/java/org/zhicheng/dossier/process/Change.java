package org.zhicheng.dossier.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.record.AuditEvent;

/**
 * One command's writes, all or nothing: the application's next version, its audit event, and what must be delivered afterwards.
 *
 * @param before the version it was made from; absent for a new application
 * @param claims unique values taken
 * @param releases unique values given back
 * @param withinWindow the instant at which the cycle's window must be open, where the command depends on it (R21)
 */
public record Change(Optional<Application> before, Application after, AuditEvent event, List<Delivery> deliveries, List<Claim> claims,
        List<Claim> releases, Optional<Instant> withinWindow) {

    public Change {
        deliveries = List.copyOf(deliveries);
        claims = List.copyOf(claims);
        releases = List.copyOf(releases);
    }

    public Change(Application before, Application after, AuditEvent event) {
        this(Optional.of(before), after, event, List.of(), List.of(), List.of(), Optional.empty());
    }

    public Change delivering(Delivery... more) {
        List<Delivery> next = new ArrayList<>(deliveries);
        next.addAll(List.of(more));
        return new Change(before, after, event, next, claims, releases, withinWindow);
    }

    public Change delivering(Optional<? extends Delivery> more) {
        return more.map(d -> delivering(new Delivery[]{d})).orElse(this);
    }

    public Change claiming(Claim claim) {
        List<Claim> next = new ArrayList<>(claims);
        next.add(claim);
        return new Change(before, after, event, deliveries, next, releases, withinWindow);
    }

    public Change releasing(Claim claim) {
        List<Claim> next = new ArrayList<>(releases);
        next.add(claim);
        return new Change(before, after, event, deliveries, claims, next, withinWindow);
    }

    /** The change holds only while the cycle's window is open at the instant. */
    public Change within(Instant now) {
        return new Change(before, after, event, deliveries, claims, releases, Optional.of(now));
    }
}
