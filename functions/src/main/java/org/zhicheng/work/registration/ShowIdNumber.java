package org.zhicheng.work.registration;

import static org.zhicheng.ground.rule.NoticeRule.R33;
import static org.zhicheng.ground.rule.NoticeRule.R35;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * Uncovers the ID number to the one reviewer who has the application in hand, to be compared with the scans; everywhere else it is masked (R33).
 * Each time stands first in the record, which the applicant reads (R35).
 */
@Rule({R33, R35})
public final class ShowIdNumber {

    private final Commands commands;
    private final PersonStore people;
    private final Vault vault;
    private final Transitions transitions;

    public ShowIdNumber(ApplicationStore applications, PersonStore people, Vault vault, Transitions transitions) {
        this.commands = new Commands(applications);
        this.people = people;
        this.vault = vault;
        this.transitions = transitions;
    }

    /** The ID number in full, for this answer only. */
    public record Uncovered(String idNumber) {
        /** Without the ID number. */
        @Override
        public String toString() {
            return "Uncovered";
        }
    }

    /**
     * @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code DECIDED_AT_OTHER_TIER}, {@code WRONG_STATE}, or
     *         {@code NOT_IN_HAND} where somebody else has the application in hand, or nobody
     */
    public Uncovered show(Actor actor, String id) {
        Application shown = commands.run(id, application -> {
            Role role = Permissions.check(actor, Command.SHOW_ID_NUMBER, application);
            Permissions.checkOneTier(actor, application);
            if (application.stay().hand().filter(hand -> hand.sub().equals(actor.sub())).isEmpty()) {
                throw new Failure(ErrorCode.NOT_IN_HAND);
            }
            Instant now = transitions.now();
            return Optional.of(Commands.change(application, application.edit().at(now).done(), actor, role, Command.SHOW_ID_NUMBER,
                    Channel.API, now, ""));
        });
        Person person = people.find(shown.applicant()).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        return new Uncovered(vault.decrypt(person.sub(), person.encryptedIdNumber()));
    }
}
