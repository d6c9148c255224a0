package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.OFFICE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Committee;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.committee.PlanSession;
import org.zhicheng.work.committee.RecordExpert;
import org.zhicheng.work.cycle.SetCalendar;
import org.zhicheng.work.cycle.SetCycle;
import org.zhicheng.work.integrity.RecordIntegrity;
import org.zhicheng.work.notice.RecordPublicNotice;
import org.zhicheng.work.staff.AppointStaff;

/**
 * Every date that somebody can enter lies between its neighbours: the first and the last day that are taken, the days beside them, a year off,
 * and the years that only a slip can mean. The fields are the contract's; a new one fails until it stands here.
 */
class DatesInOrderTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 3, 17);
    private static final LocalDate SUBMITTED = LocalDate.of(2025, 3, 10);

    /** The first and the last day that are taken. */
    private record Range(LocalDate first, LocalDate last, Consumer<LocalDate> enter) {
    }

    private final Map<String, Range> ranges = new TreeMap<>();
    private final Applications applications = new Applications();

    @Test
    @DisplayName("R12、R17、R18、R28、R34、R37 各处填写的日期与相邻日期的先后：首日、末日及其前后一日、一年、极早、极晚")
    void shouldHoldEachDateBetweenItsNeighbours_R12_R17_R18_R21_R28_R34_R37_R45() {
        form();
        notice();
        office();
        settings();
        Set<String> classified = new TreeSet<>(ranges.keySet());
        // no fields of the format, but days all the same
        classified.removeAll(Set.of("CycleWindow.opens", "CycleWindow.closes"));

        assertThat(classified).isEqualTo(entered());
        List<String> wrong = new ArrayList<>();
        ranges.forEach((field, range) -> {
            LocalDate first = range.first();
            LocalDate last = range.last();
            List.of(first, last).forEach(day -> look(field, range, day, true, wrong));
            List.of(first.minusDays(1), last.plusDays(1), first.minusYears(1), last.plusYears(1), LocalDate.of(1, 1, 1),
                    LocalDate.of(202, 3, 10), LocalDate.of(9999, 12, 31)).forEach(day -> look(field, range, day, false, wrong));
        });
        assertThat(wrong).isEmpty();
    }

    private static void look(String field, Range range, LocalDate day, boolean taken, List<String> wrong) {
        try {
            range.enter().accept(day);
            if (!taken) {
                wrong.add(field + " takes " + day);
            }
        } catch (Failure refused) {
            if (taken) {
                wrong.add(field + " refuses " + day + ": " + refused.code() + " " + refused.violations());
            }
        }
    }

    private void form() {
        applications.at("2025-03-10T10:00");
        Application draft = applications.draft();
        LocalDate earliest = LocalDate.of(1950, 1, 1);
        ranges.put("Credential.milestone",
                new Range(earliest, SUBMITTED, day -> check(draft, new Dossier().milestone(day.toString()), "credential.milestone")));
        ranges.put("EmploymentPeriod.from", new Range(earliest, SUBMITTED,
                day -> check(draft, new Dossier().worked(Dossier.work(day.toString(), "")), "employment.0")));
        ranges.put("EmploymentPeriod.to", new Range(LocalDate.of(2023, 7, 1), SUBMITTED,
                day -> check(draft, new Dossier().worked(Dossier.work("2023-07-01", day.toString())), "employment.0")));
        ranges.put("PresentEmployer.postedFrom", new Range(LocalDate.of(2023, 7, 1), SUBMITTED.minusYears(1),
                day -> check(draft, new Dossier().postedSince(day.toString()), "employer.postedFrom")));
    }

    private void check(Application draft, Dossier dossier, String field) {
        List<Violation> broken = applications.checks().check(draft.edit().form(dossier.form()).done(), Samples.at("2025-03-10T10:00"))
                .violations().stream().filter(v -> v.field().startsWith(field)).toList();
        if (!broken.isEmpty()) {
            throw Failure.rulesBroken(broken);
        }
    }

    private void notice() {
        Applications others = new Applications();
        String id = others.atEmployer().id();
        ranges.put("PublicNoticeEntry.from", new Range(LocalDate.of(2025, 2, 25), LocalDate.of(2025, 3, 10),
                day -> record(others, id, Optional.of(day), "2025-03-14", Optional.empty())));
        ranges.put("PublicNoticeEntry.to", new Range(LocalDate.of(2025, 3, 14), LocalDate.of(2025, 12, 31),
                day -> record(others, id, Optional.of(LocalDate.of(2025, 3, 10)), day.toString(), Optional.empty())));
        ranges.put("PublicNoticeEntry.resultDate", new Range(LocalDate.of(2025, 3, 14), TODAY,
                day -> record(others, id, Optional.of(LocalDate.of(2025, 3, 10)), "2025-03-14", Optional.of(day))));
        Applications objected = new Applications();
        String noticed = objected.atEmployer().id();
        ranges.put("ObjectionEntry.raisedOn",
                new Range(LocalDate.of(2025, 3, 10), TODAY, day -> objected.object(noticed, day.toString(), "反映" + day)));
        ranges.put("ObjectionEntry.resolvedOn", new Range(LocalDate.of(2025, 3, 12), TODAY, day -> {
            Application with = objected.object(noticed, "2025-03-12", "反映" + objected.find(noticed).version());
            objected.settle(noticed, with.publicNotice().orElseThrow().objections().size(), PublicNotice.Finding.UNFOUNDED, day.toString());
        }));
    }

    private static void record(Applications others, String id, Optional<LocalDate> from, String to, Optional<LocalDate> result) {
        RecordPublicNotice.Entry like = others.notice(id);
        others.record(id, new RecordPublicNotice.Entry(like.name(), like.kind(), like.level(), like.series(), like.specialty(), from,
                Optional.of(LocalDate.parse(to)), result, like.receivingOffice(), like.supervisingTelephone(), like.contentVersion()));
    }

    private void office() {
        ranges.put("ApprovalDocument.date", new Range(TODAY, TODAY.plusDays(7), day -> {
            Applications others = new Applications();
            String id = others.atApprovalDocument().id();
            others.at("2025-03-24T10:00").approvals().record(others.as(OFFICE), APPROVAL, day, others.listed(List.of(id)));
        }));
        ranges.put("SessionPlan.date", new Range(TODAY, TODAY.plusYears(1), day -> {
            Committee committee = new Committee();
            String id = committee.waiting();
            committee.plans().plan(committee.applications.as(OFFICE),
                    new PlanSession.Plan(2025, day, Committee.SERIES, "", List.of(id), null, null), Optional.empty());
        }));
        ranges.put("IntegrityFinding.date", new Range(LocalDate.of(2022, 3, 11), SUBMITTED, day -> {
            Applications others = new Applications();
            new RecordIntegrity(others.services.integrity(), others.services.people(), others.services.vault(), others.services.auditLog(),
                    others.services.clock())
                    .record(others.as(OFFICE), new RecordIntegrity.Finding(Samples.ID_NUMBER, "伪造", "决定", Optional.of(day)));
        }));
    }

    private void settings() {
        LocalDate first = LocalDate.of(2000, 1, 1);
        LocalDate last = LocalDate.of(2099, 12, 31);
        ranges.put("Appointment.from", new Range(first, last, day -> appoint(day, Optional.empty())));
        ranges.put("Appointment.to", new Range(SUBMITTED, last, day -> appoint(SUBMITTED, Optional.of(day))));
        ranges.put("ExpertEntry.from", new Range(first, LocalDate.of(2025, 12, 31), day -> expert(day, "2025-12-31", Optional.empty())));
        ranges.put("ExpertEntry.to", new Range(SUBMITTED, last, day -> expert(SUBMITTED, day.toString(), Optional.empty())));
        ranges.put("ExpertEnd.day", new Range(SUBMITTED, LocalDate.of(2025, 12, 31),
                day -> expert(SUBMITTED, "2025-12-31", Optional.of(new Expert.End(day, "调离")))));
        ranges.put("CalendarDays.days", new Range(LocalDate.of(2030, 12, 1), LocalDate.of(2031, 12, 31), day -> {
            Applications others = new Applications();
            new SetCalendar(others.services.cycles(), others.services.clock()).set(others.as(ADMINISTRATOR), 2031,
                    new SetCalendar.Days(Map.of(day, SetCalendar.DayKind.WORK), null), 0);
        }));
        ranges.put("CycleWindow.opens", new Range(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 6, 30), day -> window(day, "2027-07-01")));
        ranges.put("CycleWindow.closes",
                new Range(LocalDate.of(2027, 3, 2), LocalDate.of(2028, 12, 31), day -> window(LocalDate.of(2027, 3, 1), day.toString())));
    }

    private static void expert(LocalDate from, String to, Optional<Expert.End> ended) {
        Applications others = new Applications();
        new RecordExpert(others.services.experts(), others.services.staff(), others.services.cycles(), others.services.clock()).record(
                others.as(ADMINISTRATOR), "expertaaaaaaaaaaaaaaaaaaaa",
                new RecordExpert.Entry("样专家", "", "", "样例研究院", "正高级工程师", List.of("工程系列"), List.of(), from, LocalDate.parse(to), ended), 0);
    }

    private static void window(LocalDate opens, String closes) {
        Applications others = new Applications();
        new SetCycle(others.services.cycles(), others.services.clock()).set(others.as(ADMINISTRATOR), 2027,
                new SetCycle.Window(opens + "T00:00", closes + "T00:00", null), 0);
    }

    private static void appoint(LocalDate from, Optional<LocalDate> to) {
        Applications others = new Applications();
        new AppointStaff(others.services.staff(), others.services.cycles(), others.services.applications(), others.services.clock())
                .appoint(others.as(ADMINISTRATOR),
                        new StaffMember("colleague", "王芳", "", List.of(new Appointment(Role.DISTRICT, Samples.DISTRICT, from, to))), 0);
    }

    /** Each field of a request that is a date, or has dates for names. */
    private static Set<String> entered() {
        OpenApi contract = new OpenApi();
        Set<String> fields = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        contract.operations().values().forEach(operation -> operation.at("requestBody").at("content").keys()
                .forEach(type -> collect(contract, "", operation.at("requestBody").at("content").at(type).at("schema"), seen, fields)));
        return fields;
    }

    private static void collect(OpenApi contract, String name, Repository.Node node, Set<String> seen, Set<String> fields) {
        String named = OpenApi.name(node);
        if (!named.isEmpty()) {
            if (seen.add(named)) {
                collect(contract, named, contract.schema(named), seen, fields);
            }
            return;
        }
        for (String property : node.at("properties").keys()) {
            Repository.Node value = node.at("properties").at(property);
            if (value.at("format").text().equals("date") || value.at("propertyNames").at("format").text().equals("date")) {
                fields.add(name + "." + property);
            }
            collect(contract, name, value, seen, fields);
        }
        if (node.at("items").isThere()) {
            collect(contract, name, node.at("items"), seen, fields);
        }
        if (node.at("additionalProperties").at("$ref").isThere()) {
            collect(contract, name, node.at("additionalProperties"), seen, fields);
        }
    }
}
