package org.zhicheng.ground.rendering;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * What a page looks like, counted in one pass over its pixels, of {@code TYPE_INT_RGB}.
 *
 * @param grey whether one sees no colour
 * @param inked the share that is darker than paper, 0 to 1
 * @param black the share that is nearly black
 * @param even the share that is as its neighbour on the left: nearly all of print, hardly any of a photo
 * @param tinted the share that is much as its neighbour, in a grey that is none of sixteen: a background, a photo or a shade which one would see change
 */
record Look(boolean grey, double inked, double black, double even, double tinted) {
    /** Below that two channels look alike; scanners tint white paper so much. */
    private static final int GREY = 6;
    private static final int INKED = 200;
    private static final int BLACK = 50;
    /** Between two of sixteen greys. */
    private static final int STEP = 17;
    private static final int TINT = 2;
    private static final boolean[] TINTS = tints();

    static Look at(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        boolean grey = true;
        int inked = 0;
        int black = 0;
        int even = 0;
        int tinted = 0;
        int left = -1;
        for (int from = 0, to; from < pixels.length; from = to) {
            int pixel = pixels[from];
            to = from + 1;
            while (to < pixels.length && pixels[to] == pixel) {
                to++;
            }
            int same = to - from;
            int green = pixel >> 8 & 0xFF;
            inked += green < INKED ? same : 0;
            black += green < BLACK ? same : 0;
            even += pixel == left ? same : same - 1;
            if (TINTS[green]) {
                tinted += Math.abs(green - (left >> 8 & 0xFF)) <= STEP / 2 ? same : same - 1;
            }
            grey = grey && isGrey(pixel);
            left = pixel;
        }
        double all = pixels.length;
        return new Look(grey, inked / all, black / all, even / all, tinted / all);
    }

    private static boolean isGrey(int pixel) {
        int red = pixel >> 16 & 0xFF;
        int green = pixel >> 8 & 0xFF;
        int blue = pixel & 0xFF;
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) <= GREY;
    }

    private static boolean[] tints() {
        boolean[] tints = new boolean[256];
        for (int grey = 0; grey < tints.length; grey++) {
            tints[grey] = Math.abs((grey + STEP / 2) / STEP * STEP - grey) > TINT;
        }
        return tints;
    }
}
