package org.zhicheng.work.statistics;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.work.statistics.Exports.Export;
import org.zhicheng.work.statistics.Exports.Stand;
import org.zhicheng.work.statistics.Exports.Wanted;

/**
 * Has the list of a cycle's applications written as a file (R37), and tells how far it is. A short one is there with the answer; a long one,
 * of a hundred thousand rows, takes longer than the API waits, so it is written behind it.
 */
@Rule(R37)
public final class ExportApplications {

    /** How long the file's address holds. */
    private static final Duration VALID = Duration.ofMinutes(5);
    /** How long an answer waits for the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CycleStore cycles;
    private final Exports exports;
    private final FileStore files;
    private final AuditLog auditLog;
    private final Clock clock;
    private final Supplier<String> ids;

    public ExportApplications(CycleStore cycles, Exports exports, FileStore files, AuditLog auditLog, Clock clock, Supplier<String> ids) {
        this.cycles = cycles;
        this.exports = exports;
        this.files = files;
        this.auditLog = auditLog;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * How a list stands.
     *
     * @param rows how many applications have been written
     * @param uri an address from which the file can be fetched for five minutes; nothing before it is ready
     */
    public record Progress(String id, Stand stand, int rows, Optional<URI> uri, Optional<Instant> validUntil) {
    }

    /**
     * @param idempotencyKey chosen by the client; the same key gives the same list, to the same request only
     * @throws Failure {@code NOT_ALLOWED}, {@code NO_CYCLE}, {@code INVALID_VALUE} for a state before submission, or
     *         {@code KEY_OF_OTHER_REQUEST}
     */
    public Progress request(Actor actor, Wanted wanted, Optional<String> idempotencyKey) {
        Role role = CycleApplications.role(actor, "导出名单");
        if (cycles.find(wanted.cycle()).isEmpty()) {
            throw new Failure(ErrorCode.NO_CYCLE, Integer.toString(wanted.cycle()));
        }
        if (wanted.state().filter(s -> !s.wasSubmitted()).isPresent()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "state", State.DRAFT + ", " + State.EXPIRED);
        }
        String id = idempotencyKey.map(key -> StableId.of("export\n" + actor.sub() + "\n" + key)).orElseGet(ids);
        Optional<Export> earlier = idempotencyKey.isPresent() ? exports.find(id, Duration.ZERO) : Optional.empty();
        if (earlier.filter(export -> !export.wanted().equals(wanted)).isPresent()) {
            throw new Failure(ErrorCode.KEY_OF_OTHER_REQUEST);
        }
        if (earlier.isEmpty()) {
            Instant now = clock.instant();
            auditLog.append(AuditEvent.of(Subject.cycle(wanted.cycle()), now, actor.sub(), role, "EXPORT", Channel.API,
                    wanted.format() + " " + wanted.state().map(State::name).orElse("")).by(actor.name()));
            exports.keep(new Export(id, actor.sub(), actor.appointments(), wanted, now, 0, Stand.UNDER_WAY));
        }
        exports.start(id);
        return progress(exports.find(id, PATIENCE).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id)));
    }

    /** @throws Failure {@code NOT_ALLOWED}, or {@code NOT_FOUND} for another one's list and one that is a day old */
    public Progress find(Actor actor, String id) {
        CycleApplications.role(actor, "导出名单");
        return progress(exports.find(id, PATIENCE).filter(export -> export.sub().equals(actor.sub()))
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id)));
    }

    private Progress progress(Export export) {
        if (export.stand() != Stand.READY) {
            return new Progress(export.id(), export.stand(), export.rows(), Optional.empty(), Optional.empty());
        }
        Wanted wanted = export.wanted();
        URI file = files.download(Exports.key(export), "申报名单-" + wanted.cycle() + "." + wanted.format().extension(),
                wanted.format().contentType(), VALID);
        return new Progress(export.id(), export.stand(), export.rows(), Optional.of(file), Optional.of(clock.instant().plus(VALID)));
    }
}
