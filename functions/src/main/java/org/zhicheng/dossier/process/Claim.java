package org.zhicheng.dossier.process;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ResultNotice;

/**
 * A value that only one thing may have, as an item of its own written in the same transaction (R26, R30, R33).
 *
 * @param value unique within the kind
 * @param owner what has it
 */
public record Claim(Type type, String value, String owner) {

    /** What makes an application the only live one of its owner in its cycle (R26). */
    public static Claim live(Application application) {
        return new Claim(Type.LIVE_APPLICATION, application.applicant() + "#" + application.cycle(), application.id());
    }

    /**
     * What puts an application on the list of one approval document only (R52). Nobody has it under the application's own id: releasing it
     * so is the condition that no document has it.
     */
    public static Claim listed(String applicationId, String owner) {
        return new Claim(Type.LISTED, applicationId, owner);
    }

    /** What finds an application by what the public calls its notice (R45); there while it is announced. */
    public static Claim announced(Application application) {
        return new Claim(Type.RESULT_NOTICE, ResultNotice.id(application.id(), application.stay().attempt()), application.id());
    }

    /** What must be unique. */
    public enum Type {
        /** One live application per person and cycle: {@code sub#year}. */
        LIVE_APPLICATION,
        /** One registration per ID number: its keyed hash. */
        ID_NUMBER,
        /** The approval document that lists an application: the application's id. */
        LISTED,
        /** One valid certificate per person and title, in whatever cycle (R52): {@code sub#level#series#specialty}. */
        TITLE,
        /** The application that a public notice of a result is of: the notice's public id (R45). */
        RESULT_NOTICE,
        CERTIFICATE_NUMBER,
        VERIFICATION_CODE
    }
}
