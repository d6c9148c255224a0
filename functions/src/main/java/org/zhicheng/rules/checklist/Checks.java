package org.zhicheng.rules.checklist;

import static org.zhicheng.ground.rule.NoticeRule.R16;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Stage;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.rules.correction.CorrectionGate;
import org.zhicheng.rules.eligibility.Eligibility;
import org.zhicheng.rules.eligibility.Facts;

/**
 * Everything that is to be known before an application is submitted: eligibility, checklist, and every defect at once (R13, R16). The API,
 * the submission and the workflow all ask here.
 *
 * @param violations those of the form, the eligibility and the checklist, each once
 * @param submittable whether there are none; open questions go on to the reviewers
 * @param remarks what the applicant should know and cannot mend
 * @param open in a correction, the fields and materials that can be changed (R22); none at other times
 */
@Rule(R16)
public record Checks(Assessment assessment, List<ChecklistItem> checklist, List<Violation> violations, boolean submittable,
        List<Violation> remarks, List<String> open) {

    public Checks {
        checklist = List.copyOf(checklist);
        violations = List.copyOf(violations);
        remarks = List.copyOf(remarks);
        open = List.copyOf(open);
    }

    /** The same, with something to know that forbids nothing. */
    public Checks remarking(Violation remark) {
        return new Checks(assessment, checklist, violations, submittable, Stream.concat(remarks.stream(), Stream.of(remark)).toList(),
                open);
    }

    /** The checks before submission. */
    public static Checks of(Application application, LocalDate referenceDate, Cycle.Settings settings, Registers registers, Facts facts) {
        return of(application, referenceDate, settings, registers, facts, Stage.SUBMISSION);
    }

    /**
     * The checks at a stage.
     *
     * @param referenceDate the day of submission in Asia/Shanghai; before it today (R12)
     */
    public static Checks of(Application application, LocalDate referenceDate, Cycle.Settings settings, Registers registers, Facts facts,
            Stage stage) {
        Assessment assessment = Eligibility.assess(application.form(), application.qualification(), referenceDate, settings, facts);
        List<ChecklistItem> checklist = Checklist.of(application, stage);
        List<Violation> violations = Stream.of(FormChecks.of(application.form(), application.qualification(), settings, registers).stream(),
                assessment.reasons().stream(), checklist.stream().flatMap(item -> item.violation().stream()),
                Checklist.total(application).stream(), underWay(application, checklist),
                PersonName.unprintable(application.name(), "name").stream()).flatMap(s -> s).distinct().toList();
        return new Checks(assessment, checklist, violations, violations.isEmpty(), List.of(),
                application.correction().map(correction -> CorrectionGate.open(correction, fields(violations))).orElse(List.of()));
    }

    /** The fields and materials that are missing or wrong; during a correction they are open besides the returned ones (R22). */
    public Set<String> broken() {
        return fields(violations);
    }

    private static Set<String> fields(List<Violation> violations) {
        return violations.stream().map(Violation::field).collect(Collectors.toUnmodifiableSet());
    }

    /** A file still under way, where the checklist does not say so already. */
    private static Stream<Violation> underWay(Application application, List<ChecklistItem> checklist) {
        Set<String> told = checklist.stream().flatMap(item -> item.violation().stream())
                .filter(v -> v.code().equals(ViolationCode.MATERIAL_NOT_INSPECTED.code())).map(Violation::field)
                .collect(Collectors.toSet());
        return Checklist.underWay(application).stream().filter(v -> !told.contains(v.field()));
    }
}
