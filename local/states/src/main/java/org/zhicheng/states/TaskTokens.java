package org.zhicheng.states;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** The tokens handed out and not yet settled. A token names its execution and carries a checksum, so a mangled one is told from a used one. */
final class TaskTokens {

    private static final byte FORMAT = 1;
    private static final int RANDOM_BYTES = 19;
    private static final int CHECKED_BYTES = 1 + Long.BYTES + RANDOM_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, PendingCallback> pending = new ConcurrentHashMap<>();

    String create(long executionSequence) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        ByteBuffer token = ByteBuffer.allocate(CHECKED_BYTES + Integer.BYTES).put(FORMAT).putLong(executionSequence).put(secret);
        token.putInt(checksum(token.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The sequence of the execution that a token belongs to; empty for what was never a token. */
    static OptionalLong executionOf(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length != CHECKED_BYTES + Integer.BYTES || bytes[0] != FORMAT
                    || ByteBuffer.wrap(bytes).getInt(CHECKED_BYTES) != checksum(bytes)) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(ByteBuffer.wrap(bytes).getLong(1));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    void add(PendingCallback callback) {
        pending.put(callback.token(), callback);
    }

    void remove(PendingCallback callback) {
        pending.remove(callback.token(), callback);
    }

    Optional<PendingCallback> find(String token) {
        return Optional.ofNullable(pending.get(token));
    }

    private static int checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, CHECKED_BYTES);
        return (int) sum.getValue();
    }
}
