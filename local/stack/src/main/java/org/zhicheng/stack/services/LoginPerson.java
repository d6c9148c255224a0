package org.zhicheng.stack.services;

import java.util.List;
import java.util.Map;

/**
 * Somebody of the demonstration, whom the login page offers.
 *
 * @param sub         the identity, as in the tokens
 * @param displayName shown on the login page, and the token's {@code name}
 * @param role        the heading under which the page lists the person
 * @param note        what the person is good for in a demonstration; may be empty
 * @param claims      further claims of the tokens; {@code amr} says how the person signed in
 */
public record LoginPerson(String sub, String displayName, String role, String note, Map<String, Object> claims) {

    public LoginPerson {
        claims = Map.copyOf(claims);
    }

    /** Somebody who signs in with a password. */
    public static LoginPerson withPassword(String sub, String displayName, String role, String note) {
        return new LoginPerson(sub, displayName, role, note, Map.of("amr", List.of("pwd")));
    }

    /** Somebody who signs in with a second factor. */
    public static LoginPerson withSecondFactor(String sub, String displayName, String role, String note) {
        return new LoginPerson(sub, displayName, role, note, Map.of("amr", List.of("pwd", "mfa")));
    }
}
