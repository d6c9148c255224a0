package org.zhicheng.work.drafting;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.delivery.Delivery.DeleteFiles;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/**
 * Deletes an unsubmitted draft; what remains is the line of the record. Its files are deleted afterwards, by the outbox: were they deleted
 * first, a draft submitted at the same moment would stand there without them.
 */
public final class DeleteDraft {

    /** Attachments taken out in one transaction, which may touch 100 items: a file's own, and the one by which its content is known. */
    private static final int AT_ONCE = 40;
    /** Enough for all files that one may have, and for others who write at the same moment. */
    private static final int ATTEMPTS = 16;

    private final ApplicationStore store;
    private final Clock clock;

    public DeleteDraft(ApplicationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Deleting what is gone is no error. Cut off in between, a draft with fewer files is left; deleting it again goes on.
     *
     * @throws Failure {@code WRONG_STATE}, or {@code STALE_VERSION} where others kept being faster
     */
    public void delete(Actor actor, String id) {
        Optional<Application> found = store.find(id);
        for (int attempt = 0; found.isPresent(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new Failure(ErrorCode.STALE_VERSION);
            }
            found = deleteSome(actor, found.get());
        }
    }

    /** @return what is left of it */
    private Optional<Application> deleteSome(Actor actor, Application draft) {
        Role role = Permissions.check(actor, Command.DELETE_DRAFT, draft);
        List<Attachment> some = draft.attachments().stream().limit(AT_ONCE).toList();
        boolean last = some.size() == draft.attachments().size();
        Application.Edit edit = draft.edit().at(clock.instant());
        Application after = last ? edit.done() : edit.detach(some).done();
        List<String> keys = some.stream().map(a -> FileKeys.key(draft.id(), a.id())).toList();
        Change change = Commands.change(draft, after, actor, role, Command.DELETE_DRAFT, Channel.API, after.changedAt(), "")
                .delivering(keys.isEmpty() ? Optional.empty() : Optional.of(new DeleteFiles(keys)));
        try {
            if (last) {
                store.delete(change.releasing(Claim.live(draft)));
                return Optional.empty();
            }
            store.commit(change);
            return Optional.of(after);
        } catch (StaleVersion e) {
            return store.find(draft.id());
        }
    }
}
