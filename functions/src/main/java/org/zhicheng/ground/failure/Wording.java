package org.zhicheng.ground.failure;

import java.time.LocalDate;

/** How dates are written in texts for people. English texts use the ISO form, which {@link LocalDate#toString()} gives. */
public final class Wording {

    private Wording() {
    }

    /** Such as 2025年3月1日. */
    public static String day(LocalDate date) {
        return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }
}
