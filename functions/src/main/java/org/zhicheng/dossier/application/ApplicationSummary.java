package org.zhicheng.dossier.application;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;

/** A line of a list or a queue. */
public record ApplicationSummary(String id, int cycle, String applicant, String name, String maskedIdNumber, State state, Kind kind,
        TitleLevel level, String series, String specialty, String district, String employerUscc, String employerName, boolean needsReview,
        int attempt, Instant enteredAt, Optional<Instant> dueAt, Instant createdAt, Optional<Instant> submittedAt,
        int contentVersion) implements Scope.Member {
}
