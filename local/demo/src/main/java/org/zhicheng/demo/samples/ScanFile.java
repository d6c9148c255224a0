package org.zhicheng.demo.samples;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Writes pages small: JPEG in gray, PNG and PDF in sixteen colours, so that a whole set of dossiers can be committed. */
final class ScanFile {

    private static final int[] PALETTE = {0x1E1E1E, 0x2F3E5C, 0x6E6E6E, 0x7E5A48, 0x9A9A9A, 0xFFFFFF, 0xC8D4E2, 0xE4EEF7, 0xC82028,
            0xE17878, 0xF6DCC6, 0x3C64A0, 0xFAF3E2, 0xF1D0B5, 0xD8AE8C, 0x3A3230,};

    private ScanFile() {
    }

    /** Encodes by the ending of the name; only a PDF may have several pages. */
    static byte[] encode(String name, List<BufferedImage> pages) throws IOException {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "png" -> png(pages.getFirst());
            case "jpg" -> jpeg(gray(pages.getFirst()), 0.25f);
            case "pdf" -> pdf(pages);
            default -> throw new IllegalArgumentException("no scan is called " + name);
        };
    }

    static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        return write("jpeg", image, quality);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        return write("png", indexed(image), 0f);
    }

    private static byte[] write(String format, BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] pdf(List<BufferedImage> pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            // Without a fixed id every run would give other bytes.
            document.setDocumentId(0L);
            for (BufferedImage page : pages) {
                PDRectangle paper = page.getWidth() < page.getHeight()
                        ? PDRectangle.A4
                        : new PDRectangle(page.getWidth() * 0.75f, page.getHeight() * 0.75f);
                PDPage sheet = new PDPage(paper);
                document.addPage(sheet);
                try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                    content.drawImage(embedded(document, page), 0, 0, paper.getWidth(), paper.getHeight());
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static PDImageXObject embedded(PDDocument document, BufferedImage page) throws IOException {
        byte[] palette = new byte[PALETTE.length * 3];
        for (int i = 0; i < PALETTE.length; i++) {
            palette[3 * i] = (byte) (PALETTE[i] >> 16);
            palette[3 * i + 1] = (byte) (PALETTE[i] >> 8);
            palette[3 * i + 2] = (byte) PALETTE[i];
        }
        COSArray colours = new COSArray();
        colours.add(COSName.INDEXED);
        colours.add(COSName.DEVICERGB);
        colours.add(COSInteger.get(PALETTE.length - 1));
        colours.add(new COSString(palette));
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
            out.write(((DataBufferByte) indexed(page).getRaster().getDataBuffer()).getData());
        } finally {
            deflater.end();
        }
        return new PDImageXObject(document, new ByteArrayInputStream(deflated.toByteArray()), COSName.FLATE_DECODE, page.getWidth(),
                page.getHeight(), 4, new PDIndexed(colours));
    }

    private static BufferedImage indexed(BufferedImage image) {
        IndexColorModel colours = new IndexColorModel(4, PALETTE.length, PALETTE, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_BINARY, colours);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                result.getRaster().setSample(x, y, 0, nearest(image.getRGB(x, y)));
            }
        }
        return result;
    }

    private static int nearest(int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < PALETTE.length; i++) {
            int red = (colour >> 16 & 255) - (PALETTE[i] >> 16 & 255);
            int green = (colour >> 8 & 255) - (PALETTE[i] >> 8 & 255);
            int blue = (colour & 255) - (PALETTE[i] & 255);
            int distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static BufferedImage gray(BufferedImage image) {
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = result.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return result;
    }
}
