package org.zhicheng.dossier.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.ground.rule.Rule;

/**
 * The seal of a ballot: RSA-OAEP of one byte with SHA-256, bound to session, round, application and ballot by the label. Whoever seals holds
 * the public key only, so that not even the function which takes the votes can open one; the same choice sealed twice looks different, and
 * every seal is of the same length.
 */
@Rule(R45)
public final class BallotSeal {

    private static final String CIPHER = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";

    private BallotSeal() {
    }

    /** @param publicKey X.509, Base64 */
    public static String seal(String publicKey, String label, Choice choice) {
        try {
            Key key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            return Base64.getEncoder().encodeToString(cipher(Cipher.ENCRYPT_MODE, key, label).doFinal(new byte[]{(byte) choice.ordinal()}));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key that opens, once for all the ballots of a round. @param privateKey PKCS #8 */
    public static PrivateKey key(byte[] privateKey) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(privateKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key that opens ballots", e);
        }
    }

    /** @throws IllegalStateException where it was sealed by another key, or for another label */
    public static Choice open(PrivateKey key, String label, String sealed) {
        try {
            return Choice.values()[cipher(Cipher.DECRYPT_MODE, key, label).doFinal(Base64.getDecoder().decode(sealed))[0]];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a ballot does not open", e);
        }
    }

    private static Cipher cipher(int mode, Key key, String label) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256,
                new PSource.PSpecified(label.getBytes(StandardCharsets.UTF_8))));
        return cipher;
    }
}
