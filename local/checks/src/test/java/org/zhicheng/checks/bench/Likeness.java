package org.zhicheng.checks.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How alike two pictures of a page look: the structural similarity (SSIM, Wang and others 2004) of both in grey and small, from 0 to 1. */
final class Likeness {

    /** Small enough that the edges of letters, which each renderer smooths in its own way, do not count. */
    private static final int WIDTH = 240;
    private static final int WINDOW = 8;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    private Likeness() {
    }

    /** 0 where one is upright and the other lies. */
    static double of(BufferedImage one, BufferedImage other) {
        double shape = (double) one.getHeight() / one.getWidth() * other.getWidth() / other.getHeight();
        if (shape < 0.9 || shape > 1.1) {
            return 0;
        }
        int height = Math.max(WINDOW, WIDTH * one.getHeight() / one.getWidth());
        double[] a = small(one, height);
        double[] b = small(other, height);
        double sum = 0;
        int windows = 0;
        for (int y = 0; y + WINDOW <= height; y += WINDOW) {
            for (int x = 0; x + WINDOW <= WIDTH; x += WINDOW) {
                sum += window(a, b, x, y);
                windows++;
            }
        }
        return sum / windows;
    }

    private static double window(double[] a, double[] b, int left, int top) {
        double sumA = 0;
        double sumB = 0;
        double squareA = 0;
        double squareB = 0;
        double product = 0;
        for (int y = top; y < top + WINDOW; y++) {
            for (int i = y * WIDTH + left; i < y * WIDTH + left + WINDOW; i++) {
                sumA += a[i];
                sumB += b[i];
                squareA += a[i] * a[i];
                squareB += b[i] * b[i];
                product += a[i] * b[i];
            }
        }
        int n = WINDOW * WINDOW;
        double meanA = sumA / n;
        double meanB = sumB / n;
        double varianceA = squareA / n - meanA * meanA;
        double varianceB = squareB / n - meanB * meanB;
        double covariance = product / n - meanA * meanB;
        return (2 * meanA * meanB + C1) * (2 * covariance + C2) / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }

    /** The mean of the pixels under each. */
    private static double[] small(BufferedImage image, int height) {
        double[] small = new double[WIDTH * height];
        int[] row = new int[image.getWidth()];
        int[] counts = new int[WIDTH * height];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, image.getWidth(), 1, row, 0, image.getWidth());
            boolean grey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
            for (int x = 0; x < row.length; x++) {
                int to = (int) ((long) y * height / image.getHeight()) * WIDTH + (int) ((long) x * WIDTH / image.getWidth());
                // What the JDK makes of a grey value is too light.
                small[to] += grey
                        ? image.getRaster().getSample(x, y, 0)
                        : 0.299 * (row[x] >> 16 & 0xFF) + 0.587 * (row[x] >> 8 & 0xFF) + 0.114 * (row[x] & 0xFF);
                counts[to]++;
            }
        }
        for (int i = 0; i < small.length; i++) {
            small[i] = counts[i] == 0 ? small[Math.max(0, i - 1)] : small[i] / counts[i];
        }
        return small;
    }

    /** A grey picture as MuPDF writes it: "P5", width, height, 255, then a byte a pixel. */
    static BufferedImage readPgm(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String[] head = new String(content, 0, Math.min(200, content.length), StandardCharsets.ISO_8859_1).replaceAll("(?m)^#.*\\n", "")
                .split("\\s+", 5);
        int width = Integer.parseInt(head[1]);
        int height = Integer.parseInt(head[2]);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height,
                java.util.Arrays.copyOfRange(content, content.length - width * height, content.length));
        return image;
    }
}
