package org.zhicheng.dossier.application;

import static org.zhicheng.ground.text.ChineseText.orBlank;

import org.zhicheng.ground.text.Named;

/**
 * What is applied for, as every paper words it in Chinese.
 *
 * @param kind 初定 or 授予
 * @param series with or without its 系列
 * @param specialty with or without its 专业
 * @param level 初级, 中级, 副高级 or 正高级
 */
public record AppliedTitle(String kind, String series, String specialty, String level) {

    public static AppliedTitle of(Qualification q) {
        return new AppliedTitle(Named.chineseOf(q.kind()), q.series(), q.specialty(), Named.chineseOf(q.level()));
    }

    /** As the annexes write it: {@code 初定工程系列机械工程专业初级}. */
    public String text() {
        return (kind.isBlank() ? "初定（授予）" : kind.strip()) + with(series, "系列") + with(specialty, "专业")
                + (level.isBlank() ? orBlank("") + "级" : level.strip());
    }

    public static String with(String words, String ending) {
        String stripped = orBlank(words);
        return stripped.endsWith(ending) ? stripped : stripped + ending;
    }
}
