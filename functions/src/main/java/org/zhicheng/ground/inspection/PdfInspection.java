package org.zhicheng.ground.inspection;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

import org.zhicheng.ground.inspection.Inspection.Accepted;

/**
 * Inspects a PDF (ISO 32000): every object that its cross-reference table knows, whether a page uses it or not. Nothing is drawn,
 * and nothing is inflated without a limit.
 */
final class PdfInspection {
    static final int MAX_PAGES = 100;

    private static final int MAX_OBJECTS = 300_000;
    private static final long MAX_IMAGE_PIXELS = 100_000_000;
    private static final byte[] END = Bytes.ascii("%%EOF");
    /** Programs look for the end mark in the last kilobyte. */
    private static final int END_WITHIN = 1024;

    private static final Set<String> SCRIPT_KEYS = Set.of("JS", "JavaScript", "AA");
    private static final Set<String> SCRIPT_ACTIONS = Set.of("JavaScript", "Launch", "SubmitForm", "ImportData");
    private static final Set<String> EMBEDDING_KEYS = Set.of("EF", "EmbeddedFiles", "RichMediaContent", "RichMediaSettings",
            "RichMediaExecute");
    private static final Set<String> EMBEDDING_KINDS = Set.of("RichMedia", "3D", "Movie", "Sound", "Screen", "FileAttachment", "Rendition",
            "RichMediaExecute", "GoTo3DView", "EmbeddedFile");
    private static final Set<String> EXTERNAL_ACTIONS = Set.of("GoToR", "GoToE", "Thread");

    private final PDDocument document;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> open = new ArrayDeque<>();
    private final PdfStreams streams = new PdfStreams();
    private boolean links;

    private PdfInspection(PDDocument document) {
        this.document = document;
    }

    static Accepted inspect(byte[] content) throws Refusal {
        checkEnd(content);
        BoundedPdfParser parser = null;
        try {
            parser = new BoundedPdfParser(content);
            return inspect(parser);
        } catch (InvalidPasswordException e) {
            throw new Refusal(RejectionReason.ENCRYPTED);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Malformed files make the parser throw unchecked exceptions too, and deep nesting exhausts its stack.
            boolean tooComplex = parser != null && parser.refused();
            throw new Refusal(tooComplex ? RejectionReason.TOO_COMPLEX : RejectionReason.UNREADABLE);
        }
    }

    private static Accepted inspect(BoundedPdfParser parser) throws Refusal, IOException {
        try (PDDocument document = parser.parse()) {
            if (document.isEncrypted() || document.getDocument().getTrailer().containsKey(COSName.ENCRYPT)) {
                throw new Refusal(RejectionReason.ENCRYPTED);
            }
            Accepted accepted = new PdfInspection(document).accept();
            if (parser.refused()) {
                throw new Refusal(RejectionReason.TOO_COMPLEX);
            }
            return accepted;
        }
    }

    private static void checkEnd(byte[] content) throws Refusal {
        int end = Bytes.lastIndexOf(content, END, Math.max(0, content.length - END_WITHIN - END.length));
        if (end < 0) {
            // Somewhere before the tail: something was appended. Nowhere: something is missing.
            throw new Refusal(Bytes.lastIndexOf(content, END, 0) < 0 ? RejectionReason.TRUNCATED : RejectionReason.HIDDEN_CONTENT);
        }
        for (int i = end + END.length; i < content.length; i++) {
            if (content[i] != 0 && content[i] != '\r' && content[i] != '\n' && content[i] != ' ' && content[i] != '\t'
                    && content[i] != 0x1A) {
                throw new Refusal(RejectionReason.HIDDEN_CONTENT);
            }
        }
    }

    private Accepted accept() throws Refusal, IOException {
        push(document.getDocument().getTrailer());
        for (COSObjectKey key : new ArrayList<>(document.getDocument().getXrefTable().keySet())) {
            push(document.getDocument().getObjectFromPool(key));
        }
        while (!open.isEmpty()) {
            visit(open.pop());
        }
        checkOpenAction();
        int pages = countPages();
        PDRectangle first = document.getPage(0).getCropBox();
        boolean sideways = document.getPage(0).getRotation() % 180 != 0;
        int width = Math.round(sideways ? first.getHeight() : first.getWidth());
        int height = Math.round(sideways ? first.getWidth() : first.getHeight());
        return new Accepted(ContentType.PDF, pages, width, height, links ? List.of(InspectionWarning.LINKS) : List.of());
    }

