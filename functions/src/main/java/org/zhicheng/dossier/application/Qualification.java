package org.zhicheng.dossier.application;

import org.zhicheng.ground.text.Canonical;

/**
 * What is applied for and where (申报资格, R27); can be changed only while unsubmitted. Any part may be missing in a draft.
 *
 * @param kind initial determination or award; also the entry the application was opened at
 * @param level the level of the title
 * @param series 系列, such as 工程系列
 * @param specialty 专业, such as 机械工程专业
 * @param district the district or county of Urumqi whose bureau reviews first
 */
public record Qualification(Kind kind, TitleLevel level, String series, String specialty, String district) {

    public Qualification {
        series = series == null ? "" : Canonical.line(series);
        specialty = specialty == null ? "" : Canonical.line(specialty);
        district = district == null ? "" : Canonical.line(district);
    }
}
