package org.zhicheng.ground.rendering;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** What the colours of a picture mean: phones write Display P3, cameras Adobe RGB, print shops the profile of a press. */
final class Colours {
    private static final int STRIP = 64;

    private final ICC_Profile profile;

    private Colours(ICC_Profile profile) {
        this.profile = profile;
    }

    /** By a profile for so many channels; none where it is broken, or for other channels, as viewers then take sRGB too. */
    static Optional<Colours> of(Optional<byte[]> profile, int channels) {
        try {
            Optional<Colours> colours = profile.map(ICC_Profile::getInstance).filter(p -> p.getNumComponents() == channels)
                    .map(Colours::new);
            // Some are found broken only when they are used.
            colours.ifPresent(c -> c.inSrgb(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 1, 1, channels, null)));
            return colours;
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty();
        }
    }

    /** The picture in the colours of every screen. */
    BufferedImage inSrgb(Raster picture) {
        BufferedImage image = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        ColorConvertOp conversion = new ColorConvertOp(new ICC_Profile[]{profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        // Strip by strip: a whole picture would be in memory three times.
        for (int y = 0; y < picture.getHeight(); y += STRIP) {
            int height = Math.min(STRIP, picture.getHeight() - y);
            WritableRaster from = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, picture.getWidth(), height, picture.getNumBands(),
                    null);
            from.setPixels(0, 0, picture.getWidth(), height,
                    picture.getPixels(picture.getMinX(), picture.getMinY() + y, picture.getWidth(), height, (int[]) null));
            conversion.filter(from, image.getRaster().createWritableChild(0, y, picture.getWidth(), height, 0, 0, null));
        }
        return image;
    }
}
