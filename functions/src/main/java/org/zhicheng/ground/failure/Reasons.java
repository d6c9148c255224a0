package org.zhicheng.ground.failure;

import static org.zhicheng.ground.rule.NoticeRule.R51;

import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Text;

/** The reason that somebody gives for a command: in its canonical form, and no longer than what is read (R51). */
@Rule(R51)
public final class Reasons {

    /** Code points of a usual reason. */
    public static final int USUAL = 500;

    private static final String FIELD = "reason";

    private Reasons() {
    }

    /** @throws Failure {@code MISSING_FIELD}, {@code INVALID_VALUE} for more than the usual */
    public static String required(String given) {
        return required(given, USUAL);
    }

    /** @throws Failure {@code MISSING_FIELD}, {@code INVALID_VALUE} for more code points than there may be */
    public static String required(String given, int most) {
        String reason = optional(given, most);
        if (reason.isEmpty()) {
            throw new Failure(ErrorCode.MISSING_FIELD, FIELD);
        }
        return reason;
    }

    /** How long a text may be, as it is told. */
    public static Text atMost(int codePoints) {
        return new Text("不超过" + codePoints + "字", "at most " + codePoints + " characters");
    }

    /** @throws Failure {@code INVALID_VALUE} for more code points than there may be */
    public static String optional(String given, int most) {
        String reason = given == null ? "" : Canonical.lines(given);
        if (Length.of(reason) > most) {
            throw new Failure(ErrorCode.INVALID_VALUE, FIELD, atMost(most));
        }
        return reason;
    }
}
