package org.zhicheng.rules.checklist;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.util.Optional;

import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.ground.rule.Rule;

/**
 * What the bureau's registers say of what an application names (R42).
 *
 * @param employer the enterprise that is registered under the form's credit code
 * @param employerStands whether the employer was admitted as it is at an earlier submission, so that it stands (R50)
 */
@Rule(R42)
public record Registers(Catalogue catalogue, Optional<Employer> employer, boolean employerStands) {

    /** The same for what was submitted under the registers of then (R50). */
    public Registers admitting(Qualification submitted, EmployerSection submittedEmployer, Qualification present,
            EmployerSection presentEmployer) {
        boolean same = submittedEmployer.uscc().equals(presentEmployer.uscc()) && submittedEmployer.name().equals(presentEmployer.name())
                && submitted.district().equals(present.district());
        return new Registers(catalogue.admitting(submitted, present), employer, employerStands || same);
    }
}
