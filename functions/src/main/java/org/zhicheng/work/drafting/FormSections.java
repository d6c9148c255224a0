package org.zhicheng.work.drafting;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Form;
import org.zhicheng.ground.text.AtMost;

/** Some sections of the form; each that is there takes the place of the one before, the others stay (R16). */
public record FormSections(Optional<Form.Contact> contact, Optional<Form.Credential> credential,
        @AtMost(100) Optional<List<Form.EmploymentPeriod>> employment, Optional<Form.EmployerSection> employer,
        Optional<Form.PresentTitle> presentTitle, Optional<String> conduct, Optional<String> achievements, Optional<String> summary,
        Optional<Map<String, String>> notApplicable) {

    // Jackson hands over null for a field that is not there.
    @SuppressWarnings("OptionalAssignedToNull")
    public FormSections {
        contact = contact == null ? Optional.empty() : contact;
        credential = credential == null ? Optional.empty() : credential;
        employment = employment == null ? Optional.empty() : employment;
        employer = employer == null ? Optional.empty() : employer;
        presentTitle = presentTitle == null ? Optional.empty() : presentTitle;
        conduct = conduct == null ? Optional.empty() : conduct;
        achievements = achievements == null ? Optional.empty() : achievements;
        summary = summary == null ? Optional.empty() : summary;
        // The copy refuses a reason that is none as it is read, as a whole form does.
        notApplicable = notApplicable == null ? Optional.empty() : notApplicable.map(Map::copyOf);
    }

    /** The form with these sections. */
    Form over(Form form) {
        return new Form(contact.orElse(form.contact()), credential.orElse(form.credential()), employment.orElse(form.employment()),
                employer.orElse(form.employer()), presentTitle.orElse(form.presentTitle()), conduct.orElse(form.conduct()),
                achievements.orElse(form.achievements()), summary.orElse(form.summary()), notApplicable.orElse(form.notApplicable()));
    }
}
