package org.zhicheng.rules.eligibility;

import static org.zhicheng.ground.rule.NoticeRule.R13;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Assessment.Question;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;

/**
 * Where a form contradicts itself or the ID number: what cannot be is a reason against it, what can hardly be is asked of each reviewer, never
 * guessed (R13).
 */
@Rule(R13)
final class Contradictions {

    private static final int WORKING_AGE = 16;

    private final Form form;
    private final Facts facts;
    private final List<Violation> reasons = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    private Contradictions(Form form, Facts facts) {
        this.form = form;
        this.facts = facts;
    }

    static Contradictions of(Form form, Facts facts) {
        Contradictions found = new Contradictions(form, facts);
        found.person();
        facts.bornIn().ifPresent(found::age);
        return found;
    }

    List<Violation> reasons() {
        return reasons;
    }

    List<Question> questions() {
        return questions;
    }

    private void person() {
        Form.Contact contact = form.contact();
        facts.sex().filter(sex -> !contact.sex().isBlank() && !contact.sex().equals(sex))
                .ifPresent(sex -> ask(ViolationCode.SEX_DIFFERS, contact.sex(), sex));
        if (!contact.ethnicGroup().replaceAll("族$", "").isBlank() && !Choices.isEthnicGroup(contact.ethnicGroup())) {
            ask(ViolationCode.ETHNIC_GROUP_UNKNOWN, contact.ethnicGroup());
        }
        if (!contact.politicalStatus().isBlank() && !Choices.isPoliticalStatus(contact.politicalStatus())) {
            ask(ViolationCode.POLITICAL_STATUS_UNKNOWN, contact.politicalStatus());
        }
        boolean partTime = form.credential().fullTime().equals(Optional.of(false));
        if (partTime && form.credential().type().equals(Optional.of(CredentialType.SECONDARY_VOCATIONAL))) {
            ask(ViolationCode.SECONDARY_NOT_FULL_TIME);
        }
    }

    // By the year, which is all that is kept of a birth: a question where it could have been, a reason where not.
    private void age(int born) {
        form.credential().milestone().map(LocalDate::getYear).ifPresent(year -> form.credential().type().ifPresent(type -> {
            if (year < born) {
                reasons.add(ViolationCode.MILESTONE_BEFORE_BIRTH.at(FormField.MILESTONE.path(), Integer.toString(year),
                        Integer.toString(born)));
            } else if (year - born < youngest(type)) {
                ask(ViolationCode.MILESTONE_TOO_YOUNG, type, Integer.toString(year - born));
            }
        }));
        for (int i = 0; i < form.employment().size(); i++) {
            int place = i;
            form.employment().get(i).from().map(LocalDate::getYear).ifPresent(year -> {
                if (year < born) {
                    reasons.add(ViolationCode.WORK_BEFORE_BIRTH.at(FormField.EMPLOYMENT.path() + "." + place + ".from", place + 1));
                } else if (year - born < WORKING_AGE) {
                    ask(ViolationCode.WORK_TOO_YOUNG, place + 1, Integer.toString(year - born));
                }
            });
        }
    }

    /** Younger than this hardly anybody has been. */
    private static int youngest(CredentialType type) {
        return switch (type) {
            case SECONDARY_VOCATIONAL -> 16;
            case JUNIOR_COLLEGE -> 18;
            case BACHELOR -> 19;
            case MASTER -> 21;
            case DOCTORATE -> 24;
            case POSTDOCTORAL -> 26;
        };
    }

    private void ask(ViolationCode open, Object... told) {
        Text text = open.text(told);
        if (questions.stream().noneMatch(q -> q.code().equals(open.code()))) {
            questions.add(new Question(open.rule(), open.code(), text.chinese(), text.english()));
        }
    }
}
