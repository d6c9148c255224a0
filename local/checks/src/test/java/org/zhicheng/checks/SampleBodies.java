package org.zhicheng.checks;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.play.Bodies;
import org.zhicheng.demo.samples.Dossier;

/** What the player sends for the people of a dossier, for tests elsewhere. */
final class SampleBodies {

    private SampleBodies() {
    }

    static ObjectNode registration(Dossier dossier) {
        return Bodies.registration(dossier.identity());
    }

    /** An application of the samples' own cycle. */
    static ObjectNode draft(Dossier dossier) {
        return Bodies.draft(TestStack.SAMPLES.cycle().year(), dossier.qualification());
    }

    static ObjectNode form(Dossier dossier, String summary) {
        return Bodies.form(dossier, summary);
    }

    /** The public notice with its result. */
    static ObjectNode endedNotice(Dossier dossier) {
        return Bodies.notice(dossier, dossier.publicNotice().orElseThrow(), Bodies.NoticeStage.ENDED);
    }

    static ObjectNode pass(Dossier dossier, int attempt) {
        return Bodies.pass(dossier, attempt);
    }
}
