package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.ground.text.Spelling;

/**
 * An electronic certificate (R30).
 *
 * @param number unique, never reused
 * @param code unguessable, in the QR code; whoever has it may verify (R31)
 * @param signature Base64 of the signature of the canonical facts
 */
public record Certificate(String number, String code, String applicationId, String applicant, String name, String maskedIdNumber,
        String series, String specialty, TitleLevel level, Kind kind, LocalDate date, String approvalDocument, String issuingAuthority,
        String signature, Instant issuedAt, Optional<Revocation> revocation) {

    /** Why and when a certificate was revoked (R34). */
    public record Revocation(String reason, Instant at) {
    }

    /** What makes it the only valid certificate of its holder for its title (R52); the spelling of series and specialty makes no difference. */
    public Claim title() {
        return new Claim(Claim.Type.TITLE,
                String.join("#", applicant, level.name(), Spelling.series(series), Spelling.specialty(specialty)), number);
    }

    /** The file's key in the store of certificates. */
    public String key() {
        return "certificates/" + number + ".pdf";
    }
}
