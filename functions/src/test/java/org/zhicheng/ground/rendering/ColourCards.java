package org.zhicheng.ground.rendering;

import static org.zhicheng.ground.rendering.HostileFiles.ascii;
import static org.zhicheng.ground.rendering.HostileFiles.concat;
import static org.zhicheng.ground.rendering.HostileFiles.withChunk;
import static org.zhicheng.ground.rendering.HostileFiles.withSegment;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/**
 * Photos of a test card, four patches in a row, as phones, cameras and print shops write them, each with the colours that its patches mean.
 * The values are reckoned by the standards' numbers, not by a profile's converter, which is what is tested.
 */
public final class ColourCards {

    public static final int COLUMNS = 4;
    private static final int WIDTH = 590;
    private static final int HEIGHT = 826;

    /** As the usual test card has them: skin, sky, leaves, greys, the plain colours. */
    private static final List<Color> COLOURS = Stream
            .of(0x735244, 0xC29682, 0x627A9D, 0x576C43, 0x8580B1, 0x67BDAA, 0xD67E2C, 0x505BA6, 0xC15A63, 0x5E3C6C, 0x9DBC40, 0xE0A32E,
                    0x383D96, 0x469449, 0xAF363C, 0xE7C71F, 0xBB5695, 0x1885A1, 0xF3F3F2, 0xC8C8C8, 0xA0A0A0, 0x7A7A79, 0x555555, 0x343434)
            .map(Color::new).toList();

    /** What sixteen combinations of full inks mean by the profile of a press; cyan counts 8, magenta 4, yellow 2, black 1. */
    private static final List<Color> INKS = Stream.of(0xFFFFFF, 0x404040, 0xF2DE3A, 0x3D3A22, 0xC43A7C, 0x33202A, 0xC8402F, 0x351F1C,
            0x2E8FC4, 0x1C2A33, 0x3A9459, 0x1E2E24, 0x4A4593, 0x20202F, 0x5C5652, 0x1B1B1B).map(Color::new).toList();

    private static final double[][] TO_DISPLAY_P3 = {{0.8224620, 0.1775380, 0}, {0.0331942, 0.9668058, 0},
            {0.0170827, 0.0723974, 0.9105199}};
    private static final double[][] TO_ADOBE_RGB = {{0.7151256, 0.2848744, 0}, {0, 1, 0}, {0, 0.0411619, 0.9588381}};
    private static final double[][] TO_XYZ_D50 = {{0.4360747, 0.3850649, 0.1430804}, {0.2225045, 0.7168786, 0.0606169},
            {0.0139322, 0.0971045, 0.7141733}};
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double ADOBE_GAMMA = 2.19921875;

    private ColourCards() {
    }

    /** @param colours what the patches mean, row by row */
    public record Card(String name, byte[] file, List<Color> colours) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Card> all() {
        byte[] p3 = rgb(TO_DISPLAY_P3, ColourCards::srgbCurve, "jpeg");
        return List.of(
                new Card("sRGB, JPEG", rgb(new double[][]{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, ColourCards::srgbCurve, "jpeg"), COLOURS),
                new Card("Display P3, JPEG", withSegment(p3, 0xE2, segment(displayP3())), COLOURS),
                new Card("Adobe RGB, JPEG", withSegment(rgb(TO_ADOBE_RGB, ColourCards::adobeCurve, "jpeg"), 0xE2, segment(adobeRgb())),
                        COLOURS),
                new Card("Display P3, PNG",
                        withChunk(rgb(TO_DISPLAY_P3, ColourCards::srgbCurve, "png"), "iCCP",
                                concat(ascii("P3\0\0"), deflated(displayP3()))),
                        COLOURS),
                new Card("CMYK of a press, JPEG", withSegment(inks(), 0xE2, segment(press())), INKS));
    }

    /** What comes out where the profile is dropped: the control of the test. */
    public static Card withoutItsProfile() {
        return new Card("Display P3 without its profile", rgb(TO_DISPLAY_P3, ColourCards::srgbCurve, "jpeg"), COLOURS);
    }

