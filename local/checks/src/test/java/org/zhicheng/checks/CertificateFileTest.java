package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.zhicheng.demo.play.CertificateFile;
import org.zhicheng.demo.play.Unexpected;
import org.zhicheng.work.certificate.CanonicalFacts;
import org.zhicheng.work.certificate.CertificateFacts;
import org.zhicheng.work.certificate.CertificatePdf;

class CertificateFileTest {

    @Test
    void shouldCheckACertificateOfflineWithThePublishedKey() throws Exception {
        KeyPair keys = keys();
        CertificateFile file = CertificateFile.read(certificate(keys));

        assertThat(file.isSignedBy(CertificateFile.key(pem(keys)))).isTrue();
        assertThat(file.noticesForgery(CertificateFile.key(pem(keys)))).isTrue();
        assertThat(file.statement().path("certificateNumber").asText()).isEqualTo("WLMQ20251000001");
        assertThat(file.isSignedBy(keys().getPublic())).isFalse();
    }

    @Test
    void shouldRefuseWhatIsNoCertificate() {
        assertThatThrownBy(() -> CertificateFile.read("<html>".getBytes(StandardCharsets.US_ASCII))).isInstanceOf(Unexpected.class);
        assertThatThrownBy(() -> CertificateFile.key("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
                .isInstanceOf(Unexpected.class);
    }

    private static byte[] certificate(KeyPair keys) throws Exception {
        CertificateFacts facts = new CertificateFacts("WLMQ20251000001", "样例甲", "990***********0112", Optional.empty(), "工程系列", "机械工程专业",
                "初级", "初定", LocalDate.of(2025, 4, 17), "样本批〔2025〕1号", "样本机关", "http://localhost/verifications/abc");
        byte[] portrait = Files.readAllBytes(Path.of("..", "..", "samples", "01-secondary-vocational", "A3.jpg"));
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.getPrivate());
        signer.update(CanonicalFacts.bytes(facts, portrait));
        return CertificatePdf.make(facts, portrait, signer.sign());
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
