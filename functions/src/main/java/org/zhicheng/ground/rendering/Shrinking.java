package org.zhicheng.ground.rendering;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Makes a picture smaller row by row, each of its pixels counted by the area that it covers: nothing larger than the small picture is held, and
 * no thin line is left out, as by taking every n-th pixel.
 */
final class Shrinking {
    /** A whole pixel. */
    private static final int ONE = 256;
    /** Bits kept of a row's mean beside the eight of a colour. */
    private static final int FINER = 4;
    /** By so many bits a number is larger that is multiplied with where it would be divided by, which takes ten times as long. */
    private static final int WHOLE = 28;
    /** In a long there is room for three colours of so many bits: sums of sixteen whole pixels. Grey has all of it. */
    private static final int BITS = 20;
    private static final int MOST = 16;
    private static final long FIELD = (1 << BITS) - 1;

    private final Axis across;
    private final Axis down;
    private final int channels;
    private final long[] row;
    private final long[] sums;
    private final long[] next;
    private final byte[] made;
    private int at;

    /** @param channels 1 or 3 a pixel */
    Shrinking(int width, int height, int smallWidth, int smallHeight, int channels) {
        across = new Axis(width, smallWidth);
        down = new Axis(height, smallHeight);
        this.channels = channels;
        row = new long[smallWidth + 1];
        sums = new long[smallWidth * channels];
        next = new long[smallWidth * channels];
        made = new byte[smallWidth * smallHeight * channels];
    }

    /** Whether so many pixels, a row of colours, can become so many fewer at once. */
    static boolean can(int width, int smallWidth) {
        return width >= smallWidth && width / smallWidth < MOST;
    }

    /**
     * The samples of a picture of any number of channels, a byte for each of a pixel.
     *
     * @param rows is asked for each row in turn
     */
    static byte[] means(int width, int height, int smallWidth, int smallHeight, int channels, Rows rows) throws IOException {
        Shrinking[] each = new Shrinking[channels];
        Arrays.setAll(each, _ -> new Shrinking(width, height, smallWidth, smallHeight, 1));
        for (int y = 0; y < height; y++) {
            byte[] row = rows.next();
            for (int channel = 0; channel < channels; channel++) {
                each[channel].channel(row, channel, channels);
            }
        }
        byte[] samples = new byte[smallWidth * smallHeight * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = each[i % channels].made[i / channels];
        }
        return samples;
    }

    /** Where the rows of a picture come from, a byte for each channel of a pixel. */
    @FunctionalInterface
    interface Rows {
        byte[] next() throws IOException;
    }