    private void push(COSBase object) throws Refusal {
        COSBase value = object instanceof COSObject reference ? reference.getObject() : object;
        if ((value instanceof COSDictionary || value instanceof COSArray) && seen.add(value)) {
            if (seen.size() > MAX_OBJECTS) {
                throw new Refusal(RejectionReason.TOO_COMPLEX);
            }
            open.push(value);
        }
    }

    private void visit(COSBase object) throws Refusal, IOException {
        if (object instanceof COSArray array) {
            for (COSBase item : array) {
                push(item);
            }
        } else if (object instanceof COSDictionary dictionary) {
            judge(dictionary);
            if (dictionary instanceof COSStream stream) {
                streams.add(stream);
            }
            for (COSBase value : dictionary.getValues()) {
                push(value);
            }
        }
    }

    private void judge(COSDictionary dictionary) throws Refusal {
        for (COSName key : dictionary.keySet()) {
            if (SCRIPT_KEYS.contains(key.getName())) {
                throw new Refusal(RejectionReason.SCRIPTED);
            }
            if (EMBEDDING_KEYS.contains(key.getName())) {
                throw new Refusal(RejectionReason.EMBEDDED_CONTENT);
            }
            if (key.getName().equals("XFA")) {
                throw new Refusal(RejectionReason.DYNAMIC_FORM);
            }
        }
        String action = name(dictionary, COSName.S);
        String subtype = name(dictionary, COSName.SUBTYPE);
        if (SCRIPT_ACTIONS.contains(action)) {
            throw new Refusal(RejectionReason.SCRIPTED);
        }
        if (EMBEDDING_KINDS.contains(action) || EMBEDDING_KINDS.contains(subtype)
                || EMBEDDING_KINDS.contains(name(dictionary, COSName.TYPE))) {
            throw new Refusal(RejectionReason.EMBEDDED_CONTENT);
        }
        boolean externalStream = dictionary instanceof COSStream
                && (dictionary.containsKey(COSName.F) || dictionary.containsKey("FFilter"));
        if (EXTERNAL_ACTIONS.contains(action) || externalStream || subtype.equals("Form") && dictionary.containsKey("Ref")) {
            throw new Refusal(RejectionReason.EXTERNAL_REFERENCE);
        }
        if (subtype.equals("Image")
                && (long) dictionary.getInt(COSName.WIDTH, 0) * dictionary.getInt(COSName.HEIGHT, 0) > MAX_IMAGE_PIXELS) {
            throw new Refusal(RejectionReason.TOO_MANY_PIXELS);
        }
        links |= action.equals("URI");
    }

    /** Where to open the document is harmless; anything else that happens on opening is not. */
    private void checkOpenAction() throws Refusal {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        if (catalog.getDictionaryObject(COSName.OPEN_ACTION) instanceof COSDictionary action && !name(action, COSName.S).equals("GoTo")) {
            throw new Refusal(RejectionReason.SCRIPTED);
        }
    }

    /** Counts the pages themselves: the number that the file states may be wrong, and its tree may be a circle. */
    private int countPages() throws Refusal {
        Set<COSBase> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> nodes = new ArrayDeque<>();
        if (document.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.PAGES) instanceof COSDictionary root) {
            nodes.push(root);
        }
        int pages = 0;
        while (!nodes.isEmpty()) {
            COSDictionary node = nodes.pop();
            if (node.getDictionaryObject(COSName.KIDS) instanceof COSArray kids) {
                // A page counts as often as it is named; a branch counts once, or a circle of them would never end.
                if (visited.add(node)) {
                    for (int i = 0; i < kids.size(); i++) {
                        if (kids.getObject(i) instanceof COSDictionary kid) {
                            nodes.push(kid);
                        }
                    }
                }
            } else if (++pages > MAX_PAGES) {
                throw new Refusal(RejectionReason.TOO_MANY_PAGES);
            }
        }
        if (pages == 0 || document.getNumberOfPages() == 0) {
            throw new Refusal(RejectionReason.NO_PAGES);
        }
        return pages;
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }
}
