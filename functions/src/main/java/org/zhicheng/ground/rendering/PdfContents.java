package org.zhicheng.ground.rendering;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;

/** Looks through every object of a PDF (ISO 32000), whether a page uses it or not, for what a picture of its pages leaves behind. */
final class PdfContents {
    static final int MAX_PAGES = 400;

    private static final int MAX_OBJECTS = 300_000;
    private static final Set<String> SCRIPT_ACTIONS = Set.of("JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "Hide");
    private static final Set<String> EMBEDDING_KINDS = Set.of("RichMedia", "3D", "Movie", "Sound", "Screen", "FileAttachment", "Rendition",
            "RichMediaExecute", "GoTo3DView", "EmbeddedFile");
    /** Where a profile names its colours (ISO 15076-1, 7.2.6), and their names. */
    private static final int PROFILE_SPACE = 16;
    private static final Map<String, COSName> PROFILE_SPACES = Map.of("GRAY", COSName.DEVICEGRAY, "RGB ", COSName.DEVICERGB, "CMYK",
            COSName.DEVICECMYK);
    private static final Set<String> EXTERNAL_ACTIONS = Set.of("GoToR", "GoToE", "Thread");

    private final COSDocument document;
    private final COSDictionary catalog;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> open = new ArrayDeque<>();
    private final Set<Oddity.Kind> found = EnumSet.noneOf(Oddity.Kind.class);

    PdfContents(COSDocument document, COSDictionary catalog) {
        this.document = document;
        this.catalog = catalog;
    }

    /** What stays behind, each once. */
    List<Oddity> oddities() throws Refusal {
        push(document.getTrailer());
        for (COSObjectKey key : new ArrayList<>(document.getXrefTable().keySet())) {
            push(document.getObjectFromPool(key));
        }
        while (!open.isEmpty()) {
            visit(open.pop());
        }
        checkForm();
        if (catalog.containsKey("Collection")) {
            found.add(Oddity.Kind.ATTACHMENTS);
        }
        if (catalog.getDictionaryObject(COSName.OCPROPERTIES) instanceof COSDictionary layers
                && layers.getDictionaryObject(COSName.D) instanceof COSDictionary shown
                && shown.getDictionaryObject(COSName.OFF) instanceof COSArray off && off.size() > 0) {
            found.add(Oddity.Kind.HIDDEN_LAYERS);
        }
        return found.stream().map(Oddity::new).toList();
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

    private void visit(COSBase object) throws Refusal {
        if (object instanceof COSArray array) {
            mendProfile(array);
            for (COSBase item : array) {
                push(item);
            }
        } else if (object instanceof COSDictionary dictionary) {
            judge(dictionary);
            for (COSBase value : dictionary.getValues()) {
                push(value);
            }
        }
    }

    private void judge(COSDictionary dictionary) throws Refusal {
        String action = name(dictionary, COSName.S);
        String subtype = name(dictionary, COSName.SUBTYPE);
        if (SCRIPT_ACTIONS.contains(action)) {
            found.add(Oddity.Kind.SCRIPTS);
        }
        if (EMBEDDING_KINDS.contains(action) || EMBEDDING_KINDS.contains(subtype)
                || EMBEDDING_KINDS.contains(name(dictionary, COSName.TYPE)) || dictionary.containsKey(COSName.EF)) {
            found.add(Oddity.Kind.ATTACHMENTS);
        }
        boolean externalStream = dictionary instanceof COSStream
                && (dictionary.containsKey(COSName.F) || dictionary.containsKey("FFilter"));
        // The paper is not whole without the other file.
        if (EXTERNAL_ACTIONS.contains(action) || externalStream || subtype.equals("Form") && dictionary.containsKey("Ref")) {
            throw new Refusal(RejectionReason.EXTERNAL_REFERENCE);
        }
        if (action.equals("URI")) {
            found.add(Oddity.Kind.LINKS);
        }
        if (dictionary.getDictionaryObject(COSName.DECODE_PARMS) instanceof COSDictionary parameters) {
            // The default, written out, makes PDFBox decode fax pages garbled.
            if (!parameters.getBoolean("EndOfLine", true)) {
                parameters.removeItem(COSName.getPDFName("EndOfLine"));
            }
        }
    }

    /**
     * ImageMagick gives grey scans a profile for colours. PDFBox goes by the profile, not by the number of channels that the file states (ISO
     * 32000, ICCBased), and would take three grey pixels for one in colour.
     */
    private static void mendProfile(COSArray space) {
        if (space.size() < 2 || !COSName.ICCBASED.equals(space.getObject(0)) || !(space.getObject(1) instanceof COSStream stream)) {
            return;
        }
        COSName stated = switch (stream.getInt(COSName.N)) {
            case 1 -> COSName.DEVICEGRAY;
            case 3 -> COSName.DEVICERGB;
            case 4 -> COSName.DEVICECMYK;
            default -> null;
        };
        try (InputStream in = stream.createInputStream()) {
            byte[] head = in.readNBytes(PROFILE_SPACE + 4);
            COSName meant = head.length < PROFILE_SPACE + 4
                    ? null
                    : PROFILE_SPACES.get(new String(head, PROFILE_SPACE, 4, StandardCharsets.US_ASCII));
            if (stated != null && meant != null && !stated.equals(meant)) {
                space.clear();
                space.add(stated);
            }
        } catch (IOException e) {
            // A broken profile is passed over by PDFBox too.
        }
    }

    /** A form that its program draws anew each time has no pages of its own, but one that says so. */
    private void checkForm() throws Refusal {
        if (catalog.getDictionaryObject(COSName.ACRO_FORM) instanceof COSDictionary form && form.containsKey(COSName.XFA)) {
            boolean hasFields = form.getDictionaryObject(COSName.FIELDS) instanceof COSArray fields && fields.size() > 0;
            if (!hasFields || catalog.getBoolean("NeedsRendering", false)) {
                throw new Refusal(RejectionReason.DYNAMIC_FORM);
            }
        }
    }

    /** Counts the pages themselves: the number that the file states may be wrong, and its tree may be a circle. */
    int countPages() throws Refusal {
        Set<COSBase> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> nodes = new ArrayDeque<>();
        if (catalog.getDictionaryObject(COSName.PAGES) instanceof COSDictionary root) {
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
        if (pages == 0) {
            throw new Refusal(RejectionReason.NO_PAGES);
        }
        return pages;
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }
}
