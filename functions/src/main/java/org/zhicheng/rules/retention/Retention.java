package org.zhicheng.rules.retention;

import java.time.Instant;
import java.time.Period;

import org.zhicheng.ground.calendar.BeijingTime;

/**
 * The one table of how long each class of data is kept, and why (R38). What is not listed stays: the applications themselves, their
 * decisions, certificates and the record are the bureau's archive, and a title must be provable for a working life.
 */
public enum Retention {
    /** Name, encrypted ID number and addresses of somebody who never applied, or has no application left. Two years cover two windows. */
    REGISTRATION_WITHOUT_APPLICATION(Period.ofYears(2)),
    /** Form, qualification and files of a draft that was never submitted. Nobody decided on it; half a year is time to copy from it. */
    DRAFT_NEVER_SUBMITTED(Period.ofMonths(6)),
    /** Files of an application withdrawn, abandoned or closed by the bureau. Nothing was decided; a year covers the next cycle and questions about this one. */
    UPLOADS_WITHOUT_DECISION(Period.ofYears(1)),
    /** Files of a rejected application. Three years, as an integrity record that builds on them may last as long (R34). */
    UPLOADS_OF_REJECTED(Period.ofYears(3)),
    /** Who verified a certificate and from which network (R31). Security logs must be kept six months or more; a year lets owners see it. */
    CERTIFICATE_QUERIES(Period.ofYears(1)),
    /** Integrity records: three years to the day, by the notice (R34). */
    INTEGRITY_RECORDS(Period.ofYears(3));

    private final Period period;

    Retention(Period period) {
        this.period = period;
    }

    public Period period() {
        return period;
    }

    /** The instant from which something of an instant may be deleted, by the calendar of Asia/Shanghai. */
    public Instant endOf(Instant begin) {
        return begin.atZone(BeijingTime.ZONE).plus(period).toInstant();
    }

    /** True where what is of the instant has been kept long enough. */
    public boolean isOver(Instant begin, Instant now) {
        return !now.isBefore(endOf(begin));
    }
}
