package org.zhicheng.dossier.committee;

import java.time.Instant;
import java.util.Map;

import org.zhicheng.ground.text.Canonical;

/**
 * What a member found in an application before the vote (主审意见); for the panel and the office only.
 *
 * @param inFavour what the member recommends
 * @param answers code of each open question to what the member found (R39)
 */
public record Opinion(String applicationId, String expert, String text, boolean inFavour, Map<String, String> answers, Instant at) {
    public Opinion {
        text = Canonical.lines(text);
        answers = answers == null ? Map.of() : Map.copyOf(answers);
    }
}
