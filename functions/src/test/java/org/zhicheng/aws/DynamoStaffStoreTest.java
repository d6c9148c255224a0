package org.zhicheng.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Invitation;

class DynamoStaffStoreTest {

    @Test
    @DisplayName("R38、R48 无人接受的邀请在失效一个月后删除，已接受的自接受之日起保留一年")
    void shouldKeepTheInvitationOfWhoWaitsToBeAppointed_R38_R48() {
        Invitation invited = Invitation.begun("abcdefgh2345", Role.COMMITTEE, "", "王芳", Actor.SYSTEM,
                Instant.parse("2025-03-17T00:00:00Z"));

        assertThat(DynamoStaffStore.end(invited)).isEqualTo("2025-04-17T00:00:00Z");
        assertThat(DynamoStaffStore.end(invited.accept("newcomer", Instant.parse("2025-03-16T00:00:00Z"))))
                .isEqualTo("2026-03-16T00:00:00Z");
    }
}
