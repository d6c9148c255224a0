package org.zhicheng.ground.rendering;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

import org.zhicheng.ground.rendering.Oddity.Kind;

/** Draws the pages of a PDF by PDFBox. */
final class PdfRendering {
    private static final byte[] END = Bytes.ascii("%%EOF");
    private static final byte[] BEGIN = Bytes.ascii("%PDF-");
    private static final double DOTS_A_POINT = 150 / 72.0;
    private static final double SMALLEST_SIDE = 1200;
    private static final double NEARLY_EMPTY = 0.0002;
    private static final double NEARLY_BLACK = 0.95;
    /** Of each kind: who reads ten of them looks at all pages. */
    private static final int MOST_OF_A_KIND = 10;

    private final PDDocument document;
    private final BoundedPdfParser parser;
    private final Effort effort = new Effort();
    private final ShrunkPictures pictures;
    private final List<Rendering.Page> pages = new ArrayList<>();
    private final List<Oddity> oddities = new ArrayList<>();
    private PageDrawing.Losses losses = new PageDrawing.Losses();

    /** Held here, or the JDK forgets that they are off: what PDFBox says of a file would carry a stranger's words into the log. */
    private static final List<Logger> SILENT = Stream.of("org.apache.pdfbox", "org.apache.fontbox").map(Logger::getLogger).toList();

    static {
        OwnFonts.use();
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private PdfRendering(PDDocument document, BoundedPdfParser parser, ShrunkPictures pictures) {
        this.document = document;
        this.parser = parser;
        this.pictures = pictures;
    }

    /** @param pictures none yet */
    static Rendering render(byte[] content, Renderer.Progress progress, ShrunkPictures pictures) throws Refusal {
        byte[] proper = proper(content);
        BoundedPdfParser parser = null;
        try {
            parser = new BoundedPdfParser(proper);
            try (PDDocument document = parser.parse()) {
                PdfRendering rendering = new PdfRendering(document, parser, pictures);
                if (isJoined(proper)) {
                    rendering.oddities.add(new Oddity(Kind.MORE_THAN_ONE_DOCUMENT));
                }
                rendering.draw(progress);
                if (parser.refusal().isPresent()) {
                    throw parser.refusal().get();
                }
                return new Rendering.Rendered(ContentType.PDF, rendering.pages, rendering.oddities);
            }
        } catch (InvalidPasswordException e) {
            throw new Refusal(RejectionReason.ENCRYPTED);
        } catch (Refused e) {
            throw e.refusal();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Malformed files make the parser throw unchecked exceptions too, and deep nesting exhausts its stack.
            if (parser != null && parser.refusal().isPresent()) {
                throw parser.refusal().get();
            }
            throw new Refusal(RejectionReason.UNREADABLE);
        }
    }

    /** From the mark of its begin to that of its end; a page or a program behind that was not put there by a scanner. */
    private static byte[] proper(byte[] content) throws Refusal {
        int end = Bytes.lastIndexOf(content, END, 0);
        if (end < 0) {
            throw new Refusal(RejectionReason.TRUNCATED);
        }
        if (Bytes.looksActive(content, end + END.length)) {
            throw new Refusal(RejectionReason.HIDDEN_CONTENT);
        }
        return Arrays.copyOfRange(content, Bytes.pdfStart(content), end + END.length);
    }

    /** Whether a second document begins behind the end of a first one: which of them is shown depends on the program. */
    private static boolean isJoined(byte[] content) {
        int end = Bytes.indexOf(content, END, 0, content.length);
        return Bytes.indexOf(content, BEGIN, end, content.length) >= 0;
    }

    private void draw(Renderer.Progress progress) throws Refusal, IOException {
        PdfContents contents = new PdfContents(document.getDocument(), document.getDocumentCatalog().getCOSObject());
        oddities.addAll(contents.oddities());
        contents.countPages();
        int count = document.getNumberOfPages();
        if (count == 0) {
            throw new Refusal(RejectionReason.NO_PAGES);
        }
        PDFRenderer renderer = new PDFRenderer(document) {
            @Override
            protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
                PageDrawing drawing = new PageDrawing(parameters, effort, parser.sizes(), pictures, losses);
                drawing.setAnnotationFilter(getAnnotationsFilter());
                return drawing;
            }
        };
        renderer.setSubsamplingAllowed(true);
        for (int i = 0; i < count; i++) {
            progress.pages(i, count);
            BufferedImage image = draw(renderer, i);
            Look look = Look.at(image);
            remark(i + 1, look);
            pages.add(PagePictures.encode(image, look));
            parser.pageIsDrawn();
        }
        progress.pages(count, count);
    }

    private BufferedImage draw(PDFRenderer renderer, int index) throws IOException {
        for (Iterator<PDStream> contents = document.getPage(index).getContentStreams(); contents.hasNext();) {
            BoundedPdfParser.measure(contents.next());
        }
        double longest = showWhole(document.getPage(index));
        float scale = (float) (Math.clamp(longest * DOTS_A_POINT, SMALLEST_SIDE, Renderer.LONGEST_SIDE) / longest);
        losses = new PageDrawing.Losses();
        renderer.setAnnotationsFilter(annotation -> true);
        try {
            return renderer.renderImage(index, scale, ImageType.RGB);
        } catch (IOException e) {
            losses = new PageDrawing.Losses();
            losses.content++;
            renderer.setAnnotationsFilter(annotation -> false);
            return renderer.renderImage(index, scale, ImageType.RGB);
        }
    }

    /**
     * Takes away a box that would hide the page.
     *
     * @return the longer side of the page, in points
     */
    private static double showWhole(PDPage page) {
        if (isNothing(page.getCropBox())) {
            page.setCropBox(page.getMediaBox());
        }
        if (isNothing(page.getCropBox())) {
            page.setMediaBox(PDRectangle.A4);
            page.setCropBox(PDRectangle.A4);
        }
        return Math.max(page.getCropBox().getWidth(), page.getCropBox().getHeight());
    }

    private static boolean isNothing(PDRectangle box) {
        return !(box.getWidth() >= 1 && box.getHeight() >= 1);
    }

    private void remark(int page, Look look) {
        add(Kind.LOST_LETTERS, page, losses.letters);
        add(Kind.LOST_PICTURES, page, losses.pictures);
        add(Kind.LOST_CONTENT, page, losses.content);
        add(Kind.NEARLY_EMPTY, page, look.inked() < NEARLY_EMPTY ? 1 : 0);
        add(Kind.NEARLY_BLACK, page, look.black() > NEARLY_BLACK ? 1 : 0);
    }

    private void add(Kind kind, int page, int count) {
        if (count > 0 && oddities.stream().filter(odd -> odd.kind() == kind).count() < MOST_OF_A_KIND) {
            oddities.add(new Oddity(kind, page, count));
        }
    }
}
