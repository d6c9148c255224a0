package org.zhicheng.work.notice;

import java.time.LocalDate;
import java.util.Optional;

import org.zhicheng.ground.text.ChineseText;

/** Dates on the forms, with gaps to fill in by hand where there is none yet. */
final class Dates {
    private Dates() {
    }

    static String written(Optional<LocalDate> date) {
        return date.map(ChineseText::date).orElse("＿＿＿＿年＿＿月＿＿日");
    }

    /** Below a signature: room instead of lines. */
    static String signed(Optional<LocalDate> date) {
        return date.map(ChineseText::date).orElse("　　　　年　　月　　日");
    }
}
