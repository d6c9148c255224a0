package org.zhicheng.local.play;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.zhicheng.local.samples.Dossier;

/** What the player sends for the people of a dossier, for tests elsewhere. */
public final class SampleBodies {

    private SampleBodies() {
    }

    public static ObjectNode registration(Dossier dossier) {
        return Bodies.registration(dossier.identity());
    }

    /** An application of the samples' own year. */
    public static ObjectNode draft(Dossier dossier) {
        return Bodies.draft(Plan.CYCLE, dossier.qualification());
    }

    public static ObjectNode form(Dossier dossier, String summary) {
        return Bodies.form(dossier, summary);
    }

    /** The public notice with its result. */
    public static ObjectNode endedNotice(Dossier dossier) {
        return Bodies.notice(dossier, dossier.publicNotice().orElseThrow(), Bodies.NoticeStage.ENDED);
    }

    public static ObjectNode pass(Dossier dossier, int attempt) {
        return Bodies.pass(dossier, attempt);
    }
}
