package org.zhicheng.dossier.people;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.record.AuditEvent;

/** The registered applicants. */
public interface PersonStore {

    Optional<Person> find(String sub);

    /** The person with an ID number, by its keyed hash. */
    Optional<Person> findByIdNumberHash(String hash);

    /**
     * Registers a person and claims the ID number, in one transaction.
     *
     * @throws ClaimTaken where the ID number is registered for another subject
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the subject is registered
     */
    void register(Person person, AuditEvent event);

    /**
     * Writes telephone, mail address, the address to be confirmed, and language as they are now, with what must be delivered.
     *
     * @param before as it was read
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the address to be confirmed, or what was tried of its code,
     *         has changed since
     */
    void correctContact(Person before, Person after, AuditEvent event, List<Delivery> deliveries);

    /**
     * Writes name and ID number as they were proved, and claims the number where it is another, in one transaction.
     *
     * @param before as it was read
     * @throws ClaimTaken where the number is registered for somebody else
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where name or number have changed since
     */
    void correctIdentity(Person before, Person after, AuditEvent event, List<Delivery> deliveries);

    /** Notes that the person's address, as it was read, takes no mail (R36). */
    void mailRefused(Person person, Instant at, AuditEvent event);

    /** People whose registration ends in a month, before an instant, unless they have an application (R38). */
    List<Person> ending(YearMonth month, Instant before, int limit);

    /** Puts off the end of a registration. */
    void keep(Person person, Instant until);

    /** Deletes a registration and gives the ID number free; the event stays. */
    void delete(Person person, AuditEvent event);
}
