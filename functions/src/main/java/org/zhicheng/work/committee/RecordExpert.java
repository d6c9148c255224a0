package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore.Recorded;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;

/** Puts somebody on the committee's register, corrects the entry, or ends it with a day and a reason (R45). */
@Rule(R45)
public final class RecordExpert {

    static final Map<String, Named> NAMES = Map.ofEntries(Map.entry("name", new Text("姓名", "Name")),
            Map.entry("mail", new Text("电子邮箱", "Mail address")), Map.entry("employer", new Text("统一社会信用代码", "Credit code")),
            Map.entry("employerName", new Text("工作单位", "Employer")), Map.entry("title", new Text("职称", "Title")),
            Map.entry("series", new Text("系列", "Series")), Map.entry("specialties", new Text("专业", "Specialties")),
            Map.entry("from", new Text("聘期开始", "First day of the term")), Map.entry("to", new Text("聘期结束", "Last day of the term")),
            Map.entry("sub", new Text("登录", "Login")), Map.entry("consented", new Text("本人同意", "Consent")),
            Map.entry("ended", new Text("出库", "End")), Map.entry("invited", new Text("邀请", "Invitation")));

    private final ExpertStore experts;
    private final StaffStore staff;
    private final CycleStore cycles;
    private final Clock clock;

    public RecordExpert(ExpertStore experts, StaffStore staff, CycleStore cycles, Clock clock) {
        this.experts = experts;
        this.staff = staff;
        this.cycles = cycles;
        this.clock = clock;
    }

    /** What is recorded of somebody; absent values are told as missing. */
    public record Entry(String name, String mail, String employer, String employerName, String title, List<String> series,
            List<String> specialties, LocalDate from, LocalDate to, Optional<Expert.End> ended) {

        /** As an entry of the register, over what is there: consent and invitation stay. */
        Expert of(String id, Optional<Expert> before) {
            return new Expert(id, name, mail, employer, employerName, title, series, specialties, from, to, before.flatMap(Expert::sub),
                    before.flatMap(Expert::consented), ended, before.flatMap(Expert::invited),
                    before.map(Expert::revision).orElse(Revision.NONE));
        }
    }

    /**
     * @param id made up at random by who records, so that it says nothing and a repeat is one
     * @param seen the version that was edited; 0 for somebody who was not there
     * @throws Failure {@code NOT_ALLOWED}, {@code INVALID_VALUE}, {@code SETTING_CHANGED}, or {@code RULES_BROKEN} with everything that is wrong
     */
    public Expert record(Actor actor, String id, Entry entry, int seen) {
        Roles.require(actor, "登记评审专家", Role.ADMINISTRATOR);
        if (!StableId.isOne(id)) {
            throw new Failure(ErrorCode.INVALID_VALUE, "id", "a-z 2-7, 26");
        }
        ExpertFacts facts = new ExpertFacts(staff, cycles);
        return Attempts.of(() -> {
            Optional<Expert> before = experts.find(id);
            Expert next = facts.completed(entry.of(id, before));
            List<Violation> violations = facts.violations(next, before);
            if (!violations.isEmpty()) {
                throw Failure.rulesBroken(violations);
            }
            Expert counted = next.over(before);
            if (before.filter(counted::equals).isEmpty()) {
                before.map(Expert::revision).orElse(Revision.NONE).requireSeen(seen, ErrorCode.SETTING_CHANGED, NAMES);
                experts.save(List.of(recorded(counted, before, clock.instant(), actor)));
            }
            return counted;
        });
    }

    /** What is written of an entry, and what it writes over. */
    static Recorded recorded(Expert next, Optional<Expert> before, Instant now, Actor actor) {
        return new Recorded(next,
                AuditEvent
                        .of(Subject.expert(next.id()), now, actor.sub(), Role.ADMINISTRATOR, "RECORD_EXPERT", Channel.API,
                                before.map(next::told).orElse(String.join(" ", next.name(), next.employerName(), next.title())))
                        .by(actor.name()));
    }
}
