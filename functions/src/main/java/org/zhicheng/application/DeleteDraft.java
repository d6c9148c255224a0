package org.zhicheng.application;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.zhicheng.attachment.FileStore;
import org.zhicheng.attachment.Attachments;
import org.zhicheng.record.AuditEvent.Channel;
import org.zhicheng.staff.Actor;
import org.zhicheng.staff.Command;
import org.zhicheng.staff.Permissions;
import org.zhicheng.staff.Role;

/** Deletes an unsubmitted draft with its files; what remains is the line of the record. */
public final class DeleteDraft {

    private final ApplicationStore store;
    private final FileStore files;
    private final Clock clock;

    public DeleteDraft(ApplicationStore store, FileStore files, Clock clock) {
        this.store = store;
        this.files = files;
        this.clock = clock;
    }

    /** Deleting what is gone is no error. */
    public void delete(Actor actor, String id) {
        Optional<Application> found = store.find(id);
        if (found.isEmpty()) {
            return;
        }
        Application draft = found.get();
        Role role = Permissions.check(actor, Command.DELETE_DRAFT, draft);
        Application after = draft.edit().at(clock.instant()).done();
        Change change = Commands.change(draft, after, actor, role, Command.DELETE_DRAFT, Channel.API, after.changedAt(), "");
        // Files first: a crash in between leaves a draft whose files can be sent again, never files without an owner.
        draft.attachments().forEach(a -> Attachments.delete(files, draft.id(), a));
        store.delete(new Change(change.before(), after, change.event(), List.of(), List.of(), List.of(CreateApplication.claim(draft)),
                Optional.empty()));
    }
}
