package org.zhicheng.dossier.committee;

import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Voted;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;

/** The committee's sessions, their votes and what was said before them. */
public interface SessionStore {

    /** Items that one deletion takes, as a transaction may have a hundred, of which one is the event. */
    int MOST_DELETED = 99;

    Optional<Session> find(String id);

    /** Of a cycle, by number. */
    List<Session> ofYear(int year);

    /**
     * Writes the next revision of a session.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void save(Session next, AuditEvent event, List<Delivery> deliveries);

    /**
     * The same together with a change of an application: both or neither.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where either has changed since
     */
    void save(Session next, AuditEvent event, List<Delivery> deliveries, Change change);

    Optional<Round> round(String session, int number);

    /** In their order. */
    List<Round> rounds(String session);

    /** Opens a round, and counts it in the session. */
    void open(Session next, Round round, AuditEvent event);

    /** Writes a round's next version. */
    void save(Round next, AuditEvent event);

    /**
     * Takes a member's ballots: all of them, once, and only while the round is open. In the order of their random ids, which says nothing.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it is not open, or the member has voted
     */
    void vote(Round open, Voted voted, List<Ballot> ballots, AuditEvent event);

    Optional<Voted> voted(String session, int round, String expert);

    List<Voted> voted(String session, int round);

    List<Ballot> ballots(String session, int round);

    /** Writes what a member found; the last word counts while the session lasts. */
    void save(Session unchanged, Opinion opinion, AuditEvent event);

    List<Opinion> opinions(String session);

    /** Writes what became of an application; the same may be written twice. */
    void save(String session, Outcome outcome);

    List<Outcome> outcomes(String session);

    /** Whether any ballot of a session is still there. */
    boolean hasBallots(String session);

    /**
     * Deletes some ballots of a session, whichever, and with the last of them writes the event.
     *
     * @return how many; none where there were none
     */
    int deleteBallots(String session, AuditEvent event);

    /**
     * Deletes some of what is kept of a session, and with the last of it the session itself, and writes the event. The record of what was done
     * stays (R35).
     *
     * @return how many items; fewer than {@link #MOST_DELETED} where it is gone
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    int delete(Session session, AuditEvent event);
}
