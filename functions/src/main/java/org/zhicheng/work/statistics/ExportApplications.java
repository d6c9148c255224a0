package org.zhicheng.work.statistics;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.ground.text.Named;
import org.zhicheng.inquiry.Flags;

/**
 * Writes the list of a cycle's applications as a file (R37), ID numbers masked (R19). It always goes by way of the file store, since an
 * answer of the API may have 6 MB at most and a big cycle's list is larger; the bucket deletes {@code exports/} after a day.
 */
@Rule(R37)
public final class ExportApplications {

    /** How long the file's address holds. */
    public static final Duration VALID = Duration.ofMinutes(5);
    private static final List<String> HEADINGS = List.of("申报编号", "年度", "姓名", "身份证号", "手机号码", "申报类型", "级别", "系列", "专业", "学历（学位）", "现岗位",
            "区（县）", "统一社会信用代码", "单位名称", "当前步骤", "有待核实问题", "进入当前步骤时间", "办理时限（当日24时止）", "提交时间", "批准文号", "证书编号");

    private final ApplicationStore applications;
    private final Counts counts;
    private final CycleStore cycles;
    private final Flags flags;
    private final FileStore files;
    private final AuditLog auditLog;
    private final Clock clock;
    private final Supplier<String> ids;

    public ExportApplications(ApplicationStore applications, Counts counts, CycleStore cycles, Flags flags, FileStore files,
            AuditLog auditLog, Clock clock, Supplier<String> ids) {
        this.applications = applications;
        this.counts = counts;
        this.cycles = cycles;
        this.flags = flags;
        this.files = files;
        this.auditLog = auditLog;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @param state only applications in this state; all submitted ones where it is left out
     * @return an address from which the file can be fetched for five minutes
     * @throws Failure {@code NOT_ALLOWED}, {@code NO_CYCLE}, or {@code INVALID_VALUE} for a state before submission
     */
    public URI export(Actor actor, int year, Optional<State> state, Sheet.Format format) {
        Role role = CycleApplications.role(actor, "导出名单");
        if (cycles.find(year).isEmpty()) {
            throw new Failure(ErrorCode.NO_CYCLE, Integer.toString(year));
        }
        if (state.filter(Counted.UNSUBMITTED::contains).isPresent()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "state", "DRAFT, EXPIRED");
        }
        Sheet sheet = format.sheet();
        sheet.row(HEADINGS.stream().map(Sheet.Cell::of).toList());
        int[] rows = new int[1];
        UnaryOperator<ApplicationSummary> flagged = flags.now();
        new CycleApplications(applications, counts, actor).submitted(year, state, a -> {
            sheet.row(cells(flagged.apply(a)));
            rows[0]++;
        });
        String key = "exports/" + ids.get() + "." + format.extension();
        files.write(key, format.contentType(), sheet.finish());
        Instant now = clock.instant();
        auditLog.append(AuditEvent.of(Subject.cycle(year), now, actor.sub(), role, "EXPORT", Channel.API,
                format + " " + state.map(State::name).orElse("") + " " + rows[0]).by(actor.name()));
        return files.download(key, "申报名单-" + year + "." + format.extension(), format.contentType(), VALID);
    }

    private static List<Sheet.Cell> cells(ApplicationSummary a) {
        return List.of(Sheet.Cell.of(a.id()), new Sheet.Whole(a.cycle()), Sheet.Cell.of(a.name()), Sheet.Cell.of(a.maskedIdNumber()),
                Sheet.Cell.of(a.phone()), named(a.kind()), named(a.level()), Sheet.Cell.of(a.series()), Sheet.Cell.of(a.specialty()),
                named(a.credential().orElse(null)), Sheet.Cell.of(a.post()), Sheet.Cell.of(a.district()), Sheet.Cell.of(a.employerUscc()),
                Sheet.Cell.of(a.employerName()), named(a.state()), Sheet.Cell.of(a.needsReview() ? "是" : "否"), moment(a.enteredAt()),
                a.dueAt().map(ExportApplications::lastDay).orElse(Sheet.Cell.NONE),
                a.submittedAt().map(ExportApplications::moment).orElse(Sheet.Cell.NONE), Sheet.Cell.of(a.approvalDocument().orElse("")),
                Sheet.Cell.of(a.certificateNumber().orElse("")));
    }

    private static Sheet.Cell named(Named named) {
        return named == null ? Sheet.Cell.NONE : Sheet.Cell.of(named.chinese());
    }

    private static Sheet.Cell moment(Instant at) {
        return new Sheet.Moment(LocalDateTime.ofInstant(at, BeijingTime.ZONE));
    }

    /** A deadline is the 24:00 of a day, and programs know no such time. */
    private static Sheet.Cell lastDay(Instant due) {
        return new Sheet.Day(LocalDate.ofInstant(due.minusMillis(1), BeijingTime.ZONE));
    }
}
