package org.zhicheng.checks.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Photographs that look the same and are nobody else's, byte for byte. */
final class Photographs {

    private static final int START = 2;

    private Photographs() {
    }

    /** With a comment after the mark of its start. */
    static byte[] ofItsOwn(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        int length = text.length + 2;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, START);
        out.writeBytes(new byte[]{(byte) 0xFF, (byte) 0xFE, (byte) (length >> 8), (byte) length});
        out.writeBytes(text);
        out.write(jpeg, START, jpeg.length - START);
        return out.toByteArray();
    }
}
