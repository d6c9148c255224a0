package org.zhicheng.ground.inspection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Finds decompression bombs: inflates to count, keeping nothing. */
final class Inflation {
    private Inflation() {
    }

    /**
     * Inflates and counts.
     *
     * @param limit the most bytes allowed
     * @param raw whether the data have no zlib header
     * @return the number of bytes, up to where the data end or stop making sense
     * @throws Refusal if there are more than the limit
     */
    static long limited(byte[] content, int from, int to, long limit, boolean raw) throws Refusal {
        return limited(content, from, to, limit, raw, OutputStream.nullOutputStream());
    }

    /** As above, into a stream that does not fail. */
    static long limited(byte[] content, int from, int to, long limit, boolean raw, OutputStream out) throws Refusal {
        if (from >= to) {
            return 0;
        }
        Inflater inflater = new Inflater(raw);
        long count = 0;
        try {
            inflater.setInput(content, from, to - from);
            byte[] sink = new byte[64 * 1024];
            while (!inflater.finished()) {
                int n = inflater.inflate(sink);
                count += n;
                if (count > limit) {
                    throw new Refusal(RejectionReason.TOO_COMPLEX);
                }
                if (n == 0) {
                    return count;
                }
                out.write(sink, 0, n);
            }
            return count;
        } catch (DataFormatException e) {
            // Readers keep what came before the damage.
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }
}
