package org.zhicheng.ground.rendering;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.zhicheng.ground.rendering.Rendering.Page;
import org.zhicheng.ground.rendering.Rendering.Preview;

/** Writes pages as files, each as a picture. */
final class PagePictures {
    private static final float QUALITY = 0.8f;
    private static final float PREVIEW_QUALITY = 0.6f;
    /** The longer side of a preview: as wide as a thumb on the screens of now. */
    private static final int PREVIEW = 240;
    /** Below that two channels look alike; scanners tint white paper so much. */
    private static final int GREY = 6;

    private PagePictures() {
    }

    /** In grey where one sees no colour; as PNG where that is smaller, as print on plain paper is, and lossless then. */
    static Page encode(BufferedImage image) {
        BufferedImage seen = isGrey(image) ? grey(image) : image;
        byte[] jpeg = jpeg(seen, QUALITY);
        if (seen.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            byte[] png = png(seen);
            if (png.length < jpeg.length) {
                return page(ContentType.PNG, png, image);
            }
        }
        return page(ContentType.JPEG, jpeg, image);
    }

    /** A page that is packed, with its preview. */
    static Page page(ContentType type, byte[] content, BufferedImage image) {
        BufferedImage small = Scaling.fitted(image, PREVIEW);
        byte[] preview = jpeg(isGrey(small) ? grey(small) : small, PREVIEW_QUALITY);
        return new Page(type, content, image.getWidth(), image.getHeight(), new Preview(preview, small.getWidth(), small.getHeight()));
    }

    static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            // A sixth smaller, pixel by pixel the same.
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static boolean isGrey(BufferedImage image) {
        for (int pixel : ((DataBufferInt) image.getRaster().getDataBuffer()).getData()) {
            int red = pixel >> 16 & 0xFF;
            int green = pixel >> 8 & 0xFF;
            int blue = pixel & 0xFF;
            if (Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > GREY) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage grey(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        int[] from = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] to = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < to.length; i++) {
            // Green is most of what one sees as brightness, and the three hardly differ.
            to[i] = (byte) (from[i] >> 8);
        }
        return grey;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
