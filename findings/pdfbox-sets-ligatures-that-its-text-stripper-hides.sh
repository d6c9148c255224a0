#!/bin/sh
# PDFBox 3.0.8, Noto Serif of @expo-google-fonts/noto-serif 0.4.2, JDK 17 and 25 (2026-11-29): text that is set with a font that has Latin
# ligatures is not the text that was put in. PDType0Font applies the font's GSUB table unasked, and ToUnicode names the ligature: who copies
# or searches "Certificate" finds "Certi", U+FB01, "cate". TrueTypeFont.disableGsubFeature("liga") changes nothing; setEnableGsub(false)
# before the font is loaded into the document does. And a test that reads the page back by PDFTextStripper passes all the same: it
# folds U+FB00 to U+FDFF into plain letters. Look at TextPosition.getUnicode(), or into another reader.
# Seen:
#   as it comes: in the file Certi<U+FB01>cate, by PDFTextStripper Certificate
#   disableGsubFeature("liga"): in the file Certi<U+FB01>cate, by PDFTextStripper Certificate
#   setEnableGsub(false): in the file Certificate, by PDFTextStripper Certificate
# Fails, exit 1, where one of the three is otherwise.
set -eu
for tool in mvn npm; do command -v $tool >/dev/null || { echo "$tool is needed"; exit 1; }; done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>ligatures</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.8</version></dependency>
  </dependencies>
</project>
POM

cat > Ligatures.java <<'JAVA'
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

class Ligatures {
    private static final String WORD = "Certificate";
    private static final String SET = "Certi<U+FB01>cate";

    public static void main(String[] arguments) throws Exception {
        Path font = Path.of(arguments[0]);
        boolean same = is("as it comes", font, f -> { }, SET);
        same &= is("disableGsubFeature(\"liga\")", font, f -> f.disableGsubFeature("liga"), SET);
        same &= is("setEnableGsub(false)", font, f -> f.setEnableGsub(false), WORD);
        System.exit(same ? 0 : 1);
    }

    private static boolean is(String how, Path file, Consumer<TrueTypeFont> setting, String expected) throws Exception {
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(Files.readAllBytes(file)));
        setting.accept(font);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(PDType0Font.load(document, font, true), 12);
                content.newLineAtOffset(50, 700);
                content.showText(WORD);
                content.endText();
            }
            document.save(pdf);
        }
        StringBuilder letters = new StringBuilder();
        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            String stripped = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    letters.append(letter.getUnicode());
                    super.processTextPosition(letter);
                }
            }.getText(document).strip();
            String found = letters.toString().replace("\uFB01", "<U+FB01>");
            System.out.println(how + ": in the file " + found + ", by PDFTextStripper " + stripped);
            return found.equals(expected) && stripped.equals(WORD);
        }
    }
}
JAVA

npm pack --silent @expo-google-fonts/noto-serif@0.4.2 >/dev/null
tar xzf expo-google-fonts-noto-serif-0.4.2.tgz package/400Regular/NotoSerif_400Regular.ttf
mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "$(cat classpath)" Ligatures.java package/400Regular/NotoSerif_400Regular.ttf
