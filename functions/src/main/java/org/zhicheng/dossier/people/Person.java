package org.zhicheng.dossier.people;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.ground.text.Canonical;

/**
 * A registered applicant. The ID number is kept encrypted only (R33).
 *
 * @param sub the identity provider's subject
 * @param maskedIdNumber what screens show
 * @param encryptedIdNumber Base64 of the ciphertext
 * @param idNumberHash keyed hash, by which a number is found
 * @param language {@code zh} or {@code en}, for mails
 * @param mailRefusal the last address that was refused; another one may have been entered since
 */
public record Person(String sub, String name, String maskedIdNumber, String encryptedIdNumber, String idNumberHash, String phone,
        String mail, String language, Instant registeredAt, Optional<MailRefusal> mailRefusal) {

    // Jackson hands over null for a field that is not there.
    @SuppressWarnings("OptionalAssignedToNull")
    public Person {
        name = Canonical.name(name);
        phone = Canonical.code(phone);
        mail = Canonical.code(mail);
        mailRefusal = mailRefusal == null ? Optional.empty() : mailRefusal;
    }

    /** Somebody whose address was never refused. */
    public Person(String sub, String name, String maskedIdNumber, String encryptedIdNumber, String idNumberHash, String phone, String mail,
            String language, Instant registeredAt) {
        this(sub, name, maskedIdNumber, encryptedIdNumber, idNumberHash, phone, mail, language, registeredAt, Optional.empty());
    }

    /** An address to which no mail can be sent (R36). */
    public record MailRefusal(String mail, Instant at) {
    }

    /** Since when it is known that the present address takes no mail. */
    public Optional<Instant> mailRefusedAt() {
        return mailRefusal.filter(refusal -> refusal.mail().equals(mail)).map(MailRefusal::at);
    }

    public Person withContact(String newPhone, String newMail, String newLanguage) {
        return new Person(sub, name, maskedIdNumber, encryptedIdNumber, idNumberHash, newPhone, newMail, newLanguage, registeredAt,
                mailRefusal);
    }
}
