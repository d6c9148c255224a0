package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LookTest {

    @Test
    @DisplayName("R46 页面的外观：墨、黑、与左邻相同、非16级灰的底色，各占多少")
    void shouldCountEachPixelOnce_R46() {
        int paper = 0xFFFFFF;
        int tint = 0x6E6E6E;
        Look look = Look.at(row(paper, paper, paper, 0, 0, tint, tint, 0x707070, paper, paper));
        assertThat(look).isEqualTo(new Look(true, 0.5, 0.2, 0.5, 0.2));
    }

    @Test
    @DisplayName("R46 扫描仪给白纸带来的微色仍算灰度，看得出的颜色不算")
    void shouldTellColourFromTheTintOfAScanner_R46() {
        assertThat(Look.at(row(0xFFFFFF, 0xFAFFFC, 0xFAFFFC)).grey()).isTrue();
        assertThat(Look.at(row(0xFFFFFF, 0xFFFFFF, 0xF8FFFC, 0xFFFFFF)).grey()).isFalse();
    }

    private static BufferedImage row(int... pixels) {
        BufferedImage row = new BufferedImage(pixels.length, 1, BufferedImage.TYPE_INT_RGB);
        row.setRGB(0, 0, pixels.length, 1, pixels, 0, pixels.length);
        return row;
    }
}
