package org.zhicheng.ground.typesetting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The parsed font files, each read once a JVM and only when a document first needs it. */
final class FontFiles {
    private static final Map<FontFace, FontFile> PARSED = new EnumMap<>(FontFace.class);

    private FontFiles() {
    }

    /** The parsed file of a face. */
    static FontFile of(FontFace face) {
        synchronized (PARSED) {
            return PARSED.computeIfAbsent(face, FontFiles::parse);
        }
    }

    private static FontFile parse(FontFace face) {
        try (InputStream in = FontFiles.class.getResourceAsStream(face.resource())) {
            if (in == null) {
                throw new IllegalStateException("Missing resource " + face.resource());
            }
            // Never closed: it is shared by every document of this JVM, and reads from memory only.
            @SuppressWarnings("resource")
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            // Else PDFBox sets ligatures unasked, and what one copies out of the paper is not what was put in.
            font.setEnableGsub(false);
            return new FontFile(font, font.getUnicodeCmapLookup());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A parsed font and its table of characters. */
    record FontFile(TrueTypeFont font, CmapLookup characters) {
        boolean has(int codePoint) {
            return characters.getGlyphId(codePoint) > 0;
        }
    }
}
