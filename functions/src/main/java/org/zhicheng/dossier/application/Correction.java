package org.zhicheng.dossier.application;

import java.time.Instant;
import java.util.List;

import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.dossier.flow.State;

/**
 * An open return: what may be edited, and until when (R22, R24).
 *
 * @param returnedFrom the tier that returned it
 * @param deadline first instant at which it is too late
 * @param remindAt when a reminder goes out
 */
public record Correction(State returnedFrom, List<Mend> items, Instant deadline, Instant remindAt, boolean reminded) {

    public Correction {
        items = List.copyOf(items);
    }
}
