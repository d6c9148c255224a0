package org.zhicheng.application;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.zhicheng.application.ApplicationStore.StaleVersion;
import org.zhicheng.attachment.Attachment;
import org.zhicheng.attachment.Attachments;
import org.zhicheng.attachment.FileStore;
import org.zhicheng.record.AuditEvent.Channel;
import org.zhicheng.staff.Actor;
import org.zhicheng.staff.Command;
import org.zhicheng.staff.Permissions;
import org.zhicheng.staff.Role;

/** Deletes an unsubmitted draft with its files; what remains is the line of the record. */
public final class DeleteDraft {

    /** Attachments changed in one transaction, which may touch 100 items. */
    private static final int AT_ONCE = 50;

    private final ApplicationStore store;
    private final FileStore files;
    private final Clock clock;

    public DeleteDraft(ApplicationStore store, FileStore files, Clock clock) {
        this.store = store;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Deleting what is gone is no error. First no file counts any more, then the files go, then the draft: cut off anywhere, what is left is
     * a draft that can be filled up or deleted again, and a submission at the same moment wins or is refused, but never loses its files.
     */
    public void delete(Actor actor, String id) {
        Optional<Application> found = store.find(id);
        while (found.isPresent()) {
            Application draft = found.get();
            Role role = Permissions.check(actor, Command.DELETE_DRAFT, draft);
            List<Attachment> some = draft.attachments().stream().filter(a -> a.status() != Attachment.Status.REMOVED).limit(AT_ONCE).toList();
            Application.Edit edit = draft.edit().at(clock.instant());
            if (!some.isEmpty()) {
                some.forEach(a -> edit.attach(a.withStatus(Attachment.Status.REMOVED)));
                found = commit(actor, role, draft, edit.done());
                continue;
            }
            some = draft.attachments().stream().limit(AT_ONCE).toList();
            some.forEach(a -> Attachments.delete(files, id, a));
            if (some.size() < draft.attachments().size()) {
                found = commit(actor, role, draft, edit.detach(some).done());
                continue;
            }
            try {
                store.delete(change(actor, role, draft, edit.done()).releasing(CreateApplication.claim(draft)));
                return;
            } catch (StaleVersion e) {
                found = store.find(id);
            }
        }
    }

    private Optional<Application> commit(Actor actor, Role role, Application before, Application after) {
        try {
            store.commit(change(actor, role, before, after));
            return Optional.of(after);
        } catch (StaleVersion e) {
            return store.find(before.id());
        }
    }

    private static Change change(Actor actor, Role role, Application before, Application after) {
        return Commands.change(before, after, actor, role, Command.DELETE_DRAFT, Channel.API, after.changedAt(), "");
    }
}
