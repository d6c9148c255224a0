package org.zhicheng.ground.calendar;

import java.time.ZoneId;

/** The time in which all of the notice's days and hours are meant, in Urumqi too (北京时间). */
public final class BeijingTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BeijingTime() {
    }
}
