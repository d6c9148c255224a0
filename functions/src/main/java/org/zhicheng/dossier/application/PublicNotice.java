package org.zhicheng.dossier.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.ground.text.Canonical;

/**
 * The employer's public notice of one application (公示), as the employer recorded it.
 *
 * @param name the person's name as the notice printed it
 * @param kind the kind it printed; likewise the level, series and specialty; they must agree with the application (R18)
 * @param from first day, counted
 * @param to last day, counted (R17)
 * @param resultDate the day of the result (公示结果), which may not be before the end
 * @param objections what was objected, each open until resolved
 */
public record PublicNotice(String name, Optional<Kind> kind, Optional<TitleLevel> level, String series, String specialty,
        Optional<LocalDate> from, Optional<LocalDate> to, Optional<LocalDate> resultDate, String receivingOffice,
        String supervisingTelephone, List<Objection> objections, String recordedBy, Instant recordedAt) {

    @SuppressWarnings("OptionalAssignedToNull")
    public PublicNotice {
        name = name == null ? "" : Canonical.name(name);
        kind = kind == null ? Optional.empty() : kind;
        level = level == null ? Optional.empty() : level;
        series = series == null ? "" : Canonical.line(series);
        specialty = specialty == null ? "" : Canonical.line(specialty);
        from = from == null ? Optional.empty() : from;
        to = to == null ? Optional.empty() : to;
        resultDate = resultDate == null ? Optional.empty() : resultDate;
        receivingOffice = receivingOffice == null ? "" : Canonical.line(receivingOffice);
        supervisingTelephone = supervisingTelephone == null ? "" : Canonical.code(supervisingTelephone);
        objections = objections == null ? List.of() : List.copyOf(objections);
    }

    /**
     * An objection raised during the notice.
     *
     * @param resolution how it was resolved; empty while it is open and blocks the recommendation (R18)
     */
    public record Objection(LocalDate raisedOn, String facts, String resolution, Optional<LocalDate> resolvedOn) {
        @SuppressWarnings("OptionalAssignedToNull")
        public Objection {
            facts = facts == null ? "" : Canonical.lines(facts);
            resolution = resolution == null ? "" : Canonical.lines(resolution);
            resolvedOn = resolvedOn == null ? Optional.empty() : resolvedOn;
        }

        /** Not a part of it: told by the two others. */
        public boolean open() {
            return resolution.isBlank() || resolvedOn.isEmpty();
        }
    }
}
