package org.zhicheng.ground.rendering;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * A picture of a PDF as large as it is drawn, where it has more pixels than that: the mean of what falls together, as Java2D takes single ones
 * and leaves thin lines out. One of two colours is never spread to a byte or more for each of its pixels.
 */
final class ShrunkPicture implements PDImage {
    /** Stencils in another paint than a colour are spread to a byte of each colour: 7 bytes a pixel. A4 at 600 dpi has 35 million. */
    static final long MAX_STENCIL_PIXELS = 40_000_000;
    private static final int MAX_WHOLE_PIXELS = 9_000_000;
    /** Of one with more than that, unpacked: PDFBox holds them twice where they are a JPEG. */
    private static final long MAX_SAMPLES = 128L * 1024 * 1024;
    /** As a JPEG may have. */
    private static final int LONGEST_SIDE = 65_500;
    /** Of memory, in bytes, beside its pixels. */
    private static final long ITSELF = 4096;

    private final PDImage picture;
    private final int width;
    private final int height;
    private BufferedImage shrunk;
    private BufferedImage covering;
    private int colour;

    private ShrunkPicture(PDImage picture, int width, int height) {
        this.picture = picture;
        this.width = width;
        this.height = height;
    }

    /** @param place of a square of 1 on the page's picture, where this one is drawn */
    static PDImage of(PDImage picture, AffineTransform place) throws IOException {
        double across = Math.hypot(place.getScaleX(), place.getShearY());
        double down = Math.hypot(place.getShearX(), place.getScaleY());
        // a part of it may be shown very large
        double fitting = Math.min(1, Math.sqrt(MAX_WHOLE_PIXELS / (across * down)));
        int width = side(across * fitting, picture.getWidth());
        int height = side(down * fitting, picture.getHeight());
        boolean masked = picture instanceof PDImageXObject object
                && (object.getSoftMask() != null || object.getMask() != null || object.getColorKeyMask() != null);
        boolean larger = picture.getWidth() > width || picture.getHeight() > height;
        boolean shrinks = larger && width > 0 && height > 0 && Math.max(picture.getWidth(), picture.getHeight()) <= LONGEST_SIDE;
        return shrinks && !masked ? new ShrunkPicture(picture, width, height) : picture;
    }

    /** So many pixels as are drawn, or as there are. */
    private static int side(double drawn, int stored) {
        return (int) Math.min(stored, Math.ceil(drawn - 0.01));
    }

    /** Every n-th pixel of so many, for no more to be in memory at once than a page scanned at 300 dots an inch. */
    static int step(long pixels) {
        return (int) Math.max(1, Math.ceil(Math.sqrt((double) pixels / MAX_WHOLE_PIXELS)));
    }

    /** How large it is drawn, in pixels. */
    Dimension size() {
        return new Dimension(width, height);
    }

    /** What it holds at most, once it was drawn: of a stencil how much it covers, and that in a colour. */
    long bytes() {
        return ITSELF + (isStencil() ? 5L : 4L) * width * height;
    }

    /** The most pixels that it may have. */
    long mostPixels() throws IOException {
        return isTwoColours() ? StreamSizes.MAX_BITS : StreamSizes.MAX_PIXELS;
    }

    @Override
    public BufferedImage getImage() throws IOException {
        if (shrunk != null) {
            return shrunk;
        }
        BufferedImage image = isTwoColours() ? twoColours() : sampled();
        // Some stay as large as they are.
        if (image.getWidth() <= width && image.getHeight() <= height) {
            shrunk = image;
        }
        return image;
    }

    @Override
    public BufferedImage getImage(Rectangle region, int subsampling) throws IOException {
        return getImage();
    }

    @Override
    public BufferedImage getStencilImage(Paint paint) throws IOException {
        if (paint instanceof Color wanted) {
            if (covering == null || colour != wanted.getRGB()) {
                covering = counted(inverted()).covering(wanted.getRGB());
                colour = wanted.getRGB();
            }
            return covering;
        }
        if ((long) picture.getWidth() * picture.getHeight() > MAX_STENCIL_PIXELS) {
            throw new Refused(RejectionReason.TOO_MANY_PIXELS);
        }
        return picture.getStencilImage(paint);
    }

    private boolean isTwoColours() throws IOException {
        return picture.isStencil() || picture.getBitsPerComponent() == 1 && picture.getColorSpace().getNumberOfComponents() == 1;
    }

    private BufferedImage twoColours() throws IOException {
        if (picture.isStencil()) {
            return counted(!inverted()).image();
        }
        PDColorSpace space = picture.getColorSpace();
        // Of ink there is less than of paper, which takes its time.
        return counted(inverted()).between(colour(space, 0), colour(space, 1));
    }

    private boolean inverted() {
        COSArray decode = picture.getDecode();
        return decode != null && decode.size() >= 2 && decode.toFloatArray()[0] > decode.toFloatArray()[1];
    }

