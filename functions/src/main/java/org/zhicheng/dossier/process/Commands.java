package org.zhicheng.dossier.process;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;

/** Runs a command on the newest version of an application, and again where someone else was faster. */
public final class Commands {

    private final ApplicationStore store;

    public Commands(ApplicationStore store) {
        this.store = store;
    }

    /**
     * Reads, decides, writes.
     *
     * @param command makes the change, or none where the command was already carried out
     * @return the application afterwards
     * @throws Failure {@code NOT_FOUND}, what the command refuses, or {@code STALE_VERSION} where others kept being faster
     */
    public Application run(String id, Function<Application, Optional<Change>> command) {
        return Attempts.of(() -> {
            Application application = store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
            return write(application, command).map(Change::after).orElse(application);
        });
    }

    /**
     * The same on an application as the caller has just written it; anew on what is there where somebody else was faster.
     *
     * @throws Failure as {@link #run}
     */
    public Application goOn(Application known, Function<Application, Optional<Change>> command) {
        try {
            return write(known, command).map(Change::after).orElse(known);
        } catch (StaleVersion e) {
            return run(known.id(), command);
        }
    }

    /**
     * The same for a schedule, to which it is no error that the application is gone meanwhile.
     *
     * @return whether there was something to change
     */
    public boolean runIfThere(String id, Function<Application, Optional<Change>> command) {
        return Attempts.of(() -> store.find(id).flatMap(application -> write(application, command)).isPresent());
    }

    /**
     * What takes an application away from the office holds only while no approval document lists it (R40).
     *
     * @throws Failure {@code LISTED_IN_DOCUMENT}
     */
    public Change unlisted(Change change) {
        Application before = change.before().orElseThrow();
        if (before.state() != State.APPROVAL_DOCUMENT) {
            return change;
        }
        store.ownerOf(Claim.Type.LISTED, before.id()).ifPresent(number -> {
            throw new Failure(ErrorCode.LISTED_IN_DOCUMENT, number);
        });
        return change.releasing(Claim.listed(before.id(), before.id()));
    }

    /** Begins to read what {@link #unlisted} needs. */
    public void readAheadUnlisted(Application before) {
        if (before.state() == State.APPROVAL_DOCUMENT) {
            Reads.ahead(() -> store.ownerOf(Claim.Type.LISTED, before.id()));
        }
    }

    private Optional<Change> write(Application application, Function<Application, Optional<Change>> command) {
        Optional<Change> change = command.apply(application);
        change.ifPresent(store::commit);
        return change;
    }

    /** A change that is no command of the matrix but made by the system: a reminder, a resumption. */
    public static Change bySystem(Application before, Application after, String action, Channel channel, Instant now, String note) {
        return new Change(before, after, new AuditEvent(before.id(), after.version(), now, Actor.SYSTEM.sub(), Role.SYSTEM, action,
                Optional.of(before.state()), Optional.of(after.state()), channel, note));
    }

    /** A change with its audit event. */
    public static Change change(Application before, Application after, Actor actor, Role role, Command command, Channel channel,
            Instant now, String note) {
        return new Change(before, after, new AuditEvent(before.id(), after.version(), now, actor.sub(), role, command.name(),
                Optional.of(before.state()), Optional.of(after.state()), channel, note).by(actor.name()));
    }
}
