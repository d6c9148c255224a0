package org.zhicheng.work.registration;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.people.Person;

/**
 * One's own registration; the ID number is masked as everywhere (R19).
 *
 * @param mailRefusedAt since when it is known that the address takes no mail, so that another one is entered (R36)
 * @param newMail an address that was entered and waits for the code that was sent to it
 */
public record ApplicantView(String sub, String name, String maskedIdNumber, String phone, String mail, String language,
        Instant registeredAt, Optional<Instant> mailRefusedAt, Optional<String> newMail) {

    public static ApplicantView of(Person person) {
        return new ApplicantView(person.sub(), person.name(), person.maskedIdNumber(), person.phone(), person.mail(), person.language(),
                person.registeredAt(), person.mailRefusedAt(), person.newMail().map(Person.NewMail::mail));
    }
}
