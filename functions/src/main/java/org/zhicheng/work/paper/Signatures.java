package org.zhicheng.work.paper;

import java.time.LocalDate;
import java.util.List;

import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.typesetting.FormDocument.Signature;

/** What stands at the end of a paper. */
final class Signatures {

    private Signatures() {
    }

    /** Room for a date. */
    static String undated() {
        return "　　　　年　　月　　日";
    }

    /** Of the authority, with room for its seal. */
    static Signature sealed(String authority, LocalDate day) {
        return new Signature(List.of(authority, "", "（公章）", ChineseText.date(day)));
    }

    /** Of who handed it out, with room for the office's seal. */
    static Signature handedOut(LocalDate day) {
        return new Signature(List.of("经办人（签字）：", "", "（评审机构公章）", ChineseText.date(day)));
    }
}
