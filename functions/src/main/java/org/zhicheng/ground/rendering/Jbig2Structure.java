package org.zhicheng.ground.rendering;

import java.util.Arrays;
import java.util.Set;

/** Walks through the segments of a JBIG2 picture of a PDF (ITU-T T.88, 7.2) without decoding it. */
final class Jbig2Structure {
    private static final byte[] FILE = {(byte) 0x97, 'J', 'B', '2', '\r', '\n', 0x1A, '\n'};
    private static final int SEQUENTIAL = 1;
    private static final int PAGES_UNKNOWN = 2;
    private static final int PAGE = 48;
    private static final int END_OF_STRIPE = 50;
    /** Regions of text, halftone, bits, and what refines them (7.3.1). */
    private static final Set<Integer> REGIONS = Set.of(4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43);
    /** The height of a page that the last of its stripes tells. */
    private static final long UNKNOWN = 0xFFFFFFFFL;

    private final byte[] data;
    private long width;
    private long page;
    private long regions;

    private Jbig2Structure(byte[] data) {
        this.data = data;
    }

    /**
     * What memory is asked for, a bit each: the pixels of the page, or half of all its regions', which lie in memory beside each other, if these
     * are more; 0 where it states none.
     *
     * @param data what it shares with others, if anything, before what is its own: to a decoder they are one sequence
     */
    static long pixels(byte[] data) {
        Jbig2Structure structure = new Jbig2Structure(data);
        structure.walk();
        return Math.max(structure.page, structure.regions / 2);
    }

    private void walk() {
        long at = begin();
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

    /** Behind the header that a file by itself has (Annex D.4): not meant for a PDF, and read by PDFBox. */
    private int begin() {
        if (data.length < 13 || !Arrays.equals(data, 0, FILE.length, FILE, 0, FILE.length)) {
            return 0;
        }
        if ((data[8] & SEQUENTIAL) == 0) {
            throw new Refused(RejectionReason.UNREADABLE);
        }
        return (data[8] & PAGES_UNKNOWN) == 0 ? 13 : 9;
    }

    private void segment(int type, int start) {
        if (type == PAGE && start + 8 <= data.length) {
            // of several the largest
            width = Math.max(width, Bytes.unsigned32(data, start));
            long height = Bytes.unsigned32(data, start + 4);
            page = Math.max(page, height == UNKNOWN ? width : area(width, height));
        } else if (type == END_OF_STRIPE && start + 4 <= data.length) {
            page = Math.max(page, area(width, Bytes.unsigned32(data, start) + 1));
        } else if (REGIONS.contains(type) && start + 8 <= data.length) {
            regions += area(Bytes.unsigned32(data, start), Bytes.unsigned32(data, start + 4));
        }
    }

    /** Never so many that their sum would overflow. */
    private static long area(long width, long height) {
        return Math.min(width * Math.min(height, Integer.MAX_VALUE), Integer.MAX_VALUE);
    }
}
