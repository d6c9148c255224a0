package org.zhicheng.dossier.process;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.reading.Reads;

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

    /**
     * Writes changes of several applications, all of them or nothing; no more items than one transaction takes.
     *
     * @throws StaleVersion where one of them is not at the version its change was made from
     * @throws ClaimTaken where something else has a unique value
     */
    void commit(List<Change> changes);

    /** Those of many that are there, in their order, read side by side. */
    default List<Application> all(Collection<String> ids) {
        return Reads.each(ids, this::find).stream().flatMap(Optional::stream).toList();
    }

    /** Deletes an unsubmitted draft and gives its claim back; the audit event stays. */
    void delete(Change change);

    /** Who has a unique value. */
    Optional<String> ownerOf(Claim.Type type, String value);

    /** The owner's applications, newest first. */
    List<ApplicationSummary> ofApplicant(String sub);

    /** A tier's queue, the most urgent first. */
    Page<ApplicationSummary> queue(State state, String scope, int limit, Optional<String> cursor);

    /** The cursor behind a line of a tier's queue, which need not be the last of a page. */
    String behind(ApplicationSummary line);

    /** How many of a tier's queue are due at an instant, counted up to {@code most}. */
    int due(State state, String scope, Instant at, int most);

    /**
     * How many of a cycle stand in a state, from numbers that are kept (R37): the same to read however many there are, and about a second behind.
     *
     * @param district these only; everywhere where absent
     */
    Standing standing(int cycle, State state, Optional<String> district);

    /** The applications of a cycle in a state. */
    Page<ApplicationSummary> inState(int cycle, State state, int limit, Optional<String> cursor);

    /**
     * Those that an employer's staff submitted in a cycle, as they are now, in no order. Known about a second after it was submitted, or that
     * its employer changed, an application may be of another employer by now.
     */
    List<ApplicationSummary> ofEmployer(int cycle, String uscc);

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

    /** Whose applications count a paper that is known by a fingerprint's hash; a consistent read. */
    List<Holder> holders(String hash);

    /**
     * Lets the index know by what the papers of an application are known that was stored before there was one; changes nothing where it does
     * (R13).
     *
     * @throws StaleVersion where the application, or who counts one of its papers, has changed since it was read
     */
    void know(Application application);

    /** The applications of which a paper is alike one of another person's, as the index knows (R13). */
    Set<String> alike();

    /** An application that counts a paper. */
    record Holder(String applicationId, Material material, String applicant) {
    }

    /**
     * How many stand in a state.
     *
     * @param flagged of these, with an open question as of when each was last written
     * @param cameBack of these, handed in again after a correction
     */
    record Standing(int all, int flagged, int cameBack) {

        public static final Standing NONE = new Standing(0, 0, 0);

        public Standing and(Standing more) {
            return new Standing(all + more.all, flagged + more.flagged, cameBack + more.cameBack);
        }
    }

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
