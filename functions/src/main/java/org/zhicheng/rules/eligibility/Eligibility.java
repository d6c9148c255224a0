package org.zhicheng.rules.eligibility;

import static org.zhicheng.ground.rule.NoticeRule.R1;
import static org.zhicheng.ground.rule.NoticeRule.R11;
import static org.zhicheng.ground.rule.NoticeRule.R12;
import static org.zhicheng.ground.rule.NoticeRule.R13;
import static org.zhicheng.ground.rule.NoticeRule.R14;
import static org.zhicheng.ground.rule.NoticeRule.R2;
import static org.zhicheng.ground.rule.NoticeRule.R3;
import static org.zhicheng.ground.rule.NoticeRule.R34;
import static org.zhicheng.ground.rule.NoticeRule.R4;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Assessment.Outcome;
import org.zhicheng.dossier.application.Assessment.Question;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Form.Credential;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;
import org.zhicheng.rules.eligibility.EligibilityTable.Row;

/**
 * Whether a person may apply for a title (R1–R14, R34): every reason against it at once, the date from which it would do, and what the
 * reviewers must look at.
 *
 * <p>A fact that decides and was not filled in is a reason, too: nothing is guessed. A mismatch between the subject studied and the post
 * is no reason (R4), and no hours of continuing education are asked for (R14).
 */
@Rule({R4, R14})
public final class Eligibility {

    private static final int POSTING_YEARS = 1;

    private final Form form;
    private final Qualification qualification;
    private final LocalDate referenceDate;
    private final Optional<Cycle.Settings> settings;
    private final Facts facts;

    private final List<Violation> reasons = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    /** For each reason that time mends, the day on which it is mended. */
    private final List<LocalDate> mendedByWaiting = new ArrayList<>();

    private Eligibility(Form form, Qualification qualification, LocalDate referenceDate, Optional<Cycle.Settings> settings, Facts facts) {
        this.form = form;
        this.qualification = qualification;
        this.referenceDate = referenceDate;
        this.settings = settings;
        this.facts = facts;
    }

    /**
     * Checks R1–R14 and R34.
     *
     * @param referenceDate the day of submission in Asia/Shanghai (R12); before submission today
     */
    @Rule(R13)
    public static Assessment assess(Form form, Qualification qualification, LocalDate referenceDate, Cycle.Settings settings, Facts facts) {
        return new Eligibility(form, qualification, referenceDate, Optional.of(settings), facts).assess();
    }

    /**
     * What a credential and the work since come to, for who asks before there is an application: the same reckoning, of these two alone.
     */
    @Rule(R13)
    public static Assessment foresee(Credential credential, List<EmploymentPeriod> work, LocalDate today) {
        Form form = new Form(null, credential, work, null, null, null, null, null, null);
        return new Eligibility(form, new Qualification(null, null, null, null, null), today, Optional.empty(), Facts.NONE).foresee();
    }

    private Assessment foresee() {
        missingIf(form.employment().isEmpty(), FormField.EMPLOYMENT);
        checkPeriods();
        checkCredential();
        checkYears();
        return outcome();
    }

    private Assessment assess() {
        checkSpecialty();
        checkPosting();
        checkPresentEmployment();
        checkPeriods();
        checkQualification();
        checkCredential();
        checkYears();
        checkTitlesHeld();
        checkIntegrity();
        checkAlike();
        Contradictions contradictions = Contradictions.of(form, facts);
        reasons.addAll(contradictions.reasons());
        questions.addAll(contradictions.questions());
        return outcome();
    }

    private Assessment outcome() {
        Outcome outcome = !reasons.isEmpty() ? Outcome.INELIGIBLE : questions.isEmpty() ? Outcome.ELIGIBLE : Outcome.NEEDS_REVIEW;
        boolean waitingHelps = !reasons.isEmpty() && reasons.size() == mendedByWaiting.size();
        Optional<LocalDate> from = waitingHelps ? mendedByWaiting.stream().max(Comparator.naturalOrder()) : Optional.empty();
        return new Assessment(outcome, referenceDate, reasons, from, questions);
    }

    /** R3. */
    @Rule(R3)
    private void checkSpecialty() {
        missingIf(qualification.specialty().isBlank(), FormField.SPECIALTY);
        if (settings.filter(s -> s.excludes(qualification.series(), qualification.specialty())).isPresent()) {
            reason(ViolationCode.SPECIALTY_EXCLUDED, FormField.SPECIALTY, qualification.specialty());
        }
    }

    /** R1. The posting of somebody from an enterprise registered elsewhere lasts a year or more. */
    @Rule(R1)
    private void checkPosting() {
        EmployerSection employer = form.employer();
        missingIf(employer.origin().isEmpty(), FormField.ORIGIN);
        if (employer.origin().equals(Optional.of(Origin.ELSEWHERE))) {
            missingIf(employer.postedFrom().isEmpty(), FormField.POSTED_FROM);
            employer.postedFrom().ifPresent(this::checkPosting);
        }
    }

