package org.zhicheng.ground.inspection;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture whose structure was read without decoding it.
 *
 * @param type JPEG or PNG
 * @param width as stored
 * @param height as stored
 * @param channels colour channels; 4 in a JPEG is CMYK
 * @param orientation EXIF's 1 to 8; 1 is upright
 * @param inverted whether CMYK is stored inverted, as Adobe's programs do
 * @param ycck whether CMYK is stored as luminance and chrominance
 * @param followed whether another picture follows in the file
 * @param profile what its colours mean, an ICC profile that may be broken; sRGB where there is none
 * @param clean the picture without its metadata, for decoding
 */
record Picture(ContentType type, int width, int height, int channels, int orientation, boolean inverted, boolean ycck, boolean followed,
        Optional<byte[]> profile, byte[] clean) {

    /** More is not needed to read A3 paper at 300 dpi, twice over. */
    static final long MAX_PIXELS = 60_000_000;

    private static final int LOW_RESOLUTION = 700;
    /** Enough to find out whether a picture can be decoded. */
    private static final int TRIAL_SIZE = 1_000;

    static Picture read(byte[] content, ContentType type) throws Refusal {
        return switch (type) {
            case JPEG -> JpegStructure.read(content);
            case PNG -> PngStructure.read(content);
            case PDF -> throw new IllegalArgumentException("Not a picture");
        };
    }

    /** Refuses impossible sizes before any memory is asked for. */
    static void checkSize(long width, long height) throws Refusal {
        if (width <= 0 || height <= 0) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        if (width * height > MAX_PIXELS || width > 65_500 || height > 65_500) {
            throw new Refusal(RejectionReason.TOO_MANY_PIXELS);
        }
    }

    /** Width after the orientation is applied. */
    int seenWidth() {
        return turned() ? height : width;
    }

    /** Height after the orientation is applied. */
    int seenHeight() {
        return turned() ? width : height;
    }

    List<InspectionWarning> warnings(FileUse use) {
        List<InspectionWarning> warnings = new ArrayList<>();
        if (use == FileUse.SCAN && orientation != 1) {
            warnings.add(InspectionWarning.TURNED_BY_CAMERA);
        }
        if (use == FileUse.SCAN && Math.min(width, height) < LOW_RESOLUTION) {
            warnings.add(InspectionWarning.LOW_RESOLUTION);
        }
        if (isCmyk()) {
            warnings.add(InspectionWarning.PRINT_COLOURS);
        }
        if (followed) {
            warnings.add(InspectionWarning.MORE_THAN_ONE_PICTURE);
        }
        return warnings;
    }

    boolean isCmyk() {
        return type == ContentType.JPEG && channels == 4;
    }

    /** Decodes a small version, so that a damaged picture is found out at once. */
    void tryDecoding() throws Refusal {
        int step = Math.max(1, Math.max(width, height) / TRIAL_SIZE);
        if (isCmyk()) {
            raster(step);
        } else {
            decode(step);
        }
    }

    /** The picture as stored, every step-th pixel of it; not turned. */
    BufferedImage decode(int step) throws Refusal {
        return reading(step, (reader, parameters) -> reader.read(0, parameters));
    }

    /** The stored values of a picture whose colours the JDK does not convert. */
    Raster raster(int step) throws Refusal {
        return reading(step, (reader, parameters) -> reader.readRaster(0, parameters));
    }

    private boolean turned() {
        return orientation >= 5;
    }

    private <T> T reading(int step, Reading<T> reading) throws Refusal {
        ImageReader reader = ImageIO.getImageReadersByFormatName(type == ContentType.PNG ? "png" : "jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(clean))) {
            reader.setInput(in, true, true);
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reading.read(reader, parameters);
        } catch (IOException | RuntimeException e) {
            // The readers throw many kinds of unchecked exceptions on malformed input.
            throw new Refusal(RejectionReason.UNREADABLE);
        } finally {
            reader.dispose();
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ImageReader reader, ImageReadParam parameters) throws IOException;
    }
}
