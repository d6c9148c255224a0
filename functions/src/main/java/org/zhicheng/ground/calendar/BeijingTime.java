package org.zhicheng.ground.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.text.Text;

/** The time in which all of the notice's days and hours are meant, in Urumqi too (北京时间). */
public final class BeijingTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private BeijingTime() {
    }

    /** A moment as people read it. */
    public static Text from(Instant moment) {
        ZonedDateTime at = moment.atZone(ZONE);
        return text(at.toLocalDate(), TIME.format(at));
    }

    /** The end of a time: that of a day is its 24:00, as the notice says it, not the next day's 0:00, which people read wrongly. */
    public static Text until(Instant end) {
        ZonedDateTime at = end.atZone(ZONE);
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? text(at.toLocalDate().minusDays(1), "24:00")
                : text(at.toLocalDate(), TIME.format(at));
    }

    private static Text text(LocalDate day, String time) {
        return new Text(ChineseText.date(day) + time, day + " " + time);
    }
}
