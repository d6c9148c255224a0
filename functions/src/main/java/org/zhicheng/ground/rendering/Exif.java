package org.zhicheng.ground.rendering;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the one thing of EXIF that matters: which way up the camera was held. */
final class Exif {
    private static final byte[] MARK = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ORIENTATION = 0x0112;
    private static final int MAX_ENTRIES = 200;

    private Exif() {
    }

    /**
     * The orientation of an APP1 segment or an eXIf chunk.
     *
     * @return 1 to 8, or the value otherwise if there is none
     */
    static int orientation(byte[] content, int from, int to, int otherwise) {
        int start = Bytes.startsWith(content, from, MARK) ? from + MARK.length : from;
        if (to - start < 8) {
            return otherwise;
        }
        ByteBuffer tiff = ByteBuffer.wrap(content, start, to - start).slice();
        int order = tiff.getShort(0) & 0xFFFF;
        if (order != 0x4949 && order != 0x4D4D) {
            return otherwise;
        }
        tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return otherwise;
        }
        int entries = Math.min(tiff.getShort(directory) & 0xFFFF, MAX_ENTRIES);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if (entry > tiff.limit() - 12) {
                return otherwise;
            }
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int value = tiff.getShort(entry + 8) & 0xFFFF;
                return value >= 1 && value <= 8 ? value : otherwise;
            }
        }
        return otherwise;
    }
}
