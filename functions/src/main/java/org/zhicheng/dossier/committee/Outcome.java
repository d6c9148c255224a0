package org.zhicheng.dossier.committee;

import java.util.Optional;

import org.zhicheng.dossier.flow.State;

/**
 * What became of an application after the session that voted on it was signed.
 *
 * @param state where it went; absent where it stayed
 * @param code why it stayed where it was, a refusal's code; the office sees to it
 */
public record Outcome(String applicationId, Optional<State> state, Optional<String> code) {
}
