package org.zhicheng.ground.inspection;

import java.io.IOException;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.ICOSParser;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.pdfparser.PDFParser;

/**
 * PDFBox's parser, with a limit where it has none: it inflates object streams and cross-reference streams into memory whole, and
 * ten megabytes can become ten gigabytes. Each is measured first.
 */
final class BoundedPdfParser extends PDFParser {
    /** Real object streams hold some hundred kilobytes. */
    private static final long MAX_STRUCTURE = 8L * 1024 * 1024;
    private static final long MAX_STRUCTURE_TOTAL = 64L * 1024 * 1024;
    private static final long MAX_SCRATCH = 16L * 1024 * 1024;

    private final MeasuredDocument measured;

    BoundedPdfParser(byte[] content) throws IOException {
        super(new RandomAccessReadBuffer(content), "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MAX_SCRATCH).streamCache);
        document.close();
        measured = new MeasuredDocument(this);
        document = measured;
    }

    /** Whether a stream was refused; the parser itself may have gone on without it. */
    boolean refused() {
        return measured.refused;
    }

    private static final class MeasuredDocument extends COSDocument {
        private final ICOSParser parser;
        private long left = MAX_STRUCTURE_TOTAL;
        private boolean refused;

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
    }

    private static final class MeasuredStream extends COSStream {
        private final MeasuredDocument document;

        MeasuredStream(MeasuredDocument document, RandomAccessReadView content) throws IOException {
            super(null, content);
            this.document = document;
        }

        /** Called by the parser alone, for the two kinds of stream that it reads itself. */
        @Override
        public RandomAccessRead createView() throws IOException {
            if (document.refused) {
                throw new IOException("A stream of this document was refused before");
            }
            try {
                document.left -= PdfStreams.measureStructure(this, Math.min(MAX_STRUCTURE, document.left));
            } catch (Refusal e) {
                document.refused = true;
                throw new IOException("Refused", e);
            }
            return super.createView();
        }
    }
}
