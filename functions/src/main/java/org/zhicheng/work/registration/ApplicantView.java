package org.zhicheng.work.registration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.people.Person;
import org.zhicheng.work.registration.PersonalData.IntegrityData;

/**
 * One's own registration; the ID number is masked as everywhere (R19).
 *
 * @param mailRefusedAt since when it is known that the address takes no mail, so that another one is entered (R36)
 * @param newMail an address that was entered and waits for the code that was sent to it
 * @param integrityRecords what is recorded of the person and still kept (R34), where the registration is read
 */
public record ApplicantView(String sub, String name, String maskedIdNumber, String phone, String mail, String language,
        Instant registeredAt, Optional<Instant> mailRefusedAt, Optional<String> newMail, Optional<List<IntegrityData>> integrityRecords) {

    /** As it is answered to a change. */
    public static ApplicantView of(Person person) {
        return of(person, Optional.empty());
    }

    public static ApplicantView of(ShowApplicant.Own own) {
        return of(own.person(), Optional.of(own.integrityRecords().stream().map(IntegrityData::of).toList()));
    }

    private static ApplicantView of(Person person, Optional<List<IntegrityData>> integrityRecords) {
        return new ApplicantView(person.sub(), person.name(), person.maskedIdNumber(), person.phone(), person.mail(), person.language(),
                person.registeredAt(), person.mailRefusedAt(), person.newMail().map(Person.NewMail::mail), integrityRecords);
    }
}
