package org.zhicheng.work.statistics;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.ground.text.Named;
import org.zhicheng.inquiry.Flags;
import org.zhicheng.work.statistics.Exports.Export;
import org.zhicheng.work.statistics.Exports.Stand;

/**
 * Writes a list of a cycle's applications, ID numbers masked (R19), however long it is: row by row into a file of its own, which goes to the
 * bucket at the end. Begun again after it was cut off it writes all of it again, under the same key. Who asked gets a mail with the list's
 * address, or with what to do where it failed.
 */
@Rule(R37)
public final class WriteExport {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofSeconds(10);
    private static final List<String> HEADINGS = List.of("申报编号", "年度", "姓名", "身份证号", "手机号码", "申报类型", "级别", "系列", "专业", "学历（学位）", "现岗位",
            "区（县）", "统一社会信用代码", "单位名称", "当前步骤", "有待核实问题", "进入当前步骤时间", "办理时限（当日24时止）", "提交时间", "批准文号", "证书编号", "评审会议", "会议日期", "表决结果",
            "可表决人数", "同意", "反对", "弃权");

    private static final List<Sheet.Cell> NO_VOTE = Collections.nCopies(7, Sheet.Cell.NONE);

    private final ApplicationStore applications;
    private final Flags flags;
    private final FileStore files;
    private final Exports exports;
    private final StaffStore staff;
    private final SessionStore sessions;
    private final Clock clock;
    private int rows;
    private Instant told;

    public WriteExport(ApplicationStore applications, Flags flags, FileStore files, Exports exports, StaffStore staff,
            SessionStore sessions, Clock clock) {
        this.applications = applications;
        this.flags = flags;
        this.files = files;
        this.exports = exports;
        this.staff = staff;
        this.sessions = sessions;
        this.clock = clock;
        this.told = clock.instant();
    }

    /** @throws IllegalStateException where nobody asked for it */
    public void write(Exports.Order order) {
        Export export = exports.find(order.id(), Duration.ZERO).orElseThrow(() -> new IllegalStateException("nobody asked for this list"));
        if (!export.ended()) {
            export = order.failed() ? export.at(export.rows(), Stand.FAILED) : written(export);
            exports.keep(export);
        }
        // also where it had ended, and nobody was told before the step died
        tellWhoAsked(export);
    }

    private Export written(Export export) {
        try {
            Path file = Files.createTempFile("export", "." + export.wanted().format().extension());
            try {
                try (OutputStream out = Files.newOutputStream(file)) {
                    export.wanted().format().write(out, sheet -> fill(sheet, export));
                }
                files.write(Exports.key(export), export.wanted().format().contentType(), file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return export.at(rows, Stand.READY);
    }

    /** Who asked for a short one still has the page open, and the list with it; a second mail of the same list is never written. */
    private void tellWhoAsked(Export export) {
        Instant now = clock.instant();
        Optional<StaffMember> member = staff.find(export.sub()).filter(m -> !m.mail().isBlank());
        if (member.isEmpty() || now.isBefore(export.askedAt().plus(WATCHED))) {
            return;
        }
        MailTemplate template = export.stand() == Stand.READY ? MailTemplate.STAFF_EXPORT_READY : MailTemplate.STAFF_EXPORT_FAILED;
        AuditEvent event = new AuditEvent(Subject.export(export.id()), 1, now, Actor.SYSTEM.sub(), Role.SYSTEM, template.name(),
                Optional.empty(), Optional.empty(), Channel.WORKFLOW, "");
        staff.tell(event, new MailToStaff(export.sub(), template,
                Map.of("exportId", export.id(), "year", Integer.toString(export.wanted().cycle()))));
    }

    private void fill(Sheet sheet, Export export) {
        sheet.row(HEADINGS.stream().map(Sheet.Cell::of).toList());
        UnaryOperator<ApplicationSummary> flagged = flags.now();
        boolean counted = CycleApplications.role(export.asker(), "导出名单").scope() == Scope.ALL;
        Map<String, Voted> votes = votes(export.wanted().cycle());
        new CycleApplications(applications, export.asker()).submitted(export.wanted().cycle(), export.wanted().state(), a -> {
            sheet.row(Stream.concat(cells(flagged.apply(a)).stream(),
                    Optional.ofNullable(votes.get(a.id())).map(voted -> cells(voted, counted)).orElse(NO_VOTE).stream()).toList());
            rows++;
            tell(export);
        });
    }

    private void tell(Export export) {
        if (clock.instant().isAfter(told.plus(BETWEEN))) {
            told = clock.instant();
            exports.keep(export.at(rows, Stand.UNDER_WAY));
        }
    }

    /** What a session of the committee decided. */
    private record Voted(Session session, Round.Result result, boolean stays) {

        /** Passed and refused by the facts of that day it waits for another session (R39). */
        private String outcome() {
            return !result.passed() ? "未通过" : stays ? "通过，未能执行" : "通过";
        }
    }

    /** Of each application the last vote of a session that its chair has signed (R45). */
    private Map<String, Voted> votes(int cycle) {
        Map<String, Voted> votes = new HashMap<>();
        sessions.ofYear(cycle).stream().filter(session -> session.signed().isPresent()).sorted(Comparator.comparing(Session::over))
                .forEach(session -> {
                    Set<String> staying = sessions.outcomes(session.id()).stream().filter(outcome -> outcome.state().isEmpty())
                            .map(Outcome::applicationId).collect(Collectors.toSet());
                    sessions.rounds(session.id()).stream().flatMap(round -> round.results().stream()).forEach(result -> votes
                            .put(result.applicationId(), new Voted(session, result, staying.contains(result.applicationId()))));
                });
        return votes;
    }

    /** @param counted whether who asked may see the count; the office and administrators do, as in the session itself */
    private static List<Sheet.Cell> cells(Voted voted, boolean counted) {
        Round.Result result = voted.result();
        List<Sheet.Cell> cells = new ArrayList<>(
                List.of(Sheet.Cell.of(voted.session().id()), new Sheet.Day(voted.session().date()), Sheet.Cell.of(voted.outcome())));
        IntStream.of(result.present(), result.inFavour(), result.against(), result.abstained())
                .forEach(number -> cells.add(counted ? new Sheet.Whole(number) : Sheet.Cell.NONE));
        return cells;
    }

    private static List<Sheet.Cell> cells(ApplicationSummary a) {
        return List.of(Sheet.Cell.of(a.id()), new Sheet.Whole(a.cycle()), Sheet.Cell.of(a.name()), Sheet.Cell.of(a.maskedIdNumber()),
                Sheet.Cell.of(a.phone()), named(a.kind()), named(a.level()), Sheet.Cell.of(a.series()), Sheet.Cell.of(a.specialty()),
                named(a.credential().orElse(null)), Sheet.Cell.of(a.post()), Sheet.Cell.of(a.district()), Sheet.Cell.of(a.employerUscc()),
                Sheet.Cell.of(a.employerName()), named(a.state()), Sheet.Cell.of(a.needsReview() ? "是" : "否"), moment(a.enteredAt()),
                a.dueAt().map(WriteExport::lastDay).orElse(Sheet.Cell.NONE),
                a.submittedAt().map(WriteExport::moment).orElse(Sheet.Cell.NONE), Sheet.Cell.of(a.approvalDocument().orElse("")),
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
