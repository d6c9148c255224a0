package org.zhicheng.ground.rendering;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.fontbox.cmap.CMap;
import org.apache.fontbox.cmap.CMapParser;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.contentstream.operator.MissingOperandException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.state.EmptyGraphicsStackException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

import org.zhicheng.ground.typesetting.Fonts;

/** Draws a page within limits and counts what could not be drawn: PDFBox leaves it out, and says so in a log only. */
final class PageDrawing extends PageDrawer {
    private static final Set<String> PICTURES = Set.of(OperatorName.DRAW_OBJECT, OperatorName.BEGIN_INLINE_IMAGE);
    private static final Pattern FONT_SIZE = Pattern.compile("([\\d.]+)\\s+Tf\\b");
    private static final Charset GBK = Charset.forName("GB18030");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final float LARGEST_AUTOMATIC_SIZE = 12;

    private final Effort effort;
    private final StreamSizes sizes;
    private final ShrunkPictures pictures;
    private final Losses losses;
    private final Map<PDFont, Optional<CMap>> letters = new IdentityHashMap<>();
    private final Map<PDFont, Boolean> chinese = new IdentityHashMap<>();

    PageDrawing(PageDrawerParameters parameters, Effort effort, StreamSizes sizes, ShrunkPictures pictures, Losses losses)
            throws IOException {
        super(parameters);
        this.effort = effort;
        this.sizes = sizes;
        this.pictures = pictures;
        this.losses = losses;
    }

    /** What could not be drawn on a page. */
    static final class Losses {
        int letters;
        int halves;
        int pictures;
        int content;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        effort.spend();
        if (operator.getImageData() != null) {
            sizes.measure(operator.getImageData(), operator.getImageParameters());
        }
        try {
            super.processOperator(operator, operands);
        } catch (Refused e) {
            throw e;
        } catch (RuntimeException e) {
            // One thing on a page that PDFBox cannot do: the rest of it is shown, and the loss is told.
            losses.content++;
        }
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) {
        if (PICTURES.contains(operator.getName())) {
            losses.pictures++;
        } else if (!(e instanceof MissingOperandException || e instanceof EmptyGraphicsStackException)) {
            losses.content++;
        }
    }

