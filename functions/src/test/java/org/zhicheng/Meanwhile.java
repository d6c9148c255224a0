package org.zhicheng;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;

/** A store in front of another one, where something else happens right before the first write: the race a test is about. */
public final class Meanwhile implements ApplicationStore {

    private final ApplicationStore store;
    private Optional<Runnable> meanwhile;

    public Meanwhile(ApplicationStore store, Runnable meanwhile) {
        this.store = store;
        this.meanwhile = Optional.of(meanwhile);
    }

    @Override
    public Optional<Application> find(String id) {
        return store.find(id);
    }

    @Override
    public void commit(Change change) {
        happen();
        store.commit(change);
    }

    @Override
    public void commit(List<Change> changes) {
        happen();
        store.commit(changes);
    }

    @Override
    public void delete(Change change) {
        happen();
        store.delete(change);
    }

    private void happen() {
        Optional<Runnable> now = meanwhile;
        meanwhile = Optional.empty();
        now.ifPresent(Runnable::run);
    }

    @Override
    public Optional<String> ownerOf(Claim.Type type, String value) {
        return store.ownerOf(type, value);
    }

    @Override
    public List<Holder> holders(String hash) {
        return store.holders(hash);
    }

    @Override
    public void know(Application application) {
        store.know(application);
    }

    @Override
    public Set<String> alike() {
        return store.alike();
    }

    @Override
    public List<ApplicationSummary> ofApplicant(String sub) {
        return store.ofApplicant(sub);
    }

    @Override
    public Page<ApplicationSummary> queue(State state, String scope, int limit, Optional<String> cursor) {
        return store.queue(state, scope, limit, cursor);
    }

    @Override
    public String behind(ApplicationSummary line) {
        return store.behind(line);
    }

    @Override
    public int due(State state, String scope, Instant at, int most) {
        return store.due(state, scope, at, most);
    }

    @Override
    public Standing standing(int cycle, State state, Optional<String> district) {
        return store.standing(cycle, state, district);
    }

    @Override
    public Page<ApplicationSummary> inState(int cycle, State state, int limit, Optional<String> cursor) {
        return store.inState(cycle, state, limit, cursor);
    }

    @Override
    public List<ApplicationSummary> ofEmployer(int cycle, String uscc) {
        return store.ofEmployer(cycle, uscc);
    }

    @Override
    public List<AuditEvent> events(String id) {
        return store.events(id);
    }

    @Override
    public List<Submission> submissions(String id) {
        return store.submissions(id);
    }
}
