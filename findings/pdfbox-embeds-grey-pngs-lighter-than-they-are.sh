#!/bin/sh
# PDFBox 3.0.8, JDK 25 (2026-12-01): a grey PNG that is put into a PDF by PDImageXObject.createFromByteArray is lighter there than it is: a mean grey of 128 is stored as 188. So
# is a BufferedImage of TYPE_BYTE_GRAY or TYPE_USHORT_GRAY by LosslessFactory.createFromImage. The JDK says of its grey colour space that its values are linear light, and
# PDFBox takes them through that into DeviceGray or DeviceRGB, whose values every viewer takes as they are. The same grey in a PNG of 24 bits, or one of sixteen greys (136 below), stays
# what it is (the last as DeviceRGB, three bytes a pixel). Scans that were made pages one by one lose their greys so, and nothing tells it: black and white stay.
# Seen:
#   8 bits grey: DeviceGray 188
#   16 bits grey: DeviceRGB 188
#   4 bits grey: DeviceRGB 136
#   24 bits: DeviceRGB 128
#   by createFromImage, 8 bits grey: DeviceGray 188
# Fails, exit 1, where one of these is otherwise.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>greys</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.8</version></dependency>
  </dependencies>
</project>
POM

cat > Greys.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

class Greys {
    private static boolean asSeen = true;

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        BufferedImage grey = filled(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), 128);
        byte[] levels = new byte[16];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (i * 17);
        }
        BufferedImage sixteen = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(4, 16, levels, levels, levels));
        told("8 bits grey", png(grey), "DeviceGray", 188);
        told("16 bits grey", png(filled(new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY), 128 * 257)), "DeviceRGB", 188);
        told("4 bits grey", png(filled(sixteen, 8)), "DeviceRGB", 136);
        told("24 bits", png(filled(new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR), 128)), "DeviceRGB", 128);
        try (PDDocument document = new PDDocument()) {
            told("by createFromImage, 8 bits grey", LosslessFactory.createFromImage(document, grey), "DeviceGray", 188);
        }
        System.exit(asSeen ? 0 : 1);
    }

    private static BufferedImage filled(BufferedImage image, int value) {
        for (int i = 0; i < 16 * image.getRaster().getNumBands(); i++) {
            image.getRaster().setSample(i % 4, i / 4 % 4, i / 16, value);
        }
        return image;
    }

    private static byte[] png(BufferedImage image) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void told(String what, byte[] png, String space, int value) throws Exception {
        try (PDDocument document = new PDDocument()) {
            told(what, PDImageXObject.createFromByteArray(document, png, null), space, value);
        }
    }

    private static void told(String what, PDImageXObject picture, String space, int value) throws Exception {
        int first = picture.getStream().toByteArray()[0] & 0xFF;
        System.out.println(what + ": " + picture.getColorSpace().getName() + " " + first);
        asSeen &= picture.getColorSpace().getName().equals(space) && first == value;
    }
}
JAVA

mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -Djava.awt.headless=true -cp "$(cat classpath)" Greys.java 2>/dev/null
