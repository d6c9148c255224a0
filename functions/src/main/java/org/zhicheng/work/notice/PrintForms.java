package org.zhicheng.work.notice;

import static org.zhicheng.ground.rule.NoticeRule.R19;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.rules.checklist.FormChecks;
import org.zhicheng.rules.eligibility.EligibilityTable;
import org.zhicheng.rules.correction.ChangedFields;
import org.zhicheng.rules.notice.NoticeChecks;

/** Fills in the forms of Annexes 2–4 (R19). */
@Rule(R19)
public final class PrintForms {

    private static final int MOST_CANDIDATES = 100;

    private final ApplicationStore store;
    private final Transitions transitions;

    public PrintForms(ApplicationStore store, Transitions transitions) {
        this.store = store;
        this.transitions = transitions;
    }

    /** The annexes of one application. */
    public enum Annex {
        PUBLIC_NOTICE("推荐单位公示"),
        NOTICE_RESULT("推荐单位公示结果"),
        RECOMMENDATION_REPORT("推荐报告");

        private final String chinese;

        Annex(String chinese) {
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }
    }

    /**
     * A form of one application. What says how the notice ended is computed from what is recorded of it (R18).
     *
     * @throws Failure {@code NOTICE_NOT_ENDED} where it has not, an objection is open or upheld, or it has to be made again; {@code RULES_BROKEN} naming each letter that cannot be printed, so that it can be returned for correction (R51)
     */
    public byte[] print(Actor actor, String id, Annex annex, Format format) {
        Application application = find(actor, id);
        if (annex != Annex.PUBLIC_NOTICE) {
            checkOutcome(List.of(application));
        }
        return switch (annex) {
            case PUBLIC_NOTICE -> notice(application).print(format);
            case NOTICE_RESULT -> result(application).print(format);
            case RECOMMENDATION_REPORT -> report(List.of(application)).print(format);
        };
    }

