package org.zhicheng.ground.typesetting;

import org.apache.fontbox.ttf.TrueTypeFont;

/** The embedded fonts as a whole. */
public final class Fonts {
    private Fonts() {
    }

    /**
     * Reads the two fonts that every document needs, half a second's work and 20 MB, so that a snapshot of SnapStart already holds
     * them. The fonts of rare characters are still read when first needed.
     */
    public static void prime() {
        FontFiles.of(FontFace.SERIF);
        FontFiles.of(FontFace.SERIF_BOLD);
    }

    /** The font of all ordinary characters, for drawing by its outlines; shared, and never to be closed. */
    public static TrueTypeFont serif() {
        return FontFiles.of(FontFace.SERIF).font();
    }
}
