package org.zhicheng.ground.typesetting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as it is heard: the text of each element, in the order of the structure and not of the page. */
public final class StructuredText {

    private final Map<String, String> marked = new HashMap<>();
    private final List<Element> elements = new ArrayList<>();

    private StructuredText() {
    }

    /** @param type such as {@code H1} or {@code TD}; {@code text} is a picture's description where it has no letters */
    public record Element(String type, String text) {
    }

    /** What has a text of its own, in its order. */
    public static List<Element> read(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StructuredText text = new StructuredText();
            for (PDPage page : document.getPages()) {
                PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
                extractor.setSuppressDuplicateOverlappingText(false);
                extractor.processPage(page);
                extractor.getMarkedContents().forEach(content -> text.collect(page, content));
            }
            text.walk(document.getDocumentCatalog().getStructureTreeRoot());
            return text.elements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it in one line. */
    public static String words(byte[] pdf) {
        return String.join("", read(pdf).stream().map(Element::text).toList());
    }

    private void collect(PDPage page, PDMarkedContent content) {
        StringBuilder letters = new StringBuilder();
        for (Object part : content.getContents()) {
            if (part instanceof TextPosition position) {
                letters.append(position.getUnicode());
            }
        }
        if (content.getMCID() >= 0) {
            marked.merge(key(page, content.getMCID()), letters.toString(), String::concat);
        }
    }

    private static String key(PDPage page, int id) {
        return System.identityHashCode(page.getCOSObject()) + " " + id;
    }

    private void walk(PDStructureNode node) {
        StringBuilder own = new StringBuilder();
        for (Object kid : node.getKids()) {
            switch (kid) {
                case PDStructureElement element -> {
                    add(node, own.toString());
                    own.setLength(0);
                    walk(element);
                }
                case PDMarkedContentReference reference ->
                    own.append(marked.getOrDefault(key(reference.getPage(), reference.getMCID()), "?"));
                default -> throw new AssertionError("an unexpected part of the structure: " + kid);
            }
        }
        add(node, own.toString());
    }

    private void add(PDStructureNode node, String own) {
        if (node instanceof PDStructureElement element) {
            String text = own.isEmpty() && element.getAlternateDescription() != null ? element.getAlternateDescription() : own;
            if (!text.isEmpty()) {
                elements.add(new Element(element.getStructureType(), text));
            }
        }
    }
}
