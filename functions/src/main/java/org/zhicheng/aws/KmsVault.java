package org.zhicheng.aws;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

import org.zhicheng.dossier.people.Vault;

/** ID numbers encrypted and hashed by KMS; neither key ever leaves it. */
final class KmsVault implements Vault {

    private final Supplier<KmsClient> client;
    private final String dataKey;
    private final String indexKey;

    KmsVault(Supplier<KmsClient> client, String dataKey, String indexKey) {
        this.client = client;
        this.dataKey = dataKey;
        this.indexKey = indexKey;
    }

    @Override
    public String encrypt(String owner, String plain) {
        byte[] blob = client.get()
                .encrypt(r -> r.keyId(dataKey).encryptionContext(Map.of("owner", owner)).plaintext(SdkBytes.fromUtf8String(plain)))
                .ciphertextBlob().asByteArray();
        return Base64.getEncoder().encodeToString(blob);
    }

    @Override
    public String decrypt(String owner, String encrypted) {
        return client.get().decrypt(r -> r.keyId(dataKey).encryptionContext(Map.of("owner", owner))
                .ciphertextBlob(SdkBytes.fromByteArray(Base64.getDecoder().decode(encrypted)))).plaintext().asUtf8String();
    }

    @Override
    public String hash(String plain) {
        return HexFormat.of().formatHex(client.get()
                .generateMac(r -> r.keyId(indexKey).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(SdkBytes.fromUtf8String(plain)))
                .mac().asByteArray());
    }
}
