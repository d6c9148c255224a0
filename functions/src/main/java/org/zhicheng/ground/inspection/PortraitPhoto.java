package org.zhicheng.ground.inspection;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The one-inch portrait of the certificate, material A3. An uploaded photo is turned upright, cut to 25 to 35, and encoded anew, so
 * that nothing of the camera's data (place, time, device) and nothing hidden remains (R15).
 */
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
    private static final float QUALITY = 0.92f;

    private PortraitPhoto() {
    }

    /**
     * Makes the clean JPEG of a photo that {@link FileInspection} accepted as a portrait.
     *
     * @throws IllegalArgumentException if it would not be accepted
     */
    public static byte[] normalise(byte[] content) {
        try {
            Picture picture = Picture.read(content, Bytes.type(content));
            check(picture);
            int step = Math.max(1, picture.seenHeight() / (2 * MAX_HEIGHT));
            if (picture.isCmyk()) {
                return encode(cut(upright(fromCmyk(picture, picture.raster(step)), picture.orientation())));
            }
            BufferedImage small = cut(upright(picture.decode(step), picture.orientation()));
            return encode(Colours.of(picture.profile(), 3).map(colours -> colours.inSrgb(small.getRaster())).orElse(small));
        } catch (Refusal e) {
            throw new IllegalArgumentException("Not a portrait: " + e.reason(), e);
        }
    }

    static void check(Picture picture) throws Refusal {
        double ratio = (double) picture.seenWidth() / picture.seenHeight();
        if (Math.abs(ratio / RATIO - 1) > TOLERANCE) {
            throw new Refusal(RejectionReason.PORTRAIT_RATIO);
        }
        if (picture.seenWidth() < MIN_WIDTH || picture.seenHeight() < MIN_HEIGHT) {
            throw new Refusal(RejectionReason.PORTRAIT_TOO_SMALL);
        }
    }

    /**
     * By the printer's profile where there is one; else by plain arithmetic, where skin tones come out a little brighter, which is good
     * enough to recognise.
     */
    private static BufferedImage fromCmyk(Picture picture, Raster raster) {
        Optional<Colours> colours = Colours.of(picture.profile(), 4);
        if (colours.isPresent()) {
            return colours.get().inSrgb(inks(picture, raster));
        }
        BufferedImage image = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] pixel = new int[4];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                raster.getPixel(raster.getMinX() + x, raster.getMinY() + y, pixel);
                if (picture.ycck()) {
                    fromYcc(pixel);
                }
                int black = picture.inverted() ? pixel[3] : 255 - pixel[3];
                int red = ink(pixel[0], picture.inverted()) * black / 255;
                int green = ink(pixel[1], picture.inverted()) * black / 255;
                int blue = ink(pixel[2], picture.inverted()) * black / 255;
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    /** The amount of each ink. */
    private static Raster inks(Picture picture, Raster raster) {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, raster.getWidth(), raster.getHeight(), 4, null);
        int[] pixel = new int[4];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                raster.getPixel(raster.getMinX() + x, raster.getMinY() + y, pixel);
                if (picture.ycck()) {
                    fromYcc(pixel);
                }
                for (int i = 0; i < pixel.length; i++) {
                    pixel[i] = picture.inverted() ? 255 - pixel[i] : pixel[i];
                }
                inks.setPixel(x, y, pixel);
            }
        }
        return inks;
    }

    private static int ink(int value, boolean inverted) {
        return inverted ? value : 255 - value;
    }

    /** Luminance and chrominance to cyan, magenta and yellow. */
    private static void fromYcc(int[] pixel) {
        double y = pixel[0];
        double cb = pixel[1] - 128.0;
        double cr = pixel[2] - 128.0;
        pixel[0] = 255 - clamp(y + 1.402 * cr);
        pixel[1] = 255 - clamp(y - 0.344136 * cb - 0.714136 * cr);
        pixel[2] = 255 - clamp(y + 1.772 * cb);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** On white, since a certificate's paper is white, and turned as EXIF says. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        int w = image.getWidth();
        int h = image.getHeight();
        boolean turned = orientation >= 5;
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
        BufferedImage upright = new BufferedImage(turned ? h : w, turned ? w : h, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, upright.getWidth(), upright.getHeight());
        graphics.drawImage(image, transform, null);
        graphics.dispose();
        return upright;
    }

    /** To exactly 25 to 35 around the middle, and not bigger than print needs. */
    private static BufferedImage cut(BufferedImage image) {
        int width = Math.min(image.getWidth(), (int) Math.round(image.getHeight() * RATIO));
        int height = Math.min(image.getHeight(), (int) Math.round(width / RATIO));
        int x = (image.getWidth() - width) / 2;
        int y = (image.getHeight() - height) / 2;
        int targetHeight = Math.max(MIN_HEIGHT, Math.min(height, MAX_HEIGHT));
        BufferedImage cut = image.getSubimage(x, y, width, height);
        // By halves, since one big step would leave out pixels and make hair jagged.
        while (cut.getHeight() >= 2 * targetHeight) {
            cut = scaled(cut, cut.getWidth() / 2, cut.getHeight() / 2);
        }
        return scaled(cut, (int) Math.round(targetHeight * RATIO), targetHeight);
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static byte[] encode(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
