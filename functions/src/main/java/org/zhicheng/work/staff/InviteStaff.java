package org.zhicheng.work.staff;

import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.hash.Sha256;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Text;

/**
 * Invites a colleague: who acts for an employer or an office for the same one, an administrator for any. Whoever signs in and enters the code,
 * which goes by mail or telephone, waits to be appointed by an administrator, who types no login (R37).
 */
@Rule(R37)
public final class InviteStaff {

    /** How long somebody can accept. */
    public static final Duration VALID = Duration.ofDays(7);
    /** Sixty bits, short enough for the telephone. */
    private static final int LETTERS = 12;
    private static final String ACTION = "邀请同事";

    private final StaffStore staff;
    private final CycleStore cycles;
    private final Clock clock;
    private final Supplier<String> codes;
    private final Optional<String> first;

    /**
     * @param codes unguessable
     * @param first the code of the first administrator by its SHA-256, in hex; none where that one is known by the login
     */
    public InviteStaff(StaffStore staff, CycleStore cycles, Clock clock, Supplier<String> codes, Optional<String> first) {
        this.staff = staff;
        this.cycles = cycles;
        this.clock = clock;
        this.codes = codes;
        this.first = first;
    }

    /**
     * Invites once, however often it is sent while nobody has accepted.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code RULES_BROKEN} with everything that is wrong
     */
    public Invitation invite(Actor actor, Role role, String scope, String name) {
        boolean administrator = actor.has(Role.ADMINISTRATOR);
        if (actor.appointments().isEmpty()) {
            throw new Failure(ErrorCode.NOT_ALLOWED, ACTION);
        }
        if (role == null || !role.isStaff()) {
            throw Failure.rulesBroken(List.of(ViolationCode.ROLE_NOT_STAFF.at("role")));
        }
        Instant now = clock.instant();
        Appointment wanted = AppointStaff
                .normalise(new Appointment(role, scope, LocalDate.ofInstant(now, BeijingTime.ZONE), Optional.empty()));
        if (!administrator && !actor.has(role, wanted.scope())) {
            throw new Failure(ErrorCode.NOT_ALLOWED, ACTION);
        }
        Invitation invitation = Invitation.begun(codes.get().substring(0, LETTERS), role, wanted.scope(), name, actor, now.plus(VALID));
        List<Violation> violations = new ArrayList<>();
        AppointStaff.checkScope(staff, cycles, wanted, "scope", violations);
        PersonName.check(invitation.name(), "name").ifPresent(violations::add);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts
                .of(() -> staff.invitations().stream().filter(i -> i.isOpen(now) && i.isAlike(invitation)).findFirst().orElseGet(() -> {
                    Role as = administrator ? Role.ADMINISTRATOR : role;
                    staff.saveInvitation(invitation, AuditEvent.of(Subject.staff(actor.sub()), now, actor.sub(), as, "INVITE", Channel.API,
                            String.join(" ", role.name(), wanted.scope(), invitation.name())).by(actor.name()), List.of());
                    return invitation;
                }));
    }

    /**
     * Whoever has signed in and was given the code; sent again by the same person it changes nothing. Who accepts as the first administrator is
     * appointed with it, as nobody is there who could.
     *
     * @throws Failure {@code NOT_FOUND} also where it holds no more, or somebody else has accepted it
     */
    public Invitation accept(Actor actor, String code) {
        Optional<String> hash = Optional.of(Sha256.hex(plain(code))).filter(h -> first.filter(h::equals).isPresent());
        return hash.isPresent() ? Attempts.of(() -> acceptFirst(actor, hash.get())) : acceptAsked(actor, plain(code));
    }

