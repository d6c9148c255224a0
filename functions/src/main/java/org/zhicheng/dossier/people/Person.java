package org.zhicheng.dossier.people;

import java.time.Instant;

import org.zhicheng.ground.text.Canonical;

/**
 * A registered applicant. The ID number is kept encrypted only (R33).
 *
 * @param sub the identity provider's subject
 * @param maskedIdNumber what screens show
 * @param encryptedIdNumber Base64 of the ciphertext
 * @param idNumberHash keyed hash, by which a number is found
 * @param language {@code zh} or {@code en}, for mails
 */
public record Person(String sub, String name, String maskedIdNumber, String encryptedIdNumber, String idNumberHash, String phone,
        String mail, String language, Instant registeredAt) {

    public Person {
        name = Canonical.name(name);
        phone = Canonical.code(phone);
        mail = Canonical.code(mail);
    }
}
