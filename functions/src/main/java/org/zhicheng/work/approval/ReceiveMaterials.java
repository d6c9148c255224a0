package org.zhicheng.work.approval;

import static org.zhicheng.ground.rule.NoticeRule.R28;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.inquiry.Guard;
import org.zhicheng.inquiry.Seen;
import org.zhicheng.inquiry.StandIn;

/** The office receives the originals, item by item; with the last one the application waits for its approval document (R28). What was ticked by mistake is taken back with a reason (R41). */
@Rule(R28)
public final class ReceiveMaterials {

    /** Where a repeat of the receipt finds the application. After a return the originals are still there, and are not received while it is reviewed. */
    private static final Set<State> RECEIVED = EnumSet.range(State.APPROVAL_DOCUMENT, State.CERTIFIED);

    private final Commands commands;
    private final Guard guard;
    private final Transitions transitions;
    private final StandIn standIn;

    public ReceiveMaterials(ApplicationStore store, Guard guard, Transitions transitions, StandIn standIn) {
        this.commands = new Commands(store);
        this.guard = guard;
        this.transitions = transitions;
        this.standIn = standIn;
    }

    /**
     * What came in now, or what turned out not to have come in; everything else stays.
     *
     * @param notReceived what was ticked and is not there; nothing else is received with it
     * @param reason why it is taken back
     * @param contentVersion version of the content that was shown (R49)
     * @param answers code of a question that no review has answered yet to what the office found (R39)
     */
    public record Receipt(List<Material> received, Integer contentVersion, @AtMost(20) Map<String, String> answers,
            List<Material> notReceived, String reason) {
        public Receipt {
            received = received == null ? List.of() : List.copyOf(received);
            notReceived = notReceived == null ? List.of() : List.copyOf(notReceived);
            if (received.isEmpty() == notReceived.isEmpty()) {
                throw new Failure(ErrorCode.MISSING_FIELD, "received | notReceived");
            }
            reason = notReceived.isEmpty() ? Reasons.optional(reason, Reasons.USUAL) : Reasons.required(reason);
            answers = answers == null ? Map.of() : Map.copyOf(answers);
        }

        /** Of what came in. */
        public Receipt(List<Material> received, Integer contentVersion, Map<String, String> answers) {
            this(received, contentVersion, answers, List.of(), "");
        }
    }

    /**
     * @throws Failure {@code INVALID_VALUE} for a material that is not on the list of originals, {@code LISTED_IN_DOCUMENT}, {@code CONTENT_CHANGED},
     *         {@code DECIDED_AT_OTHER_TIER}, {@code SOMEBODY_CAN_ACT}; with the last original also {@code NOT_ELIGIBLE_NOW}, {@code QUESTIONS_OPEN}
     */
    public Application receive(Actor actor, String id, Receipt receipt) {
        Seen.require(receipt.contentVersion());
        Guard.checkShape(receipt.answers());
        if (!receipt.notReceived().isEmpty()) {
            return takeBack(actor, id, receipt);
        }
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.RECEIVE_MATERIALS, application);
            boolean known = application.receivedMaterials().containsAll(receipt.received());
            if (known && RECEIVED.contains(application.state())) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.RECEIVE_MATERIALS, application);
            Permissions.checkOneTier(actor, application);
            standIn.check(role, application, transitions.today());
            Set<Material> originals = application.originals();
            receipt.received().stream().filter(m -> !originals.contains(m)).findFirst().ifPresent(m -> {
                throw new Failure(ErrorCode.INVALID_VALUE, "received", String.join(" ", originals.stream().map(Enum::name).toList()));
            });
            Set<Material> all = EnumSet.copyOf(receipt.received());
            all.addAll(application.receivedMaterials());
            boolean complete = all.containsAll(originals);
            if (known && !complete) {
                return Optional.empty();
            }
            Seen.check(application, receipt.contentVersion());
            return Optional.of(change(actor, role, application, receipt, List.copyOf(all), complete));
        });
    }

    /** Once all was there the application had gone on: it comes back, unless a document lists it (R40, R41). */
    private Application takeBack(Actor actor, String id, Receipt receipt) {
        return commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.TAKE_BACK_RECEIPT, application);
            Set<Material> left = EnumSet.noneOf(Material.class);
            left.addAll(application.receivedMaterials());
            if (!left.removeAll(receipt.notReceived())) {
                return Optional.empty();
            }
            Seen.check(application, receipt.contentVersion());
            Instant now = transitions.now();
            Application.Edit edit = application.edit().receivedMaterials(List.copyOf(left));
            String note = String.join(" ", receipt.notReceived().stream().map(Enum::name).toList()) + "；" + receipt.reason();
            return Optional.of(application.state() == State.MATERIALS
                    ? Commands.change(application, edit.at(now).done(), actor, role, Command.TAKE_BACK_RECEIPT, Channel.API, now, note)
                    : commands.unlisted(transitions.enter(application, edit, State.MATERIALS,
                            Who.person(actor, role, Command.TAKE_BACK_RECEIPT), note)));
        });
    }

    private Change change(Actor actor, Role role, Application application, Receipt receipt, List<Material> all, boolean complete) {
        Instant now = transitions.now();
        Application.Edit edit = application.edit().receivedMaterials(all);
        String note = String.join(" ", receipt.received().stream().map(Enum::name).toList());
        if (!complete) {
            return Commands.change(application, edit.at(now).done(), actor, role, Command.RECEIVE_MATERIALS, Channel.API, now, note);
        }
        edit.assessment(Optional.of(guard.goOn(application, now, receipt.answers()))).review(new Review(application.state(),
                application.stay().attempt(), Review.Outcome.PASS, actor.sub(), now, "", List.of(), List.of(), false, receipt.answers()));
        return transitions.enter(application, edit, State.APPROVAL_DOCUMENT, Who.person(actor, role, Command.RECEIVE_MATERIALS), note);
    }
}
