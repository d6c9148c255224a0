package org.zhicheng.ground.rendering;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Colours for printing, CMYK, as a screen shows them. */
final class Inks {
    private final Picture picture;

    Inks(Picture picture) {
        this.picture = picture;
    }

    /**
     * By the printer's profile where there is one; else by plain arithmetic, where skin tones come out a little brighter, which is good
     * enough to recognise.
     */
    BufferedImage inSrgb(Raster raster) {
        Optional<Colours> colours = Colours.of(picture.profile(), 4);
        if (colours.isPresent()) {
            return colours.get().inSrgb(amounts(raster));
        }
        int width = raster.getWidth();
        BufferedImage image = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] stored = new int[4 * width];
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            inks(raster, y, stored);
            for (int x = 0; x < width; x++) {
                int black = 255 - stored[4 * x + 3];
                row[x] = light(stored[4 * x], black) << 16 | light(stored[4 * x + 1], black) << 8 | light(stored[4 * x + 2], black);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private static int light(int ink, int black) {
        return (255 - ink) * black / 255;
    }

    private Raster amounts(Raster raster) {
        WritableRaster amounts = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, raster.getWidth(), raster.getHeight(), 4, null);
        int[] row = new int[4 * raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            inks(raster, y, row);
            amounts.setPixels(0, y, raster.getWidth(), 1, row);
        }
        return amounts;
    }

    /** The amount of each ink in a row, whichever way it is stored. */
    private void inks(Raster raster, int y, int[] row) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
        for (int at = 0; at < row.length; at += 4) {
            if (picture.ycck()) {
                fromYcc(row, at);
            }
            if (picture.inverted()) {
                for (int i = at; i < at + 4; i++) {
                    row[i] = 255 - row[i];
                }
            }
        }
    }

    /** Luminance and chrominance to cyan, magenta and yellow. */
    private static void fromYcc(int[] row, int at) {
        double y = row[at];
        double cb = row[at + 1] - 128.0;
        double cr = row[at + 2] - 128.0;
        row[at] = 255 - clamp(y + 1.402 * cr);
        row[at + 1] = 255 - clamp(y - 0.344136 * cb - 0.714136 * cr);
        row[at + 2] = 255 - clamp(y + 1.772 * cb);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
