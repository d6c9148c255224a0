package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes beside those of the JDK's writer, by which pages were written before and are kept. */
class GreyPngTest {

    /** The last are of more than one chunk: print, and what cannot be packed. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 3, 5", "7, 1, 5", "240, 170, 3", "1241, 1754, 40", "501, 700, 1"})
    @DisplayName("R46 灰度影像的PNG与JDK写出的逐字节相同：256级与16级，宽度为奇数或偶数")
    void shouldWriteTheBytesThatTheJdkWrites_R46(int width, int height, int run) throws IOException {
        int[] pixels = print(width, height, run);
        BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage sixteen = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, sixteenGreys());
        for (int i = 0; i < pixels.length; i++) {
            int value = pixels[i] >> 8 & 0xFF;
            grey.getRaster().setSample(i % width, i / width, 0, value);
            sixteen.getRaster().setSample(i % width, i / width, 0, Math.round(value / 17f));
        }

        assertThat(GreyPng.of(pixels, width)).isEqualTo(png(grey));
        assertThat(GreyPng.ofSixteen(pixels, width)).isEqualTo(png(sixteen));
    }

    /** As much white between two pixels of any colour, at most; none for white alone. */
    private static int[] print(int width, int height, int run) {
        Random random = new Random(20250225);
        int[] pixels = IntStream.range(0, width * height).map(_ -> 0xFFFFFF).toArray();
        for (int i = 0; run > 0 && i < pixels.length; i += 1 + random.nextInt(run)) {
            pixels[i] = random.nextInt(0x1000000);
        }
        return pixels;
    }

    private static IndexColorModel sixteenGreys() {
        byte[] levels = new byte[16];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (17 * i);
        }
        return new IndexColorModel(4, levels.length, levels, levels, levels);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
