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
    /** Half points: 9, 10.5, 12, 16 and 22 points. */
    private static final String REFERENCE = "18";
    private static final String SMALL = "21";
    private static final String FOOT = "24";
    private static final String TEXT = "32";
    private static final String TITLE = "44";
    /** Between the margins, in twentieths of a point. */
    private static final int PORTRAIT_WIDTH = 11906 - 1474 - 1587;
    private static final int LANDSCAPE_WIDTH = 16838 - 1134 - 1417;

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

    private final XMLStreamWriter xml;

    private DocxFormWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** @param forms one after the other, each a section with pages of its own numbers; the reference at the foot is the first one's */
    static byte[] write(List<FormDocument> forms) {
        FormDocument form = forms.getFirst();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                entry(zip, "[Content_Types].xml", utf8(CONTENT_TYPES));
                entry(zip, "_rels/.rels", utf8(PACKAGE_RELATIONSHIPS));
                entry(zip, "docProps/core.xml", core(form.title()));
                entry(zip, "word/document.xml", document(forms));
                entry(zip, "word/styles.xml", utf8(STYLES));
                entry(zip, "word/footer1.xml", footer(form.reference()));
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

    /** The page's number between dashes, or which page of how many behind what the form is about. */
    private static byte[] footer(String reference) throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("w", "ftr", W);
        xml.writeNamespace("w", W);
        DocxFormWriter writer = new DocxFormWriter(xml);
        writer.start("p");
        writer.start("pPr");
        writer.element("jc", "val", "center");
        writer.end();
        String size = reference.isEmpty() ? FOOT : REFERENCE;
        writer.run(reference.isEmpty() ? "— " : reference + "　第", "", size, false);
        writer.field("PAGE", size);
        writer.run(reference.isEmpty() ? " —" : "页，共", "", size, false);
        if (!reference.isEmpty()) {
            writer.field("NUMPAGES", size);
            writer.run("页", "", size, false);
        }
        writer.end();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return out.toByteArray();
    }

    /** What the program fills in. */
    private void field(String name, String halfPoints) throws XMLStreamException {
        start("fldSimple");
        xml.writeAttribute("w", W, "instr", " " + name + " ");
        run("1", "", halfPoints, false);
        end();
    }

    private static byte[] document(List<FormDocument> forms) throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("w", "document", W);
        xml.writeNamespace("w", W);
        xml.writeNamespace("r", R);
        xml.writeStartElement("w", "body", W);
        DocxFormWriter writer = new DocxFormWriter(xml);
        for (int i = 0; i < forms.size(); i++) {
            writer.body(forms.get(i), i < forms.size() - 1);
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return out.toByteArray();
    }

    /** @param goesOn whether another form follows: then the section ends with its last paragraph */
    private void body(FormDocument form, boolean goesOn) throws XMLStreamException {
        if (!form.annex().isEmpty()) {
            start("p");
            run(form.annex(), "黑体", TEXT, false);
            end();
        }
        title(form.title());
        for (int i = 0; i < form.paragraphs().size(); i++) {
            boolean signed = i + 1 < form.paragraphs().size() && form.paragraphs().get(i + 1) instanceof FormDocument.Signature;
            switch (form.paragraphs().get(i)) {
                case FormDocument.Heading heading ->
                    heading(heading.text(), i > 0 && form.paragraphs().get(i - 1) instanceof FormDocument.Signature);
                case FormDocument.Body body -> text("", body.text(), signed);
                case FormDocument.Labelled labelled -> text(labelled.label(), labelled.text(), signed);
                case FormDocument.Table table -> table(table, form.landscape() ? LANDSCAPE_WIDTH : PORTRAIT_WIDTH);
                case FormDocument.Signature signature -> signature(signature.lines());
            }
        }
        if (goesOn) {
            start("p");
            start("pPr");
            element("spacing", "line", "20", "lineRule", "exact");
            section(form.landscape());
            end();
            end();
        } else {
            section(form.landscape());
        }
    }

    /** @param anew whether it begins what is added behind the signatures, which has a page of its own */
    private void heading(String text, boolean anew) throws XMLStreamException {
        start("p");
        start("pPr");
        element("keepNext");
        if (anew) {
            element("pageBreakBefore");
        }
        end();
        run(text, "", TEXT, true);
        end();
    }

    /** The heading stands above the table on each page, and no row is torn that a page can hold. */
    private void table(FormDocument.Table table, int width) throws XMLStreamException {
        start("tbl");
        start("tblPr");
        element("tblW", "w", Integer.toString(width), "type", "dxa");
        start("tblBorders");
        for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
            element(side, "val", "single", "sz", "4", "space", "0", "color", "auto");
        }
        end();
        element("tblLayout", "type", "fixed");
        end();
        start("tblGrid");
        for (int i = 0; i < table.columns().size(); i++) {
            element("gridCol", "w", Integer.toString(between(table, i, i + 1, width)));
        }
        end();
        if (table.isHeaded()) {
            row(table, table.heading(), true, width);
        }
        for (List<FormDocument.Cell> cells : table.rows()) {
            row(table, cells, false, width);
        }
        end();
        // Word wants a paragraph behind a table.
        start("p");
        end();
    }

    private void row(FormDocument.Table table, List<FormDocument.Cell> cells, boolean heading, int width) throws XMLStreamException {
        start("tr");
        start("trPr");
        element("cantSplit");
        if (heading) {
            element("tblHeader");
        }
        end();
        int column = 0;
        for (FormDocument.Cell cell : cells) {
            start("tc");
            start("tcPr");
            element("tcW", "w", Integer.toString(between(table, column, column + cell.span(), width)), "type", "dxa");
            if (cell.span() > 1) {
                element("gridSpan", "val", Integer.toString(cell.span()));
            }
            end();
            column += cell.span();
            for (String line : FormDocument.lines(cell.text())) {
                start("p");
                start("pPr");
                element("spacing", "line", "300", "lineRule", "exact");
                element("jc", "val", "left");
                end();
                run(line, "", SMALL, cell.label());
                end();
            }
            end();
        }
        end();
    }

    private static int between(FormDocument.Table table, int column, int next, int width) {
        return (int) Math.round((table.before(next) - table.before(column)) * width);
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

    /** A4 with the margins of GB/T 9704, in twentieths of a point; a list of many columns on its side takes narrower ones. */
    private void section(boolean landscape) throws XMLStreamException {
        start("sectPr");
        xml.writeEmptyElement("w", "footerReference", W);
        xml.writeAttribute("w", W, "type", "default");
        xml.writeAttribute("r", R, "id", "rId2");
        if (landscape) {
            element("pgSz", "w", "16838", "h", "11906", "orient", "landscape");
            element("pgMar", "top", "1417", "right", "1134", "bottom", "1134", "left", "1417", "header", "567", "footer", "510", "gutter",
                    "0");
        } else {
            element("pgSz", "w", "11906", "h", "16838");
            element("pgMar", "top", "2098", "right", "1474", "bottom", "1984", "left", "1587", "header", "851", "footer", "1191", "gutter",
                    "0");
        }
        element("pgNumType", "start", "1");
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
