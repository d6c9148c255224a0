package org.zhicheng.ground.rendering;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Makes pictures of {@code TYPE_INT_RGB} smaller, with every pixel counted. */
final class Scaling {
    private Scaling() {
    }

    /** So that no side is longer than a limit; never bigger. */
    static BufferedImage fitted(BufferedImage image, int longestSide) {
        double scale = (double) longestSide / Math.max(image.getWidth(), image.getHeight());
        return scale >= 1
                ? image
                : to(image, (int) Math.max(1, Math.round(image.getWidth() * scale)),
                        (int) Math.max(1, Math.round(image.getHeight() * scale)));
    }

    /** A part of a picture, as one of its own. */
    static BufferedImage copy(BufferedImage image, int x, int y, int width, int height) {
        BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        part.setRGB(0, 0, width, height, image.getRGB(x, y, width, height, null, 0, width), 0, width);
        return part;
    }

    /** By halves first, since one big step would leave out pixels and make thin lines vanish. */
    static BufferedImage to(BufferedImage image, int width, int height) {
        BufferedImage small = image;
        while (small.getWidth() >= 2 * width && small.getHeight() >= 2 * height && small.getWidth() > 1 && small.getHeight() > 1) {
            small = halved(small);
        }
        if (small.getWidth() == width && small.getHeight() == height) {
            return small;
        }
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.drawImage(small, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /** The mean of each four pixels; an odd last row or column is dropped. */
    static BufferedImage halved(BufferedImage image) {
        int width = image.getWidth() / 2;
        int height = image.getHeight() / 2;
        BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] from = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int[] to = ((DataBufferInt) half.getRaster().getDataBuffer()).getData();
        int stride = image.getWidth();
        for (int y = 0; y < height; y++) {
            int at = 2 * y * stride;
            for (int x = 0; x < width; x++, at += 2) {
                int a = from[at];
                int b = from[at + 1];
                int c = from[at + stride];
                int d = from[at + stride + 1];
                // Red and blue together: between them there is room for the sums.
                int redAndBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF) + 0x20002 >> 2 & 0xFF00FF;
                int green = (a & 0xFF00) + (b & 0xFF00) + (c & 0xFF00) + (d & 0xFF00) + 0x200 >> 2 & 0xFF00;
                to[y * width + x] = redAndBlue | green;
            }
        }
        return half;
    }
}
