package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
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
 * @param replaces the number of the certificate in whose place it was issued
 * @param replacement what was issued in its place; it verifies as replaced from then on (R41)
 */
public record Certificate(String number, String code, String applicationId, String applicant, String name, String maskedIdNumber,
        String series, String specialty, TitleLevel level, Kind kind, LocalDate date, String approvalDocument, String issuingAuthority,
        String signature, Instant issuedAt, Optional<Revocation> revocation, Optional<String> replaces, Optional<Replacement> replacement) {

    // Jackson hands over null for a field that is not there.
    @SuppressWarnings("OptionalAssignedToNull")
    public Certificate {
        revocation = revocation == null ? Optional.empty() : revocation;
        replaces = replaces == null ? Optional.empty() : replaces;
        replacement = replacement == null ? Optional.empty() : replacement;
    }

    public Certificate(String number, String code, String applicationId, String applicant, String name, String maskedIdNumber,
            String series, String specialty, TitleLevel level, Kind kind, LocalDate date, String approvalDocument, String issuingAuthority,
            String signature, Instant issuedAt, Optional<Revocation> revocation) {
        this(number, code, applicationId, applicant, name, maskedIdNumber, series, specialty, level, kind, date, approvalDocument,
                issuingAuthority, signature, issuedAt, revocation, Optional.empty(), Optional.empty());
    }

    /** Why and when a certificate was revoked (R34). */
    public record Revocation(String reason, Instant at) {
    }

    /** By which certificate, why and when this one was replaced (R41). */
    public record Replacement(String number, String reason, Instant at) {
    }

    /** True where it was revoked, and no other one was issued in its place since, as where the revocation was wrong (R45). */
    public boolean wasRevoked() {
        return revocation.isPresent() && replacement.isEmpty();
    }

    /** True where its application has come to a certificate: before, it has its number and perhaps no file. */
    public boolean isOut(Application application) {
        return application.state().hasCertificate() || revocation.isPresent();
    }

    /** True where it is neither revoked nor replaced. */
    public boolean valid() {
        return revocation.isEmpty() && replacement.isEmpty();
    }

    public Certificate revoked(String reason, Instant at) {
        return new Certificate(number, code, applicationId, applicant, name, maskedIdNumber, series, specialty, level, kind, date,
                approvalDocument, issuingAuthority, signature, issuedAt, Optional.of(new Revocation(reason, at)), replaces, replacement);
    }

    public Certificate replacedBy(String other, String reason, Instant at) {
        return new Certificate(number, code, applicationId, applicant, name, maskedIdNumber, series, specialty, level, kind, date,
                approvalDocument, issuingAuthority, signature, issuedAt, revocation, replaces,
                Optional.of(new Replacement(other, reason, at)));
    }

    /** Issued in the place of another one; not signed yet. */
    public Certificate inPlaceOf(Certificate former) {
        return new Certificate(number, code, applicationId, applicant, name, maskedIdNumber, series, specialty, level, kind, date,
                approvalDocument, issuingAuthority, signature, issuedAt, revocation, Optional.of(former.number()), replacement);
    }

    public Certificate signed(String base64) {
        return new Certificate(number, code, applicationId, applicant, name, maskedIdNumber, series, specialty, level, kind, date,
                approvalDocument, issuingAuthority, base64, issuedAt, revocation, replaces, replacement);
    }

    /** The certificate that is issued in its place, with what was proved and put right since; not signed yet. */
    public Certificate anew(String newNumber, String newCode, String provedName, String provedMasked, String rightSeries,
            String rightSpecialty, Instant at) {
        return new Certificate(newNumber, newCode, applicationId, applicant, provedName, provedMasked, rightSeries, rightSpecialty, level,
                kind, date, approvalDocument, issuingAuthority, "", at, Optional.empty(), Optional.of(number), Optional.empty());
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
