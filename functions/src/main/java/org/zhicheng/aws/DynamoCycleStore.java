package org.zhicheng.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.cycle.Cycle;
import org.zhicheng.cycle.CycleStore;
import org.zhicheng.cycle.WorkingDays;
import org.zhicheng.record.AuditEvent;

/** Cycles, the administrator's days of the calendar, and closing reports. */
final class DynamoCycleStore implements CycleStore {

    private final Table table;

    DynamoCycleStore(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Cycle> find(int year) {
        return table.find("CYCLE#" + year, "CYCLE", Cycle.class);
    }

    @Override
    public List<Cycle> all() {
        return table.all("CYCLES").stream().map(item -> find(Integer.parseInt(Items.text(item, "sk")))).flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void save(Cycle cycle, AuditEvent event) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item("CYCLE#" + cycle.year(), "CYCLE", cycle));
        // Beside the record, because a submission's condition reads them.
        item.put("opens", Items.s(cycle.opens()));
        item.put("closes", Items.s(cycle.closes()));
        table.transact(List.of(table.write(item), table.write(Items.key("CYCLES", Integer.toString(cycle.year()))),
                table.audit("CYCLE#" + cycle.year(), event)), Map.of());
    }

    @Override
    public Map<Integer, WorkingDays.Year> calendar() {
        Map<Integer, WorkingDays.Year> years = new TreeMap<>();
        table.all("CALENDAR").forEach(item -> years.put(Integer.parseInt(Items.text(item, "sk")), Items.data(item, WorkingDays.Year.class)));
        return years;
    }

    @Override
    public void saveCalendar(int year, WorkingDays.Year days, AuditEvent event) {
        table.transact(List.of(table.write(Items.item("CALENDAR", Integer.toString(year), days)),
                table.audit("CALENDAR#" + year, event)), Map.of());
    }

    @Override
    public Optional<ClosingReport> closing(int year) {
        return table.find("CYCLE#" + year, "CLOSING", ClosingReport.class);
    }

    @Override
    public void saveClosing(ClosingReport report) {
        table.client().putItem(r -> r.tableName(table.name()).item(Items.item("CYCLE#" + report.year(), "CLOSING", report)));
    }
}