    private static int colour(PDColorSpace space, float value) throws IOException {
        float[] rgb = space.toRGB(new float[]{value});
        return Math.round(rgb[0] * 255) << 16 | Math.round(rgb[1] * 255) << 8 | Math.round(rgb[2] * 255);
    }

    /** How much of each pixel has a bit that is set, or is not. What is missing at its end is zeros, as PDFBox takes it. */
    private Shrinking counted(boolean set) throws IOException {
        Shrinking shrinking = new Shrinking(picture.getWidth(), picture.getHeight(), width, height, 1);
        byte[] row = new byte[(picture.getWidth() + 7) / 8];
        try (InputStream in = picture.createInputStream()) {
            for (int y = 0; y < picture.getHeight(); y++) {
                Arrays.fill(row, in.readNBytes(row, 0, row.length), row.length, (byte) 0);
                shrinking.bits(row, set);
            }
        }
        return shrinking;
    }

    private BufferedImage sampled() throws IOException {
        int step = step((long) picture.getWidth() * picture.getHeight());
        if (step > 1 && isOfBytes()) {
            return averaged();
        }
        BufferedImage read = picture.getImage(null, step);
        return Shrinking.shrunk(read, Math.min(width, read.getWidth()), Math.min(height, read.getHeight()));
    }

    /** Whether the mean of what is stored is a colour between: not so of places in a palette. */
    private boolean isOfBytes() throws IOException {
        PDColorSpace space = picture.getColorSpace();
        long samples = (long) picture.getWidth() * picture.getHeight() * space.getNumberOfComponents();
        return picture.getBitsPerComponent() == 8 && !(space instanceof PDIndexed) && samples <= MAX_SAMPLES;
    }

    /** By the values as they are stored, as amounts of ink, and only then in the colours of a screen. */
    private BufferedImage averaged() throws IOException {
        PDColorSpace space = picture.getColorSpace();
        int channels = space.getNumberOfComponents();
        byte[] row = new byte[picture.getWidth() * channels];
        COSStream samples = new COSStream();
        try (InputStream in = picture.createInputStream(); OutputStream out = samples.createOutputStream()) {
            out.write(Shrinking.means(picture.getWidth(), picture.getHeight(), width, height, channels, () -> {
                Arrays.fill(row, in.readNBytes(row, 0, row.length), row.length, (byte) 0);
                return row;
            }));
        }
        PDImageXObject small = new PDImageXObject(new PDStream(samples), null);
        small.setWidth(width);
        small.setHeight(height);
        small.setBitsPerComponent(8);
        small.setColorSpace(space);
        small.setDecode(picture.getDecode());
        return small.getImage();
    }

    /** Else each pixel would be drawn as a square, and none is larger than one of the page. */
    @Override
    public boolean getInterpolate() {
        return true;
    }

    @Override
    public WritableRaster getRawRaster() throws IOException {
        return picture.getRawRaster();
    }

    @Override
    public BufferedImage getRawImage() throws IOException {
        return picture.getRawImage();
    }

    @Override
    public InputStream createInputStream() throws IOException {
        return picture.createInputStream();
    }

    @Override
    public InputStream createInputStream(List<String> stopFilters) throws IOException {
        return picture.createInputStream(stopFilters);
    }

    @Override
    public InputStream createInputStream(DecodeOptions options) throws IOException {
        return picture.createInputStream(options);
    }

    @Override
    public boolean isEmpty() {
        return picture.isEmpty();
    }

    @Override
    public boolean isStencil() {
        return picture.isStencil();
    }

    @Override
    public void setStencil(boolean stencil) {
        picture.setStencil(stencil);
    }

    @Override
    public int getBitsPerComponent() {
        return picture.getBitsPerComponent();
    }

    @Override
    public void setBitsPerComponent(int bits) {
        picture.setBitsPerComponent(bits);
    }

    @Override
    public PDColorSpace getColorSpace() throws IOException {
        return picture.getColorSpace();
    }

    @Override
    public void setColorSpace(PDColorSpace space) {
        picture.setColorSpace(space);
    }

    @Override
    public int getHeight() {
        return picture.getHeight();
    }

    @Override
    public void setHeight(int pixels) {
        picture.setHeight(pixels);
    }

    @Override
    public int getWidth() {
        return picture.getWidth();
    }

    @Override
    public void setWidth(int pixels) {
        picture.setWidth(pixels);
    }

    @Override
    public void setDecode(COSArray decode) {
        picture.setDecode(decode);
    }

    @Override
    public COSArray getDecode() {
        return picture.getDecode();
    }

    @Override
    public void setInterpolate(boolean value) {
        picture.setInterpolate(value);
    }

    @Override
    public String getSuffix() {
        return picture.getSuffix();
    }

    @Override
    public COSDictionary getCOSObject() {
        return picture.getCOSObject();
    }
}
