package org.zhicheng.dossier.staff;

import java.util.Arrays;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Who may give commands that are not about one application (R37); those about one stand in {@link Permissions}. */
public final class Roles {

    private Roles() {
    }

    /**
     * Lets someone through who has one of the roles.
     *
     * @return the first of them that the actor has
     * @throws Failure {@code NOT_ALLOWED}
     */
    public static Role require(Actor actor, String action, Role... roles) {
        return Arrays.stream(roles).filter(actor::has).findFirst().orElseThrow(() -> new Failure(ErrorCode.NOT_ALLOWED, action));
    }
}
