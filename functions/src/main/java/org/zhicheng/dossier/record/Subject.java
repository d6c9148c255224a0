package org.zhicheng.dossier.record;

import java.util.List;
import java.util.Optional;

/** What an event is about, by the name under which the record and the outbox keep it (R35). */
public final class Subject {

    private static final String APPLICATION = "APP#";
    private static final String PERSON = "PERSON#";
    private static final String STAFF = "STAFF#";
    private static final String INTEGRITY = "INTEGRITY#";
    private static final List<String> PERSONAL = List.of(PERSON, STAFF, INTEGRITY);

    /** The bureau's list of series and specialties. */
    public static final String CATALOGUE = "CATALOGUE";

    private Subject() {
    }

    /** As the outbox calls an application. */
    public static String application(String id) {
        return APPLICATION + id;
    }

    /** The application that a subject is, if it is one. */
    public static Optional<String> applicationId(String subject) {
        return Optional.of(subject).filter(s -> s.startsWith(APPLICATION)).map(s -> s.substring(APPLICATION.length()));
    }

    /** Who of the staff has read an application (R44). */
    public static String readings(String applicationId) {
        return "READINGS#" + applicationId;
    }

    public static String person(String sub) {
        return PERSON + sub;
    }

    public static String staff(String sub) {
        return STAFF + sub;
    }

    public static String employer(String uscc) {
        return "EMPLOYER#" + uscc;
    }

    /** An import of a list of employers, by the id of the file's content. */
    public static String employerImport(String id) {
        return "EMPLOYER-IMPORT#" + id;
    }

    /** Somebody on the committee's register, by an id that says nothing of the person. */
    public static String expert(String id) {
        return "EXPERT#" + id;
    }

    public static String cycle(int year) {
        return "CYCLE#" + year;
    }

    public static String calendar(int year) {
        return "CALENDAR#" + year;
    }

    /** A list of applications that was asked for. */
    public static String export(String id) {
        return "EXPORT#" + id;
    }

    public static String approvalDocument(String number) {
        return "APPROVAL#" + number;
    }

    /** A session of the committee, by its number; also who decided what it decided, as nobody of it did alone (R45). */
    public static String session(String id) {
        return "SESSION#" + id;
    }

    /** Whether a decision is a session's. */
    public static boolean isSession(String reviewer) {
        return reviewer.startsWith("SESSION#");
    }

    public static String certificate(String number) {
        return "CERT#" + number;
    }

    /** As a log may name it: what tells who somebody is, by its kind only (R33). */
    public static String inLog(String subject) {
        return PERSONAL.stream().filter(subject::startsWith).findFirst().map(kind -> kind.replace("#", "")).orElse(subject);
    }

    /** A person's integrity records, by the keyed hash of the ID number (R33). */
    public static String integrity(String idNumberHash) {
        return INTEGRITY + idNumberHash;
    }
}
