package org.zhicheng.ground.typesetting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Sets text into one PDF document with the embedded fonts, falling back font by font for each character (R32). Sizes and
 * positions are in points from the lower left corner. One document, one thread.
 */
public final class Typesetter {
    private final PDDocument document;
    private final Map<FontFace, PDType0Font> fonts = new EnumMap<>(FontFace.class);

    public Typesetter(PDDocument document) {
        this.document = document;
    }

    /** The width of a line of text. */
    public double width(String text, Weight weight, double size) {
        double units = 0;
        for (Run run : runs(text, weight)) {
            try {
                units += font(run.face()).getStringWidth(run.text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return units / 1000 * size;
    }

    /** A breaker of lines in one weight and size, measuring in points. */
    public LineBreaker lineBreaker(Weight weight, double size) {
        return new LineBreaker(text -> width(text, weight, size));
    }

    /** The largest of the sizes between {@code smallest} and {@code largest}, in half points, at which the text fits the width. */
    public double fittingSize(String text, Weight weight, double available, double largest, double smallest) {
        double size = largest;
        while (size > smallest && width(text, weight, size) > available) {
            size -= 0.5;
        }
        return size;
    }

    /** Draws a line of text with its left end at x on the baseline y. */
    public void left(PDPageContentStream page, String text, Weight weight, double size, double x, double y) {
        spaced(page, text, weight, size, x, y, 0);
    }

    /** Draws a line of text with its middle at x. */
    public void centred(PDPageContentStream page, String text, Weight weight, double size, double x, double y) {
        left(page, text, weight, size, x - width(text, weight, size) / 2, y);
    }

    /** Draws a line of text with an additional space after each character, in points; negative draws closer. */
    public void spaced(PDPageContentStream page, String text, Weight weight, double size, double x, double y, double spacing) {
        try {
            page.beginText();
            page.newLineAtOffset((float) x, (float) y);
            page.setCharacterSpacing((float) spacing);
            for (Run run : runs(text, weight)) {
                page.setFont(font(run.face()), (float) size);
                page.showText(run.text());
            }
            page.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text cut where the font changes. */
    List<Run> runs(String text, Weight weight) {
        List<Run> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        FontFace current = null;
        for (int codePoint : text.codePoints().toArray()) {
            FontFace face = face(codePoint, weight);
            if (face != current && current != null) {
                runs.add(new Run(current, run.toString()));
                run.setLength(0);
            }
            current = face;
            run.appendCodePoint(codePoint);
        }
        if (current != null) {
            runs.add(new Run(current, run.toString()));
        }
        return runs;
    }

    private static FontFace face(int codePoint, Weight weight) {
        for (FontFace face : weight.faces()) {
            if (FontFiles.of(face).has(codePoint)) {
                return face;
            }
        }
        throw new IllegalArgumentException("No font has " + PrintedText.number(codePoint));
    }

    private PDType0Font font(FontFace face) {
        return fonts.computeIfAbsent(face, f -> {
            try {
                return PDType0Font.load(document, FontFiles.of(f).font(), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A text in one font. */
    record Run(FontFace face, String text) {
    }
}