    /** The code alone is kept by whoever deploys; that it was used is written first, so that of two people who have it one is appointed. */
    private Invitation acceptFirst(Actor actor, String hash) {
        Instant now = clock.instant();
        Optional<Invitation> there = staff.findInvitation(hash);
        boolean own = there.flatMap(Invitation::accepted).filter(a -> a.sub().equals(actor.sub())).isPresent();
        if (there.isPresent() && !own || hadAnother(actor)) {
            throw notThere();
        }
        Invitation accepted = there.orElseGet(() -> Invitation.first(hash, actor, now, now.plus(VALID)));
        if (there.isEmpty()) {
            staff.saveInvitation(accepted, event(actor, now, "ACCEPT_INVITATION"), List.of());
        }
        Optional<StaffMember> known = staff.find(actor.sub());
        if (known.stream().flatMap(member -> member.appointments().stream()).noneMatch(a -> a.role() == Role.ADMINISTRATOR)) {
            Appointment appointment = new Appointment(Role.ADMINISTRATOR, "", LocalDate.ofInstant(now, BeijingTime.ZONE), Optional.empty());
            List<Appointment> appointments = Stream
                    .concat(known.stream().flatMap(member -> member.appointments().stream()), Stream.of(appointment)).toList();
            StaffMember member = new StaffMember(actor.sub(), known.map(StaffMember::name).orElse(""),
                    known.map(StaffMember::mail).orElse(""), appointments).over(known);
            staff.save(member, Optional.empty(), event(actor, now, "APPOINT"));
        }
        return accepted;
    }

    /** Also one whose appointment has ended: the code is for a system that nobody has used yet. */
    private boolean hadAnother(Actor actor) {
        return staff.all().stream().filter(member -> !member.sub().equals(actor.sub())).flatMap(member -> member.appointments().stream())
                .anyMatch(a -> a.role() == Role.ADMINISTRATOR);
    }

    private static AuditEvent event(Actor actor, Instant now, String action) {
        return AuditEvent.of(Subject.staff(actor.sub()), now, actor.sub(), Role.ADMINISTRATOR, action, Channel.API,
                Role.ADMINISTRATOR.name());
    }

    private Invitation acceptAsked(Actor actor, String code) {
        return Attempts.of(() -> {
            Instant now = clock.instant();
            Invitation invitation = staff.findInvitation(code).orElseThrow(InviteStaff::notThere);
            if (invitation.accepted().filter(a -> a.sub().equals(actor.sub())).isPresent()) {
                return invitation;
            }
            if (!invitation.isOpen(now)) {
                throw notThere();
            }
            Invitation accepted = invitation.accept(actor.sub(), now);
            staff.saveInvitation(
                    accepted, AuditEvent.of(Subject.staff(invitation.by()), now, actor.sub(), Role.APPLICANT, "ACCEPT_INVITATION",
                            Channel.API, String.join(" ", invitation.role().name(), invitation.scope(), invitation.name())),
                    administrators(now));
            return accepted;
        });
    }

    /** Who appoints is told that somebody has come, and not who: the page names them (R36). */
    private List<MailToStaff> administrators(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        return staff.all().stream().filter(member -> !member.mail().isEmpty())
                .filter(member -> member.appointments().stream().anyMatch(a -> a.role() == Role.ADMINISTRATOR && a.isActive(today)))
                .map(member -> new MailToStaff(member.sub(), MailTemplate.STAFF_INVITATION, Map.of())).toList();
    }

    /** Those that somebody may still accept, or who has accepted and is not appointed yet; the oldest first. @throws Failure {@code NOT_ALLOWED} */
    public List<Invitation> waiting(Actor actor) {
        Roles.require(actor, "查看工作人员", Role.ADMINISTRATOR);
        Instant now = clock.instant();
        return staff.invitations().stream().filter(i -> i.isOpen(now) || waits(i)).sorted(Comparator.comparing(Invitation::until)).toList();
    }

    /** Whether who accepted it was appointed to it since. */
    public boolean isAppointed(Invitation invitation) {
        return invitation.accepted().isPresent() && !waits(invitation);
    }

    private boolean waits(Invitation invitation) {
        return invitation.waitsForAppointment(invitation.accepted().flatMap(a -> staff.find(a.sub())));
    }

    /** As it may be typed: with spaces, dashes and capitals. */
    private static String plain(String code) {
        return Canonical.code(code).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Failure notThere() {
        return new Failure(ErrorCode.NOT_FOUND, new Text("有效的邀请码", "a valid invitation code"));
    }
}
