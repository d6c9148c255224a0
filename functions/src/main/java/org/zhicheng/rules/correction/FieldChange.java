package org.zhicheng.rules.correction;

/**
 * One thing that changed, for the reviewers (R22).
 *
 * @param item the field or material, by the name a return uses
 * @param before as it read; empty where there was nothing
 * @param after as it reads now
 * @param answer what the applicant answered to the return of it; empty where nothing was said. An item that was only answered reads the
 *        same before and after
 */
public record FieldChange(String item, String before, String after, String answer) {

    public FieldChange(String item, String before, String after) {
        this(item, before, after, "");
    }
}
