package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KmsException;

import org.zhicheng.lambda.Services;

/** ID numbers under KMS, and the certificates' signature. */
@Tag("kms")
class KmsIT {

    private static final Services SERVICES = Adapters.atEndpoint().withKeys().services();
    private static final String ID_NUMBER = "11010519491231002X";

    @Test
    @DisplayName("R33 身份证号只能为其本人解密")
    void shouldDecryptForTheOwnerOnly_R33() {
        String encrypted = SERVICES.vault().encrypt("sub-1", ID_NUMBER);

        assertThat(encrypted).doesNotContain(ID_NUMBER);
        assertThat(SERVICES.vault().decrypt("sub-1", encrypted)).isEqualTo(ID_NUMBER);
        assertThatExceptionOfType(KmsException.class).isThrownBy(() -> SERVICES.vault().decrypt("sub-2", encrypted));
    }

    @Test
    @DisplayName("R33 同一号码得到同一散列")
    void shouldFindTheSameNumberByTheSameHash_R33() {
        assertThat(SERVICES.vault().hash(ID_NUMBER)).hasSize(64).isEqualTo(SERVICES.vault().hash(ID_NUMBER))
                .isNotEqualTo(SERVICES.vault().hash("110105194912310038"));
    }

    @Test
    @DisplayName("R31 签名可用公布的公钥核对")
    void shouldSignSoThatThePublishedKeyVerifies_R31() throws Exception {
        byte[] certificate = "WLMQ20251000007".getBytes(StandardCharsets.UTF_8);
        PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(SERVICES.signer().publicKey()));
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(key);
        verifier.update(certificate);

        assertThat(verifier.verify(SERVICES.signer().sign(certificate))).isTrue();
    }
}
