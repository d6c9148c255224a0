package org.zhicheng.application;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.zhicheng.attachment.Attachments;
import org.zhicheng.outbox.Delivery;
import org.zhicheng.record.AuditEvent.Channel;
import org.zhicheng.staff.Actor;
import org.zhicheng.staff.Command;
import org.zhicheng.staff.Permissions;
import org.zhicheng.staff.Role;

/**
 * Deletes an unsubmitted draft; what remains is the line of the record. Its files are deleted afterwards, by the outbox: were they deleted
 * first, a draft submitted at the same moment would stand there without them.
 */
public final class DeleteDraft {

    private final ApplicationStore store;
    private final Clock clock;

    public DeleteDraft(ApplicationStore store, Clock clock) {
        this.store = store;
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
        List<String> keys = draft.attachments().stream().flatMap(a -> Attachments.keys(draft.id(), a).stream()).toList();
        List<Delivery> deliveries = keys.isEmpty() ? List.of() : List.of(new Delivery.DeleteFiles(keys));
        store.delete(new Change(change.before(), after, change.event(), deliveries, List.of(), List.of(CreateApplication.claim(draft)),
                Optional.empty()));
    }
}
