package org.zhicheng.rules.checklist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Stage;

/**
 * What somebody with a credential has to have at hand (A1–A15): what the checklist would ask for, told before there is an application.
 *
 * @param needed as in the checklist: files, or the least characters of a text
 * @param orReason whether "not applicable" with a reason is an answer
 * @param byEmployer whether it comes from the employer, after the submission
 * @param only the case in which alone it is asked for
 */
public record Preparation(Material material, int needed, boolean orReason, boolean byEmployer, Optional<Case> only) {

    /** What the materials depend on besides the credential. */
    public enum Case {
        DOMESTIC,
        FOREIGN,
        POSTED
    }

    /** In the order of the materials. */
    public static List<Preparation> of(CredentialType type) {
        List<ChecklistItem> domestic = asked(type, false, Form.Origin.URUMQI);
        List<ChecklistItem> foreign = asked(type, true, Form.Origin.URUMQI);
        List<ChecklistItem> posted = asked(type, false, Form.Origin.ELSEWHERE);
        List<Preparation> all = new ArrayList<>();
        for (Material material : Material.values()) {
            ChecklistItem here = domestic.get(material.ordinal());
            ChecklistItem abroad = foreign.get(material.ordinal());
            ChecklistItem elsewhere = posted.get(material.ordinal());
            if (here.needed() > 0) {
                all.add(of(here, abroad.needed() > 0 ? Optional.empty() : Optional.of(Case.DOMESTIC)));
            } else if (abroad.needed() > 0) {
                all.add(of(abroad, Optional.of(Case.FOREIGN)));
            } else if (elsewhere.needed() > 0) {
                all.add(of(elsewhere, Optional.of(Case.POSTED)));
            }
        }
        return all;
    }

    private static Preparation of(ChecklistItem item, Optional<Case> only) {
        return new Preparation(item.material(), item.needed(), item.mayBeNotApplicable(), item.material().isEmployers(), only);
    }

    private static List<ChecklistItem> asked(CredentialType type, boolean foreign, Form.Origin origin) {
        Form.Credential credential = new Form.Credential(Optional.of(type), Optional.of(true), foreign, Optional.of(true), Optional.empty(),
                "", "");
        Form form = new Form(null, credential, null, new Form.EmployerSection("", "", Optional.of(origin), Optional.empty()), null, null,
                null, null, null);
        Application nobodys = Application.draft("", 0, "", "", "", new Qualification(null, null, "", "", ""), Instant.EPOCH).edit()
                .form(form).done();
        return Checklist.of(nobodys, Stage.RECOMMENDATION);
    }
}
