package org.zhicheng.ground.typesetting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** What every PDF of this product has in common: title, language, and the same bytes for the same input. */
public final class PdfFiles {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private PdfFiles() {
    }

    /**
     * Describes the document and makes it repeatable: its date and its identifier come from its content, not from the clock.
     *
     * @param content what the document is made from
     */
    public static void describe(PDDocument document, String title, String author, LocalDate date, byte[] content) {
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
        document.setDocumentId(ByteBuffer.wrap(sha256(content)).getLong());
    }

    /** The document as bytes. */
    public static byte[] save(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        document.save(out);
        return out.toByteArray();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