    private static byte[] rgb(double[][] matrix, UnaryOperator<Double> curve, String format) {
        BufferedImage card = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[][] stored = COLOURS.stream().map(colour -> encoded(colour, matrix, curve)).toArray(int[][]::new);
        fill(COLOURS.size(), patch -> stored[patch], card.getRaster()::setPixel);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(card, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] inks() {
        return HostileFiles.cmykJpeg(WIDTH, HEIGHT, (x, y) -> {
            int inks = patch(x, y, INKS.size());
            return new int[]{(inks & 8) / 8 * 255, (inks & 4) / 4 * 255, (inks & 2) / 2 * 255, (inks & 1) * 255};
        });
    }

    private static void fill(int patches, IntFunction<int[]> values, Pixels pixels) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels.set(x, y, values.apply(patch(x, y, patches)));
            }
        }
    }

    private interface Pixels {
        void set(int x, int y, int[] values);
    }

    private static int patch(int x, int y, int patches) {
        return y * (patches / COLUMNS) / HEIGHT * COLUMNS + x * COLUMNS / WIDTH;
    }

    private static int[] encoded(Color colour, double[][] matrix, UnaryOperator<Double> curve) {
        double[] linear = product(matrix, linear(colour));
        int[] values = new int[3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) Math.round(255 * curve.apply(Math.clamp(linear[i], 0, 1)));
        }
        return values;
    }

    private static double[] linear(Color colour) {
        double[] linear = new double[3];
        float[] values = colour.getRGBColorComponents(null);
        for (int i = 0; i < linear.length; i++) {
            linear[i] = values[i] <= 0.04045 ? values[i] / 12.92 : Math.pow((values[i] + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static double srgbCurve(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    private static double adobeCurve(double linear) {
        return Math.pow(linear, 1 / ADOBE_GAMMA);
    }

    private static double[] product(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < product.length; i++) {
            product[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
        }
        return product;
    }

    /** CIE Lab of an sRGB colour, by the white of profiles. */
    public static double[] lab(Color colour) {
        double[] xyz = product(TO_XYZ_D50, linear(colour));
        double[] f = new double[3];
        for (int i = 0; i < f.length; i++) {
            double t = xyz[i] / D50[i];
            f[i] = t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        }
        return new double[]{116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    /** The distance of two colours, ΔE*ab of 1976: for strong colours it is larger than that of 2000, so it is the stricter limit. */
    public static double distance(Color one, Color other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }

    private static byte[] segment(byte[] profile) {
        return concat(ascii("ICC_PROFILE\0"), new byte[]{1, 1}, profile);
    }

    private static byte[] displayP3() {
        return primaries(new double[]{0.51512, 0.2412, -0.00105}, new double[]{0.29198, 0.69225, 0.04189},
                new double[]{0.1571, 0.06657, 0.78407}).getData();
    }

    private static byte[] adobeRgb() {
        ICC_Profile profile = primaries(new double[]{0.60974, 0.31111, 0.01947}, new double[]{0.20528, 0.62567, 0.06087},
                new double[]{0.14919, 0.06322, 0.74457});
        byte[] gamma = ByteBuffer.allocate(16).put(ascii("curv")).putInt(0).putInt(1).putShort((short) (ADOBE_GAMMA * 256)).array();
        for (int tag : new int[]{ICC_Profile.icSigRedTRCTag, ICC_Profile.icSigGreenTRCTag, ICC_Profile.icSigBlueTRCTag}) {
            profile.setData(tag, gamma);
        }
        return profile.getData();
    }

    /** sRGB's profile with other primaries, as fixed numbers of 16.16. */
    private static ICC_Profile primaries(double[] red, double[] green, double[] blue) {
        ICC_Profile profile = ICC_Profile.getInstance(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        profile.setData(ICC_Profile.icSigRedColorantTag, xyz(red));
        profile.setData(ICC_Profile.icSigGreenColorantTag, xyz(green));
        profile.setData(ICC_Profile.icSigBlueColorantTag, xyz(blue));
        return profile;
    }

    private static byte[] xyz(double[] values) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
        for (double value : values) {
            tag.putInt((int) Math.round(value * 65536));
        }
        return tag.array();
    }

    /** The profile of a press (ICC.1:2001-04): a table of 2 × 2 × 2 × 2 inks to Lab, and the white that it needs. */
    private static byte[] press() {
        ByteBuffer table = ByteBuffer.allocate(52 + 4 * 2 * 2 + 16 * 3 * 2 + 3 * 2 * 2);
        table.put(ascii("mft2")).putInt(0).put(new byte[]{4, 3, 2, 0});
        for (int i = 0; i < 9; i++) {
            table.putInt(i % 4 == 0 ? 65_536 : 0);
        }
        table.putShort((short) 2).putShort((short) 2);
        straight(table, 4);
        INKS.forEach(colour -> {
            double[] lab = lab(colour);
            table.putShort((short) Math.round(lab[0] * 652.8)).putShort((short) Math.round((lab[1] + 128) * 256))
                    .putShort((short) Math.round((lab[2] + 128) * 256));
        });
        straight(table, 3);
        byte[] white = xyz(D50);
        int size = 128 + 4 + 2 * 12 + table.capacity() + white.length;
        ByteBuffer profile = ByteBuffer.allocate(size);
        profile.putInt(size).putInt(0).putInt(0x02400000).put(ascii("prtr")).put(ascii("CMYK")).put(ascii("Lab "));
        profile.position(36).put(ascii("acsp"));
        profile.position(68).put(xyz(D50), 8, 12);
        profile.position(128).putInt(2).put(ascii("A2B0")).putInt(156).putInt(table.capacity()).put(ascii("wtpt"))
                .putInt(156 + table.capacity()).putInt(white.length);
        return profile.put(table.array()).put(white).array();
    }

    private static void straight(ByteBuffer table, int channels) {
        for (int i = 0; i < channels; i++) {
            table.putShort((short) 0).putShort((short) 0xFFFF);
        }
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
