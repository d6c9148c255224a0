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

    static Look at(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        boolean grey = true;
        int inked = 0;
        int black = 0;
        int even = 0;
        int tinted = 0;
        int left = -1;
        for (int pixel : pixels) {
            int green = pixel >> 8 & 0xFF;
            inked += green < INKED ? 1 : 0;
            black += green < BLACK ? 1 : 0;
            boolean near = Math.abs(green - (left >> 8 & 0xFF)) <= STEP / 2;
            tinted += near && Math.abs((green + STEP / 2) / STEP * STEP - green) > TINT ? 1 : 0;
            if (pixel == left) {
                even++;
                continue;
            }
            left = pixel;
            int red = pixel >> 16 & 0xFF;
            int blue = pixel & 0xFF;
            grey &= Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) <= GREY;
        }
        double all = pixels.length;
        return new Look(grey, inked / all, black / all, even / all, tinted / all);
    }
}
