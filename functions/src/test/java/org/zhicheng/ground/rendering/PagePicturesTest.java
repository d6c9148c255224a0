package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PagePicturesTest {

    @Test
    @DisplayName("R46 彩色影像的JPEG与JDK由其他像素格式写出的逐字节相同")
    void shouldWriteTheSameBytesOfTheSameColours_R46() {
        BufferedImage numbers = new BufferedImage(123, 77, BufferedImage.TYPE_INT_RGB);
        BufferedImage bytes = new BufferedImage(123, 77, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(20250225);
        for (int i = 0; i < 123 * 77; i++) {
            int colour = random.nextInt(0x1000000);
            numbers.setRGB(i % 123, i / 123, colour);
            bytes.setRGB(i % 123, i / 123, colour);
        }

        assertThat(PagePictures.jpeg(numbers, 0.8f)).isEqualTo(PagePictures.jpeg(bytes, 0.8f));
    }
}
