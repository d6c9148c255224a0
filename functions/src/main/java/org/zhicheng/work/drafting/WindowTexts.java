package org.zhicheng.work.drafting;

import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** The window's ends as people read them. */
final class WindowTexts {

    private WindowTexts() {
    }

    static Failure closed(Cycle cycle) {
        return new Failure(ErrorCode.WINDOW_CLOSED, BeijingTime.from(cycle.opens()), BeijingTime.until(cycle.closes()));
    }
}