    private void checkPosting(LocalDate from) {
        if (from.isAfter(referenceDate)) {
            reason(ViolationCode.POSTING_IN_FUTURE, FormField.POSTED_FROM, from, referenceDate);
            return;
        }
        LocalDate enough = from.plusYears(POSTING_YEARS);
        if (enough.isAfter(referenceDate)) {
            mendedByWaiting.add(enough);
            reason(ViolationCode.POSTING_TOO_SHORT, FormField.POSTED_FROM, from, enough);
        }
        List<EmploymentPeriod> there = form.employment().stream().filter(p -> Spelling.same(p.employer(), form.employer().name())).toList();
        List<Employment.Stretch> stretches = Employment.allPosts(there, referenceDate);
        if (!stretches.isEmpty() && stretches.getLast().to().isEmpty() && from.isBefore(stretches.getLast().from())) {
            LocalDate begun = stretches.getLast().from();
            reason(ViolationCode.POSTING_BEFORE_EMPLOYMENT, FormField.POSTED_FROM, from, begun);
        }
    }

    /** R2. Employed by the recommending enterprise, in a technical post, without a last day. */
    @Rule(R2)
    private void checkPresentEmployment() {
        missingIf(form.employer().name().isBlank(), FormField.EMPLOYER_NAME);
        missingIf(form.employment().isEmpty(), FormField.EMPLOYMENT);
        if (form.employer().name().isBlank() || form.employment().isEmpty()) {
            return;
        }
        List<EmploymentPeriod> present = form.employment().stream().filter(p -> p.to().isEmpty()).toList();
        List<EmploymentPeriod> here = present.stream().filter(p -> Spelling.same(p.employer(), form.employer().name())).toList();
        if (present.isEmpty()) {
            reason(ViolationCode.NOT_EMPLOYED, FormField.EMPLOYMENT);
        } else if (here.isEmpty()) {
            reason(ViolationCode.EMPLOYER_NOT_PRESENT, FormField.EMPLOYER_NAME, form.employer().name(), names(present));
        } else if (here.stream().noneMatch(EmploymentPeriod::technicalPost)) {
            reason(ViolationCode.POST_NOT_TECHNICAL, FormField.EMPLOYMENT);
        }
    }

    private static String names(List<EmploymentPeriod> periods) {
        return String.join("、", periods.stream().map(EmploymentPeriod::employer).distinct().toList());
    }

    /** Days that are not over yet prove nothing. */
    private void checkPeriods() {
        for (int i = 0; i < form.employment().size(); i++) {
            EmploymentPeriod period = form.employment().get(i);
            String field = FormField.EMPLOYMENT.path() + "." + i;
            if (period.from().filter(referenceDate::isBefore).isPresent()) {
                reasons.add(ViolationCode.EMPLOYMENT_IN_FUTURE.at(field + ".from", i + 1, period.from().get()));
            } else if (period.to().filter(referenceDate::isBefore).isPresent()) {
                reasons.add(ViolationCode.EMPLOYMENT_END_IN_FUTURE.at(field + ".to", i + 1, period.to().get()));
            }
        }
    }

    /** R11. The level and the kind follow from the row; the right ones are named. */
    @Rule(R11)
    private void checkQualification() {
        missingIf(qualification.kind() == null, FormField.KIND);
        missingIf(qualification.level() == null, FormField.LEVEL);
        form.credential().type().map(EligibilityTable::row).ifPresent(row -> {
            if (qualification.level() != null && qualification.level() != row.level()) {
                reason(ViolationCode.WRONG_LEVEL, FormField.LEVEL, row.credential(), row.kind(), row.level(), qualification.level());
            }
            if (qualification.kind() != null && qualification.kind() != row.kind()) {
                reason(ViolationCode.WRONG_KIND, FormField.KIND, row.credential(), row.kind(), row.level(), qualification.kind());
            }
        });
    }

    /** R6, R7 ask for full-time studies; R13 leaves those of graduates to the reviewers. */
    private void checkCredential() {
        Credential credential = form.credential();
        missingIf(credential.type().isEmpty(), FormField.CREDENTIAL_TYPE);
        credential.type().ifPresent(type -> {
            switch (type) {
                case SECONDARY_VOCATIONAL -> {
                    // The notice asks for 全日制 from 专科 on only.
                }
                case JUNIOR_COLLEGE, BACHELOR -> checkFullTime(type);
                case MASTER, DOCTORATE -> checkGraduate(type);
                case POSTDOCTORAL -> question(ViolationCode.POSTDOCTORAL_PROOF);
            }
        });
    }

    private void checkFullTime(CredentialType type) {
        missingIf(form.credential().fullTime().isEmpty(), FormField.FULL_TIME);
        if (form.credential().fullTime().equals(Optional.of(false))) {
            reasons.add(ViolationCode.NOT_FULL_TIME.of(EligibilityTable.row(type).rule(), FormField.FULL_TIME.path(), type));
        }
    }

