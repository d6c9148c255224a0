package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.committee.Expert.Invited;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore.Recorded;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.delivery.Delivery.MailToExpert;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;

/** Asks somebody on the register to consent to be drawn, by a link with an unguessable code, sent where there is a mail address (R45). */
@Rule(R45)
public final class InviteExpert {

    /** How long somebody can consent by it. */
    public static final Duration VALID = Duration.ofDays(28);

    private final ExpertStore experts;
    private final Clock clock;
    private final Supplier<String> codes;

    /** @param codes unguessable */
    public InviteExpert(ExpertStore experts, Clock clock, Supplier<String> codes) {
        this.experts = experts;
        this.clock = clock;
        this.codes = codes;
    }

    /**
     * Invites once, however often it is sent while the invitation holds and the address is the same.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code EXPERT_CONSENTED}, {@code EXPERT_ENDED}
     */
    public Invited invite(Actor actor, String id) {
        Roles.require(actor, "邀请评审专家", Role.ADMINISTRATOR);
        return Attempts.of(() -> {
            Instant now = clock.instant();
            Expert expert = experts.find(id).orElseThrow(InviteExpert::notThere);
            if (expert.isOver(LocalDate.ofInstant(now, BeijingTime.ZONE))) {
                throw new Failure(ErrorCode.EXPERT_ENDED);
            }
            // who took the consent back gives it again under the same login, without a code
            if (expert.sub().isPresent()) {
                throw new Failure(ErrorCode.EXPERT_CONSENTED);
            }
            Optional<Invited> open = expert.invited().filter(i -> now.isBefore(i.until()) && i.mail().equals(expert.mail()));
            return open.orElseGet(() -> {
                Expert invited = expert.inviting(new Invited(codes.get(), now.plus(VALID), expert.mail())).over(Optional.of(expert));
                experts.save(List.of(new Recorded(invited, AuditEvent
                        .of(Subject.expert(id), now, actor.sub(), Role.ADMINISTRATOR, "INVITE_EXPERT", Channel.API, "").by(actor.name()),
                        expert.mail().isEmpty() ? List.of() : List.of(new MailToExpert(id)))));
                return invited.invited().orElseThrow();
            });
        });
    }

    static Failure notThere() {
        return new Failure(ErrorCode.NOT_FOUND, new Text("评审专家", "the expert"));
    }
}
