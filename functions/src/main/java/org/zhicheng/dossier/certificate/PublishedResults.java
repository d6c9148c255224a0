package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.ground.identity.StableId;

/**
 * The list of results 结果名单 of an approval document as it was made public: names and numbers masked, and nobody else's than those (R19).
 * Withdrawn, it has nobody on it any more.
 *
 * @param people how many are on it, or were
 * @param version rises with each publication and withdrawal
 */
public record PublishedResults(String number, LocalDate date, int cycle, int people, List<Line> lines, Publisher publisher, int version,
        By published, Optional<Withdrawal> withdrawal) {

    public PublishedResults {
        lines = List.copyOf(lines);
    }

    /** One of its people, masked. */
    public record Line(String name, String maskedIdNumber, String employer, String series, String specialty, Kind kind, TitleLevel level) {
    }

    /** Whom one may turn to, and who answers for it. */
    public record Publisher(String receivingOffice, String supervisingTelephone, String issuingAuthority) {
    }

    /** Who of the office did it; for the office only. */
    public record By(String sub, String name, Instant at) {
    }

    /** That it was withdrawn, and why. */
    public record Withdrawal(By by, String reason) {
    }

    /** The last part of its public address: of the number, whose characters no address has, nothing else. */
    public static String id(String number) {
        return StableId.of("RESULTS\n" + number);
    }

    /** By which the office says what it saw (R49). */
    public static String digest(List<Line> lines) {
        return StableId.of(lines.stream().map(Line::toString).collect(Collectors.joining("\n")));
    }

    /** What a list of lists has to know. */
    public PublishedResults withoutLines() {
        return new PublishedResults(number, date, cycle, people, List.of(), publisher, version, published, withdrawal);
    }

    public PublishedResults withdrawn(Withdrawal now) {
        return new PublishedResults(number, date, cycle, people, List.of(), publisher, version + 1, published, Optional.of(now));
    }
}
