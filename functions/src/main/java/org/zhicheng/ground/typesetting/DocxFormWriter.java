package org.zhicheng.ground.typesetting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a form as a Word document (Office Open XML, ECMA-376), for offices that edit it before signing (R19). Written here
 * because a form is a dozen paragraphs: Apache POI would add 19 MB of libraries to every function.
 */
final class DocxFormWriter {
    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    /** ZIP has no time zone; a fixed time keeps the bytes the same. */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    /** Half points: 16 and 22 points. */
    private static final String TEXT = "32";
    private static final String TITLE = "44";

    private static final String CONTENT_TYPES = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/word/document.xml" \
      ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
      <Override PartName="/word/styles.xml" \
      ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>\
      <Override PartName="/word/footer1.xml" \
      ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>\
      <Override PartName="/docProps/core.xml" \
      ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
      </Types>""";

    private static final String PACKAGE_RELATIONSHIPS = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
      Target="word/document.xml"/>\
      <Relationship Id="rId2" \
      Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
      Target="docProps/core.xml"/>\
      </Relationships>""";

    private static final String DOCUMENT_RELATIONSHIPS = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" \
      Target="styles.xml"/>\
      <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" \
      Target="footer1.xml"/>\
      </Relationships>""";

    /** The fonts that every Chinese office has: 仿宋 for text, as GB/T 9704 asks for. */
    private static final String STYLES = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>\
      <w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>\
      <w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>\
      </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
      <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:kinsoku/>\
      <w:spacing w:line="580" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style></w:styles>""";

    /** The page number between dashes. */
    private static final String FOOTER = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>\
      <w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>\
      <w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>\
      <w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>""";

    private final XMLStreamWriter xml;

    private DocxFormWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(FormDocument form) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                entry(zip, "[Content_Types].xml", utf8(CONTENT_TYPES));
                entry(zip, "_rels/.rels", utf8(PACKAGE_RELATIONSHIPS));
                entry(zip, "docProps/core.xml", core(form.title()));
                entry(zip, "word/document.xml", document(form));
                entry(zip, "word/styles.xml", utf8(STYLES));
                entry(zip, "word/footer1.xml", utf8(FOOTER));
                entry(zip, "word/_rels/document.xml.rels", utf8(DOCUMENT_RELATIONSHIPS));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] core(String title) throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("cp", "coreProperties", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
        xml.writeNamespace("cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
        xml.writeNamespace("dc", "http://purl.org/dc/elements/1.1/");
        xml.writeStartElement("dc", "title", "http://purl.org/dc/elements/1.1/");
        xml.writeCharacters(title);
        xml.writeEndElement();
        xml.writeStartElement("dc", "language", "http://purl.org/dc/elements/1.1/");
        xml.writeCharacters("zh-CN");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return out.toByteArray();
    }

    private static byte[] document(FormDocument form) throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("w", "document", W);
        xml.writeNamespace("w", W);
        xml.writeNamespace("r", R);
        xml.writeStartElement("w", "body", W);
        new DocxFormWriter(xml).body(form);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return out.toByteArray();
    }

    private void body(FormDocument form) throws XMLStreamException {
        if (!form.annex().isEmpty()) {
            start("p");
            run(form.annex(), "黑体", TEXT, false);
            end();
        }
        title(form.title());
        for (int i = 0; i < form.paragraphs().size(); i++) {
            boolean signed = i + 1 < form.paragraphs().size() && form.paragraphs().get(i + 1) instanceof FormDocument.Signature;
            switch (form.paragraphs().get(i)) {
                case FormDocument.Body body -> text("", body.text(), signed);
                case FormDocument.Labelled labelled -> text(labelled.label(), labelled.text(), signed);
                case FormDocument.Signature signature -> signature(signature.lines());
            }
        }
        section();
    }

    private void title(String title) throws XMLStreamException {
        start("p");
        start("pPr");
        element("spacing", "before", "240", "after", "360", "line", "700", "lineRule", "exact");
        element("jc", "val", "center");
        end();
        run(title, "宋体", TITLE, true);
        end();
    }

    /**
     * @param signed whether signatures follow, which must not stand on a page alone
     */
    private void text(String label, String text, boolean signed) throws XMLStreamException {
        List<String> parts = FormDocument.lines(text);
        for (int i = 0; i < parts.size(); i++) {
            start("p");
            start("pPr");
            if (signed && i == parts.size() - 1) {
                element("keepNext");
            }
            // Two characters; the second value serves programs that don't know characters as a unit.
            element("ind", "firstLineChars", "200", "firstLine", "640");
            end();
            if (i == 0 && !label.isEmpty()) {
                run(label, "", TEXT, true);
            }
            run(parts.get(i), "", TEXT, false);
            end();
        }
    }

    private void signature(List<String> lines) throws XMLStreamException {
        start("p");
        start("pPr");
        element("keepNext");
        end();
        end();
        for (int i = 0; i < lines.size(); i++) {
            start("p");
            start("pPr");
            if (i < lines.size() - 1) {
                element("keepNext");
            }
            element("keepLines");
            element("ind", "left", "4420");
            element("jc", "val", "left");
            end();
            run(lines.get(i), "", TEXT, false);
            end();
        }
    }

    /** A4 with the margins of GB/T 9704, in twentieths of a point. */
    private void section() throws XMLStreamException {
        start("sectPr");
        xml.writeEmptyElement("w", "footerReference", W);
        xml.writeAttribute("w", W, "type", "default");
        xml.writeAttribute("r", R, "id", "rId2");
        element("pgSz", "w", "11906", "h", "16838");
        element("pgMar", "top", "2098", "right", "1474", "bottom", "1984", "left", "1587", "header", "851", "footer", "1191", "gutter",
                "0");
        end();
    }

    private void run(String text, String font, String halfPoints, boolean bold) throws XMLStreamException {
        start("r");
        start("rPr");
        if (!font.isEmpty()) {
            element("rFonts", "eastAsia", font, "hint", "eastAsia");
        } else {
            element("rFonts", "hint", "eastAsia");
        }
        if (bold) {
            element("b");
        }
        element("sz", "val", halfPoints);
        element("szCs", "val", halfPoints);
        end();
        start("t");
        xml.writeAttribute("xml:space", "preserve");
        xml.writeCharacters(text);
        end();
        end();
    }

    private void start(String name) throws XMLStreamException {
        xml.writeStartElement("w", name, W);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void element(String name, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement("w", name, W);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute("w", W, attributes[i], attributes[i + 1]);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
