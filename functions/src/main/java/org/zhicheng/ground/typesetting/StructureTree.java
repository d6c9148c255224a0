package org.zhicheng.ground.typesetting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;

/**
 * What the marks on a PDF's pages are, in the order in which they are to be read, so that the paper can be heard (PDF/UA-1, ISO 14289-1):
 * headings, paragraphs, tables, pictures. Whatever is none of them is decoration. One document, one thread.
 */
public final class StructureTree {

    private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
    private final PDStructureElement whole = new PDStructureElement("Document", tree);
    private final List<PDPage> sheets = new ArrayList<>();
    /** Of each sheet the elements of its marked content, in its order. */
    private final List<COSArray> parents = new ArrayList<>();

    public StructureTree(PDDocument document) {
        tree.appendKid(whole);
        PDMarkInfo info = new PDMarkInfo();
        info.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(info);
        document.getDocumentCatalog().setStructureTreeRoot(tree);
    }

    /** Something to be drawn. */
    @FunctionalInterface
    public interface Drawing {
        void draw() throws IOException;
    }

    /** A part of the document itself, such as {@code H1} or {@code P}. */
    public PDStructureElement element(String type) {
        return element(whole, type);
    }

    /** A part of another part. */
    public PDStructureElement element(PDStructureNode parent, String type) {
        PDStructureElement element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /**
     * A picture.
     *
     * @param description what it shows, for who does not see it
     */
    public PDStructureElement figure(String description, PDRectangle place) {
        PDStructureElement figure = element("Figure");
        figure.setAlternateDescription(description);
        PDLayoutAttributeObject layout = new PDLayoutAttributeObject();
        layout.setBBox(place);
        figure.addAttribute(layout);
        return figure;
    }

    /**
     * A cell of a row.
     *
     * @param scope of a heading: {@code Column} or {@code Row}; empty for any other cell
     */
    public PDStructureElement cell(PDStructureElement row, String scope, int span) {
        PDStructureElement cell = element(row, scope.isEmpty() ? "TD" : "TH");
        PDTableAttributeObject attributes = new PDTableAttributeObject();
        if (!scope.isEmpty()) {
            attributes.setScope(scope);
        }
        if (span > 1) {
            attributes.setColSpan(span);
        }
        if (!scope.isEmpty() || span > 1) {
            cell.addAttribute(attributes);
        }
        return cell;
    }

    /** Draws what belongs to an element; an element may go on over several places and sheets. */
    public void draw(PDPage sheet, PDPageContentStream page, PDStructureElement element, Drawing drawing) throws IOException {
        int index = sheets.indexOf(sheet);
        if (index < 0) {
            index = sheets.size();
            sheets.add(sheet);
            parents.add(new COSArray());
            sheet.setStructParents(index);
            sheet.getCOSObject().setName("Tabs", "S");
        }
        COSArray marked = parents.get(index);
        PDMarkedContentReference reference = new PDMarkedContentReference();
        reference.setPage(sheet);
        reference.setMCID(marked.size());
        element.appendKid(reference);
        page.beginMarkedContent(COSName.getPDFName(element.getStructureType()), marked.size());
        drawing.draw();
        page.endMarkedContent();
        marked.add(element);
    }

    /** Draws what nobody has to hear: rules, ornaments, numbers of pages, headings repeated on each page. */
    public static void decorate(PDPageContentStream page, Drawing drawing) throws IOException {
        page.beginMarkedContent(COSName.ARTIFACT);
        drawing.draw();
        page.endMarkedContent();
    }

    /** Writes down which element each mark belongs to, once everything is drawn. */
    public void finish() {
        COSArray numbers = new COSArray();
        for (int i = 0; i < parents.size(); i++) {
            numbers.add(COSInteger.get(i));
            numbers.add(parents.get(i));
        }
        COSDictionary parentTree = new COSDictionary();
        parentTree.setItem(COSName.NUMS, numbers);
        tree.getCOSObject().setItem(COSName.PARENT_TREE, parentTree);
        tree.setParentTreeNextKey(parents.size());
    }
}
