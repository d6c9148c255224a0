package org.zhicheng.ground.rendering;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.ICOSParser;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** PDFBox's parser, with limits where it has none: each stream is measured before it is decoded, whoever asks for it. */
final class BoundedPdfParser extends PDFParser {
    /** Of pictures that are unpacked here: a large one with what it is cut out by, and one more. */
    private static final long MAX_UNPACKED = 80L * 1024 * 1024;
    private static final long MAX_SCRATCH = 256L * 1024 * 1024;

    private final MeasuredDocument measured;

    BoundedPdfParser(byte[] content) throws IOException {
        super(new RandomAccessReadBuffer(content), "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MAX_SCRATCH).streamCache);
        document.close();
        measured = new MeasuredDocument(this);
        document = measured;
    }

    /** Why a stream was refused; the parser itself may have gone on without it. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(measured.refused).map(Refused::refusal);
    }

    /** For pictures within a page's content. */
    StreamSizes sizes() {
        return measured.sizes;
    }

    /** Of a page's content PDFBox reads the raw bytes and inflates them by itself, past what is overridden here. */
    static void measure(PDStream content) throws IOException {
        if (content.getCOSObject() instanceof MeasuredStream stream) {
            stream.measure();
        }
    }

    /**
     * Decodes a picture of JPEG 2000 or a large JPEG, and what it is cut out by, if none was before: only then the dictionary, by which PDFBox
     * goes, states its size and colours as they are.
     */
    static void describe(COSDictionary picture) throws IOException {
        if (picture instanceof MeasuredStream stream) {
            stream.describe();
        }
        for (COSName mask : List.of(COSName.SMASK, COSName.MASK)) {
            if (picture.getDictionaryObject(mask) instanceof MeasuredStream stream) {
                stream.describe();
            }
        }
    }

    /** What was unpacked for a page is forgotten with it. */
    void pageIsDrawn() {
        measured.forget();
    }

    private static final class MeasuredDocument extends COSDocument {
        private final ICOSParser parser;
        private final StreamSizes sizes = new StreamSizes();
        private final Map<MeasuredStream, COSStream> unpacked = new IdentityHashMap<>();
        /** Those that are unpacked, the oldest first. */
        private final Deque<MeasuredStream> kept = new ArrayDeque<>();
        private long bytes;
        private Refused refused;

        MeasuredDocument(ICOSParser parser) {
            super(MemoryUsageSetting.setupMainMemoryOnly(MAX_SCRATCH).streamCache, parser);
            this.parser = parser;
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
            COSStream stream = new MeasuredStream(this, parser.createRandomAccessReadView(start, length));
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }

        /** Of many on one page the last ones: an older one is unpacked again where it is drawn again. */
        private void keep(MeasuredStream stream, COSStream samples) {
            unpacked.put(stream, samples);
            kept.add(stream);
            bytes += samples.getLength();
            while (bytes > MAX_UNPACKED && kept.size() > 1) {
                bytes -= unpacked.remove(kept.remove()).getLength();
            }
        }

        private void forget() {
            unpacked.clear();
            kept.clear();
            bytes = 0;
        }

        /** Opened by a certificate's key, for which PDFBox would want a library that is not here. */
        @Override
        public COSDictionary getEncryptionDictionary() {
            COSDictionary encryption = super.getEncryptionDictionary();
            if (encryption != null && !encryption.getNameAsString(COSName.FILTER, "").equals("Standard")) {
                refused = new Refused(RejectionReason.ENCRYPTED);
                throw refused;
            }
            return encryption;
        }
    }

    private static final class MeasuredStream extends COSStream {
        private final MeasuredDocument document;
        private boolean allowed;
        private boolean described;
        private Optional<Boolean> largeJpeg = Optional.empty();

        MeasuredStream(MeasuredDocument document, RandomAccessReadView content) throws IOException {
            super(null, content);
            this.document = document;
        }

        @Override
        public RandomAccessRead createView() throws IOException {
            measure();
            return super.createView();
        }

        @Override
        public COSInputStream createInputStream(DecodeOptions options) throws IOException {
            measure();
            return isUnpackedHere() ? unpacked().createInputStream(options) : super.createInputStream(options);
        }

        private void describe() throws IOException {
            List<COSName> filters = StreamSizes.filters(this);
            if (!filters.isEmpty() && filters.getLast().equals(COSName.DCT_DECODE) && !containsKey(COSName.BITS_PER_COMPONENT)) {
                // a JPEG needs not say it (ISO 32000, table 87), and PDFBox wants it
                setInt(COSName.BITS_PER_COMPONENT, 8);
            }
            if (!described && isUnpackedHere()) {
                unpacked();
            }
        }

        private boolean isUnpackedHere() throws IOException {
            return isJpeg2000() || isLargeJpeg();
        }

        /** Found out once: unpacking changes what the dictionary states. */
        private boolean isLargeJpeg() throws IOException {
            if (largeJpeg.isEmpty()) {
                boolean jpeg = StreamSizes.filters(this).equals(List.of(COSName.DCT_DECODE));
                largeJpeg = Optional.of(jpeg && JpegRows.isLarge(raw(), this));
            }
            return largeJpeg.get();
        }

        private byte[] raw() throws IOException {
            try (InputStream in = createRawInputStream()) {
                return in.readAllBytes();
            }
        }

        private boolean isJpeg2000() {
            List<COSName> filters = StreamSizes.filters(this);
            return !filters.isEmpty() && filters.getLast().equals(COSName.JPX_DECODE);
        }

        private COSStream unpacked() throws IOException {
            measure();
            COSStream samples = document.unpacked.get(this);
            if (samples == null) {
                samples = isLargeJpeg() ? JpegRows.unpack(raw(), this) : jpeg2000();
                document.keep(this, samples);
                described = true;
            }
            return samples;
        }

        private COSStream jpeg2000() throws IOException {
            try (InputStream in = new PDStream(this).createInputStream(List.of(COSName.JPX_DECODE.getName()))) {
                return Jpeg2000.unpack(in.readAllBytes(), this);
            }
        }

        private void measure() throws IOException {
            if (document.refused != null) {
                throw document.refused;
            }
            if (!allowed) {
                try {
                    document.sizes.measure(raw(), this);
                } catch (Refused e) {
                    document.refused = e;
                    throw e;
                }
                allowed = true;
            }
        }
    }
}
