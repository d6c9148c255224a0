package org.zhicheng.checks.places;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What two runs cannot have alike, each with its reason; everything else is compared. */
enum LeftOut {

    CALLS_OF_A_MINUTE("CALLER#.*", ".*", "how often an address called within a minute, deleted a minute later"),
    CIPHERTEXT(".*", "data\\.(encryptedIdNumber|sealedKey)|sealed", "encrypted anew each time, under a key of this stack"),
    KEY(".*", "data\\.publicKey", "a key pair of the round's own"),
    SIGNATURE("CERT#.*", "data\\.signature", "has a random part, by a key of this stack"),
    DRAWN("SESSIONS#.*", "data\\.(panel|substitutes|replacements)\\[[0-9]+](\\.in|\\.out)?\\.(employerName|title)",
            "of whoever the lot has drawn"),
    MORNING("STAFF#\\S+ E#[0-9]+#(STAFF_QUEUE|STAFF_WAITING)", ".*",
            "a mail of a morning: which ones the schedule sees is how long the clock stays there"),
    CHANGES("APP#\\S+ A#HEAD", "(data\\.)?version", "counts what the workflow and schedules note in passing"),
    NOTICE_END("APP#\\S+ E#[0-9]+#END_RESULT_NOTICE", "data\\.at",
            "its end is seen when a schedule comes by, on a day that the player may have left"),
    ORDER("APP#\\S+ E#.*", "data\\.sequence", "stands in the key, there without what was noted in passing"),
    COUNTED("APP#\\S+ COUNTED", "version", "which of two changes that meet was last"),
    CERTIFICATE_FILE("object certificates/.*", "sha256|size", "has number, day and signature in it"),
    LIST_FILE("object exports/.*", "sha256|size", "has ids and moments in it"),
    /** A state that is passed within one batch of the stream is never counted. */
    PASSED_THROUGH("COUNTS#.*", ".*=0", "how many changes came in one batch, which leaves zeros or nothing");

    private final Pattern keys;
    private final Pattern attributes;
    private final String reason;

    LeftOut(String keys, String attributes, String reason) {
        this.keys = Pattern.compile(keys);
        this.attributes = Pattern.compile(attributes);
        this.reason = reason;
    }

    /** Why this attribute is not compared; empty where it is. */
    static Optional<LeftOut> of(String key, String path, String value) {
        return Arrays.stream(values()).filter(each -> each.keys.matcher(key).matches()
                && (each.attributes.matcher(path).matches() || each.attributes.matcher(path + "=" + value).matches())).findFirst();
    }

    String reason() {
        return reason;
    }
}
