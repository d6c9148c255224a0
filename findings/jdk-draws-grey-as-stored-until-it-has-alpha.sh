#!/bin/sh
# JDK 17.0 and 25.0 (2026-11-29): how dark a grey picture comes out depends on the way it is drawn, and on whether it has an alpha channel. Its colour
# space, CS_GRAY, is linear light, so by the book 128 is 188 on a screen; files mean 128. Graphics2D.drawImage of TYPE_BYTE_GRAY keeps the value;
# getRGB and ColorConvertOp convert; and drawImage of grey with alpha, which is what ImageIO reads from such a PNG, converts too. A test
# with plain grey passes, and the scan with a transparent margin is washed out. Read the samples of the raster, and put them into all three
# channels.
# Seen:
#   grey: drawn 128, getRGB 188, ColorConvertOp 188
#   grey with alpha: drawn 188, getRGB 188, ColorConvertOp 188
# Fails, exit 1, where one of the six is otherwise.
set -eu
command -v java >/dev/null || { echo "java is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > Grey.java <<'JAVA'
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;

class Grey {
    public static void main(String[] arguments) throws Exception {
        BufferedImage plain = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        plain.getRaster().setSample(0, 0, 0, 128);
        ColorModel model = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, new int[]{128, 255});
        boolean same = is("grey", written(plain), 128, 188, 188);
        same &= is("grey with alpha", written(new BufferedImage(model, raster, false, null)), 188, 188, 188);
        System.exit(same ? 0 : 1);
    }

    private static BufferedImage written(BufferedImage image) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }

    private static boolean is(String what, BufferedImage image, int drawn, int got, int converted) {
        BufferedImage one = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = one.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        BufferedImage other = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        new ColorConvertOp(null).filter(image, other);
        int[] seen = {one.getRGB(0, 0) & 0xFF, image.getRGB(0, 0) & 0xFF, other.getRGB(0, 0) & 0xFF};
        System.out.println(what + ": drawn " + seen[0] + ", getRGB " + seen[1] + ", ColorConvertOp " + seen[2]);
        return seen[0] == drawn && seen[1] == got && seen[2] == converted;
    }
}
JAVA

java -Djava.awt.headless=true Grey.java
