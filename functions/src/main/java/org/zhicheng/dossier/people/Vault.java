package org.zhicheng.dossier.people;

/** Encrypts ID numbers and hashes them with a key; the keys never leave the key service (R33). */
public interface Vault {

    /**
     * @param owner bound to the ciphertext: it can be decrypted for this owner only
     * @return Base64
     */
    String encrypt(String owner, String plain);

    String decrypt(String owner, String encrypted);

    /** A keyed hash in hexadecimal: the same for the same text, and of no use without the key. */
    String hash(String plain);
}
