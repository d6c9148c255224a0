package org.zhicheng.rules.eligibility;

import static org.zhicheng.ground.failure.Wording.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Assessment.Outcome;
import org.zhicheng.dossier.application.Assessment.Question;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Form.Credential;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.rules.eligibility.EligibilityTable.Row;

/**
 * Whether a person may apply for a title (R1–R14, R34): every reason against it at once, the date from which it would do, and what the
 * reviewers must look at.
 *
 * <p>A fact that decides and was not filled in is a reason, too: nothing is guessed. A mismatch between the subject studied and the post
 * is no reason (R4), and no hours of continuing education are asked for (R14).
 */
public final class Eligibility {

    private static final int POSTING_YEARS = 1;

    private final Form form;
    private final Qualification qualification;
    private final LocalDate referenceDate;
    private final Cycle.Settings settings;
    private final Facts facts;

    private final List<Violation> reasons = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    /** For each reason that time mends, the day on which it is mended. */
    private final List<LocalDate> mendedByWaiting = new ArrayList<>();

    private Eligibility(Form form, Qualification qualification, LocalDate referenceDate, Cycle.Settings settings, Facts facts) {
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
    public static Assessment assess(Form form, Qualification qualification, LocalDate referenceDate, Cycle.Settings settings, Facts facts) {
        return new Eligibility(form, qualification, referenceDate, settings, facts).assess();
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
        Outcome outcome = !reasons.isEmpty() ? Outcome.INELIGIBLE : questions.isEmpty() ? Outcome.ELIGIBLE : Outcome.NEEDS_REVIEW;
        boolean waitingHelps = !reasons.isEmpty() && reasons.size() == mendedByWaiting.size();
        Optional<LocalDate> from = waitingHelps ? mendedByWaiting.stream().max(Comparator.naturalOrder()) : Optional.empty();
        return new Assessment(outcome, referenceDate, reasons, from, questions);
    }

    /** R3. An entry of the list that ends in 系列 excludes the whole series, any other the specialty of that name. */
    private void checkSpecialty() {
        missingIf(qualification.specialty().isBlank(), FormField.SPECIALTY);
        boolean excluded = settings.excludedSpecialties().stream().map(Spelling::plain).filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.endsWith("系列")
                        ? Spelling.series(entry).equals(Spelling.series(qualification.series()))
                        : Spelling.specialty(entry).equals(Spelling.specialty(qualification.specialty())));
        if (excluded) {
            reason("R3", ViolationCode.SPECIALTY_EXCLUDED, FormField.SPECIALTY,
                    "“" + qualification.specialty() + "”属国家以考代评的专业，不能初定（授予）；请参加全国统一考试，或更正申报专业", "\"" + qualification.specialty()
                            + "\" is awarded by national examination, not here; take the examination, or correct the specialty");
        }
    }

