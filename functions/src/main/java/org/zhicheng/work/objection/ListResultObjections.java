package org.zhicheng.work.objection;

import static org.zhicheng.ground.rule.NoticeRule.R44;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.ResultNotice.Objection;
import org.zhicheng.dossier.application.ResultNotice.Outcome;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.Readings;

/**
 * The office sees which results are objected to, and what is said against one, by whom (R45). That somebody has read it is recorded (R44).
 */
@Rule({R44, R45})
public final class ListResultObjections {

    private static final int PAGE = 500;
    /** Those that end first; the next ones follow when these are answered. */
    private static final int MOST_LINES = 200;

    private final ApplicationStore store;
    private final CycleStore cycles;
    private final Vault vault;
    private final Readings readings;

    public ListResultObjections(ApplicationStore store, CycleStore cycles, Vault vault, Readings readings) {
        this.store = store;
        this.cycles = cycles;
        this.vault = vault;
        this.readings = readings;
    }

    /** A result with objections that wait for an answer. */
    public record Line(String applicationId, int cycle, String name, String employer, String series, String specialty, LocalDate from,
            Instant until, int open) {
    }

    /**
     * All of them, the one whose notice ends first in front.
     *
     * @param open how many objections there are together
     */
    public record Waiting(int applications, int open, List<Line> lines) {
    }

    /**
     * What is said against one result.
     *
     * @param attempt of the notice; an answer names it, as it does the version of the content (R49)
     * @param answerable whether one can still be answered
     */
    public record OfApplication(String applicationId, int cycle, State state, int attempt, int contentVersion, Optional<LocalDate> from,
            Optional<Instant> until, boolean answerable, List<Shown> objections) {
    }

    /**
     * One objection.
     *
     * @param objector absent of an anonymous one, and once it is kept no more (R38)
     */
    public record Shown(String id, Instant at, boolean anonymous, Optional<Objector> objector, String facts, String evidence,
            Optional<Given> answer) {
    }

    /** What the office found. */
    public record Given(Instant at, Outcome outcome, String reason) {
    }

    /** @throws Failure {@code NOT_ALLOWED} */
    public Waiting all(Actor actor) {
        Roles.require(actor, Command.SHOW_RESULT_OBJECTIONS.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        List<ApplicationSummary> objected = cycles.all().stream()
                .flatMap(cycle -> store.allInState(cycle.year(), State.RESULT_NOTICE, PAGE)).filter(a -> a.openObjections() > 0)
                // nobody reads as staff what is said against the own result (R29)
                .filter(a -> !a.applicant().equals(actor.sub())).sorted(Comparator
                        .comparing((ApplicationSummary a) -> a.resultNotice().orElseThrow().until()).thenComparing(ApplicationSummary::id))
                .toList();
        return new Waiting(objected.size(), objected.stream().mapToInt(ApplicationSummary::openObjections).sum(),
                objected.stream().limit(MOST_LINES).map(ListResultObjections::line).toList());
    }

    /** @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code WRONG_STATE} */
    public OfApplication of(Actor actor, String applicationId) {
        Application application = store.find(applicationId).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, applicationId));
        return of(actor, application);
    }

    OfApplication of(Actor actor, Application application) {
        Permissions.check(actor, Command.SHOW_RESULT_OBJECTIONS, application);
        Optional<ResultNotice> notice = application.resultNotice();
        readings.record(actor, application);
        return new OfApplication(application.id(), application.cycle(), application.state(), application.stay().attempt(),
                application.content().version(), notice.map(ResultNotice::from), notice.map(ResultNotice::until),
                application.state().isNotice(),
                notice.map(ResultNotice::objections).orElse(List.of()).stream().map(objection -> shown(application, objection)).toList());
    }

    private Shown shown(Application application, Objection o) {
        return new Shown(o.id(), o.at(), o.anonymous(),
                o.objector().map(encrypted -> Objector.read(vault.decrypt(Objector.owner(application.id()), encrypted))), o.facts(),
                o.evidence(), o.answer().map(answer -> new Given(answer.at(), answer.outcome(), answer.reason())));
    }

    private static Line line(ApplicationSummary a) {
        ApplicationSummary.Noticed notice = a.resultNotice().orElseThrow();
        return new Line(a.id(), a.cycle(), a.name(), a.employerName(), a.series(), a.specialty(), notice.from(), notice.until(),
                notice.open());
    }
}
