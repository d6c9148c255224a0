package org.zhicheng.work.certificate;

/** Signs the facts of certificates with a key that never leaves the key service (R31). */
public interface Signer {

    /** An ECDSA signature on P-256 over the SHA-256 of the message, DER. */
    byte[] sign(byte[] message);

    /** The public key, DER (SubjectPublicKeyInfo). */
    byte[] publicKey();
}
