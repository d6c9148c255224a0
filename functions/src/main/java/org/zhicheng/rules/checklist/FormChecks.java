package org.zhicheng.rules.checklist;

import static org.zhicheng.ground.rule.NoticeRule.R16;
import static org.zhicheng.ground.rule.NoticeRule.R42;
import static org.zhicheng.ground.rule.NoticeRule.R51;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.identity.MailAddress;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/**
 * Everything missing or wrong in the fields of a form and its qualification, all at once (R16). What the fields mean for the title is
 * {@code Eligibility}'s concern, the materials and the length of the work summary are the checklist's.
 */
@Rule(R16)
public final class FormChecks {

    /** Most periods of employment. */
    public static final int MAX_PERIODS = 50;

    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);
    private static final Set<String> SEXES = Set.of("男", "女");
    private static final Set<String> MATERIALS = Arrays.stream(Material.values()).map(Material::name)
            .collect(Collectors.toUnmodifiableSet());
    // Which prefixes are given out changes from year to year, so the length and the leading 1 decide.
    private static final Pattern PHONE = Pattern.compile("(?:\\+?86)?1\\d{10}");
    private static final int PERIOD_TEXT = 100;

    private final Form form;
    private final Qualification qualification;
    private final Cycle.Settings settings;
    private final Registers registers;
    private final List<Violation> violations = new ArrayList<>();

    private FormChecks(Form form, Qualification qualification, Cycle.Settings settings, Registers registers) {
        this.form = form;
        this.qualification = qualification;
        this.settings = settings;
        this.registers = registers;
    }

    /** Every violation, in the order of the form. */
    public static List<Violation> of(Form form, Qualification qualification, Cycle.Settings settings, Registers registers) {
        FormChecks checks = new FormChecks(form, qualification, settings, registers);
        checks.qualification();
        checks.catalogue();
        checks.contact();
        checks.credential();
        checks.employment();
        checks.employer();
        checks.registeredEmployer();
        checks.presentTitle();
        checks.text(FormField.CONDUCT, form.conduct());
        checks.text(FormField.ACHIEVEMENTS, form.achievements());
        checks.notApplicable();
        checks.violations.addAll(unprintable(form, qualification));
        checks.violations.addAll(unprintableInTheApplication(form));
        return List.copyOf(checks.violations);
    }

    /** Every letter of what the application's own paper prints besides, by the field it stands in. */
    @Rule(R51)
    public static List<Violation> unprintableInTheApplication(Form form) {
        Map<FormField, String> printed = new EnumMap<>(FormField.class);
        printed.put(FormField.INSTITUTION, form.credential().institution());
        printed.put(FormField.SUBJECT, form.credential().subject());
        printed.put(FormField.SUMMARY, form.summary());
        List<Violation> violations = new ArrayList<>();
        printed.forEach((field, text) -> PrintedText.check(text, field.path(), field).ifPresent(violations::add));
        new TreeMap<>(form.notApplicable()).forEach((material, reason) -> PrintedText
                .check(reason, "notApplicable." + material, new Text("不适用的理由", "why it is not applicable")).ifPresent(violations::add));
        return violations;
    }

    /** Every letter that an annex or the certificate could not print, by the field it stands in. */
    @Rule(R51)
    public static List<Violation> unprintable(Form form, Qualification qualification) {
        Map<FormField, String> printed = new EnumMap<>(FormField.class);
        printed.put(FormField.SERIES, qualification.series());
        printed.put(FormField.SPECIALTY, qualification.specialty());
        printed.put(FormField.ETHNIC_GROUP, form.contact().ethnicGroup());
        printed.put(FormField.POLITICAL_STATUS, form.contact().politicalStatus());
        printed.put(FormField.EMPLOYER_NAME, form.employer().name());
        printed.put(FormField.PRESENT_TITLE_NAME, form.presentTitle().name());
        printed.put(FormField.CONDUCT, form.conduct());
        printed.put(FormField.ACHIEVEMENTS, form.achievements());
        List<Violation> violations = new ArrayList<>();
        printed.forEach((field, text) -> PrintedText.check(text, field.path(), field).ifPresent(violations::add));
        for (int i = 0; i < form.employment().size(); i++) {
            EmploymentPeriod period = form.employment().get(i);
            String path = FormField.EMPLOYMENT.path() + "." + i;
            Text label = new Text("第" + (i + 1) + "段工作经历", "employment " + (i + 1));
            PrintedText.check(period.employer(), path + ".employer", label).ifPresent(violations::add);
            PrintedText.check(period.post(), path + ".post", label).ifPresent(violations::add);
        }
        return violations;
    }

    private void qualification() {
        missingIf(qualification.kind() == null, FormField.KIND);
        missingIf(qualification.level() == null, FormField.LEVEL);
        text(FormField.SERIES, qualification.series());
        text(FormField.SPECIALTY, qualification.specialty());
        missingIf(qualification.district().isEmpty(), FormField.DISTRICT);
        if (!qualification.district().isEmpty() && !settings.districts().contains(qualification.district())) {
            add(FormField.DISTRICT, ViolationCode.DISTRICT_UNKNOWN, qualification.district(), settings.districts());
        }
    }

    /** Series and specialty are of the catalogue; one that is excluded is R3's concern. */
    @Rule(R42)
    private void catalogue() {
        if (qualification.series().isBlank()) {
            return;
        }
        Optional<Catalogue.Series> series = registers.catalogue().find(qualification.series());
        if (series.isEmpty()) {
            add(FormField.SERIES, ViolationCode.SERIES_UNKNOWN, qualification.series());
        } else if (!qualification.specialty().isBlank() && !series.get().has(qualification.specialty())) {
            add(FormField.SPECIALTY, ViolationCode.SPECIALTY_UNKNOWN, qualification.specialty(), series.get().name());
        }
    }

    /** The employer is one of the register; its name and its district are the register's. */
    @Rule(R42)
    private void registeredEmployer() {
        Form.EmployerSection employer = form.employer();
        if (registers.employerStands() || employer.uscc().isBlank()
                || CreditCode.check(employer.uscc(), FormField.USCC.path()).isPresent()) {
            return;
        }
        if (registers.employer().isEmpty()) {
            add(FormField.USCC, ViolationCode.EMPLOYER_NOT_REGISTERED, employer.uscc());
            return;
        }
        Employer registered = registers.employer().get();
        if (!employer.name().isBlank() && !Spelling.same(employer.name(), registered.name())) {
            add(FormField.EMPLOYER_NAME, ViolationCode.EMPLOYER_NAME_DIFFERS, employer.name(), registered.name());
        }
        if (settings.districts().contains(qualification.district()) && !qualification.district().equals(registered.district())) {
            add(FormField.DISTRICT, ViolationCode.DISTRICT_NOT_EMPLOYERS, qualification.district(), registered.district());
        }
    }

    private void contact() {
        Form.Contact contact = form.contact();
        missingIf(contact.sex().isBlank(), FormField.SEX);
        if (!contact.sex().isBlank() && !SEXES.contains(contact.sex().strip())) {
            add(FormField.SEX, ViolationCode.SEX_UNKNOWN);
        }
        text(FormField.ETHNIC_GROUP, contact.ethnicGroup());
        text(FormField.POLITICAL_STATUS, contact.politicalStatus());
        missingIf(contact.phone().isBlank(), FormField.PHONE);
        if (!contact.phone().isBlank() && !isMobilePhone(contact.phone())) {
            add(FormField.PHONE, ViolationCode.PHONE_INVALID);
        }
        text(FormField.MAIL, contact.mail());
        if (!contact.mail().isBlank() && !MailAddress.isValid(contact.mail().strip())) {
            add(FormField.MAIL, ViolationCode.MAIL_INVALID);
        }
    }

    private void credential() {
        Form.Credential credential = form.credential();
        missingIf(credential.type().isEmpty(), FormField.CREDENTIAL_TYPE);
        credential.type().ifPresent(type -> {
            switch (type) {
                case SECONDARY_VOCATIONAL, POSTDOCTORAL -> {
                    // neither the form of study nor the degree is a question here
                }
                case JUNIOR_COLLEGE, BACHELOR -> missingIf(credential.fullTime().isEmpty(), FormField.FULL_TIME);
                case MASTER, DOCTORATE -> {
                    missingIf(credential.fullTime().isEmpty(), FormField.FULL_TIME);
                    missingIf(credential.degreeHeld().isEmpty(), FormField.DEGREE_HELD);
                }
            }
        });
        missingIf(credential.milestone().isEmpty(), FormField.MILESTONE);
        plausible(FormField.MILESTONE, credential.milestone());
        text(FormField.INSTITUTION, credential.institution());
        text(FormField.SUBJECT, credential.subject());
    }

    private void employment() {
        missingIf(form.employment().isEmpty(), FormField.EMPLOYMENT);
        if (form.employment().size() > MAX_PERIODS) {
            add(FormField.EMPLOYMENT, ViolationCode.TOO_MANY_PERIODS, MAX_PERIODS);
        }
        for (int i = 0; i < form.employment().size(); i++) {
            period(i, form.employment().get(i));
        }
    }

    private void period(int index, EmploymentPeriod period) {
        String path = FormField.EMPLOYMENT.path() + "." + index;
        String chinese = "第" + (index + 1) + "段工作经历的";
        String english = " of employment " + (index + 1);
        Text from = new Text(chinese + "开始日期", "first day" + english);
        periodText(path + ".employer", new Text(chinese + "单位", "employer" + english), period.employer());
        periodText(path + ".post", new Text(chinese + "岗位", "post" + english), period.post());
        if (period.from().isEmpty()) {
            violations.add(ViolationCode.PERIOD_INCOMPLETE.at(path + ".from", from));
        }
        plausible(path + ".from", FormField.EMPLOYMENT.rule(), from, period.from());
        plausible(path + ".to", FormField.EMPLOYMENT.rule(), new Text(chinese + "结束日期", "last day" + english), period.to());
        if (period.from().isPresent() && period.to().filter(to -> to.isBefore(period.from().get())).isPresent()) {
            violations.add(ViolationCode.EMPLOYMENT_ENDS_BEFORE_IT_BEGINS.at(path + ".to", index + 1));
        }
    }

    private void periodText(String path, Text label, String value) {
        if (value.isBlank()) {
            violations.add(ViolationCode.PERIOD_INCOMPLETE.at(path, label));
        }
        tooLong(path, FormField.EMPLOYMENT.rule(), label, value, PERIOD_TEXT);
    }

    private void employer() {
        Form.EmployerSection employer = form.employer();
        missingIf(employer.uscc().isBlank(), FormField.USCC);
        if (!employer.uscc().isBlank()) {
            CreditCode.check(employer.uscc(), FormField.USCC.path()).ifPresent(violations::add);
        }
        text(FormField.EMPLOYER_NAME, employer.name());
        missingIf(employer.origin().isEmpty(), FormField.ORIGIN);
        missingIf(employer.origin().equals(Optional.of(Origin.ELSEWHERE)) && employer.postedFrom().isEmpty(), FormField.POSTED_FROM);
        plausible(FormField.POSTED_FROM, employer.postedFrom());
    }

    /** A title named without its level would escape R13's question; 无 names none. */
    private void presentTitle() {
        Form.PresentTitle title = form.presentTitle();
        boolean named = !title.name().isBlank() && !title.name().strip().equals("无");
        missingIf(named && title.level().isEmpty(), FormField.PRESENT_TITLE_LEVEL);
        missingIf(!named && title.level().isPresent(), FormField.PRESENT_TITLE_NAME);
        tooLong(FormField.PRESENT_TITLE_NAME, title.name());
    }

    private void notApplicable() {
        form.notApplicable().keySet().stream().filter(code -> !MATERIALS.contains(code)).sorted()
                .forEach(code -> violations.add(ViolationCode.MATERIAL_UNKNOWN.at("notApplicable." + code, code)));
    }

    private void text(FormField field, String value) {
        missingIf(value.isBlank(), field);
        tooLong(field, value);
    }

    private void tooLong(FormField field, String value) {
        tooLong(field.path(), field.rule(), new Text("“" + field.chinese() + "”", field.english()), value, field.maxLength());
    }

    private void tooLong(String path, String rule, Text label, String value, int most) {
        int length = Length.of(value);
        if (length > most) {
            violations.add(ViolationCode.FIELD_TOO_LONG.of(rule, path, label, length, most));
        }
    }

    private void plausible(FormField field, Optional<LocalDate> date) {
        plausible(field.path(), field.rule(), field, date);
    }

    private void plausible(String path, String rule, Named label, Optional<LocalDate> date) {
        date.filter(day -> day.isBefore(EARLIEST))
                .ifPresent(day -> violations.add(ViolationCode.DATE_IMPLAUSIBLE.of(rule, path, label, day)));
    }

    private static boolean isMobilePhone(String text) {
        return PHONE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}-]", "")).matches();
    }

    private void missingIf(boolean missing, FormField field) {
        if (missing) {
            violations.add(field.missing());
        }
    }

    private void add(FormField field, ViolationCode broken, Object... facts) {
        violations.add(broken.at(field.path(), facts));
    }
}
