#!/bin/sh
# PDFBox 3.0.8, JDK 17 and 25 (2026-11-29): a composite font with Identity-H whose program is missing or damaged is drawn with letters that
# nobody named. Its codes are numbers of glyphs. Where there is no ToUnicode table, PDFBox looks the number up in its substitute, whose glyphs
# are in another order than any but Microsoft's and Liberation's; where there is a table without a line, or the name Identity-H in its place,
# it takes the number itself for a character: 0x2F, which was an L, is drawn as a slash. Nothing tells: hasGlyph is true, toUnicode answers.
# Not the answer of toUnicode says that a letter is known, but a line for its code in the table, which one must parse oneself.
# Seen:
#   no table: L
#   a table without a line: /
#   the name Identity-H: /
#   a table that says X: X
# Fails, exit 1, where one of the four is otherwise.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>letters</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.8</version></dependency>
  </dependencies>
</project>
POM

cat > Letters.java <<'JAVA'
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

class Letters {
    private static final String TABLE = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def "
            + "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange %s endcmap end end";

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        boolean same = is("no table", null, "L");
        same &= is("a table without a line", stream(TABLE.formatted("")), "/");
        same &= is("the name Identity-H", COSName.IDENTITY_H, "/");
        same &= is("a table that says X", stream(TABLE.formatted("1 beginbfchar <002F> <0058> endbfchar")), "X");
        System.exit(same ? 0 : 1);
    }

    private static boolean is(String what, COSBase table, String expected) throws Exception {
        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, "Unknown");
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setName(COSName.BASE_FONT, "Unknown");
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setItem(COSName.FONT_DESC, descriptor);
        COSArray descendants = new COSArray();
        descendants.add(descendant);
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, "Unknown");
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        if (table != null) {
            font.setItem(COSName.TO_UNICODE, table);
        }
        String found = new PDType0Font(font).toUnicode(0x2F);
        System.out.println(what + ": " + found);
        return Objects.equals(found, expected);
    }

    private static COSStream stream(String content) throws Exception {
        COSStream stream = new COSStream();
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }
}
JAVA

mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "$(cat classpath)" Letters.java 2>/dev/null
