package org.zhicheng.work.drafting;

import static org.zhicheng.ground.rule.NoticeRule.R26;
import static org.zhicheng.ground.rule.NoticeRule.R27;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;

/** Opens a draft at one of the two entries (R27); one live application per person and cycle (R26). */
@Rule({R26, R27})
public final class CreateApplication {

    private final ApplicationStore applications;
    private final PersonStore people;
    private final CycleStore cycles;
    private final Clock clock;
    private final Supplier<String> ids;

    public CreateApplication(ApplicationStore applications, PersonStore people, CycleStore cycles, Clock clock, Supplier<String> ids) {
        this.applications = applications;
        this.people = people;
        this.cycles = cycles;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @param idempotencyKey chosen by the client; the same key gives the same draft, to the same request only
     * @throws Failure {@code NOT_REGISTERED}, {@code KEY_OF_OTHER_REQUEST}, {@code NO_CYCLE}, {@code WINDOW_CLOSED} or {@code ALREADY_APPLIED}
     */
    public Application create(Actor actor, int year, Qualification qualification, Optional<String> idempotencyKey) {
        Reads.ahead(() -> cycles.find(year));
        Person person = people.find(actor.sub()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
        String id = idempotencyKey.map(key -> StableId.of(actor.sub() + "\n" + year + "\n" + key)).orElseGet(ids);
        Optional<Application> earlier = idempotencyKey.isPresent() ? applications.find(id) : Optional.empty();
        if (earlier.isPresent()) {
            // also where the window has closed since: a repeat gets the same answer
            return same(earlier.get(), qualification);
        }
        Cycle cycle = cycles.find(year).orElseThrow(() -> new Failure(ErrorCode.NO_CYCLE, Integer.toString(year)));
        if (qualification.kind() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "qualification.kind");
        }
        Instant now = clock.instant();
        if (!now.isBefore(cycle.closes())) {
            throw WindowTexts.closed(cycle);
        }
        Application draft = Application.draft(id, year, actor.sub(), person.name(), person.maskedIdNumber(), qualification, now);
        AuditEvent event = new AuditEvent(id, 0, now, actor.sub(), Role.APPLICANT, "CREATE", Optional.empty(), Optional.of(State.DRAFT),
                AuditEvent.Channel.API, "");
        try {
            applications
                    .commit(new Change(Optional.empty(), draft, event, List.of(), List.of(Claim.live(draft)), List.of(), Optional.empty()));
            return draft;
        } catch (ClaimTaken e) {
            String live = applications.ownerOf(e.claim().type(), e.claim().value()).orElse("?");
            throw new Failure(ErrorCode.ALREADY_APPLIED, live);
        } catch (ApplicationStore.StaleVersion e) {
            // the same key at the same moment: the other one made it
            return applications.find(id).map(other -> same(other, qualification))
                    .orElseThrow(() -> applications.events(id).isEmpty() ? e : new Failure(ErrorCode.KEY_OF_DELETED_DRAFT));
        }
    }

    private Application same(Application earlier, Qualification asked) {
        if (!earlier.qualification().equals(asked) && !isRequalified(earlier)) {
            throw new Failure(ErrorCode.KEY_OF_OTHER_REQUEST);
        }
        return earlier;
    }

    /** Then what it was asked for with is not there to compare: the repeat of long ago gets what became of it. */
    private boolean isRequalified(Application application) {
        return applications.events(application.id()).stream().anyMatch(e -> e.action().equals(Command.CHANGE_QUALIFICATION.name()));
    }
}
