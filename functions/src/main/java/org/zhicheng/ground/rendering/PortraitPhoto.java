package org.zhicheng.ground.rendering;

import java.awt.image.BufferedImage;

/** The one-inch portrait of the certificate, material A3: turned upright, cut to 25 to 35, as it is printed (R15, R30). */
public final class PortraitPhoto {
    /** 25 mm at 300 dpi. */
    public static final int MIN_WIDTH = 295;
    /** 35 mm at 300 dpi. */
    public static final int MIN_HEIGHT = 413;

    /** Twice the smallest size: 600 dpi in print. */
    private static final int MAX_HEIGHT = 2 * MIN_HEIGHT;
    private static final double RATIO = 25.0 / 35.0;
    /** Photo shops cut by hand: 295 × 413 is not exactly 25 to 35 either. */
    private static final double TOLERANCE = 0.04;
    /** Wider or longer than that it is no portrait, and no cut around the middle would make one of it. */
    private static final double WIDEST = 1.0;
    private static final double LONGEST = 0.5;
    private static final float QUALITY = 0.92f;

    private PortraitPhoto() {
    }

    /** The clean JPEG that the certificate prints. */
    static Rendering.Page print(Picture picture) throws Refusal {
        check(picture);
        BufferedImage portrait = cut(picture.seen(2 * MAX_HEIGHT));
        return PagePictures.page(ContentType.JPEG, PagePictures.jpeg(portrait, QUALITY), portrait);
    }

    /** Whether so much is cut off that its owner should look. */
    static boolean isCut(Picture picture) {
        return Math.abs(ratio(picture) / RATIO - 1) > TOLERANCE;
    }

    private static void check(Picture picture) throws Refusal {
        if (ratio(picture) > WIDEST || ratio(picture) < LONGEST) {
            throw new Refusal(RejectionReason.PORTRAIT_RATIO);
        }
        if (width(picture.seenWidth(), picture.seenHeight()) < MIN_WIDTH
                || height(picture.seenWidth(), picture.seenHeight()) < MIN_HEIGHT) {
            throw new Refusal(RejectionReason.PORTRAIT_TOO_SMALL);
        }
    }

    private static double ratio(Picture picture) {
        return (double) picture.seenWidth() / picture.seenHeight();
    }

    private static int width(int width, int height) {
        return Math.min(width, (int) Math.round(height * RATIO));
    }

    private static int height(int width, int height) {
        return Math.min(height, (int) Math.round(width(width, height) / RATIO));
    }

    /** To exactly 25 to 35 around the middle, and not bigger than print needs. */
    private static BufferedImage cut(BufferedImage image) {
        int width = width(image.getWidth(), image.getHeight());
        int height = height(image.getWidth(), image.getHeight());
        int x = (image.getWidth() - width) / 2;
        int y = (image.getHeight() - height) / 2;
        int targetHeight = Math.max(MIN_HEIGHT, Math.min(height, MAX_HEIGHT));
        return Scaling.to(Scaling.copy(image, x, y, width, height), (int) Math.round(targetHeight * RATIO), targetHeight);
    }
}
