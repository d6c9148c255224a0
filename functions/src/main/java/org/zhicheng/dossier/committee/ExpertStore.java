package org.zhicheng.dossier.committee;

import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.record.AuditEvent;

/** The committee's register. */
public interface ExpertStore {

    /** Each is two items of a transaction, which may have a hundred. */
    int MOST_AT_ONCE = 40;

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

    /** An expert to be written, with what is recorded of it. */
    record Recorded(Expert expert, AuditEvent event) {
    }
}
