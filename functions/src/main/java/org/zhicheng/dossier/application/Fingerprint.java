package org.zhicheng.dossier.application;

import java.util.Optional;

import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.text.Length;

/**
 * What one paper of one person is known by: two people's papers are never alike, byte for byte (R13).
 *
 * @param hash Base64 of the SHA-256 of a file's content; of the work summary, of its letters without white space
 */
public record Fingerprint(Material material, String hash) {

    /** Of fewer letters two people may have the same by chance. */
    private static final int LEAST_LETTERS = 200;

    static Optional<Fingerprint> of(Attachment file) {
        return file.counts() && file.material().isOfOnePerson() && !file.sha256().isEmpty()
                ? Optional.of(new Fingerprint(file.material(), file.sha256()))
                : Optional.empty();
    }

    static Optional<Fingerprint> ofSummary(String summary) {
        String letters = summary.replaceAll("[\\s\\p{Z}]+", "");
        return Length.of(letters) < LEAST_LETTERS ? Optional.empty() : Optional.of(new Fingerprint(Material.A12, StableId.of(letters)));
    }
}
