package org.zhicheng.rules.eligibility;

import static org.zhicheng.dossier.application.Form.CredentialType.BACHELOR;
import static org.zhicheng.dossier.application.Form.CredentialType.DOCTORATE;
import static org.zhicheng.dossier.application.Form.CredentialType.JUNIOR_COLLEGE;
import static org.zhicheng.dossier.application.Form.CredentialType.MASTER;
import static org.zhicheng.dossier.application.Form.CredentialType.POSTDOCTORAL;
import static org.zhicheng.dossier.application.Form.CredentialType.SECONDARY_VOCATIONAL;
import static org.zhicheng.dossier.application.Kind.AWARD;
import static org.zhicheng.dossier.application.Kind.INITIAL_DETERMINATION;
import static org.zhicheng.dossier.application.TitleLevel.ASSOCIATE_SENIOR;
import static org.zhicheng.dossier.application.TitleLevel.INTERMEDIATE;
import static org.zhicheng.dossier.application.TitleLevel.JUNIOR;
import static org.zhicheng.dossier.application.TitleLevel.SENIOR;
import static org.zhicheng.ground.rule.NoticeRule.R10;
import static org.zhicheng.ground.rule.NoticeRule.R5;
import static org.zhicheng.ground.rule.NoticeRule.R6;
import static org.zhicheng.ground.rule.NoticeRule.R7;
import static org.zhicheng.ground.rule.NoticeRule.R8;
import static org.zhicheng.ground.rule.NoticeRule.R9;

import java.util.List;

import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.ground.rule.Rule;

/** The table of the notice's Annex 1, section 2 (R5–R10): which credential leads, after how many years of work, to which title. */
@Rule({R5, R6, R7, R8, R9, R10})
public final class EligibilityTable {

    /** R5–R10, in the order of the notice. */
    public static final List<Row> ROWS = List.of(new Row("R5", SECONDARY_VOCATIONAL, "毕业", "graduation", 3, JUNIOR, INITIAL_DETERMINATION),
            new Row("R6", JUNIOR_COLLEGE, "毕业", "graduation", 2, JUNIOR, INITIAL_DETERMINATION),
            new Row("R7", BACHELOR, "毕业", "graduation", 1, JUNIOR, INITIAL_DETERMINATION),
            new Row("R8", MASTER, "获得学位", "conferral of the degree", 1, INTERMEDIATE, AWARD),
            new Row("R9", DOCTORATE, "获得学位", "conferral of the degree", 1, ASSOCIATE_SENIOR, AWARD),
            new Row("R10", POSTDOCTORAL, "出站", "leaving the station", 1, SENIOR, AWARD));

    private EligibilityTable() {
    }

    /** The row of a credential; each has exactly one. */
    public static Row row(CredentialType credential) {
        return ROWS.stream().filter(row -> row.credential() == credential).findFirst().orElseThrow();
    }

    /**
     * One row.
     *
     * @param rule its number in {@code notice.md}
     * @param countedFrom what the years are counted from, in Chinese
     * @param countedFromEnglish the same in English
     * @param years years of work in a technical post after that (R12); also the annual assessments A9 asked for
     */
    public record Row(String rule, CredentialType credential, String countedFrom, String countedFromEnglish, int years, TitleLevel level,
            Kind kind) {
    }
}
