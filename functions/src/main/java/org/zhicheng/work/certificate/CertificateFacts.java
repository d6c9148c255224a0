package org.zhicheng.work.certificate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.ground.typesetting.PrintableCharacters;

/**
 * What a certificate says (R30), in the Chinese words that it prints.
 *
 * @param number the certificate's number
 * @param name the holder
 * @param maskedIdNumber the ID number, masked; a full one is refused
 * @param sex 男 or 女, where it is to be printed
 * @param series 系列
 * @param specialty 专业
 * @param level 初级, 中级, 副高级 or 正高级
 * @param kind 初定 or 授予
 * @param date the date of the title, that of the approval document
 * @param approvalDocumentNumber 批准文号
 * @param issuingAuthority 发证机关
 * @param verificationUri where the QR code leads (R31)
 */
public record CertificateFacts(String number, String name, String maskedIdNumber, Optional<String> sex, String series, String specialty,
        String level, String kind, LocalDate date, String approvalDocumentNumber, String issuingAuthority, String verificationUri) {

    public CertificateFacts {
        if (maskedIdNumber.strip().matches("\\d{15}|\\d{17}[\\dXx]")) {
            throw new IllegalArgumentException("A certificate shows a masked ID number only");
        }
    }

    /**
     * The characters of these facts that no font can print (R32).
     *
     * @return each once, as a string of one code point; empty if the certificate can be made
     */
    public List<String> unprintable() {
        return PrintableCharacters.missing(String.join("", texts().toList()));
    }

    private Stream<String> texts() {
        return Stream.of(number, name, maskedIdNumber, sex.orElse(""), series, specialty, level, kind, approvalDocumentNumber,
                issuingAuthority, verificationUri);
    }
}
