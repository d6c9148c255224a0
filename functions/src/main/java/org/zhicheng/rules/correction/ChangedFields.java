package org.zhicheng.rules.correction;

import static org.zhicheng.ground.rule.NoticeRule.R22;
import static org.zhicheng.ground.rule.NoticeRule.R23;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.rule.Rule;

/** What changed between two states of an application, field by field and material by material, in the order of the form (R22, R23). */
@Rule(R22)
public final class ChangedFields {

    /** Where the form may be another one than was handed in: it is being corrected, or was when the application ended. */
    private static final Set<State> MAY_DIFFER = EnumSet.of(State.CORRECTION, State.WITHDRAWN, State.ABANDONED, State.CLOSED);

    /**
     * What the public notice says of a person (R23): every field that Annex 2 prints, and the employer, whose notice it is (R18). Held against
     * the printed form by a test.
     */
    public static final Set<String> NOTICE_ITEMS = Set.of(FormField.KIND.path(), FormField.SERIES.path(), FormField.SPECIALTY.path(),
            FormField.LEVEL.path(), "name", "idNumber", FormField.SEX.path(), FormField.ETHNIC_GROUP.path(),
            FormField.POLITICAL_STATUS.path(), FormField.PRESENT_TITLE_NAME.path(), FormField.CONDUCT.path(), FormField.ACHIEVEMENTS.path(),
            FormField.USCC.path());

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(BeijingTime.ZONE);

    private final Snapshot before;
    private final Snapshot after;
    private final List<FieldChange> changes = new ArrayList<>();

    private ChangedFields(Snapshot before, Snapshot after) {
        this.before = before;
        this.after = after;
    }

    /** Every change. Texts are for people; ID numbers in what is written freely are masked (R19). */
    public static List<FieldChange> between(Snapshot before, Snapshot after) {
        ChangedFields changed = new ChangedFields(before, after);
        for (FormField field : FormField.values()) {
            changed.field(field);
        }
        for (Material material : Material.values()) {
            changed.material(material);
        }
        return List.copyOf(changed.changes);
    }

    /** True where one of the changes makes the public notice due again (R23). */
    @Rule(R23)
    public static boolean touchesNotice(List<FieldChange> changes) {
        return changes.stream().map(FieldChange::item).anyMatch(NOTICE_ITEMS::contains);
    }

    private void field(FormField field) {
        if (field == FormField.EMPLOYMENT) {
            employment();
        } else {
            add(field.path(), before.text(field), after.text(field), field.isWritten());
        }
    }

    /** Periods taken away or added; one that was edited is both. */
    private void employment() {
        List<String> old = before.form().employment().stream().map(ChangedFields::text).toList();
        List<String> now = after.form().employment().stream().map(ChangedFields::text).toList();
        String removed = old.stream().filter(Predicate.not(now::contains)).collect(Collectors.joining("；"));
        String added = now.stream().filter(Predicate.not(old::contains)).collect(Collectors.joining("；"));
        add(FormField.EMPLOYMENT.path(), removed, added, true);
    }

    private void material(Material material) {
        add(material.name(), before.text(material), after.text(material), true);
    }

    /** @param written whether an ID number may stand in the words; a code or a date is shown as it is, or nobody could check it */
    private void add(String item, String old, String now, boolean written) {
        if (!old.equals(now)) {
            changes.add(written ? new FieldChange(item, Masking.idNumbers(old), Masking.idNumbers(now)) : new FieldChange(item, old, now));
        }
    }

    private static String text(EmploymentPeriod period) {
        return date(period.from()) + " 至 " + period.to().map(LocalDate::toString).orElse("今") + " " + period.employer() + " "
                + period.post() + "（" + (period.technicalPost() ? "专业技术岗位" : "非专业技术岗位") + "）";
    }

    private static String date(Optional<LocalDate> date) {
        return date.map(LocalDate::toString).orElse("");
    }

    private static String yesNo(Optional<Boolean> value) {
        return value.map(yes -> yes ? "是" : "否").orElse("");
    }

