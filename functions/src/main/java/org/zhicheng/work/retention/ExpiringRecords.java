package org.zhicheng.work.retention;

import java.time.Instant;
import java.time.YearMonth;

/** Records that are written with the day they end: integrity records and the log of certificate queries (R34, R38). */
public interface ExpiringRecords {

    /**
     * Deletes records that ended in a month, before an instant.
     *
     * @param limit how many at most
     * @return how many were found; fewer than the limit where none is left
     */
    int delete(YearMonth month, Instant before, int limit);
}
