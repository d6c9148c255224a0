package org.zhicheng.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.certificate.CertificateNumber;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.lambda.Json;

/** Cycles, the administrator's days of the calendar, and closing reports. */
final class DynamoCycleStore implements CycleStore {

    private static final String CLOSING = "CLOSING";
    private static final int WINDOWS = 32;

    private final Table table;

    DynamoCycleStore(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Cycle> find(int year) {
        return table.find(Subject.cycle(year), "CYCLE", Cycle.class);
    }

    @Override
    public List<Cycle> all() {
        List<Integer> years = table.all("CYCLES").stream().map(item -> Integer.parseInt(Items.text(item, "sk"))).toList();
        return Reads.each(years, this::find).stream().flatMap(Optional::stream).toList();
    }

    @Override
    public void save(Cycle cycle, AuditEvent event) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(Subject.cycle(cycle.year()), "CYCLE", cycle));
        item.put("opens", Items.s(cycle.opens()));
        item.put("closes", Items.s(cycle.closes()));
        List<TransactWriteItem> writes = new ArrayList<>(List.of(table.writeNext(item, cycle.revision()),
                table.write(Items.key("CYCLES", Integer.toString(cycle.year()))), table.audit(Subject.cycle(cycle.year()), event)));
        for (int copy = 0; copy < WINDOWS; copy++) {
            Map<String, AttributeValue> window = new LinkedHashMap<>(window(cycle.year(), copy));
            window.put("opens", item.get("opens"));
            window.put("closes", item.get("closes"));
            writes.add(table.write(window));
        }
        if (find(cycle.year()).isEmpty()) {
            // the first to be numbered does not wait for it; a cycle of before that had its first number made it, or makes it with that
            writes.add(table.create(DynamoCertificateStore.sequence(CertificateNumber.sequence(cycle.year()))));
        }
        table.transact(writes, Map.of());
    }

    /**
     * Where the condition of a submission reads the window. There are copies, as transactions that look at the same item at the same moment are in
     * each other's way; they are written with the cycle.
     */
    static Map<String, AttributeValue> window(int year, String applicationId) {
        return window(year, Table.share(applicationId, WINDOWS));
    }

    private static Map<String, AttributeValue> window(int year, int copy) {
        return Items.key("WINDOW#" + year + "#" + copy, "WINDOW");
    }

    @Override
    public boolean close(int year, Instant closes, Instant closed, AuditEvent event) {
        // A part of the item only, and only while the window ends there: an extension at the same moment must not be lost.
        TransactWriteItem update = TransactWriteItem.builder()
                .update(u -> u.tableName(table.name()).key(Items.key(Subject.cycle(year), "CYCLE"))
                        .updateExpression("SET #data.closed = :closed").conditionExpression("closes = :closes")
                        .expressionAttributeNames(Map.of("#data", "data"))
                        .expressionAttributeValues(Map.of(":closed", Items.s(closed), ":closes", Items.s(closes))))
                .build();
        try {
            table.transact(List.of(update, table.audit(Subject.cycle(year), event)), Map.of());
            return true;
        } catch (StaleVersion e) {
            return false;
        }
    }

    @Override
    public Optional<Instant> remindedOf(int year) {
        return table.find(Subject.cycle(year), "REMINDED", Reminded.class).map(Reminded::closes);
    }

    record Reminded(Instant closes) {
    }

    @Override
    public void saveReminded(int year, Instant closes) {
        table.writing(Subject.cycle(year), client -> client
                .putItem(r -> r.tableName(table.name()).item(Items.item(Subject.cycle(year), "REMINDED", new Reminded(closes)))));
    }

    @Override
    public Map<Integer, WorkingDays.Year> calendar() {
        Map<Integer, WorkingDays.Year> years = new TreeMap<>();
        table.all("CALENDAR")
                .forEach(item -> years.put(Integer.parseInt(Items.text(item, "sk")), Items.data(item, WorkingDays.Year.class)));
        return years;
    }

    @Override
    public Optional<CalendarYear> calendarYear(int year) {
        return table.get("CALENDAR", Integer.toString(year)).map(item -> new CalendarYear(Items.data(item, WorkingDays.Year.class),
                item.containsKey("revision") ? Json.fromTree(Items.toJson(item.get("revision")), Revision.class) : Revision.NONE));
    }

    @Override
    public void saveCalendar(int year, CalendarYear days, AuditEvent event, List<? extends Delivery> deliveries) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item("CALENDAR", Integer.toString(year), days.days()));
        item.put("revision", Items.toAttribute(Json.tree(days.revision())));
        List<TransactWriteItem> writes = new ArrayList<>(
                List.of(table.writeNext(item, days.revision()), table.audit(Subject.calendar(year), event)));
        writes.addAll(table.outbox(Subject.calendar(year), event, List.copyOf(deliveries)));
        table.transact(writes, Map.of());
    }

    @Override
    public Optional<Catalogue> catalogueSet() {
        return table.find(Subject.CATALOGUE, Subject.CATALOGUE, Catalogue.class);
    }

    @Override
    public void saveCatalogue(Catalogue catalogue, AuditEvent event) {
        table.transact(List.of(table.writeNext(Items.item(Subject.CATALOGUE, Subject.CATALOGUE, catalogue), catalogue.revision()),
                table.audit(Subject.CATALOGUE, event)), Map.of());
    }

    // The one without an end in its key was written before there was more than one.
    @Override
    public List<ClosingReport> closings(int year) {
        Map<Instant, ClosingReport> byEnd = new TreeMap<>();
        table.all(Subject.cycle(year), CLOSING).stream().map(item -> Items.data(item, ClosingReport.class))
                .forEach(report -> byEnd.put(report.closes(), report));
        return List.copyOf(byEnd.values());
    }

    @Override
    public void saveClosing(ClosingReport report) {
        String cycle = Subject.cycle(report.year());
        table.writing(cycle, client -> client
                .putItem(r -> r.tableName(table.name()).item(Items.item(cycle, CLOSING + "#" + Items.sortable(report.closes()), report))));
    }
}