    /** R1. The posting of somebody from an enterprise registered elsewhere lasts a year or more. */
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
            reason("R1", ViolationCode.POSTING_IN_FUTURE, FormField.POSTED_FROM,
                    "派驻起始日期" + day(from) + "晚于申报日期" + day(referenceDate) + "，请更正",
                    "The posting begins on " + from + ", after the reference date " + referenceDate + "; correct it");
            return;
        }
        LocalDate enough = from.plusYears(POSTING_YEARS);
        if (enough.isAfter(referenceDate)) {
            mendedByWaiting.add(enough);
            reason("R1", ViolationCode.POSTING_TOO_SHORT, FormField.POSTED_FROM,
                    "外地企业人员须派驻我市连续工作满一年：自" + day(from) + "起，" + day(enough) + "满一年",
                    "Staff of an enterprise from elsewhere must have been posted here for a year; since " + from + " that is on " + enough);
        }
        List<EmploymentPeriod> there = form.employment().stream().filter(p -> Spelling.same(p.employer(), form.employer().name())).toList();
        List<Employment.Stretch> stretches = Employment.allPosts(there, referenceDate);
        if (!stretches.isEmpty() && stretches.getLast().to().isEmpty() && from.isBefore(stretches.getLast().from())) {
            LocalDate begun = stretches.getLast().from();
            reason("R1", ViolationCode.POSTING_BEFORE_EMPLOYMENT, FormField.POSTED_FROM,
                    "派驻起始日期" + day(from) + "早于您在该单位的入职日期" + day(begun) + "，请核对派驻日期或工作经历",
                    "The posting begins on " + from + ", before your employment there on " + begun + "; check both dates");
        }
    }

    /** R2. Employed by the recommending enterprise, in a technical post, without a last day. */
    private void checkPresentEmployment() {
        missingIf(form.employer().name().isBlank(), FormField.EMPLOYER_NAME);
        missingIf(form.employment().isEmpty(), FormField.EMPLOYMENT);
        if (form.employer().name().isBlank() || form.employment().isEmpty()) {
            return;
        }
        List<EmploymentPeriod> present = form.employment().stream().filter(p -> p.to().isEmpty()).toList();
        List<EmploymentPeriod> here = present.stream().filter(p -> Spelling.same(p.employer(), form.employer().name())).toList();
        if (present.isEmpty()) {
            reason("R2", ViolationCode.NOT_EMPLOYED, FormField.EMPLOYMENT, "申报人须为推荐单位的在职人员：请填写目前的工作经历（结束日期留空）",
                    "You must be employed by the recommending enterprise: enter your present employment and leave its last day empty");
        } else if (here.isEmpty()) {
            reason("R2", ViolationCode.EMPLOYER_NOT_PRESENT, FormField.EMPLOYER_NAME,
                    "推荐单位“" + form.employer().name() + "”与目前工作经历中的单位（" + names(present) + "）不一致，请更正",
                    "The recommending enterprise \"" + form.employer().name() + "\" is not where you are employed now (" + names(present)
                            + "); correct one of them");
        } else if (here.stream().noneMatch(EmploymentPeriod::technicalPost)) {
            reason("R2", ViolationCode.POST_NOT_TECHNICAL, FormField.EMPLOYMENT, "目前岗位不是专业技术岗位，不符合申报条件；如填写有误请更正",
                    "Your present post is not a technical one, as the notice demands; correct it if it was entered wrongly");
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
                reasons.add(new Violation("R12", ViolationCode.EMPLOYMENT_IN_FUTURE, field + ".from",
                        "第" + (i + 1) + "段工作经历的开始日期" + day(period.from().get()) + "晚于申报日期，请更正或删除", "Employment " + (i + 1) + " begins on "
                                + period.from().get() + ", after the reference date; correct or remove it"));
            } else if (period.to().filter(referenceDate::isBefore).isPresent()) {
                reasons.add(new Violation("R12", ViolationCode.EMPLOYMENT_END_IN_FUTURE, field + ".to",
                        "第" + (i + 1) + "段工作经历的结束日期" + day(period.to().get()) + "晚于申报日期；目前仍在职的请将结束日期留空", "Employment " + (i + 1)
                                + " ends on " + period.to().get() + ", after the reference date; leave the last day empty while it lasts"));
            }
        }
    }

    /** R11. The level and the kind follow from the row; the right ones are named. */
    private void checkQualification() {
        missingIf(qualification.kind() == null, FormField.KIND);
        missingIf(qualification.level() == null, FormField.LEVEL);
        form.credential().type().map(EligibilityTable::row).ifPresent(row -> {
            String right = row.credential().chinese() + "对应“" + row.kind().chinese() + row.level().chinese() + "”";
            String rightEnglish = row.credential() + " leads to " + row.kind() + ", " + row.level();
            if (qualification.level() != null && qualification.level() != row.level()) {
                reason("R11", ViolationCode.WRONG_LEVEL, FormField.LEVEL,
                        right + "，您选择的是“" + qualification.level().chinese() + "”；请将申报级别改为“" + row.level().chinese() + "”",
                        rightEnglish + "; you chose the level " + qualification.level() + ", change it to " + row.level());
            }
            if (qualification.kind() != null && qualification.kind() != row.kind()) {
                reason("R11", ViolationCode.WRONG_KIND, FormField.KIND,
                        right + "，您选择的是“" + qualification.kind().chinese() + "”；请从“" + row.kind().chinese() + "”入口申报",
                        rightEnglish + "; you chose " + qualification.kind() + ", change it to " + row.kind());
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
                case POSTDOCTORAL -> question("R13", ViolationCode.POSTDOCTORAL_PROOF, "材料清单未规定博士后出站的证明材料，请审核人核实出站情况",
                        "The list of materials names no proof of having left the post-doctoral station; verify it");
            }
        });
    }

    private void checkFullTime(CredentialType type) {
        missingIf(form.credential().fullTime().isEmpty(), FormField.FULL_TIME);
        if (form.credential().fullTime().equals(Optional.of(false))) {
            Row row = EligibilityTable.row(type);
            reason(row.rule(), ViolationCode.NOT_FULL_TIME, FormField.FULL_TIME,
                    "按“" + type.chinese() + "”初定须为全日制学历，自考、函授等非全日制学历不符合条件；如有其他符合条件的学历，请改用该学历申报",
                    "This row needs full-time studies; correspondence, self-taught and other part-time studies do not do. "
                            + "Use another credential that complies, if you have one");
        }
    }

    private void checkGraduate(CredentialType type) {
        missingIf(form.credential().fullTime().isEmpty(), FormField.FULL_TIME);
        missingIf(form.credential().degreeHeld().isEmpty(), FormField.DEGREE_HELD);
        if (form.credential().fullTime().equals(Optional.of(false))) {
            question("R13", ViolationCode.GRADUATE_NOT_FULL_TIME, "“" + type.chinese() + "”为非全日制取得，请审核人认定",
                    "The " + type + " was not full-time; decide whether it does");
        }
        if (form.credential().degreeHeld().equals(Optional.of(false))) {
            question("R13", ViolationCode.GRADUATE_WITHOUT_DEGREE, "研究生学历但未取得“" + type.chinese() + "”，请审核人认定",
                    "Graduate schooling without the degree (" + type + "); decide whether it does");
        }
    }

    /** R12. */
    private void checkYears() {
        Optional<LocalDate> milestone = form.credential().milestone();
        missingIf(milestone.isEmpty(), FormField.MILESTONE);
        Optional<Row> row = form.credential().type().map(EligibilityTable::row);
        if (milestone.isEmpty()) {
            return;
        }
        if (milestone.get().isAfter(referenceDate)) {
            String from = row.map(Row::countedFrom).orElse("毕业（取得学位、出站）");
            reason("R12", ViolationCode.MILESTONE_IN_FUTURE, FormField.MILESTONE,
                    from + "日期" + day(milestone.get()) + "晚于申报日期" + day(referenceDate) + "，请按证书更正",
                    "The date " + milestone.get() + " is after the reference date " + referenceDate + "; enter the certificate's date");
            return;
        }
        if (row.isEmpty() || form.employment().isEmpty()) {
            return;
        }
        Employment employment = Employment.after(milestone.get(), form.employment(), referenceDate);
        if (!employment.gaps().isEmpty()) {
            String gaps = String.join("、", employment.gaps().stream().map(g -> day(g.from()) + "至" + day(g.to().orElseThrow())).toList());
            String english = String.join(", ", employment.gaps().stream().map(g -> g.from() + " to " + g.to().orElseThrow()).toList());
            question("R13", ViolationCode.EMPLOYMENT_GAP, "工作经历有间断（" + gaps + "，不计入年限），请审核人核实",
                    "There are gaps between the employments (" + english + "; not counted); verify them");
        }
        checkYears(row.get(), employment);
    }

    private void checkYears(Row row, Employment employment) {
        Optional<LocalDate> enough = employment.suffices(row.years());
        if (enough.isPresent() && !enough.get().isAfter(referenceDate)) {
            return;
        }
        String rule = row.credential().chinese() + "须" + row.countedFrom() + "后在专业技术岗位工作满" + row.years() + "年";
        String ruleEnglish = row.years() + " year(s) of work in a technical post after " + row.countedFromEnglish() + " are needed";
        if (enough.isPresent()) {
            mendedByWaiting.add(enough.get());
            reason("R12", ViolationCode.YEARS_TOO_FEW, FormField.EMPLOYMENT,
                    rule + "；按所填工作经历，" + day(enough.get()) + "满" + row.years() + "年，请于该日起申报",
                    ruleEnglish + "; by the employments entered that is on " + enough.get() + ", apply from that day on");
        } else if (employment.technical().isEmpty()) {
            reason("R12", ViolationCode.NO_WORK_AFTER_MILESTONE, FormField.EMPLOYMENT,
                    rule + "；所填工作经历中没有" + row.countedFrom() + "之后的专业技术岗位，请核对日期和岗位",
                    ruleEnglish + "; the employments entered show no technical post after it, check the dates and posts");
        } else {
            reason("R12", ViolationCode.YEARS_TOO_FEW, FormField.EMPLOYMENT, rule + "；所填工作经历不足，且没有仍在继续的专业技术岗位，请补充或更正",
                    ruleEnglish + "; the employments entered do not add up to that and none goes on, complete or correct them");
        }
    }

    /** R13: an equal or higher title already held, here or elsewhere. */
    private void checkTitlesHeld() {
        highestTitleHeld().filter(held -> qualification.level() != null && held.compareTo(qualification.level()) >= 0)
                .ifPresent(held -> question("R13", ViolationCode.TITLE_ALREADY_HELD,
                        "申报人已有" + held.chinese() + "职称，不低于本次申报的" + qualification.level().chinese() + "，请审核人核实",
                        "The applicant already holds a title of the level " + held + ", not below " + qualification.level()
                                + "; verify it"));
        facts.sameTitleIn()
                .ifPresent(year -> question("R52", ViolationCode.SAME_TITLE_UNDER_WAY, "申报人在" + year + "年度另有一份同一职称的申报正在办理；同一职称只发一份证书，请核实",
                        "Another application of the applicant for the same title, of " + year
                                + ", is under way; a title is certified once, verify it"));
    }

    /** R34: during a fraud record's three years a higher level is refused; a first or an equal title is weighed by the officer. */
    private void checkIntegrity() {
        if (!facts.hasLiveIntegrityRecord()) {
            return;
        }
        boolean higher = highestTitleHeld().filter(held -> qualification.level() != null && qualification.level().compareTo(held) > 0)
                .isPresent();
        if (higher) {
            facts.integrityRecordEnds().ifPresent(mendedByWaiting::add);
            String until = facts.integrityRecordEnds().map(ends -> "，" + day(ends) + "起可以申报").orElse("");
            String untilEnglish = facts.integrityRecordEnds().map(ends -> "; from " + ends + " on you can").orElse("");
            reason("R34", ViolationCode.INTEGRITY_RECORD_LIVE, FormField.LEVEL, "职称评审诚信档案记录期内不得晋升高一级职称" + until,
                    "While an integrity record counts you cannot apply for a higher level" + untilEnglish);
        } else {
            question("R34", ViolationCode.INTEGRITY_RECORD_TO_WEIGH, "申报人在职称评审诚信档案记录期内，请审核人研判",
                    "An integrity record of the applicant counts; weigh it");
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

    private void reason(String rule, String code, FormField field, String chinese, String english) {
        reasons.add(new Violation(rule, code, field.path(), chinese, english));
    }

    private void question(String rule, String code, String chinese, String english) {
        questions.add(new Question(rule, code, chinese, english));
    }
}