    /** A picture of {@code TYPE_INT_RGB} or {@code TYPE_BYTE_GRAY}, the latter by its values as they are stored; others stay as they are. */
    static BufferedImage shrunk(BufferedImage image, int width, int height) {
        boolean grey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
        if (!grey && image.getType() != BufferedImage.TYPE_INT_RGB || !can(image.getWidth(), width) || height > image.getHeight()) {
            return image;
        }
        Shrinking shrinking = new Shrinking(image.getWidth(), image.getHeight(), width, height, grey ? 1 : 3);
        for (int y = 0; y < image.getHeight(); y++) {
            if (grey) {
                shrinking.grey(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), y * image.getWidth());
            } else {
                shrinking.colours(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), y * image.getWidth());
            }
        }
        return shrinking.image();
    }

    /** The next row, of bits, eight a byte, from the highest; which value counts. */
    void bits(byte[] packed, boolean set) {
        int none = set ? 0 : 0xFF;
        for (int from = 0; from < across.length; from += 8) {
            int eight = (packed[from >> 3] & 0xFF) ^ none;
            for (int x = from, bit = 0x80; eight != 0 && bit != 0 && x < across.length; x++, bit >>= 1) {
                if ((eight & bit) != 0) {
                    add(x, 255);
                }
            }
        }
        rowIsDone();
    }

    private void grey(byte[] values, int from) {
        channel(values, from, 1);
    }

    /** The next row, of one channel of so many. */
    private void channel(byte[] values, int from, int of) {
        for (int x = 0, i = from; x < across.length; x++, i += of) {
            add(x, values[i] & 0xFF);
        }
        rowIsDone();
    }

    private void colours(int[] pixels, int from) {
        for (int x = 0; x < across.length; x++) {
            int pixel = pixels[from + x];
            add(x, (long) (pixel & 0xFF0000) << 2 * BITS - 16 | (long) (pixel & 0xFF00) << BITS - 8 | pixel & 0xFF);
        }
        rowIsDone();
    }

    /** The next row, of bytes, one for each channel of a pixel. */
    void samples(byte[] values) {
        if (channels == 1) {
            grey(values, 0);
            return;
        }
        for (int x = 0, i = 0; x < across.length; x++, i += 3) {
            add(x, (long) (values[i] & 0xFF) << 2 * BITS | (long) (values[i + 1] & 0xFF) << BITS | values[i + 2] & 0xFF);
        }
        rowIsDone();
    }

    private void add(int x, long value) {
        int cell = across.cell[x];
        int share = across.share[x];
        row[cell] += value * share;
        if (share < ONE) {
            row[cell + 1] += value * (ONE - share);
        }
    }

    private void rowIsDone() {
        int share = down.share[at];
        for (int x = 0, i = 0; x < across.small; x++) {
            long sum = row[x];
            row[x] = 0;
            long part = across.part[x];
            for (int shift = (channels - 1) * BITS; shift >= 0; shift -= BITS, i++) {
                long mean = (channels == 1 ? sum : sum >> shift & FIELD) * part >> WHOLE - FINER;
                sums[i] += mean * share;
                if (share < ONE) {
                    next[i] += mean * (ONE - share);
                }
            }
        }
        row[across.small] = 0;
        int cell = down.cell[at++];
        if (at == down.length || down.cell[at] != cell) {
            write(cell);
        }
    }

    private void write(int cell) {
        long half = (long) down.total[cell] << FINER - 1;
        long part = down.part[cell];
        for (int i = 0; i < sums.length; i++) {
            made[cell * sums.length + i] = (byte) ((sums[i] + half) * part >> WHOLE + FINER);
            sums[i] = next[i];
            next[i] = 0;
        }
    }

    /** Forgets the rows so far. */
    void restart() {
        Arrays.fill(row, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(next, 0);
        at = 0;
    }

    /** Of the small picture, a byte for each channel of a pixel. */
    byte[] samples() {
        return made;
    }

    /** The small picture: grey stays so. */
    BufferedImage image() {
        if (channels == 1) {
            BufferedImage image = new BufferedImage(across.small, down.small, BufferedImage.TYPE_BYTE_GRAY);
            System.arraycopy(made, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, made.length);
            return image;
        }
        return coloured(BufferedImage.TYPE_INT_RGB,
                i -> (made[3 * i] & 0xFF) << 16 | (made[3 * i + 1] & 0xFF) << 8 | made[3 * i + 2] & 0xFF);
    }

    /** Of what counted, one colour; of the rest, another: {@code 0xRRGGBB}. */
    BufferedImage between(int counted, int rest) {
        int[] ramp = new int[256];
        for (int i = 0; i < ramp.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                ramp[i] |= ((counted >> shift & 0xFF) * i + (rest >> shift & 0xFF) * (255 - i) + 127) / 255 << shift;
            }
        }
        return coloured(BufferedImage.TYPE_INT_RGB, i -> ramp[made[i] & 0xFF]);
    }

    /** One colour, {@code 0xAARRGGBB}, that covers what counted. */
    BufferedImage covering(int colour) {
        return coloured(BufferedImage.TYPE_INT_ARGB, i -> (made[i] & 0xFF) * (colour >>> 24) / 255 << 24 | colour & 0xFFFFFF);
    }

    private BufferedImage coloured(int type, IntUnaryOperator pixel) {
        BufferedImage image = new BufferedImage(across.small, down.small, type);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixel.applyAsInt(i);
        }
        return image;
    }

    /** Where the pixels of a row or a column go: a part to one cell, the rest to the next. */
    private static final class Axis {
        private final int length;
        private final int small;
        private final int[] cell;
        private final int[] share;
        private final int[] total;
        private final long[] part;

        Axis(int length, int small) {
            this.length = length;
            this.small = small;
            cell = new int[length];
            share = new int[length];
            total = new int[small];
            part = new long[small];
            for (int i = 0; i < length; i++) {
                long begin = (long) i * small;
                cell[i] = (int) (begin / length);
                long before = (cell[i] + 1L) * length - begin;
                share[i] = (int) (Math.min(before, small) * ONE / small);
                total[cell[i]] += share[i];
                if (share[i] < ONE && cell[i] + 1 < small) {
                    total[cell[i] + 1] += ONE - share[i];
                }
            }
            Arrays.setAll(part, i -> (1L << WHOLE) / total[i]);
        }
    }
}
