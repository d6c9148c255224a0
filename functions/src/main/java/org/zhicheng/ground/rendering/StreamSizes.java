package org.zhicheng.ground.rendering;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;

/** Measures what the streams of a PDF become before PDFBox decodes them: it does so into memory, and ten megabytes can become ten gigabytes. */
final class StreamSizes {
    private static final long MAX_STREAM = 32L * 1024 * 1024;
    /** A4 at 600 dpi in colour. */
    private static final long MAX_IMAGE = 128L * 1024 * 1024;
    private static final long MAX_TOTAL = 1024L * 1024 * 1024;
    private static final long MAX_ROW = 1_000_000;
    /** A3 at 600 dpi, 70 million, and some margin. */
    static final long MAX_PIXELS = 100_000_000;
    /** Of a bit each: A0 at 300 dpi, 140 million, and some margin. */
    static final long MAX_BITS = 160_000_000;
    /** Proposed for PDF, written by some programs already, and no part of a Java library. */
    private static final COSName BROTLI = COSName.getPDFName("BrotliDecode");
    private static final Set<COSName> PICTURE_FILTERS = Set.of(COSName.DCT_DECODE, COSName.DCT_DECODE_ABBREVIATION, COSName.JPX_DECODE,
            COSName.JBIG2_DECODE, COSName.CCITTFAX_DECODE, COSName.CCITTFAX_DECODE_ABBREVIATION);

    private long left = MAX_TOTAL;

    /**
     * Decodes what is not a picture, to count, and reads the size of what is.
     *
     * @param dictionary of a stream, or the parameters of a picture within a page's content
     * @throws Refused where it would be more than the limits
     */
    void measure(byte[] content, COSDictionary dictionary) throws IOException {
        List<COSName> filters = filters(dictionary);
        long limit = Math.min(left, isPicture(dictionary) ? MAX_IMAGE : MAX_STREAM);
        byte[] data = content;
        for (int i = 0; i < filters.size(); i++) {
            COSName filter = filters.get(i);
            if (PICTURE_FILTERS.contains(filter)) {
                checkPicture(data, filter, dictionary, i);
                return;
            }
            if (filter.equals(BROTLI)) {
                throw new Refused(RejectionReason.UNKNOWN_COMPRESSION);
            }
            checkRows(parameters(dictionary, i));
            boolean last = i == filters.size() - 1;
            Counter counter = new Counter(limit, last ? OutputStream.nullOutputStream() : new ByteArrayOutputStream());
            Filter decoder = FilterFactory.INSTANCE.getFilter(filter);
            decoder.decode(new ByteArrayInputStream(data), counter, dictionary, i);
            left -= counter.count;
            if (!last) {
                data = ((ByteArrayOutputStream) counter.out).toByteArray();
            }
        }
    }

    private static void checkPicture(byte[] data, COSName filter, COSDictionary dictionary, int index) throws IOException {
        if (filter.equals(COSName.DCT_DECODE) || filter.equals(COSName.DCT_DECODE_ABBREVIATION)) {
            check(JpegStructure.pixels(data), MAX_PIXELS);
        } else if (filter.equals(COSName.JBIG2_DECODE)) {
            check(Jbig2Structure.pixels(withGlobals(data, parameters(dictionary, index))), MAX_BITS);
        } else if (filter.equals(COSName.JPX_DECODE)) {
            check(Jpeg2000.pixels(data), MAX_PIXELS);
        } else {
            COSDictionary parameters = parameters(dictionary, index);
            long rows = Math.max(parameters.getInt(COSName.ROWS, 0), dictionary.getInt(COSName.HEIGHT, COSName.H, 0));
            check(parameters.getInt(COSName.COLUMNS, 1728) * rows, MAX_BITS);
        }
    }

    /** As PDFBox decodes it: what pictures share stands before what is this one's own. */
    private static byte[] withGlobals(byte[] data, COSDictionary parameters) throws IOException {
        COSStream globals = parameters.getCOSStream(COSName.JBIG2_GLOBALS);
        if (globals == null) {
            return data;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        try (InputStream in = globals.createInputStream()) {
            in.transferTo(both);
        }
        both.writeBytes(data);
        return both.toByteArray();
    }

    private static void check(long pixels, long most) {
        if (pixels > most) {
            throw new Refused(RejectionReason.TOO_MANY_PIXELS);
        }
    }

    /** A predictor asks for memory by the width that the file states. */
    private static void checkRows(COSDictionary parameters) {
        long columns = parameters.getInt(COSName.COLUMNS, 1);
        long colours = parameters.getInt(COSName.COLORS, 1);
        long bits = parameters.getInt(COSName.BITS_PER_COMPONENT, 8);
        if (columns <= 0 || columns > MAX_ROW || colours <= 0 || colours > 32 || bits <= 0 || bits > 32) {
            throw new Refused(RejectionReason.TOO_COMPLEX);
        }
    }

    private static COSDictionary parameters(COSDictionary dictionary, int index) {
        COSBase parameters = dictionary.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (parameters instanceof COSArray array) {
            parameters = index < array.size() ? array.getObject(index) : null;
        }
        return parameters instanceof COSDictionary found ? found : new COSDictionary();
    }

    static List<COSName> filters(COSDictionary dictionary) {
        COSBase filters = dictionary.getDictionaryObject(COSName.FILTER, COSName.F);
        List<COSName> names = new ArrayList<>();
        if (filters instanceof COSName name) {
            names.add(name);
        } else if (filters instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.getObject(i) instanceof COSName name)) {
                    throw new Refused(RejectionReason.UNREADABLE);
                }
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isPicture(COSDictionary dictionary) {
        return COSName.IMAGE.equals(dictionary.getDictionaryObject(COSName.SUBTYPE));
    }

    /** Counts what is written, and keeps it where it is decoded further. */
    private static final class Counter extends OutputStream {
        private final long limit;
        private final OutputStream out;
        private long count;

        Counter(long limit, OutputStream out) {
            this.limit = limit;
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            add(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            add(length);
            out.write(bytes, from, length);
        }

        private void add(int more) {
            count += more;
            if (count > limit) {
                throw new Refused(RejectionReason.TOO_COMPLEX);
            }
        }
    }
}