    /**
     * For papers, an application whose form was changed since it was last submitted as if that were handed in now: beside the days of a notice stands what
     * hung there, or they are left out (R23).
     */
    public static Application asHandedIn(Application application, ApplicationStore store) {
        if (!MAY_DIFFER.contains(application.state())) {
            return application;
        }
        return touchesNotice(sinceSubmitted(application, store)) ? application.edit().noticeRequired(true).done() : application;
    }

    /** What was changed since it was last submitted; nothing where it never was. */
    public static List<FieldChange> sinceSubmitted(Application application, ApplicationStore store) {
        List<ApplicationStore.Submission> submissions = store.submissions(application.id());
        return submissions.isEmpty() ? List.of() : between(Snapshot.of(submissions.getLast(), application), Snapshot.of(application));
    }

    /** What an applicant can change of an application. */
    public record Snapshot(Form form, Qualification qualification, List<Attachment> attachments) {

        public Snapshot {
            attachments = List.copyOf(attachments);
        }

        /** What was handed in at a submission; files are never forgotten, so their ids suffice. */
        public static Snapshot of(ApplicationStore.Submission submission, Application application) {
            return of(submission, submission.files(), application);
        }

        /** What was handed in, with the files that counted later. */
        public static Snapshot of(ApplicationStore.Submission submission, List<String> files, Application application) {
            return new Snapshot(submission.form(), submission.qualification(), application.attachments().stream()
                    .filter(a -> files.contains(a.id())).map(a -> a.withStatus(Attachment.Status.ACCEPTED)).toList());
        }

        public static Snapshot of(Application application) {
            return new Snapshot(application.form(), application.qualification(), application.attachments());
        }

        private String text(FormField field) {
            return switch (field) {
                case KIND -> Optional.ofNullable(qualification.kind()).map(Kind::chinese).orElse("");
                case LEVEL -> Optional.ofNullable(qualification.level()).map(TitleLevel::chinese).orElse("");
                case SERIES -> qualification.series();
                case SPECIALTY -> qualification.specialty();
                case DISTRICT -> qualification.district();
                case SEX -> form.contact().sex();
                case ETHNIC_GROUP -> form.contact().ethnicGroup();
                case POLITICAL_STATUS -> form.contact().politicalStatus();
                case PHONE -> form.contact().phone();
                case MAIL -> form.contact().mail();
                case CREDENTIAL_TYPE -> form.credential().type().map(CredentialType::chinese).orElse("");
                case FULL_TIME -> yesNo(form.credential().fullTime());
                case FOREIGN -> yesNo(Optional.of(form.credential().foreign()));
                case DEGREE_HELD -> yesNo(form.credential().degreeHeld());
                case MILESTONE -> date(form.credential().milestone());
                case INSTITUTION -> form.credential().institution();
                case SUBJECT -> form.credential().subject();
                case EMPLOYMENT -> form.employment().stream().map(ChangedFields::text).collect(Collectors.joining("；"));
                case USCC -> form.employer().uscc();
                case EMPLOYER_NAME -> form.employer().name();
                case ORIGIN -> form.employer().origin().map(origin -> switch (origin) {
                    case URUMQI -> "本市";
                    case ELSEWHERE -> "外地";
                }).orElse("");
                case POSTED_FROM -> date(form.employer().postedFrom());
                case PRESENT_TITLE_LEVEL -> form.presentTitle().level().map(TitleLevel::chinese).orElse("");
                case PRESENT_TITLE_NAME -> form.presentTitle().name();
                case CONDUCT -> form.conduct();
                case ACHIEVEMENTS -> form.achievements();
                case SUMMARY -> form.summary();
            };
        }

        /** Files by name, size and time, so that one replaced under the same name shows. */
        private String text(Material material) {
            String files = attachments.stream().filter(a -> a.material() == material && a.counts())
                    .map(a -> a.fileName() + "（" + (a.size() + 1023) / 1024 + " KB，" + MINUTE.format(a.requestedAt()) + "）")
                    .collect(Collectors.joining("；"));
            String reason = form.notApplicable().getOrDefault(material.name(), "");
            return reason.isBlank() ? files : files + (files.isEmpty() ? "" : "；") + "不适用：" + reason;
        }
    }
}
