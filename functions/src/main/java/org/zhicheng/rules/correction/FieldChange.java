package org.zhicheng.rules.correction;

/**
 * One thing that changed, for the reviewers (R22).
 *
 * @param item the field or material, by the name a return uses
 * @param before as it read; empty where there was nothing
 * @param after as it reads now
 */
public record FieldChange(String item, String before, String after) {
}
