package org.zhicheng.lambda;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Finds out who asks: the token says who, the table says what that person is appointed to today. */
final class Actors {

    private final StaffStore staff;
    private final Clock clock;
    private final Environment environment;

    Actors(StaffStore staff, Clock clock, Environment environment) {
        this.staff = staff;
        this.clock = clock;
        this.environment = environment;
    }

    /**
     * @throws Failure {@code NOT_SIGNED_IN}, or {@code SECOND_FACTOR_REQUIRED} for staff who signed in with a password only
     */
    Actor of(Map<String, String> claims) {
        String sub = Optional.ofNullable(claims.get("sub")).filter(s -> !s.isBlank())
                .orElseThrow(() -> new Failure(ErrorCode.NOT_SIGNED_IN));
        LocalDate today = LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
        Optional<StaffMember> member = staff.find(sub);
        List<Appointment> active = new ArrayList<>(
                member.map(StaffMember::appointments).orElse(List.of()).stream().filter(a -> a.isActive(today)).toList());
        if (environment.find("FIRST_ADMINISTRATOR").filter(sub::equals).isPresent()
                && active.stream().noneMatch(a -> a.role() == Role.ADMINISTRATOR)) {
            active.add(new Appointment(Role.ADMINISTRATOR, "", LocalDate.EPOCH, Optional.empty()));
        }
        if (!active.isEmpty() && !hasSecondFactor(claims)) {
            throw new Failure(ErrorCode.SECOND_FACTOR_REQUIRED);
        }
        return new Actor(sub, active.isEmpty() ? "" : member.map(StaffMember::name).orElse(""), active);
    }

    // The claim is configurable, as identity providers differ: NAME=VALUE, where VALUE is one of the claim's words.
    private boolean hasSecondFactor(Map<String, String> claims) {
        String[] rule = environment.find("SECOND_FACTOR_CLAIM").orElse("amr=mfa").split("=", 2);
        String value = claims.getOrDefault(rule[0], "");
        return Arrays.asList(value.replaceAll("[\\[\\],\"]", " ").strip().split("\\s+")).contains(rule[1]);
    }
}
