package org.zhicheng.work.registration;

import java.time.Instant;

import org.zhicheng.dossier.people.Person;

/** One's own registration; the ID number is masked as everywhere (R19). */
public record ApplicantView(String sub, String name, String maskedIdNumber, String phone, String mail, String language,
        Instant registeredAt) {

    public static ApplicantView of(Person person) {
        return new ApplicantView(person.sub(), person.name(), person.maskedIdNumber(), person.phone(), person.mail(), person.language(),
                person.registeredAt());
    }
}
