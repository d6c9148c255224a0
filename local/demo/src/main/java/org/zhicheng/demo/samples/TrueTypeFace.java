package org.zhicheng.demo.samples;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/** A TrueType file read without the desktop's font system. */
final class TrueTypeFace implements Typeface {

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final Map<Integer, Path2D> outlines = new HashMap<>();

    private TrueTypeFace(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** @throws UncheckedIOException if the file is no TrueType font */
    static TrueTypeFace read(Path file) {
        try {
            return new TrueTypeFace(new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + file, e);
        }
    }

    @Override
    public Path2D outline(int codePoint) {
        return outlines.computeIfAbsent(codePoint, this::readOutline);
    }

    @Override
    public double advance(int codePoint) {
        try {
            return font.getAdvanceWidth(glyph(codePoint)) / unitsPerEm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path2D readOutline(int codePoint) {
        try {
            GlyphData glyph = font.getGlyph().getGlyph(glyph(codePoint));
            Path2D path = glyph == null ? new Path2D.Double() : new Path2D.Double(glyph.getPath());
            path.transform(AffineTransform.getScaleInstance(1 / unitsPerEm, -1 / unitsPerEm));
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int glyph(int codePoint) {
        int glyph = characters.getGlyphId(codePoint);
        if (glyph == 0) {
            throw new IllegalArgumentException("the font lacks U+%04X %s".formatted(codePoint, Character.toString(codePoint)));
        }
        return glyph;
    }
}
