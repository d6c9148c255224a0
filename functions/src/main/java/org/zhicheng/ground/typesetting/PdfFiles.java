package org.zhicheng.ground.typesetting;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

import org.zhicheng.ground.hash.Sha256;

/**
 * What every PDF of this product has in common: title, language, the same bytes for the same input, and what PDF/A-3u (ISO 19005-3) and PDF/UA-1
 * (ISO 14289-1) ask for besides embedded fonts and a {@link StructureTree}, so that a paper can be read for as long as it is kept, and heard: what
 * its colours mean, and its description as XMP.
 */
public final class PdfFiles {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** Title, author's element, day; PDF/A asks that what it does not know itself, PDF/UA's own part, is declared. */
    private static final String XMP = """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
      xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>%s
      <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
      <pdf:Producer>zhicheng</pdf:Producer><xmp:CreateDate>%sT00:00:00+08:00</xmp:CreateDate>
      <pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
      </rdf:Description>
      <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
      xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfuaid:part>1</pdfuaid:part>
      <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>
      </pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta>
      <?xpacket end="r"?>""";

    private PdfFiles() {
    }

    /**
     * Describes the document and makes it repeatable: its date and its identifier come from its content, not from the clock.
     *
     * @param content what the document is made from
     */
    public static void describe(PDDocument document, String title, String author, LocalDate date, byte[] content) throws IOException {
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setAuthor(author);
        information.setProducer("zhicheng");
        Calendar created = GregorianCalendar.from(date.atStartOfDay(SHANGHAI));
        created.setTimeZone(TimeZone.getTimeZone(SHANGHAI));
        information.setCreationDate(created);
        document.getDocumentCatalog().setLanguage("zh-CN");
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
        document.getDocumentCatalog().addOutputIntent(srgb(document));
        document.getDocumentCatalog().setMetadata(xmp(document, title, author, date));
        document.setDocumentId(ByteBuffer.wrap(Sha256.of(content)).getLong());
    }

    private static PDOutputIntent srgb(PDDocument document) throws IOException {
        PDOutputIntent intent = new PDOutputIntent(document,
                new ByteArrayInputStream(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        return intent;
    }

    private static PDMetadata xmp(PDDocument document, String title, String author, LocalDate date) throws IOException {
        PDMetadata metadata = new PDMetadata(document);
        String creator = author.isEmpty() ? "" : "<dc:creator><rdf:Seq><rdf:li>" + escape(author) + "</rdf:li></rdf:Seq></dc:creator>";
        metadata.importXMPMetadata(XMP.formatted(escape(title), creator, date).getBytes(StandardCharsets.UTF_8));
        return metadata;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The document as bytes. */
    public static byte[] save(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        document.save(out);
        return out.toByteArray();
    }
}
