package org.zhicheng.ground.rendering;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Honest and hostile files, made when they are needed. */
public final class HostileFiles {
    private HostileFiles() {
    }

    public static byte[] pdf(int pages) {
        return pdf(pages, document -> {
        });
    }

    public static byte[] pdf(int pages, Consumer<PDDocument> change) {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage(PDRectangle.A4));
            }
            change.accept(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PDF written by hand: objects numbered from 1, the first being the catalog. */
    public static byte[] rawPdf(byte[]... objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("%PDF-1.7\n"));
        int[] offsets = new int[objects.length];
        for (int i = 0; i < objects.length; i++) {
            offsets[i] = out.size();
            out.writeBytes(ascii((i + 1) + " 0 obj\n"));
            out.writeBytes(objects[i]);
            out.writeBytes(ascii("\nendobj\n"));
        }
        int start = out.size();
        out.writeBytes(ascii("xref\n0 " + (objects.length + 1) + "\n0000000000 65535 f \n"));
        for (int offset : offsets) {
            out.writeBytes(ascii("%010d 00000 n \n".formatted(offset)));
        }
        out.writeBytes(ascii("trailer\n<</Size " + (objects.length + 1) + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n"));
        return out.toByteArray();
    }

    public static byte[] stream(String dictionary, byte[] data) {
        return concat(ascii("<<" + dictionary + "/Length " + data.length + ">>\nstream\n"), data, ascii("\nendstream"));
    }

    public static byte[] deflatedZeros(long length) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
                byte[] zeros = new byte[64 * 1024];
                for (long left = length; left > 0; left -= zeros.length) {
                    deflater.write(zeros, 0, (int) Math.min(left, zeros.length));
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] zip() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("Main.class"));
                zip.write(new byte[100]);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Red above, blue below, so that its direction can be seen. */
    static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width, height / 2);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, height / 2, width, height - height / 2);
        graphics.dispose();
        return image;
    }

    public static byte[] jpeg(int width, int height) {
        return encoded(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    public static byte[] png(int width, int height) {
        return encoded(picture(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("No writer of " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] progressiveJpeg(int width, int height) {
        return writeJpeg(new IIOImage(picture(width, height, BufferedImage.TYPE_INT_RGB), null, null), true);
    }

    /** A JPEG of four channels with the same values everywhere, as the print industry makes them. */
    static byte[] cmykJpeg(int width, int height, int... values) {
        return cmykJpeg(width, height, (_, _) -> values);
    }

    static byte[] cmykJpeg(int width, int height, BiFunction<Integer, Integer, int[]> values) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, values.apply(x, y));
            }
        }
        return writeJpeg(new IIOImage(raster, null, null), false);
    }

    private static byte[] writeJpeg(IIOImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, image, parameters);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Puts a segment right behind the start of a JPEG. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        int length = content.length + 2;
        byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length};
        return concat(head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Where the first segment of a kind begins. */
    static int marker(byte[] jpeg, int kind) {
        int at = 0;
        while ((jpeg[at] & 0xFF) != 0xFF || (jpeg[at + 1] & 0xFF) != kind) {
            at++;
        }
        return at;
    }

    static byte[] exif(int orientation) {
        return new byte[]{'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0,
                0, 0, 0, 0, 0};
    }

    static byte[] adobe(int transform) {
        return new byte[]{'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    }

    /** Puts a chunk right behind the header of a PNG. */
    static byte[] withChunk(byte[] png, String name, byte[] content) {
        return concat(Arrays.copyOf(png, 33), chunk(name, content), Arrays.copyOfRange(png, 33, png.length));
    }

    /** A PNG whose header states any size, with any data. */
    public static byte[] pngOf(int width, int height, byte[] data) {
        byte[] header = {(byte) (width >> 24), (byte) (width >> 16), (byte) (width >> 8), (byte) width, (byte) (height >> 24),
                (byte) (height >> 16), (byte) (height >> 8), (byte) height, 8, 2, 0, 0, 0};
        return concat(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, chunk("IHDR", header), chunk("IDAT", data),
                chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(ascii(name));
        crc.update(content);
        return concat(number(content.length), ascii(name), content, number((int) crc.getValue()));
    }

    private static byte[] number(int value) {
        return new byte[]{(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
