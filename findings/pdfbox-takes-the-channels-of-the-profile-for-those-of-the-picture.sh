#!/bin/sh
# PDFBox 3.0.8, JDK 17 and 25 (2026-11-29): a grey picture whose colour space is [/ICCBased stream] with /N 1 is drawn as coloured noise in its upper third, where
# the profile in the stream is one for RGB. That is what ImageMagick writes of grey scans. By the standard N rules (ISO 32000-1, table 66), and other
# readers use /Alternate or DeviceGray; PDFBox counts the profile's channels, takes three grey pixels for one in colour, and the rest of the page
# stays black. It throws nothing. Compare N with bytes 16 to 19 of the profile, its colour space, and use the device's where they differ.
# Seen:
#   profile for grey: 188 188 188 at the top, 188 188 188 at the bottom   (128 in the linear light of the JDK's profile)
#   profile for RGB: 128 128 128 at the top, 0 0 0 at the bottom
# Fails, exit 1, where one of the two is otherwise.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>profile</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.8</version></dependency>
  </dependencies>
</project>
POM

cat > Profile.java <<'JAVA'
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;

class Profile {
    private static final int SIDE = 60;

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        boolean grey = isGrey("grey", ColorSpace.CS_GRAY);
        boolean rgb = isGrey("RGB", ColorSpace.CS_sRGB);
        System.exit(grey && !rgb ? 0 : 1);
    }

    private static boolean isGrey(String name, int space) throws Exception {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(SIDE, SIDE));
            document.addPage(page);
            byte[] samples = new byte[SIDE * SIDE];
            Arrays.fill(samples, (byte) 128);
            PDImageXObject picture = new PDImageXObject(document, new ByteArrayInputStream(samples), null, SIDE, SIDE, 8, PDDeviceGray.INSTANCE);
            picture.getCOSObject().setItem(COSName.COLORSPACE, space(document, ICC_Profile.getInstance(space).getData()));
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(picture, 0, 0, SIDE, SIDE);
            }
            BufferedImage image = new PDFRenderer(document).renderImage(0);
            int top = image.getRGB(SIDE / 2, 5);
            int bottom = image.getRGB(SIDE / 2, SIDE - 5);
            System.out.println("profile for " + name + ": " + shown(top) + " at the top, " + shown(bottom) + " at the bottom");
            return near(bottom >> 16) && near(bottom >> 8) && near(bottom);
        }
    }

    private static COSArray space(PDDocument document, byte[] profile) throws Exception {
        COSStream stream = document.getDocument().createCOSStream();
        stream.setInt(COSName.N, 1);
        stream.setItem(COSName.ALTERNATE, COSName.DEVICEGRAY);
        try (OutputStream out = stream.createOutputStream()) {
            out.write(profile);
        }
        COSArray space = new COSArray();
        space.add(COSName.ICCBASED);
        space.add(stream);
        return space;
    }

    private static boolean near(int value) {
        return Math.abs((value & 0xFF) - 128) < 70;
    }

    private static String shown(int colour) {
        return (colour >> 16 & 0xFF) + " " + (colour >> 8 & 0xFF) + " " + (colour & 0xFF);
    }
}
JAVA
mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -Djava.awt.headless=true -cp "$(cat classpath)" Profile.java 2>/dev/null
