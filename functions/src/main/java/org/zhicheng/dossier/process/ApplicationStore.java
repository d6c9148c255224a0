package org.zhicheng.dossier.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent;

/** The applications: read whole, written one change at a time. */
public interface ApplicationStore {

    /** The application as it is now (a consistent read). */
    Optional<Application> find(String id);

    /**
     * Writes a change, all of it or nothing.
     *
     * @throws StaleVersion where the application is not at the version the change was made from
     * @throws ClaimTaken where something else has a unique value
     */
    void commit(Change change);

    /** Deletes an unsubmitted draft and gives its claim back; the audit event stays. */
    void delete(Change change);

    /** Who has a unique value. */
    Optional<String> ownerOf(Claim.Type type, String value);

    /** The owner's applications, newest first. */
    List<ApplicationSummary> ofApplicant(String sub);

    /** A tier's queue, the most urgent first. */
    Page<ApplicationSummary> queue(State state, String scope, int limit, Optional<String> cursor);

    /** The applications of a cycle in a state. */
    Page<ApplicationSummary> inState(int cycle, State state, int limit, Optional<String> cursor);

    /** A tier's queue, all of it, each page read when it is come to. */
    default Stream<ApplicationSummary> allInQueue(State state, String scope, int page) {
        return Page.all(cursor -> queue(state, scope, page, cursor));
    }

    /** All applications of a cycle in a state, each page read when it is come to. */
    default Stream<ApplicationSummary> allInState(int cycle, State state, int page) {
        return Page.all(cursor -> inState(cycle, state, page, cursor));
    }

    /** The record of an application, oldest first. */
    List<AuditEvent> events(String id);

    /** What was handed in at each submission, oldest first, for the view of what changed (R22). */
    List<Submission> submissions(String id);

    /** What was handed in at one submission. */
    record Submission(int number, Instant at, Qualification qualification, Form form, List<String> files) {
        public Submission {
            files = List.copyOf(files);
        }
    }

    /** A part of a list, and where the rest begins. */
    record Page<T>(List<T> items, Optional<String> next) {
        public Page {
            items = List.copyOf(items);
        }

        private static <T> Stream<T> all(Function<Optional<String>, Page<T>> read) {
            return Stream
                    .iterate(Optional.of(read.apply(Optional.empty())), Optional::isPresent,
                            before -> before.get().next().map(cursor -> read.apply(Optional.of(cursor))))
                    .flatMap(present -> present.get().items().stream());
        }
    }

    /** The application has changed since it was read; read it again. */
    final class StaleVersion extends RuntimeException {
    }

    /** Something else has the unique value. */
    final class ClaimTaken extends RuntimeException {
        private final transient Claim claim;

        public ClaimTaken(Claim claim) {
            super(claim.type().name());
            this.claim = claim;
        }

        public Claim claim() {
            return claim;
        }
    }
}
