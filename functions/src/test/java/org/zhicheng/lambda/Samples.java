package org.zhicheng.lambda;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.ground.calendar.BeijingTime;

/** Invented things that tests begin with. */
public final class Samples {

    /** GB 32100's own example. */
    public static final String USCC = "91350100M000100Y43";
    /** GB 11643's own example. */
    public static final String ID_NUMBER = "11010519491231002X";
    public static final String DISTRICT = "天山区";

    private Samples() {
    }

    /** The notice's cycle: 2025-02-25 00:00 to 2025-03-17 24:00. */
    public static Cycle cycle2025() {
        return new Cycle(2025, at("2025-02-25T00:00"), at("2025-03-18T00:00"), Optional.empty(),
                new Cycle.Settings(List.of("会计"), List.of(DISTRICT, "沙依巴克区"), Map.of(), 5, 5, "{year}{sequence:06}", "乌鲁木齐市人力资源和社会保障局",
                        "职称办公室", "0991-0000000", Map.of(), 10));
    }

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BeijingTime.ZONE).toInstant();
    }

    /** Opens {@link #cycle2025()}. */
    public static Cycle openCycle(Services services) {
        Cycle cycle = cycle2025();
        services.cycles().save(cycle.over(services.cycles().find(2025)), event("CYCLE#2025", 1, "SET_CYCLE"));
        return cycle;
    }

    public static AuditEvent event(String subject, long sequence, String action) {
        return new AuditEvent(subject, sequence, at("2025-02-20T09:00"), "test", Role.ADMINISTRATOR, action, Optional.empty(),
                Optional.empty(), Channel.OPERATOR, "");
    }

    /** Appoints someone since the beginning of 2025. */
    public static void appoint(Services services, String sub, Role role, String scope) {
        appoint(services, new StaffMember(sub, "职员", sub + "@example.invalid",
                List.of(new Appointment(role, scope, java.time.LocalDate.of(2025, 1, 1), Optional.empty()))));
    }

    /** Appoints someone as no administrator could, over whatever there was. */
    public static void appoint(Services services, StaffMember member) {
        services.staff().save(member.over(services.staff().find(member.sub())), Optional.empty(),
                event("STAFF#" + member.sub(), System.nanoTime(), "APPOINT"));
    }

    public static void employer(Services services, String uscc, String name, String district) {
        services.staff().saveEmployer(new Employer(uscc, name, district, "0991-1234567").over(services.staff().findEmployer(uscc)),
                event("EMPLOYER#" + uscc, System.nanoTime(), "SET"));
    }

    /** A draft of the applicant at {@link #USCC}, written with its claim. */
    public static Application draft(Services services, String id, String sub) {
        Instant now = services.clock().instant();
        Form form = new Form(null, null, null, new EmployerSection(USCC, "示例科技有限公司", Optional.of(Origin.URUMQI), Optional.empty()), null,
                null, null, null, null);
        Application empty = Application.draft(id, 2025, sub, "张三", "110***********002X",
                new Qualification(Kind.INITIAL_DETERMINATION, TitleLevel.JUNIOR, "工程系列", "机械工程专业", DISTRICT), now);
        Application draft = withForm(empty, form);
        services.applications()
                .commit(new Change(Optional.empty(), draft, new AuditEvent(id, draft.version(), now, sub, Role.APPLICANT, "CREATE",
                        Optional.empty(), Optional.of(State.DRAFT), Channel.API, ""), List.of(), List.of(live(draft)), List.of(),
                        Optional.empty()));
        return draft;
    }

    private static Application withForm(Application a, Form form) {
        return a.edit().form(form).done();
    }

    public static Claim live(Application application) {
        return new Claim(Claim.Type.LIVE_APPLICATION, application.applicant() + "#" + application.cycle(), application.id());
    }

    /** Moves an application to a state, straight, as no command would. */
    public static Application move(Services services, Application application, State state) {
        Instant now = services.clock().instant();
        Application.Edit edit = application.edit().enter(state, now, Optional.empty());
        if (application.state() == State.DRAFT && state != State.EXPIRED) {
            edit.submitted(now, java.time.LocalDate.ofInstant(now, BeijingTime.ZONE));
        }
        Application after = edit.done();
        services.applications().commit(new Change(application, after, new AuditEvent(application.id(), after.version(), now, "test",
                Role.SYSTEM, "MOVE", Optional.of(application.state()), Optional.of(state), Channel.OPERATOR, "")));
        return after;
    }
}
