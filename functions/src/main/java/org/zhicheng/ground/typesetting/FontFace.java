package org.zhicheng.ground.typesetting;

/** The embedded fonts; {@code resources/fonts/README.md} says where each comes from. */
enum FontFace {
    SERIF("NotoSerifSC-Regular.ttf"),
    SERIF_BOLD("NotoSerifSC-Bold-GB2312.ttf"),
    SIGNS("Signs.ttf"),
    RARE_MING("RareMing.ttf"),
    RARE_KAI("RareKai.ttf");

    private final String file;

    FontFace(String file) {
        this.file = file;
    }

    String resource() {
        return "/fonts/" + file;
    }
}
