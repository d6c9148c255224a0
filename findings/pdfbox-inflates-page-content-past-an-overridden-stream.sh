#!/bin/sh
# PDFBox 3.0.8, JDK 25.0.3 (2026-11-29): whoever counts or watches what is read of a document by a subclass of COSStream (createView, createInputStream) does not see
# the content of pages. PDPage.getContentsForStreamParsing takes the raw bytes and inflates them by itself where Flate is the only filter, so the
# engine goes past both. The content here is an ordinary line of text.
# Seen:
#   page drawn; asked for a view 0 times, for an input stream 0 times
# Fails, exit 1, where the content is read by one of the two.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>past-the-stream</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.8</version></dependency>
  </dependencies>
</project>
POM

cat > Past.java <<'JAVA'
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;

class Past {
    static int views;
    static int inputs;

    public static void main(String[] arguments) throws Exception {
        COSStream content = new COSStream() {
            @Override
            public RandomAccessRead createView() throws IOException {
                views++;
                return super.createView();
            }

            @Override
            public COSInputStream createInputStream(DecodeOptions options) throws IOException {
                inputs++;
                return super.createInputStream(options);
            }
        };
        try (OutputStream out = content.createOutputStream(COSName.FLATE_DECODE)) {
            out.write("100 100 200 200 re f".getBytes(StandardCharsets.US_ASCII));
        }
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            page.getCOSObject().setItem(COSName.CONTENTS, content);
            document.addPage(page);
            boolean drawn = (new PDFRenderer(document).renderImage(0).getRGB(200, 600) & 0xFFFFFF) == 0;
            System.out.println((drawn ? "page drawn" : "nothing drawn") + "; asked for a view " + views + " times, for an input stream "
                    + inputs + " times");
            System.exit(drawn && views == 0 && inputs == 0 ? 0 : 1);
        }
    }
}
JAVA

mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "$(cat classpath)" Past.java
