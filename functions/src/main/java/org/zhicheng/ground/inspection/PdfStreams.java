package org.zhicheng.ground.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/** Measures what the streams of a PDF become when they are decoded, without keeping it. */
final class PdfStreams {
    private static final long MAX_STREAM = 32L * 1024 * 1024;
    /** A4 at 600 dpi in colour. */
    private static final long MAX_IMAGE = 128L * 1024 * 1024;
    private static final long MAX_TOTAL = 512L * 1024 * 1024;
    /** Streams may overlap in the file, so that the sum of their lengths is more than its own. */
    private static final long MAX_RAW = 4L * FileInspection.MAX_BYTES;
    /** The most that a byte can become: a code of 12 bits stands for up to 4,096 bytes. */
    private static final long LZW_FACTOR = 2731;
    private static final long RUN_LENGTH_FACTOR = 64;
    private static final long MAX_ROW = 1_000_000;

    private long total;
    private long raw;

    /** Adds a stream that a viewer would decode. */
    void add(COSStream stream) throws Refusal, IOException {
        byte[] content = content(stream);
        raw += content.length;
        long limit = isImage(stream) ? MAX_IMAGE : MAX_STREAM;
        long decoded = 0;
        int expanding = 0;
        List<COSName> filters = filters(stream);
        for (int i = 0; i < filters.size(); i++) {
            COSName filter = filters.get(i);
            if (isFlate(filter)) {
                expanding++;
                // Behind a text code, as old programs write it, the data are not measured: nothing here decodes them.
                decoded = i == 0 ? inflated(content, Math.min(limit, MAX_TOTAL - total)) : 0;
            } else if (filter.equals(COSName.LZW_DECODE) || filter.equals(COSName.LZW_DECODE_ABBREVIATION)) {
                expanding++;
                decoded = content.length * LZW_FACTOR;
            } else if (filter.equals(COSName.RUN_LENGTH_DECODE) || filter.equals(COSName.RUN_LENGTH_DECODE_ABBREVIATION)) {
                expanding++;
                decoded = content.length * RUN_LENGTH_FACTOR;
            }
        }
        total += decoded;
        if (expanding > 1 || decoded > limit || total > MAX_TOTAL || raw > MAX_RAW) {
            throw new Refusal(RejectionReason.TOO_COMPLEX);
        }
    }

    /**
     * Measures a stream that the parser itself reads: it may be plain, or deflated once.
     *
     * @return its decoded length
     */
    static long measureStructure(COSStream stream, long limit) throws Refusal, IOException {
        List<COSName> filters = filters(stream);
        byte[] content = content(stream);
        if (filters.isEmpty() && content.length <= limit) {
            return content.length;
        }
        if (filters.size() != 1 || !isFlate(filters.getFirst()) || !rowsAreSmall(stream)) {
            throw new Refusal(RejectionReason.TOO_COMPLEX);
        }
        return inflated(content, limit);
    }

    /** As PDFBox does, the two bytes of the zlib header are skipped unread. */
    private static long inflated(byte[] content, long limit) throws Refusal {
        return Inflation.limited(content, 2, content.length, limit, true);
    }

    /** A predictor asks for memory by the width that the file states. */
    private static boolean rowsAreSmall(COSStream stream) {
        COSBase parameters = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (parameters instanceof COSArray array && array.size() > 0) {
            parameters = array.getObject(0);
        }
        if (!(parameters instanceof COSDictionary dictionary)) {
            return true;
        }
        long columns = dictionary.getInt(COSName.COLUMNS, 1);
        long colours = dictionary.getInt(COSName.COLORS, 1);
        long bits = dictionary.getInt(COSName.BITS_PER_COMPONENT, 8);
        return columns > 0 && columns <= MAX_ROW && colours > 0 && colours <= 32 && bits > 0 && bits <= 32;
    }

    private static List<COSName> filters(COSStream stream) throws Refusal {
        COSBase filters = stream.getFilters();
        List<COSName> names = new ArrayList<>();
        if (filters instanceof COSName name) {
            names.add(name);
        } else if (filters instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.getObject(i) instanceof COSName name)) {
                    throw new Refusal(RejectionReason.UNREADABLE);
                }
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isFlate(COSName filter) {
        return filter.equals(COSName.FLATE_DECODE) || filter.equals(COSName.FLATE_DECODE_ABBREVIATION);
    }

    private static boolean isImage(COSStream stream) {
        return stream.getDictionaryObject(COSName.SUBTYPE) instanceof COSName name && name.equals(COSName.IMAGE);
    }

    private static byte[] content(COSStream stream) throws IOException {
        try (InputStream in = stream.createRawInputStream()) {
            return in.readAllBytes();
        }
    }
}
