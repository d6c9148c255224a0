package org.zhicheng.dossier.committee;

import java.util.Optional;

import org.zhicheng.dossier.staff.StaffMember;

/** Where a member of staff is written to: an expert of the committee by the register's address where the appointment has none. */
public final class StaffAddress {

    private StaffAddress() {
    }

    public static Optional<String> of(StaffMember member, ExpertStore experts) {
        return Optional.of(member.mail()).filter(mail -> !mail.isBlank())
                .or(() -> experts.findBySub(member.sub()).map(Expert::mail).filter(mail -> !mail.isBlank()));
    }
}
