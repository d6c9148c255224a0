package org.zhicheng.ground.rendering;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** Decodes a JPEG in grey or in colours to a smaller picture, row by row: the large one is never in memory. */
final class JpegRows {
    /** Of a picture in a PDF: twice as many pixels as the largest page has, for where only a part of it is shown. */
    private static final long LARGE = 12_000_000;

    private JpegRows() {
    }

    /** Whether a picture in a PDF is read so, by its own size; not one in printing colours or of a palette, nor one of which a colour is cut out. */
    static boolean isLarge(byte[] jpeg, COSDictionary picture) {
        boolean palette = picture.getDictionaryObject(COSName.COLORSPACE) instanceof COSArray space
                && COSName.INDEXED.equals(space.getObject(0));
        if (palette || picture.getCOSArray(COSName.MASK) != null) {
            return false;
        }
        try {
            return reading(jpeg, (reader, width, height) -> (long) width * height > LARGE && channels(reader) > 0
                    && Shrinking.can(width, fitted(width, width, height)));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** The samples of a picture in a PDF; how many there are is put right in its dictionary, which describes them otherwise. */
    static COSStream unpack(byte[] jpeg, COSDictionary picture) throws IOException {
        return reading(jpeg, (reader, width, height) -> {
            int smallWidth = fitted(width, width, height);
            int smallHeight = fitted(height, width, height);
            Shrinking rows = read(reader, channels(reader), smallWidth, smallHeight);
            picture.setInt(COSName.WIDTH, smallWidth);
            picture.setInt(COSName.HEIGHT, smallHeight);
            COSStream samples = new COSStream();
            try (OutputStream out = samples.createOutputStream()) {
                out.write(rows.samples());
            }
            return samples;
        });
    }

    /**
     * What a reader has before it, in so many pixels.
     *
     * @param channels 1 or 3
     */
    static Shrinking read(ImageReader reader, int channels, int smallWidth, int smallHeight) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        Shrinking rows = new Shrinking(width, height, smallWidth, smallHeight, channels);
        ImageReadParam parameters = reader.getDefaultReadParam();
        ColorSpace space = ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        parameters.setDestination(new BufferedImage(new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE),
                new Sink(rows, width, height, channels), false, null));
        reader.read(0, parameters);
        return rows;
    }

    private static int fitted(int side, int width, int height) {
        return (int) Math.max(1, Math.round(side * Math.min(1, Math.sqrt((double) LARGE / ((long) width * height)))));
    }

    /** 1 or 3; 0 where the JDK shows no such colours. */
    private static int channels(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        int channels = types.hasNext() ? types.next().getNumBands() : 0;
        return channels == 1 || channels == 3 ? channels : 0;
    }

    private static <T> T reading(byte[] jpeg, Reading<T> reading) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            return reading.of(reader, reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ImageReader reader, int width, int height) throws IOException;
    }

    /** A raster that hands on each row that the reader puts into it, and keeps none. */
    private static final class Sink extends WritableRaster {
        private final Shrinking rows;

        Sink(Shrinking rows, int width, int height, int channels) {
            super(new PixelInterleavedSampleModel(DataBuffer.TYPE_BYTE, width, height, channels, width * channels,
                    channels == 1 ? new int[]{0} : new int[]{0, 1, 2}), new DataBufferByte(1), new Point(0, 0));
            this.rows = rows;
        }

        @Override
        public void setRect(int dx, int dy, Raster row) {
            if (dy == 0) {
                // A picture in passes comes as often, each time whole and finer.
                rows.restart();
            }
            rows.samples((byte[]) row.getDataElements(row.getMinX(), row.getMinY(), getWidth(), 1, null));
        }
    }
}
