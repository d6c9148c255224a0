package org.zhicheng.ground.identity;

import java.util.regex.Pattern;

import org.zhicheng.ground.hash.Sha256;

/** Ids made of what they stand for, so that a repeated command finds what the first one made. */
public final class StableId {

    private static final Pattern SHAPE = Pattern.compile("[a-z2-7]{26}");

    private StableId() {
    }

    /** Whether a text has the shape of an id, one of these or a random one. */
    public static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** 26 characters of {@code a-z 2-7} from the SHA-256 of a key: as long-lived and as unguessable as the key. */
    public static String of(String key) {
        byte[] hash = Sha256.of(key);
        StringBuilder id = new StringBuilder(26);
        for (int i = 0; i < 26; i++) {
            id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(hash[i] & 31));
        }
        return id.toString();
    }
}
