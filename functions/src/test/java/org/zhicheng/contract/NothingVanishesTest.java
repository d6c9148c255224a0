package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import org.zhicheng.Applications;
import org.zhicheng.Committee;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.handlers.cycle.SetCalendarHandler;
import org.zhicheng.handlers.cycle.SetCatalogueHandler;
import org.zhicheng.handlers.cycle.SetCycleHandler;
import org.zhicheng.handlers.committee.RecordExpertHandler;
import org.zhicheng.handlers.staff.AppointStaffHandler;
import org.zhicheng.handlers.staff.RegisterEmployerHandler;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.paper.PublishResults;

/**
 * Whatever a {@code PUT}, {@code PATCH} or {@code DELETE} of the API writes over, the record still says (R41). The list is the contract's: a new
 * one fails until it stands here.
 */
class NothingVanishesTest {

    private final Applications applications = new Applications();
    private final Map<String, Executable> written = new TreeMap<>();

    /** Of the person's own, before it is handed in to anybody: there is nothing of anybody else's that could vanish. */
    private static final Set<String> OWN = Set.of("PUT /applicants/me/contact", "PUT /applications/{id}", "PATCH /applications/{id}",
            "PUT /applications/{id}/qualification", "DELETE /applications/{id}");

    @Test
    @DisplayName("R41 凡覆盖、删除已登记内容的接口，原内容在记录中仍可查；新增接口须先归类")
    void shouldKeepInTheRecordWhateverIsWrittenOver_R41() throws Throwable {
        written.put("PUT /cycles/{year}", this::cycle);
        written.put("PUT /calendars/{year}", this::calendar);
        written.put("PUT /catalogue", this::catalogue);
        written.put("PUT /staff/{sub}", this::staff);
        written.put("PUT /employers/{uscc}", this::employer);
        written.put("PUT /experts/{id}", this::expert);
        written.put("PUT /applications/{id}/public-notice", this::notice);
        written.put("DELETE /applications/{id}/attachments/{attachmentId}", this::file);
        written.put("PUT /approval-documents/results", this::results);
        written.put("PUT /approval-documents/prepared", this::prepared);
        written.put("PUT /sessions/{session}/{step}", this::session);
        Set<String> listed = new OpenApi().operations().keySet().stream().filter(op -> op.matches("(PUT|PATCH|DELETE) .*"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(Stream.concat(OWN.stream(), written.keySet().stream()).collect(Collectors.toCollection(TreeSet::new)));
        for (Executable write : written.values()) {
            write.execute();
        }
    }

    @Test
    @DisplayName("R22、R41 提交过的申报表、资格每次提交各留一份，退回后修改不覆盖")
    void shouldKeepWhatWasHandedInThroughACorrection_R22_R41() {
        String id = applications.atDistrict().id();
        String before = applications.find(id).form().conduct();
        applications.returned(id, "conduct");
        org.zhicheng.Dossier dossier = new org.zhicheng.Dossier();
        dossier.conduct = "改后的内容";
        applications.save(id, dossier.form());
        applications.correct(id, Map.of());

        assertThat(applications.services.applications().submissions(id)).extracting(s -> s.form().conduct()).containsExactly(before,
                "改后的内容");
    }

    private void cycle() {
        Map<String, Object> first = Map.of("opens", "2025-02-25T00:00", "closes", "2025-03-17T24:00", "settings",
                Map.of("receivingOffice", "原受理科", "excludedSpecialties", List.of("原排除专业"), "correctionDays", 7));
        put(new SetCycleHandler(applications.services), "/cycles/{year}", "2025", 1, first);
        put(new SetCycleHandler(applications.services), "/cycles/{year}", "2025", 2,
                Map.of("opens", "2025-02-25T00:00", "closes", "2025-03-20T24:00", "settings",
                        Map.of("receivingOffice", "新受理科", "excludedSpecialties", List.of("新排除专业"), "correctionDays", 6)));
        assertSays("CYCLE#2025", "原受理科", "原排除专业", "correctionDays: 7 → 6", "2025-03-17");
    }

    private void calendar() {
        put(new SetCalendarHandler(applications.services), "/calendars/{year}", "2031", 0,
                Map.of("days", Map.of("2031-05-08", "OFF", "2031-05-10", "WORK")));
        put(new SetCalendarHandler(applications.services), "/calendars/{year}", "2031", 1,
                Map.of("days", Map.of("2031-05-08", "WORK"), "complete", true));
        assertSays("CALENDAR#2031", "2031-05-08: OFF → WORK", "2031-05-10: WORK → —", "complete: false → true");
    }

    private void catalogue() {
        put(new SetCatalogueHandler(applications.services), "/catalogue", "", 0,
                Map.of("series", List.of(Map.of("name", "甲系列", "english", "Former", "specialties", List.of("子专业", "丑专业")))));
        put(new SetCatalogueHandler(applications.services), "/catalogue", "", 1,
                Map.of("series", List.of(Map.of("name", "甲系列", "english", "Latter", "specialties", List.of("子专业")))));
        assertSays("CATALOGUE", "甲系列/丑专业", "Former → Latter");
    }

    private void staff() {
        Map<String, Object> future = Map.of("role", "DISTRICT", "scope", Samples.DISTRICT, "from", "2025-06-01");
        put(new AppointStaffHandler(applications.services), "/staff/{sub}", "new-colleague", 0,
                Map.of("name", "王芳", "mail", "former@example.com", "appointments", List.of(future)));
        put(new AppointStaffHandler(applications.services), "/staff/{sub}", "new-colleague", 1,
                Map.of("name", "王小芳", "mail", "latter@example.com", "appointments", List.of()));
        assertThat(all("STAFF#new-colleague")).contains("DISTRICT 天山区 2025-06-01", "王芳 → 王小芳", "former@example.com");
    }

    private void session() {
        Committee committee = new Committee();
        Session drawn = committee.drawn(List.of(committee.waiting()));
        committee.attend(drawn, 4);
        committee.attend(drawn, 5);
        committee.convene().replace(committee.applications.as(OFFICE), drawn.id(), committee.now(drawn), drawn.panel().getFirst().expert(),
                "因公出差");
        assertThat(committee.applications.services.eventsOf("SESSION#" + drawn.id()).stream().map(AuditEvent::note))
                .contains(drawn.panel().stream().limit(4).map(Session.Seat::expert).collect(Collectors.joining(" ")), "因公出差");
        assertThat(committee.find(drawn).replacements()).extracting(Session.Replacement::out).containsExactly(drawn.panel().getFirst());
    }

    private void employer() {
        put(new RegisterEmployerHandler(applications.services), "/employers/{uscc}", Samples.USCC, 1,
                Map.of("name", "原名有限公司", "district", "天山区", "contactPhone", "0991-1111111"));
        put(new RegisterEmployerHandler(applications.services), "/employers/{uscc}", Samples.USCC, 2,
                Map.of("name", "新名有限公司", "district", "沙依巴克区", "contactPhone", "0991-2222222"));
        assertSays("EMPLOYER#" + Samples.USCC, "原名有限公司 → 新名有限公司", "天山区 → 沙依巴克区", "0991-1111111");
    }

    private void expert() {
        String id = "expertaaaaaaaaaaaaaaaaaaaa";
        RecordExpertHandler handler = new RecordExpertHandler(applications.services);
        String series = applications.services.cycles().catalogue().series().getFirst().name();
        String specialty = applications.services.cycles().catalogue().series().getFirst().specialties().getFirst();
        put(handler, "/experts/{id}", id, 0, Map.of("name", "王芳", "mail", "former@example.com", "employerName", "原单位", "title", "教授",
                "series", List.of(series), "specialties", List.of(specialty), "from", "2025-01-01", "to", "2027-12-31"));
        Map<String, Object> latter = Map.of("name", "王小芳", "mail", "latter@example.com", "employerName", "新单位", "title", "研究员", "series",
                List.of(series), "from", "2025-02-01", "to", "2026-12-31");
        Map<String, Object> ended = new HashMap<>(latter);
        ended.put("ended", Map.of("day", "2025-06-01", "reason", "调离"));
        put(handler, "/experts/{id}", id, 1, ended);
        put(handler, "/experts/{id}", id, 2, latter);
        assertSays("EXPERT#" + id, "王芳 → 王小芳", "former@example.com", "原单位", "教授 → 研究员", specialty, "2025-01-01", "2027-12-31", "调离");
    }

    private void notice() {
        String id = applications.atEmployer().id();
        applications.record(id, applications.notice(id, "2025-03-10", "2025-03-14", "2025-03-16"));
        assertThat(applications.services.applications().events(id).stream().filter(e -> e.action().equals("RECORD_PUBLIC_NOTICE"))
                .map(AuditEvent::note)).hasSize(2).anyMatch(note -> note.contains("公示结果 Result 2025-03-15"))
                .anyMatch(note -> note.contains("公示结果 Result 2025-03-16"));
    }

    private void results() {
        Applications others = new Applications();
        String id = others.certified().id();
        PublishResults results = new PublishResults(others.services.certificates(), others.services.applications(), others.transitions());
        String seen = results.preview(others.as(OFFICE), Applications.APPROVAL).digest();
        results.change(others.as(OFFICE), new PublishResults.Wish(Applications.APPROVAL, true, seen, null));
        others.at("2025-03-18T09:00");
        results.change(others.as(OFFICE), new PublishResults.Wish(Applications.APPROVAL, false, null, "名单有误"));
        assertThat(others.services.auditLog().events(Subject.approvalDocument(Applications.APPROVAL)).stream().map(AuditEvent::note))
                .contains("1；" + id, "名单有误");
    }

    private void prepared() {
        Applications others = new Applications();
        String id = others.atApprovalDocument().id();
        LocalDate day = LocalDate.of(2025, 3, 17);
        others.approvals().prepare(others.as(OFFICE), Applications.APPROVAL, day, others.listed(List.of(id)), 0);
        others.approvals().prepare(others.as(OFFICE), Applications.APPROVAL, day, List.of(), 1);
        assertThat(others.services.auditLog().events(Subject.approvalDocument(Applications.APPROVAL)).stream().map(AuditEvent::note))
                .contains("2025-03-17；" + id);
    }

    private void file() {
        applications.register("someone", "赵新");
        String id = applications.atEmployer("someone").id();
        Attachment file = applications.find(id).files(Material.A13).getFirst();
        new org.zhicheng.work.materials.RemoveAttachment(applications.services.applications(), applications.uploads(),
                applications.services.clock()).remove(applications.as(EMPLOYER), id, file.id());
        assertThat(applications.find(id).attachment(file.id()).orElseThrow().status()).isEqualTo(Attachment.Status.REMOVED);
        assertThat(applications.services.materials().read(org.zhicheng.dossier.files.FileKeys.key(id, file.id()), 1)).isPresent();
    }

    private void put(ApiHandler handler, String route, String place, int version, Object body) {
        applications.services.clock().advance(java.time.Duration.ofSeconds(1));
        ApiResponse answer = Requests.put(route).path(route.replaceAll(".*\\{(\\w+)}.*", "$1"), place).asStaff(ADMINISTRATOR)
                .header("if-match", "\"" + version + "\"").body(body).to(handler);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private void assertSays(String subject, String... contents) {
        assertThat(all(subject)).contains(contents);
    }

    private String all(String subject) {
        return applications.services.eventsOf(subject).stream().map(AuditEvent::note).collect(Collectors.joining("\n"));
    }
}
