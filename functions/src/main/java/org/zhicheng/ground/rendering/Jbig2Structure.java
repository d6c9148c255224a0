package org.zhicheng.ground.rendering;

import java.util.Set;

/** Walks through the segments of a JBIG2 stream of a PDF (ITU-T T.88, 7.2) without decoding it. */
final class Jbig2Structure {
    private static final int PAGE = 48;
    private static final int END_OF_STRIPE = 50;
    /** Regions of text, halftone, bits, and what refines them (7.3.1). */
    private static final Set<Integer> REGIONS = Set.of(4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43);
    /** The height of a page that the last of its stripes tells. */
    private static final long UNKNOWN = 0xFFFFFFFFL;

    private final byte[] data;
    private long width;
    private boolean striped;
    private long page;
    private long regions;

    private Jbig2Structure(byte[] data) {
        this.data = data;
    }

    /**
     * What memory is asked for, a bit each: the pixels of the page, or half of all its regions', which lie in memory beside each other, if these
     * are more; 0 where it states none.
     */
    static long pixels(byte[] data) {
        Jbig2Structure structure = new Jbig2Structure(data);
        structure.walk();
        return Math.max(structure.page, structure.regions / 2);
    }

    private void walk() {
        long at = 0;
        while (at + 11 <= data.length) {
            int i = (int) at;
            int flags = data[i + 4] & 0xFF;
            int referred = (data[i + 5] & 0xFF) >> 5;
            long number = Bytes.unsigned32(data, i);
            int size = number <= 256 ? 1 : number <= 65_536 ? 2 : 4;
            long header = 6 + (long) referred * size;
            if (referred > 4) {
                // the long form: how many in 29 bits, and a bit for each and one more
                long many = Bytes.unsigned32(data, i + 5) & 0x1FFFFFFF;
                header = 9 + many / 8 + 1 + many * size;
            }
            long start = at + header + ((flags & 0x40) != 0 ? 4 : 1) + 4;
            if (start > data.length) {
                return;
            }
            segment(flags & 0x3F, (int) start);
            // Of a length that is not known the end would have to be looked for; in a PDF none is so.
            at = start + Bytes.unsigned32(data, (int) start - 4);
        }
    }

    private void segment(int type, int start) {
        if (type == PAGE && start + 8 <= data.length) {
            width = Bytes.unsigned32(data, start);
            long height = Bytes.unsigned32(data, start + 4);
            striped = height == UNKNOWN;
            page = striped ? width : area(width, height);
        } else if (type == END_OF_STRIPE && striped && start + 4 <= data.length) {
            page = area(width, Bytes.unsigned32(data, start) + 1);
        } else if (REGIONS.contains(type) && start + 8 <= data.length) {
            regions += area(Bytes.unsigned32(data, start), Bytes.unsigned32(data, start + 4));
        }
    }

    /** Never so many that their sum would overflow. */
    private static long area(long width, long height) {
        return Math.min(width * Math.min(height, Integer.MAX_VALUE), Integer.MAX_VALUE);
    }
}
