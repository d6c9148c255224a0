package org.zhicheng.work.statistics;

import static org.zhicheng.ground.rule.NoticeRule.R34;
import static org.zhicheng.ground.rule.NoticeRule.R47;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.sheet.Sheet;

/**
 * Writes the integrity records that are in force as a file for the national credit platform that the notice names (R47): the one list with
 * whole ID numbers, so it goes by an address that holds for minutes, and leaves a line in the record.
 */
@Rule({R34, R47})
public final class ExportIntegrityRecords {

    private static final Duration VALID = Duration.ofMinutes(5);

    private final IntegrityStore integrity;
    private final PersonStore people;
    private final Vault vault;
    private final CycleStore cycles;
    private final FileStore files;
    private final AuditLog auditLog;
    private final Clock clock;
    private final Supplier<String> ids;

    public ExportIntegrityRecords(IntegrityStore integrity, PersonStore people, Vault vault, CycleStore cycles, FileStore files,
            AuditLog auditLog, Clock clock, Supplier<String> ids) {
        this.integrity = integrity;
        this.people = people;
        this.vault = vault;
        this.cycles = cycles;
        this.files = files;
        this.auditLog = auditLog;
        this.clock = clock;
        this.ids = ids;
    }

    /** What the platform takes; which of it, in which order and under which heading, is configuration. */
    private enum Field {
        NAME("姓名"),
        ID_NUMBER("证件号码"),
        FACTS("失信行为"),
        BASIS("认定依据"),
        DATE("认定日期"),
        ENDS("公示截止日期"),
        AUTHORITY("认定单位"),
        STATUS("异议情况");

        private final String heading;

        Field(String heading) {
            this.heading = heading;
        }
    }

    private record Column(Field field, String heading) {
    }

    /**
     * @param columns such as {@code NAME=姓名,ID_NUMBER=证件号码}; all fields under their usual headings where it is empty
     * @return an address from which the file can be fetched for five minutes
     * @throws org.zhicheng.ground.failure.Failure {@code NOT_ALLOWED}
     */
    public URI export(Actor actor, String columns) {
        Role role = Roles.require(actor, "导出诚信档案", Role.OFFICE, Role.ADMINISTRATOR);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        List<Column> wanted = columns(columns);
        String authority = cycles.all().stream().max(Comparator.comparing(Cycle::year)).map(Cycle::settings)
                .orElseGet(CycleDefaults::settings).issuingAuthority();
        List<IntegrityRecord> live = integrity.all().stream().filter(r -> r.isLive(today))
                .sorted(Comparator.comparing(IntegrityRecord::date).thenComparing(IntegrityRecord::id)).toList();
        byte[] list = Sheet.Format.CSV.file(sheet -> {
            sheet.row(wanted.stream().map(Column::heading).map(Sheet.Cell::of).toList());
            for (IntegrityRecord record : live) {
                Person person = people.findByIdNumberHash(record.idNumberHash()).orElse(null);
                sheet.row(wanted.stream().map(column -> cell(column.field(), record, person, authority)).toList());
            }
        });
        String key = "exports/" + ids.get() + ".csv";
        files.write(key, Sheet.Format.CSV.contentType(), list);
        auditLog.append(AuditEvent
                .of(Subject.integrity("EXPORTS"), now, actor.sub(), role, "EXPORT_INTEGRITY", Channel.API, Integer.toString(live.size()))
                .by(actor.name()));
        return files.download(key, "诚信档案-" + today + ".csv", Sheet.Format.CSV.contentType(), VALID);
    }

    /** Of somebody who never registered the number is known by its hash alone: the paper has it. */
    private Sheet.Cell cell(Field field, IntegrityRecord record, Person person, String authority) {
        return switch (field) {
            case NAME -> Sheet.Cell.of(person == null ? "" : person.name());
            case ID_NUMBER ->
                Sheet.Cell.of(person == null ? record.maskedIdNumber() : vault.decrypt(person.sub(), person.encryptedIdNumber()));
            case FACTS -> Sheet.Cell.of(record.facts());
            case BASIS -> Sheet.Cell.of(record.basis());
            case DATE -> new Sheet.Day(record.date());
            case ENDS -> new Sheet.Day(record.ends().minusDays(1));
            case AUTHORITY -> Sheet.Cell.of(authority);
            case STATUS -> Sheet.Cell.of(record.status().chinese());
        };
    }

    private static List<Column> columns(String columns) {
        if (columns.isBlank()) {
            return Arrays.stream(Field.values()).map(field -> new Column(field, field.heading)).toList();
        }
        return Arrays.stream(columns.split(",")).map(pair -> pair.split("=", 2))
                .map(pair -> new Column(Field.valueOf(pair[0].strip()), pair[1].strip())).toList();
    }
}
