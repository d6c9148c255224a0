package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore.Recorded;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;

/**
 * Consents to be drawn, or takes it back (R45). Who comes with the code binds the own login to the entry, once; any other login is refused from
 * then on. It gives no rights: an administrator appoints. What is taken back holds from then on and undoes nothing.
 */
@Rule(R45)
public final class ConsentExpert {

    private final ExpertStore experts;
    private final Clock clock;

    public ConsentExpert(ExpertStore experts, Clock clock) {
        this.experts = experts;
        this.clock = clock;
    }

    /**
     * What is on the register about who comes with the code, before they consent.
     *
     * @throws Failure {@code NOT_FOUND} for whom it is not
     */
    public Expert look(Actor actor, String id, String code) {
        return experts.find(id).filter(expert -> mayCome(expert, actor, code, clock.instant())).orElseThrow(ConsentExpert::notThere);
    }

    /** The own entry, if there is one. */
    public Optional<Expert> own(Actor actor) {
        return experts.findBySub(actor.sub());
    }

    /**
     * @param code of the invitation; empty from who has consented before
     * @throws Failure {@code NOT_FOUND} also where it holds no more or is somebody else's, {@code EXPERT_ENDED}, {@code CONSENTED_AS_OTHER}
     */
    public Expert consent(Actor actor, String id, String code) {
        return Attempts.of(() -> {
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
            Expert expert = look(actor, id, code);
            if (expert.consented().isPresent()) {
                return expert;
            }
            if (expert.isOver(today)) {
                throw new Failure(ErrorCode.EXPERT_ENDED);
            }
            Optional<Expert> other = experts.findBySub(actor.sub()).filter(there -> !there.id().equals(id));
            if (other.filter(there -> !there.isOver(today)).isPresent()) {
                throw new Failure(ErrorCode.CONSENTED_AS_OTHER);
            }
            Expert consenting = expert.consenting(actor.sub(), now).over(Optional.of(expert));
            experts.bind(new Recorded(consenting, event(actor, id, now, "CONSENT_EXPERT")), actor.sub(), other.map(Expert::id));
            return consenting;
        });
    }

    /** @throws Failure {@code NOT_FOUND} for whom it is not */
    public Expert takeBack(Actor actor, String id) {
        return Attempts.of(() -> {
            Instant now = clock.instant();
            Expert expert = experts.find(id).filter(there -> there.sub().equals(Optional.of(actor.sub())))
                    .orElseThrow(ConsentExpert::notThere);
            if (expert.consented().isEmpty()) {
                return expert;
            }
            Expert back = expert.takingBack().over(Optional.of(expert));
            experts.save(List.of(new Recorded(back, event(actor, id, now, "TAKE_BACK_CONSENT"))));
            return back;
        });
    }

    private static AuditEvent event(Actor actor, String id, Instant now, String action) {
        return AuditEvent.of(Subject.expert(id), now, actor.sub(), Role.COMMITTEE, action, Channel.API, "");
    }

    private static boolean mayCome(Expert expert, Actor actor, String code, Instant now) {
        return expert.sub().map(actor.sub()::equals)
                .orElseGet(() -> expert.invited().filter(i -> now.isBefore(i.until()) && same(i.code(), code)).isPresent());
    }

    // takes as long however much of it is right
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Failure notThere() {
        return new Failure(ErrorCode.NOT_FOUND, new Text("有效的邀请链接", "a valid invitation link"));
    }
}
