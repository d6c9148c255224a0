package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R31;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.zhicheng.ground.hash.Sha256;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.JsonText;

/**
 * The bytes of a certificate that are signed (R31): JSON with its names in order, without white space, in UTF-8, all values
 * strings, as RFC 8785 has it. They hold the SHA-256 of the portrait too, so that a photo cannot be exchanged.
 */
@Rule(R31)
public final class CanonicalFacts {
    private CanonicalFacts() {
    }

    /**
     * The bytes to sign, the same for the same certificate for ever.
     *
     * @param facts what the certificate says
     * @param portrait the portrait as it is embedded, JPEG or PNG
     */
    public static byte[] bytes(CertificateFacts facts, byte[] portrait) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put("approvalDocumentNumber", facts.approvalDocumentNumber());
        values.put("certificateNumber", facts.number());
        values.put("date", facts.date().toString());
        values.put("issuingAuthority", facts.issuingAuthority());
        values.put("kind", facts.kind());
        values.put("level", facts.level());
        values.put("maskedIdNumber", facts.maskedIdNumber());
        values.put("name", facts.name());
        values.put("portraitSha256", Sha256.hex(portrait));
        values.put("schema", "zhicheng-certificate/1");
        values.put("series", facts.series());
        facts.sex().ifPresent(sex -> values.put("sex", sex));
        values.put("specialty", facts.specialty());
        values.put("verificationUri", facts.verificationUri());
        return values.entrySet().stream().map(e -> JsonText.quote(e.getKey()) + ':' + JsonText.quote(e.getValue()))
                .collect(Collectors.joining(",", "{", "}")).getBytes(StandardCharsets.UTF_8);
    }
}
