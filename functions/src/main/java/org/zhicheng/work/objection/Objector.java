package org.zhicheng.work.objection;

/**
 * Who objects, and how to ask back: kept encrypted, read by the office only, and no longer than it is needed (R38).
 *
 * @param name one line, as is the contact
 */
public record Objector(String name, String contact) {

    /** Whose ciphertext it is: it can be decrypted for this application only. */
    static String owner(String applicationId) {
        return "objections of " + applicationId;
    }

    String written() {
        return name + "\n" + contact;
    }

    static Objector read(String written) {
        int end = written.indexOf('\n');
        return new Objector(written.substring(0, end), written.substring(end + 1));
    }

    /** Without name and contact. */
    @Override
    public String toString() {
        return "Objector";
    }
}
