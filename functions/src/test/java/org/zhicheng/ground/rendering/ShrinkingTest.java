package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each pixel of a small picture beside the mean of what it covers, reckoned plainly. */
class ShrinkingTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "7, 1, 3, 1", "1, 9, 1, 4", "100, 90, 99, 89", "101, 67, 50, 33", "127, 255, 8, 17", "640, 480, 237, 241",
            "33, 40, 33, 7"})
    @DisplayName("R46 缩小的每个像素是所覆盖像素的平均值，首尾行列也是")
    void shouldBeTheMeanOfWhatEachPixelCovers_R46(int width, int height, int smallWidth, int smallHeight) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] values = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        new Random(20250225).nextBytes(values);
        byte[] small = ((DataBufferByte) Shrinking.shrunk(image, smallWidth, smallHeight).getRaster().getDataBuffer()).getData();

        assertThat(small).hasSize(smallWidth * smallHeight);
        for (int y = 0; y < smallHeight; y++) {
            for (int x = 0; x < smallWidth; x++) {
                assertThat(small[y * smallWidth + x] & 0xFF).as("%d, %d", x, y).isBetween(
                        (int) Math.floor(mean(values, width, height, x, y, smallWidth, smallHeight)) - 2,
                        (int) Math.ceil(mean(values, width, height, x, y, smallWidth, smallHeight)) + 2);
            }
        }
    }

    private static double mean(byte[] values, int width, int height, int x, int y, int smallWidth, int smallHeight) {
        double sum = 0;
        double area = 0;
        for (int row = 0; row < height; row++) {
            double down = overlap(row, y, height, smallHeight);
            for (int column = 0; down > 0 && column < width; column++) {
                double covered = down * overlap(column, x, width, smallWidth);
                sum += covered * (values[row * width + column] & 0xFF);
                area += covered;
            }
        }
        return sum / area;
    }

    private static double overlap(int pixel, int cell, int length, int small) {
        double size = (double) length / small;
        return Math.max(0, Math.min(pixel + 1, (cell + 1) * size) - Math.max(pixel, cell * size));
    }
}
