package org.zhicheng.ground.rendering;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
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
    /** Of print on plain paper nine of ten pixels are as their neighbours, eight where it was scanned badly; PNG is smaller then, and without haze. */
    private static final double EVEN = 0.75;
    /** Of a background in a grey of its own sixteen greys would be seen; the edges of letters have them all. */
    private static final double TINTED = 0.005;

    private PagePictures() {
    }

    /** In grey where one sees no colour; print in grey as PNG, anything else as JPEG. */
    static Page encode(BufferedImage image, Look look) {
        if (look.grey() && look.even() > EVEN) {
            int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            byte[] png = look.tinted() > TINTED ? GreyPng.of(pixels, image.getWidth()) : GreyPng.ofSixteen(pixels, image.getWidth());
            return page(ContentType.PNG, png, image);
        }
        return page(ContentType.JPEG, jpeg(look.grey() ? grey(image) : image, QUALITY), image);
    }

    /** A page that is packed, with its preview. */
    static Page page(ContentType type, byte[] content, BufferedImage image) {
        BufferedImage small = Scaling.fitted(image, PREVIEW);
        byte[] preview = jpeg(Look.at(small).grey() ? grey(small) : small, PREVIEW_QUALITY);
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
            writer.write(null, new IIOImage(image.getType() == BufferedImage.TYPE_INT_RGB ? bytes(image) : image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** As the writer takes it row by row: numbers it takes apart one by one, which is a third of its time. */
    private static BufferedImage bytes(BufferedImage image) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 3, null);
        int[] from = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] to = ((DataBufferByte) raster.getDataBuffer()).getData();
        for (int i = 0, at = 0; i < from.length; i++) {
            int pixel = from[i];
            to[at++] = (byte) (pixel >> 16);
            to[at++] = (byte) (pixel >> 8);
            to[at++] = (byte) pixel;
        }
        return new BufferedImage(new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE), raster, false, null);
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
}
