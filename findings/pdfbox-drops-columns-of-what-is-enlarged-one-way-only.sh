#!/bin/sh
# PDFBox 3.0.8, JDK 25 (2026-12-01): a picture that is drawn larger than it is one way and smaller the other is drawn by nearest neighbours, so that single lines
# of the way in which it is made smaller vanish whole. PDFBox asks whether a picture is enlarged in either direction, and then draws each pixel as a square
# unless its dictionary says /Interpolate true, as the standard wants of pictures that are enlarged; the other direction has no averaging then. Faxes of
# standard resolution are such pictures: 204 dots an inch across, 98 down. On a page of 150 dots an inch more than a quarter of the columns
# is not drawn, and a line of one pixel with its column.
# The same picture with twice its rows keeps each of them, as does one with /Interpolate true.
# Seen:
#   made smaller across, larger down: 80 of 100 lines
#   made smaller across and down: 100 of 100 lines
#   made smaller across, larger down, with /Interpolate true: 100 of 100 lines
# Fails, exit 1, where one of the three is otherwise.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>lines</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.8</version></dependency>
  </dependencies>
</project>
POM

cat > Lines.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;

class Lines {
    private static final int SIDE = 720;
    private static final int LINES = 100;
    private static final int APART = 10;

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        int oneWay = lines("made smaller across, larger down", SIDE / 2, false);
        int bothWays = lines("made smaller across and down", SIDE * 2, false);
        int interpolated = lines("made smaller across, larger down, with /Interpolate true", SIDE / 2, true);
        System.exit(oneWay == 80 && bothWays == LINES && interpolated == LINES ? 0 : 1);
    }

    private static int lines(String what, int rows, boolean interpolate) throws Exception {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(SIDE, SIDE));
            document.addPage(page);
            int width = LINES * APART;
            byte[] samples = new byte[width * rows];
            Arrays.fill(samples, (byte) 0xFF);
            for (int i = 0; i < samples.length; i += APART) {
                samples[i + APART / 2] = 0;
            }
            PDImageXObject picture = new PDImageXObject(document, new ByteArrayInputStream(samples), null, width, rows, 8, PDDeviceGray.INSTANCE);
            picture.setInterpolate(interpolate);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(picture, 0, 0, SIDE, SIDE);
            }
            BufferedImage image = new PDFRenderer(document).renderImage(0);
            int lines = 0;
            boolean inLine = false;
            for (int x = 0; x < SIDE; x++) {
                boolean dark = (image.getRGB(x, SIDE / 2) & 0xFF) < 230;
                lines += dark && !inLine ? 1 : 0;
                inLine = dark;
            }
            System.out.println(what + ": " + lines + " of " + LINES + " lines");
            return lines;
        }
    }
}
JAVA

mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -Djava.awt.headless=true -cp "$(cat classpath)" Lines.java 2>/dev/null
