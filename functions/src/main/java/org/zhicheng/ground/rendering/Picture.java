package org.zhicheng.ground.rendering;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
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

    List<Oddity> oddities(FileUse use) {
        List<Oddity> oddities = new ArrayList<>();
        if (use == FileUse.SCAN && orientation != 1) {
            oddities.add(new Oddity(Oddity.Kind.TURNED_BY_CAMERA));
        }
        if (use == FileUse.SCAN && Math.min(width, height) < LOW_RESOLUTION) {
            oddities.add(new Oddity(Oddity.Kind.LOW_RESOLUTION));
        }
        if (use == FileUse.PORTRAIT && PortraitPhoto.isCut(this)) {
            oddities.add(new Oddity(Oddity.Kind.PORTRAIT_CUT));
        }
        if (isCmyk()) {
            oddities.add(new Oddity(Oddity.Kind.PRINT_COLOURS));
        }
        if (followed) {
            oddities.add(new Oddity(Oddity.Kind.MORE_THAN_ONE_PICTURE));
        }
        return oddities;
    }

    boolean isCmyk() {
        return type == ContentType.JPEG && channels == 4;
    }

    /** As everyone sees it: upright, in sRGB, on white paper, no side longer than a limit. */
    BufferedImage seen(int longestSide) throws Refusal {
        int step = Math.max(1, Math.ceilDiv(Math.max(width, height), 2 * longestSide));
        int width = shown(this.width, longestSide);
        int height = shown(this.height, longestSide);
        if (isCmyk()) {
            Raster raster = reading(1, (reader, parameters) -> {
                Raster inks = reader.readRaster(0, parameters);
                return step == 1 ? inks : shrunk(inks, width, height);
            });
            return Scaling.fitted(upright(new Inks(this).inSrgb(raster)), longestSide);
        }
        boolean byRows = type == ContentType.JPEG && width < this.width && height < this.height && Shrinking.can(this.width, width);
        BufferedImage stored = reading(byRows ? 1 : step,
                (reader, parameters) -> byRows ? JpegRows.read(reader, channels, width, height).image() : reader.read(0, parameters));
        BufferedImage small = Scaling.fitted(upright(stored), longestSide);
        return Colours.of(profile, 3).map(colours -> colours.inSrgb(small.getRaster())).orElse(small);
    }

    private static Raster shrunk(Raster inks, int width, int height) throws IOException {
        int channels = inks.getNumBands();
        int[] y = {inks.getMinY()};
        byte[] samples = Shrinking.means(inks.getWidth(), inks.getHeight(), width, height, channels,
                () -> (byte[]) inks.getDataElements(inks.getMinX(), y[0]++, inks.getWidth(), 1, null));
        WritableRaster small = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, channels, null);
        small.setDataElements(0, 0, width, height, samples);
        return small;
    }

    private int shown(int side, int longestSide) {
        return (int) Math.max(1, Math.round((double) side * longestSide / Math.max(width, height)));
    }

    /** On white, and turned as EXIF says. */
    private BufferedImage upright(BufferedImage stored) {
        BufferedImage image = isGreyByItself(stored) ? grey(stored) : stored;
        int w = image.getWidth();
        int h = image.getHeight();
        AffineTransform transform = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
        BufferedImage upright = new BufferedImage(turned() ? h : w, turned() ? w : h, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, upright.getWidth(), upright.getHeight());
        graphics.drawImage(image, transform, null);
        graphics.dispose();
        return upright;
    }

    private static boolean isGreyByItself(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** By its values: the JDK takes grey for linear light, and would make it too light. */
    private static BufferedImage grey(BufferedImage stored) {
        Raster raster = stored.getRaster();
        int bands = raster.getNumBands();
        int most = (1 << stored.getColorModel().getComponentSize(0)) - 1;
        BufferedImage image = new BufferedImage(stored.getWidth(), stored.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] values = new int[bands * stored.getWidth()];
        int[] row = new int[stored.getWidth()];
        for (int y = 0; y < stored.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, stored.getWidth(), 1, values);
            for (int x = 0; x < row.length; x++) {
                int value = values[bands * x] * 255 / most;
                int opaque = bands > 1 ? values[bands * x + 1] * 255 / most : 255;
                row[x] = (value * opaque + 255 * (255 - opaque)) / 255 * 0x010101;
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return image;
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
