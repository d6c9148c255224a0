package org.zhicheng.ground.rendering;

import java.awt.Color;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * A picture of a PDF as large as it is drawn, where it has more pixels than that: the mean of what falls together, as Java2D takes single ones
 * and leaves thin lines out. One of two colours is never spread to a byte or more for each of its pixels.
 */
final class ShrunkPicture implements PDImage {
    /** Stencils in another paint than a colour are spread to a byte of each colour: 7 bytes a pixel. A4 at 600 dpi has 35 million. */
    static final long MAX_STENCIL_PIXELS = 40_000_000;

    private final PDImage picture;
    private final int width;
    private final int height;
    private BufferedImage shrunk;

    private ShrunkPicture(PDImage picture, int width, int height) {
        this.picture = picture;
        this.width = width;
        this.height = height;
    }

    /** @param place of a square of 1 on the page's picture, where this one is drawn */
    static PDImage of(PDImage picture, AffineTransform place) throws IOException {
        int width = (int) Math.ceil(Math.hypot(place.getScaleX(), place.getShearY()) - 0.01);
        int height = (int) Math.ceil(Math.hypot(place.getShearX(), place.getScaleY()) - 0.01);
        boolean masked = picture instanceof PDImageXObject object
                && (object.getSoftMask() != null || object.getMask() != null || object.getColorKeyMask() != null);
        boolean larger = picture.getWidth() > width && picture.getHeight() > height;
        return larger && !masked && width > 0 && height > 0 ? new ShrunkPicture(picture, width, height) : picture;
    }

    @Override
    public BufferedImage getImage() throws IOException {
        if (shrunk == null) {
            shrunk = isTwoColours() ? twoColours() : sampled();
        }
        return shrunk;
    }

    @Override
    public BufferedImage getImage(Rectangle region, int subsampling) throws IOException {
        return getImage();
    }

    @Override
    public BufferedImage getStencilImage(Paint paint) throws IOException {
        if (paint instanceof Color colour) {
            return counted(inverted()).covering(colour.getRGB());
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

    /** How much of each pixel has a bit that is set, or is not. */
    private Shrinking counted(boolean set) throws IOException {
        Shrinking shrinking = new Shrinking(picture.getWidth(), picture.getHeight(), width, height, 1);
        byte[] row = new byte[(picture.getWidth() + 7) / 8];
        byte[] missing = new byte[row.length];
        if (!set) {
            Arrays.fill(missing, (byte) 0xFF);
        }
        try (InputStream in = picture.createInputStream()) {
            for (int y = 0; y < picture.getHeight(); y++) {
                shrinking.bits(in.readNBytes(row, 0, row.length) == row.length ? row : missing, set);
            }
        }
        return shrinking;
    }

    /** First with every n-th pixel only, as long as there are twice as many as are drawn: a large picture is never in memory whole. */
    private BufferedImage sampled() throws IOException {
        int step = Math.max(1, Math.min(picture.getWidth() / width, picture.getHeight() / height) / 2);
        BufferedImage read = picture.getImage(null, step);
        return Shrinking.shrunk(read, Math.min(width, read.getWidth()), Math.min(height, read.getHeight()));
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
