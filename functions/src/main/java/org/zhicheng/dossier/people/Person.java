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
 * @param bornIn the year of birth that the ID number says (R13); absent from what was stored before it was kept
 * @param newMail an address that was entered and is not confirmed yet
 */
public record Person(String sub, String name, String maskedIdNumber, String encryptedIdNumber, String idNumberHash, String phone,
        String mail, String language, Instant registeredAt, Optional<MailRefusal> mailRefusal, Optional<NewMail> newMail,
        Optional<Integer> bornIn) {

    // Jackson hands over null for a field that is not there.
    @SuppressWarnings("OptionalAssignedToNull")
    public Person {
        name = Canonical.name(name);
        phone = Canonical.code(phone);
        mail = Canonical.code(mail);
        mailRefusal = mailRefusal == null ? Optional.empty() : mailRefusal;
        newMail = newMail == null ? Optional.empty() : newMail;
        bornIn = bornIn == null ? Optional.empty() : bornIn;
    }

    /** Somebody whose address was never refused. */
    public Person(String sub, String name, String maskedIdNumber, String encryptedIdNumber, String idNumberHash, String phone, String mail,
            String language, Instant registeredAt) {
        this(sub, name, maskedIdNumber, encryptedIdNumber, idNumberHash, phone, mail, language, registeredAt, Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** An address to which no mail can be sent (R36). */
    public record MailRefusal(String mail, Instant at) {
    }

    /**
     * An address that waits for the code that was sent to it.
     *
     * @param code what the mail says; shown to nobody
     * @param until from then on the code holds no more
     * @param attempts wrong codes that were entered
     */
    public record NewMail(String mail, String code, Instant until, int attempts) {

        public NewMail {
            mail = Canonical.code(mail);
        }

        /** Without the code. */
        @Override
        public String toString() {
            return "NewMail";
        }
    }

    /** Since when it is known that the present address takes no mail. */
    public Optional<Instant> mailRefusedAt() {
        return mailRefusal.filter(refusal -> refusal.mail().equals(mail)).map(MailRefusal::at);
    }

    public Person withContact(String newPhone, String newMailAddress, String newLanguage) {
        return new Person(sub, name, maskedIdNumber, encryptedIdNumber, idNumberHash, newPhone, newMailAddress, newLanguage, registeredAt,
                mailRefusal, newMail, bornIn);
    }

    public Person awaiting(Optional<NewMail> address) {
        return new Person(sub, name, maskedIdNumber, encryptedIdNumber, idNumberHash, phone, mail, language, registeredAt, mailRefusal,
                address, bornIn);
    }

    /** With the name and the number that were proved. */
    public Person proved(String newName, String masked, String encrypted, String hash) {
        return new Person(sub, newName, masked, encrypted, hash, phone, mail, language, registeredAt, mailRefusal, newMail, bornIn);
    }

    public Person bornIn(Optional<Integer> year) {
        return new Person(sub, name, maskedIdNumber, encryptedIdNumber, idNumberHash, phone, mail, language, registeredAt, mailRefusal,
                newMail, year);
    }
}
