package org.zhicheng.dossier.cycle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.revision.Revision;

/** The cycles, the corrections of the calendar, the catalogue, and the closing reports. */
public interface CycleStore {

    Optional<Cycle> find(int year);

    List<Cycle> all();

    /**
     * Writes a cycle's next revision.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void save(Cycle cycle, AuditEvent event);

    /**
     * Notes that the last draft of a window was closed, in one transaction with the event.
     *
     * @param closes the end of the window that was closed
     * @return false where the window was moved meanwhile, and nothing was written
     */
    boolean close(int year, Instant closes, Instant closed, AuditEvent event);

    /** The end of the window of which every owner of a draft was reminded (R36). */
    Optional<Instant> remindedOf(int year);

    void saveReminded(int year, Instant closes);

    /** Days set by an administrator, by year; they win over the calendar that comes with the product. */
    Map<Integer, WorkingDays.Year> calendar();

    /** An administrator's days of a year, with their revision. */
    Optional<CalendarYear> calendarYear(int year);

    /**
     * Writes a year's next revision.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void saveCalendar(int year, CalendarYear days, AuditEvent event, List<? extends Delivery> deliveries);

    /** Days that an administrator set, and how often they were changed (R49). */
    record CalendarYear(WorkingDays.Year days, Revision revision) {

        /** These days, following what is there now; the same revision where nothing differs. */
        public static CalendarYear of(WorkingDays.Year days, Optional<CalendarYear> before) {
            return new CalendarYear(days, before.map(CalendarYear::revision).orElse(Revision.NONE)
                    .next(before.map(there -> items(there.days())).orElse(Map.of()), items(days)));
        }

        /** What the days write over, in words for the record (R41). */
        public String told(Optional<CalendarYear> before) {
            return Revision.told(before.map(there -> items(there.days())).orElse(Map.of()), items(days));
        }

        private static Map<String, String> items(WorkingDays.Year days) {
            Map<String, String> items = new HashMap<>();
            days.off().forEach(day -> items.put(day.toString(), "OFF"));
            days.work().forEach(day -> items.put(day.toString(), "WORK"));
            items.put("complete", Boolean.toString(days.complete()));
            return items;
        }
    }

    /** The catalogue in force: the bureau's, or the one that the product comes with (R42). */
    default Catalogue catalogue() {
        return catalogueSet().orElseGet(FirstCatalogue::get);
    }

    /** The catalogue that the bureau has set, if it has. */
    Optional<Catalogue> catalogueSet();

    /**
     * Writes the catalogue's next revision.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void saveCatalogue(Catalogue catalogue, AuditEvent event);

    /** The report of each closing of a window, in order; that of an extension takes the place of none before it (R21, R41). */
    List<ClosingReport> closings(int year);

    /** Where the last closing run stands; it goes on from there (R21). */
    default Optional<ClosingReport> closing(int year) {
        return closings(year).stream().reduce((_, later) -> later);
    }

    /** Writes the report of a window's end, over what was written of the same one. */
    void saveClosing(ClosingReport report);

    /**
     * @param closes the window's end that it was made for; an extension makes a new one
     * @param expired drafts that became {@code EXPIRED}
     * @param submittedByDistrict submitted applications, by district
     * @param finished when the last draft was closed
     */
    record ClosingReport(int year, Instant closes, Instant started, int expired, Map<String, Integer> submittedByDistrict,
            Optional<Instant> finished) {
    }
}
