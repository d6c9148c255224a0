package org.zhicheng.aws;

import java.util.function.Supplier;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

import org.zhicheng.work.certificate.Signer;

/** Signs by an asymmetric KMS key (ECC_NIST_P256). */
final class KmsSigner implements Signer {

    private final Supplier<KmsClient> client;
    private final String key;

    KmsSigner(Supplier<KmsClient> client, String key) {
        this.client = client;
        this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
        return client.get().sign(r -> r.keyId(key).messageType(MessageType.RAW).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                .message(SdkBytes.fromByteArray(message))).signature().asByteArray();
    }

    @Override
    public byte[] publicKey() {
        return client.get().getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
    }
}
