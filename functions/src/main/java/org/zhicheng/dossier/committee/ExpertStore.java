package org.zhicheng.dossier.committee;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.record.AuditEvent;

/** The committee's register. */
public interface ExpertStore {

    /** Each is three items of a transaction, which may have a hundred. */
    int MOST_AT_ONCE = 30;

    Optional<Expert> find(String id);

    /** The one who votes under a login. */
    Optional<Expert> findBySub(String sub);

    /** All of them, by id; some thousands at the most. */
    List<Expert> all();

    /**
     * Writes the next revisions of experts with their events, all or none.
     *
     * @param recorded {@value #MOST_AT_ONCE} at most
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where one has changed since
     */
    void save(List<Recorded> recorded);

    /**
     * Writes an expert's next revision, and that a login is this person's.
     *
     * @param replaced the entry whose login it was until now, which is over
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the expert has changed since, or the login is another's
     */
    void bind(Recorded recorded, String login, Optional<String> replaced);

    /**
     * Deletes an entry that has been kept long enough.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void delete(Expert expert, AuditEvent event);

    /** What the ids of imported entries are made with, so that an import that is repeated makes the same and nobody else can: made once. */
    String secret(Supplier<String> fresh);

    /**
     * An expert to be written, with what is recorded of it.
     *
     * @param mails none, or one
     */
    record Recorded(Expert expert, AuditEvent event, List<? extends Delivery> mails) {
        public Recorded(Expert expert, AuditEvent event) {
            this(expert, event, List.of());
        }
    }
}
