package org.zhicheng.work.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;

/** A certificate as its owner sees it. */
public record CertificateView(String number, String code, String applicationId, String name, String maskedIdNumber, String series,
        String specialty, TitleLevel level, Kind kind, LocalDate date, String approvalDocument, String issuingAuthority, Instant issuedAt,
        VerifyCertificate.Status status, Optional<String> revocationReason, Optional<String> replaces, Optional<String> replacedBy) {

    public static CertificateView of(Certificate c) {
        return new CertificateView(c.number(), c.code(), c.applicationId(), c.name(), c.maskedIdNumber(), c.series(), c.specialty(),
                c.level(), c.kind(), c.date(), c.approvalDocument(), c.issuingAuthority(), c.issuedAt(), VerifyCertificate.Status.of(c),
                c.revocation().map(Certificate.Revocation::reason), c.replaces(), c.replacement().map(Certificate.Replacement::number));
    }
}
