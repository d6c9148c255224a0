package org.zhicheng.aws;

import java.security.PrivateKey;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;

import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.BallotSeal;
import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round;

/**
 * A key pair of each round, made by KMS, which hands over the public key, and the other one only as it is encrypted: it is in the open nowhere but in
 * the memory of who counts.
 */
final class KmsBallotBox implements BallotBox {

    private final Supplier<KmsClient> client;
    private final Supplier<String> key;
    private final Supplier<String> ids;

    /** @param key that only who counts may decrypt with */
    KmsBallotBox(Supplier<KmsClient> client, Supplier<String> key, Supplier<String> ids) {
        this.client = client;
        this.key = key;
        this.ids = ids;
    }

    @Override
    public Keys keys(String session, int round) {
        GenerateDataKeyPairWithoutPlaintextResponse pair = client.get().generateDataKeyPairWithoutPlaintext(
                r -> r.keyId(key.get()).keyPairSpec(DataKeyPairSpec.RSA_2048).encryptionContext(context(session, round)));
        return new Keys(base64(pair.publicKey()), base64(pair.privateKeyCiphertextBlob()));
    }

    @Override
    public Ballot seal(Round round, String applicationId, Choice choice) {
        String id = ids.get();
        return new Ballot(id, applicationId, BallotSeal.seal(round.publicKey(), round.label(applicationId, id), choice));
    }

    @Override
    public Opened unlock(Round round) {
        PrivateKey opening = BallotSeal
                .key(client.get()
                        .decrypt(r -> r.keyId(key.get()).encryptionContext(context(round.session(), round.number()))
                                .ciphertextBlob(SdkBytes.fromByteArray(Base64.getDecoder().decode(round.sealedKey()))))
                        .plaintext().asByteArray());
        // a thousand of them keep a processor busy for seconds
        return ballots -> ballots.parallelStream().collect(Collectors.toMap(Ballot::id,
                ballot -> BallotSeal.open(opening, round.label(ballot.applicationId(), ballot.id()), ballot.sealed())));
    }

    private static Map<String, String> context(String session, int round) {
        return Map.of("session", session, "round", Integer.toString(round));
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