    /**
     * An annex for many people of one employer: Annexes 2 and 3 on sheets of their own for each, Annex 4 one report of all. Printed from what
     * is recorded, so of everyone the notice has to be.
     *
     * @throws Failure {@code NOTICE_NOT_ENDED} naming each whose notice is not recorded, or where the paper says how it ended, has not ended or met
     *         an objection that is open or upheld; {@code INVALID_VALUE} for people of several employers
     */
    public byte[] print(Actor actor, Annex annex, List<String> ids, Format format) {
        if (ids == null || ids.isEmpty() || ids.size() > MOST_CANDIDATES || ids.stream().anyMatch(id -> id == null || id.isBlank())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "applications", "1–" + MOST_CANDIDATES);
        }
        List<Application> applications = new ArrayList<>();
        ids.stream().distinct().forEach(id -> {
            Application application = find(actor, id);
            if (actor.owns(application) || !actor.has(Role.EMPLOYER, application.form().employer().uscc())) {
                throw new Failure(ErrorCode.NOT_ALLOWED, Command.PRINT_FORM.chinese());
            }
            applications.add(application);
        });
        if (applications.stream().map(a -> a.form().employer().uscc()).distinct().count() > 1) {
            throw new Failure(ErrorCode.INVALID_VALUE, "applications", "USCC");
        }
        if (annex == Annex.PUBLIC_NOTICE) {
            checkRecorded(applications);
        } else {
            checkOutcome(applications);
        }
        return switch (annex) {
            case PUBLIC_NOTICE -> FormPrinter.print(applications.stream().map(a -> notice(a).document()).toList(), format);
            case NOTICE_RESULT -> FormPrinter.print(applications.stream().map(a -> result(a).document()).toList(), format);
            case RECOMMENDATION_REPORT -> report(applications).print(format);
        };
    }

    /** Nothing is hung out for many with a gap for its days. */
    private void checkRecorded(List<Application> applications) {
        refuse(applications.stream().filter(a -> a.publicNotice().isEmpty() || a.lacksNewNotice())
                .map(a -> ViolationCode.within(a.id(), NoticeChecks.missing(transitions.cycle(a.cycle())))).toList());
    }

    private void checkOutcome(List<Application> applications) {
        List<Violation> violations = applications.stream()
                .flatMap(a -> NoticeChecks.outcome(a, transitions.today(), transitions.cycle(a.cycle())).stream()
                        .map(v -> applications.size() == 1 ? v : ViolationCode.within(a.id(), v)))
                .toList();
        refuse(violations);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Failure.of(ErrorCode.NOTICE_NOT_ENDED, violations);
        }
    }

    private Application find(Actor actor, String id) {
        Application application = store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Permissions.check(actor, Command.PRINT_FORM, application);
        List<Violation> unprintable = new ArrayList<>(FormChecks.unprintable(application.form(), application.qualification()));
        PersonName.unprintable(application.name(), "name").ifPresent(unprintable::add);
        PrintedText.check(printed(application, PublicNotice::receivingOffice, Cycle.Settings::receivingOffice),
                "publicNotice.receivingOffice", new Text("受理部门", "the receiving office")).ifPresent(unprintable::add);
        PrintedText.check(printed(application, PublicNotice::supervisingTelephone, Cycle.Settings::supervisingTelephone),
                "publicNotice.supervisingTelephone", new Text("监督电话", "the supervising telephone")).ifPresent(unprintable::add);
        if (!unprintable.isEmpty()) {
            throw Failure.rulesBroken(unprintable);
        }
        return ChangedFields.asHandedIn(application, store);
    }

    /** What the employer entered for its notice, or else what holds for the cycle. */
    private String printed(Application a, Function<PublicNotice, String> entered, Function<Cycle.Settings, String> otherwise) {
        return a.publicNotice().map(entered).filter(s -> !s.isBlank())
                .orElseGet(() -> otherwise.apply(transitions.cycle(a.cycle()).settings()));
    }

    /** Annex 2 of an application. */
    PublicNoticeForm notice(Application a) {
        Form form = a.form();
        // The days of a notice that has to be made again are not those of what is printed beside them (R23).
        Optional<PublicNotice> n = a.publicNotice().filter(_ -> !a.lacksNewNotice());
        return new PublicNoticeForm(a.name(), AppliedTitle.of(a.qualification()), form.contact().sex(), form.contact().ethnicGroup(),
                form.contact().politicalStatus(), a.maskedIdNumber(),
                form.presentTitle().name().isBlank() ? "无" : form.presentTitle().name(), form.conduct(), form.achievements(),
                n.flatMap(PublicNotice::from), n.flatMap(PublicNotice::to),
                printed(a, PublicNotice::receivingOffice, Cycle.Settings::receivingOffice),
                printed(a, PublicNotice::supervisingTelephone, Cycle.Settings::supervisingTelephone), n.flatMap(PublicNotice::from));
    }

    private NoticeResultForm result(Application a) {
        Optional<LocalDate> from = a.publicNotice().flatMap(PublicNotice::from);
        Optional<LocalDate> to = a.publicNotice().flatMap(PublicNotice::to);
        OptionalInt days = from.isPresent() && to.isPresent()
                ? OptionalInt.of(Math.toIntExact(java.time.temporal.ChronoUnit.DAYS.between(from.get(), to.get()) + 1))
                : OptionalInt.empty();
        return new NoticeResultForm(a.name(), AppliedTitle.of(a.qualification()), from, to, days, objections(a),
                a.publicNotice().flatMap(PublicNotice::resultDate));
    }

    private RecommendationReport report(List<Application> applications) {
        WorkingDays calendar = transitions.workingDays();
        return new RecommendationReport(applications.stream().map(a -> candidate(a, calendar)).toList(), Optional.empty());
    }

    private static RecommendationReport.Candidate candidate(Application a, WorkingDays calendar) {
        PublicNotice notice = a.publicNotice().orElseThrow();
        LocalDate from = notice.from().orElseThrow();
        LocalDate to = notice.to().orElseThrow();
        String post = a.form().employment().stream().filter(p -> p.to().isEmpty())
                .max(Comparator.comparing(p -> p.from().orElse(LocalDate.MIN))).map(Form.EmploymentPeriod::post).orElse("");
        int years = a.form().credential().type().map(type -> EligibilityTable.row(type).years()).orElse(0);
        return new RecommendationReport.Candidate(a.name(), post, a.qualification().specialty(), years, from, to,
                calendar.countOfNotice(from, to), objections(a), AppliedTitle.of(a.qualification()));
    }

    private static int objections(Application a) {
        return a.publicNotice().map(notice -> notice.met().size()).orElse(0);
    }
}