    private void checkGraduate(CredentialType type) {
        missingIf(form.credential().fullTime().isEmpty(), FormField.FULL_TIME);
        missingIf(form.credential().degreeHeld().isEmpty(), FormField.DEGREE_HELD);
        if (form.credential().fullTime().equals(Optional.of(false))) {
            question(ViolationCode.GRADUATE_NOT_FULL_TIME, type);
        }
        if (form.credential().degreeHeld().equals(Optional.of(false))) {
            question(ViolationCode.GRADUATE_WITHOUT_DEGREE, type);
        }
    }

    /** R12. */
    @Rule(R12)
    private void checkYears() {
        Optional<LocalDate> milestone = form.credential().milestone();
        missingIf(milestone.isEmpty(), FormField.MILESTONE);
        Optional<Row> row = form.credential().type().map(EligibilityTable::row);
        if (milestone.isEmpty()) {
            return;
        }
        if (milestone.get().isAfter(referenceDate)) {
            reason(ViolationCode.MILESTONE_IN_FUTURE, FormField.MILESTONE, milestone.get(), referenceDate);
            return;
        }
        if (row.isEmpty() || form.employment().isEmpty()) {
            return;
        }
        Employment employment = Employment.after(milestone.get(), form.employment(), referenceDate);
        if (!employment.gaps().isEmpty()) {
            question(ViolationCode.EMPLOYMENT_GAP, employment.gaps().stream().map(Eligibility::days).toList());
        }
        checkYears(row.get(), employment);
    }

    private void checkYears(Row row, Employment employment) {
        Optional<LocalDate> enough = employment.suffices(row.years());
        if (enough.isPresent() && !enough.get().isAfter(referenceDate)) {
            return;
        }
        Text milestone = new Text(row.countedFrom(), row.countedFromEnglish());
        if (enough.isPresent()) {
            mendedByWaiting.add(enough.get());
            reason(ViolationCode.YEARS_TOO_FEW, FormField.EMPLOYMENT, row.credential(), milestone, row.years(), enough.get());
        } else if (employment.technical().isEmpty()) {
            reason(ViolationCode.NO_WORK_AFTER_MILESTONE, FormField.EMPLOYMENT, row.credential(), milestone, row.years());
        } else {
            reason(ViolationCode.YEARS_NEVER_ENOUGH, FormField.EMPLOYMENT, row.credential(), milestone, row.years());
        }
    }

    private static Text days(Employment.Stretch gap) {
        LocalDate to = gap.to().orElseThrow();
        return new Text(ChineseText.date(gap.from()) + "至" + ChineseText.date(to), gap.from() + " to " + to);
    }

    /** R13: an equal or higher title already held, here or elsewhere. */
    private void checkTitlesHeld() {
        highestTitleHeld().filter(held -> qualification.level() != null && held.compareTo(qualification.level()) >= 0)
                .ifPresent(held -> question(ViolationCode.TITLE_ALREADY_HELD, held, qualification.level()));
        facts.sameTitleIn().ifPresent(year -> question(ViolationCode.SAME_TITLE_UNDER_WAY, Integer.toString(year)));
    }

    /** R34: during a fraud record's three years a higher level is refused; a first or an equal title is weighed by the officer. */
    @Rule(R34)
    private void checkIntegrity() {
        facts.revoked().ifPresent(day -> question(ViolationCode.REVOCATION_TO_WEIGH, day));
        if (facts.integrityRecordEnds().isEmpty()) {
            return;
        }
        boolean higher = highestTitleHeld().filter(held -> qualification.level() != null && qualification.level().compareTo(held) > 0)
                .isPresent();
        if (higher) {
            LocalDate ends = facts.integrityRecordEnds().get();
            mendedByWaiting.add(ends);
            reason(ViolationCode.INTEGRITY_RECORD_LIVE, FormField.LEVEL, ends);
        } else {
            question(ViolationCode.INTEGRITY_RECORD_TO_WEIGH);
        }
    }

    /** R13: one paper of two people. The other one is not named, but the applications to who may look into them. */
    private void checkAlike() {
        if (facts.alike().isEmpty()) {
            return;
        }
        List<Material> materials = facts.alike().keySet().stream().sorted().toList();
        List<String> named = facts.alike().values().stream().flatMap(Set::stream).distinct().sorted().toList();
        if (named.isEmpty()) {
            question(ViolationCode.SAME_FILE_ELSEWHERE, materials);
        } else {
            question(ViolationCode.SAME_FILE_IN, materials, named);
        }
    }

    private Optional<TitleLevel> highestTitleHeld() {
        return Stream.of(form.presentTitle().level(), facts.highestTitleIssuedHere()).flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private void missingIf(boolean missing, FormField field) {
        if (missing) {
            reasons.add(field.missing());
        }
    }

    private void reason(ViolationCode broken, FormField field, Object... told) {
        reasons.add(broken.at(field.path(), told));
    }

    private void question(ViolationCode open, Object... told) {
        Text text = open.text(told);
        questions.add(new Question(open.rule(), open.code(), text.chinese(), text.english()));
    }
}
