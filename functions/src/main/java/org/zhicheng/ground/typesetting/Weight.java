package org.zhicheng.ground.typesetting;

import java.util.List;

/** The weight of a text: which fonts are asked for a character, the first that has it prints it. */
public enum Weight {
    REGULAR(List.of(FontFace.SERIF, FontFace.SIGNS, FontFace.RARE_MING, FontFace.RARE_KAI)),
    BOLD(List.of(FontFace.SERIF_BOLD, FontFace.SERIF, FontFace.SIGNS, FontFace.RARE_MING, FontFace.RARE_KAI));

    private final List<FontFace> faces;

    Weight(List<FontFace> faces) {
        this.faces = faces;
    }

    List<FontFace> faces() {
        return faces;
    }
}
