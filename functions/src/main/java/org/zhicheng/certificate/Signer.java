package org.zhicheng.certificate;

/** Signs the facts of a certificate with the key whose public half is published (R31). */
@FunctionalInterface
public interface Signer {
  /**
   * Signs a message.
   *
   * @param message the message itself, not its digest
   * @return an ECDSA signature on the curve P-256 over the SHA-256 of the message, in DER
   */
  byte[] sign(byte[] message);
}