    @Override
    protected void showFontGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        boolean invisible = getGraphicsState().getTextState().getRenderingMode() == RenderingMode.NEITHER;
        if (!invisible && isSubstituted(font) && !isBlank(font.toUnicode(code))) {
            if (isGuess(font, code)) {
                // A substitute would draw other, plausible letters; a gap is seen.
                losses.letters++;
                return;
            }
            if (isHalfALetter(font, code)) {
                losses.letters += losses.halves++ % 2 == 0 ? 1 : 0;
                return;
            }
            if (font instanceof PDVectorFont vectors && !vectors.hasGlyph(code)) {
                losses.letters++;
            }
        }
        super.showFontGlyph(matrix, font, code, displacement);
    }

    private static boolean isSubstituted(PDFont font) {
        return !font.isEmbedded() || font.isDamaged();
    }

    /** Its codes are numbers of glyphs in a font that is not there, and nothing says which letters these are. */
    private boolean isGuess(PDFont font, int code) {
        return font instanceof PDType0Font composite && composite.getDescendantFont().getCIDSystemInfo() != null
                && "Identity".equals(composite.getDescendantFont().getCIDSystemInfo().getOrdering())
                && letters.computeIfAbsent(composite, PageDrawing::letters).map(table -> table.toUnicode(code)).isEmpty();
    }

    /** Old Chinese programs write GBK under a font of single bytes with a Chinese name: two codes are one letter, and each alone another one. */
    private boolean isHalfALetter(PDFont font, int code) {
        return code > 0x7F && font instanceof PDSimpleFont && chinese.computeIfAbsent(font, PageDrawing::hasChineseName);
    }

    /** In GBK, which PDFBox reads as Windows-1252, or in UTF-8. */
    private static boolean hasChineseName(PDFont font) {
        String name = Optional.ofNullable(font.getName()).orElse("");
        String read = name;
        try {
            read += GBK.newDecoder().decode(ByteBuffer.wrap(name.getBytes(WINDOWS)));
        } catch (CharacterCodingException e) {
            // not in GBK
        }
        return read.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Read here: for what a font's table leaves out, PDFBox takes the numbers for those of another font, or for letters. */
    private static Optional<CMap> letters(PDFont font) {
        try {
            return font.getCOSObject().getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream table
                    ? Optional.of(new CMapParser().parse(table.createView()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isBlank(String text) {
        return text != null
                && text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c));
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
        if (image instanceof PDImageXObject object) {
            BoundedPdfParser.describe(object.getCOSObject());
        }
        AffineTransform place = getGraphics().getTransform();
        place.concatenate(getGraphicsState().getCurrentTransformationMatrix().createAffineTransform());
        boolean layered = image instanceof PDImageXObject object && object.getOptionalContent() != null;
        PDImage drawn = layered ? image : pictures.of(image, place);
        if (pixels(image) > mostPixels(drawn) || image instanceof PDImageXObject masked && pixels(mask(masked)) > StreamSizes.MAX_PIXELS) {
            throw new Refused(RejectionReason.TOO_MANY_PIXELS);
        }
        super.drawImage(drawn);
    }

    private static long mostPixels(PDImage drawn) throws IOException {
        if (drawn instanceof ShrunkPicture shrunk) {
            return shrunk.mostPixels();
        }
        return drawn.isStencil() ? ShrunkPicture.MAX_STENCIL_PIXELS : StreamSizes.MAX_PIXELS;
    }

    /** Where PDFBox draws one by itself, cut out or on a layer: with all of its pixels as long as there is room. */
    @Override
    protected int getSubsampling(PDImage image, AffineTransform place) {
        return Math.min(super.getSubsampling(image, place), ShrunkPicture.step(pixels(image)));
    }

    /** What a picture is cut out by, which may be larger than it; none is nothing. */
    private static PDImage mask(PDImageXObject image) throws IOException {
        return image.getSoftMask() == null ? image.getMask() : image.getSoftMask();
    }

    private static long pixels(PDImage image) {
        return image == null ? 0 : (long) image.getWidth() * image.getHeight();
    }

    /** A field of a form whose program left it to the reader to draw its value. */
    @Override
    public void showAnnotation(PDAnnotation annotation) throws IOException {
        if (annotation instanceof PDAnnotationWidget && annotation.getNormalAppearanceStream() == null && !annotation.isHidden()
                && !annotation.isNoView()) {
            drawValue(annotation);
        } else {
            super.showAnnotation(annotation);
        }
    }

    private void drawValue(PDAnnotation widget) throws IOException {
        PDRectangle box = widget.getRectangle();
        if (box == null || COSName.BTN.equals(inherited(widget, COSName.FT))
                || !(inherited(widget, COSName.V) instanceof COSString value)) {
            return;
        }
        List<String> lines = value.getString().lines().toList();
        float size = fontSize(widget).filter(s -> s > 0).orElse(Math.min(LARGEST_AUTOMATIC_SIZE, box.getHeight() * 0.7f));
        Graphics2D graphics = getGraphics();
        AffineTransform before = graphics.getTransform();
        Shape clip = graphics.getClip();
        graphics.setClip(new java.awt.geom.Rectangle2D.Float(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight()));
        graphics.setColor(Color.BLACK);
        float baseline = lines.size() > 1 ? box.getUpperRightY() - size : box.getLowerLeftY() + (box.getHeight() - size) / 2 + size * 0.2f;
        for (String line : lines) {
            graphics.translate(box.getLowerLeftX() + 2, baseline);
            draw(graphics, line, size);
            graphics.setTransform(before);
            baseline -= size * 1.2f;
        }
        graphics.setClip(clip);
    }

    private void draw(Graphics2D graphics, String text, float size) throws IOException {
        TrueTypeFont font = Fonts.serif();
        CmapLookup characters = font.getUnicodeCmapLookup();
        double scale = (double) size / font.getUnitsPerEm();
        graphics.scale(scale, scale);
        for (int character : text.codePoints().toArray()) {
            int glyph = characters.getGlyphId(character);
            if (glyph == 0 && !isBlank(Character.toString(character))) {
                losses.letters++;
            }
            GlyphData outline = font.getGlyph().getGlyph(glyph);
            if (outline != null) {
                graphics.fill(outline.getPath());
            }
            graphics.translate(font.getAdvanceWidth(glyph), 0);
        }
    }

    private static Optional<Float> fontSize(PDAnnotation widget) {
        if (inherited(widget, COSName.DA) instanceof COSString appearance) {
            Matcher matcher = FONT_SIZE.matcher(appearance.getString());
            if (matcher.find()) {
                return Optional.of(Float.parseFloat(matcher.group(1)));
            }
        }
        return Optional.empty();
    }

    /** Of the widget, or of the field and its parents. */
    private static COSBase inherited(PDAnnotation widget, COSName key) {
        COSDictionary dictionary = widget.getCOSObject();
        for (int depth = 0; dictionary != null && depth < 32; depth++) {
            COSBase value = dictionary.getDictionaryObject(key);
            if (value != null) {
                return value;
            }
            dictionary = dictionary.getCOSDictionary(COSName.PARENT);
        }
        return null;
    }
}
