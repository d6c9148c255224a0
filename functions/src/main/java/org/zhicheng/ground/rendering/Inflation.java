package org.zhicheng.ground.rendering;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates with a limit. */
final class Inflation {
    private Inflation() {
    }

    /**
     * @param limit the most bytes allowed
     * @return what was inflated, up to where the data end or stop making sense, as readers keep what came before the damage
     * @throws Refusal if there is more than the limit
     */
    static byte[] limited(byte[] content, int from, int to, long limit) throws Refusal {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (from >= to) {
            return out.toByteArray();
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, from, to - from);
            byte[] part = new byte[64 * 1024];
            for (int n = inflater.inflate(part); n > 0; n = inflater.inflate(part)) {
                if (out.size() + n > limit) {
                    throw new Refusal(RejectionReason.TOO_COMPLEX);
                }
                out.write(part, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
