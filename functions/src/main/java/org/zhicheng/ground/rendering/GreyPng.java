package org.zhicheng.ground.rendering;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a page in grey as PNG (ISO/IEC 15948): the bytes that the JDK's writer makes of it, which takes each pixel through three arrays first. */
final class GreyPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER = 13;
    private static final int MOST_IN_A_CHUNK = 32 * 1024;
    /** Print is hardly smaller at a higher one. */
    private static final int LEVEL = 4;
    /** Of 256 greys the next of sixteen. */
    private static final byte[] SIXTEEN = sixteen();

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(content);

    private GreyPng() {
    }

    /** By the green of each pixel: it is most of what one sees as brightness, and the three hardly differ. */
    static byte[] of(int[] pixels, int width) {
        return written(pixels, width, 8);
    }

    /** In sixteen greys: enough for the edges of letters, and half as many bytes. */
    static byte[] ofSixteen(int[] pixels, int width) {
        return written(pixels, width, 4);
    }

    private static byte[] written(int[] pixels, int width, int bits) {
        try {
            GreyPng png = new GreyPng();
            png.write(pixels, width, bits);
            return png.content.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int[] pixels, int width, int bits) throws IOException {
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream(HEADER);
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(pixels.length / width);
        // grey, deflated, filtered row by row, from the first row to the last
        fields.write(new byte[]{(byte) bits, 0, 0, 0, 0});
        chunk("IHDR", header.toByteArray(), HEADER);
        rows(pixels, width, bits);
        chunk("IEND", new byte[0], 0);
    }

    /** None is filtered, which is marked by the zero before it: the greys of print are few, their differences many. */
    private void rows(int[] pixels, int width, int bits) throws IOException {
        byte[] row = new byte[1 + (width * bits + 7) / 8];
        byte[] packed = new byte[MOST_IN_A_CHUNK];
        int filled = 0;
        try (Deflater deflater = new Deflater(LEVEL)) {
            for (int from = 0; from < pixels.length; from += width) {
                if (bits == 8) {
                    greys(pixels, from, row);
                } else {
                    sixteenGreys(pixels, from, from + width, row);
                }
                deflater.setInput(row);
                if (from + width >= pixels.length) {
                    deflater.finish();
                }
                for (int n = 1; n > 0; filled += n) {
                    if (filled == packed.length) {
                        chunk("IDAT", packed, filled);
                        filled = 0;
                    }
                    n = deflater.deflate(packed, filled, packed.length - filled);
                }
            }
        }
        if (filled > 0) {
            chunk("IDAT", packed, filled);
        }
    }

    private static void greys(int[] pixels, int from, byte[] row) {
        for (int i = 1; i < row.length; i++) {
            row[i] = (byte) (pixels[from + i - 1] >> 8);
        }
    }

    /** Two a byte. */
    private static void sixteenGreys(int[] pixels, int from, int to, byte[] row) {
        int at = from;
        for (int i = 1; i < row.length; i++, at += 2) {
            int second = at + 1 < to ? SIXTEEN[pixels[at + 1] >> 8 & 0xFF] : 0;
            row[i] = (byte) (SIXTEEN[pixels[at] >> 8 & 0xFF] << 4 | second);
        }
    }

    private static byte[] sixteen() {
        byte[] levels = new byte[256];
        for (int grey = 0; grey < levels.length; grey++) {
            levels[grey] = (byte) ((grey + 8) / 17);
        }
        return levels;
    }

    private void chunk(String type, byte[] data, int length) throws IOException {
        byte[] name = Bytes.ascii(type);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data, 0, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, 0, length);
        out.writeInt((int) check.getValue());
    }
}
