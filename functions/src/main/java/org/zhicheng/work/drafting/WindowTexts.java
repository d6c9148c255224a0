package org.zhicheng.work.drafting;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** The window's ends as people read them. */
final class WindowTexts {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(BeijingTime.ZONE);

    private WindowTexts() {
    }

    static Failure closed(Cycle cycle) {
        return new Failure(ErrorCode.WINDOW_CLOSED, text(cycle.opens()), text(cycle.closes()));
    }

    private static String text(Instant instant) {
        return MINUTES.format(instant);
    }
}
