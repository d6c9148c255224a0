package org.zhicheng.ground.rendering;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.model.baselayer.Object;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** veraPDF's parser, which has nothing in common with the one that renders. */
final class AnotherReader {
    private AnotherReader() {
    }

    /** What a PDF consists of, as veraPDF names it: kinds of objects ({@code PD…}) and of steps of drawing ({@code Op_…}). */
    static Set<String> kinds(byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        Set<String> kinds = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<Object> open = new ArrayDeque<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_3_U)) {
            open.push(parser.getRoot());
            while (!open.isEmpty()) {
                Object object = open.pop();
                kinds.add(object.getObjectType());
                if (object.getID() == null || seen.add(object.getObjectType() + object.getID())) {
                    object.getLinks().forEach(link -> object.getLinkedObjects(link).stream().filter(Objects::nonNull).forEach(open::push));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        kinds.removeIf(kind -> !kind.startsWith("PD") && !kind.startsWith("Op_"));
        return kinds;
    }
}
