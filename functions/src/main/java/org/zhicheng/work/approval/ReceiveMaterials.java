package org.zhicheng.work.approval;

import static org.zhicheng.ground.rule.NoticeRule.R28;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** The office receives the originals, item by item; with the last one the application waits for its approval document (R28). */
@Rule(R28)
public final class ReceiveMaterials {

    private final Commands commands;
    private final Transitions transitions;

    public ReceiveMaterials(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * @param received what came in now; what came in before stays
     * @throws Failure {@code INVALID_VALUE} for a material that is not on the list of originals
     */
    public Application receive(Actor actor, String id, List<Material> received) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.RECEIVE_MATERIALS, application);
            if (application.receivedMaterials().containsAll(received) && application.state() != State.MATERIALS
                    && !application.receivedMaterials().isEmpty()) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.RECEIVE_MATERIALS, application);
            Set<Material> originals = application.originals();
            received.stream().filter(m -> !originals.contains(m)).findFirst().ifPresent(m -> {
                throw new Failure(ErrorCode.INVALID_VALUE, "received", String.join(" ", originals.stream().map(Enum::name).toList()));
            });
            Set<Material> all = EnumSet.noneOf(Material.class);
            all.addAll(application.receivedMaterials());
            all.addAll(received);
            if (all.size() == application.receivedMaterials().size() && !all.containsAll(originals)) {
                return Optional.empty();
            }
            Application.Edit edit = application.edit().receivedMaterials(List.copyOf(all));
            String note = String.join(" ", received.stream().map(Enum::name).toList());
            if (!all.containsAll(originals)) {
                return Optional.of(Commands.change(application, edit.at(transitions.now()).done(), actor, role, Command.RECEIVE_MATERIALS,
                        Channel.API, transitions.now(), note));
            }
            return Optional.of(transitions.enter(application, edit, State.APPROVAL_DOCUMENT,
                    Who.person(actor, role, Command.RECEIVE_MATERIALS), note));
        });
    }
}
