package org.zhicheng.ground.rendering;

import java.awt.Dimension;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** What was shrunk for a document and is drawn again: a ground on each page, a tile again and again. Of many those that were drawn last. */
final class ShrunkPictures {
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private final Map<Key, ShrunkPicture> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private int found;

    /**
     * A picture as large as it is drawn, where it has more pixels than that: the one that is here already, if its colours mean the same.
     *
     * @param place of a square of 1 on the page's picture, where this one is drawn
     */
    PDImage of(PDImage picture, AffineTransform place) throws IOException {
        PDImage drawn = ShrunkPicture.of(picture, place);
        // One within a page's content is another one each time.
        return drawn instanceof ShrunkPicture shrunk && picture instanceof PDImageXObject ? kept(shrunk) : drawn;
    }

    /** How often one was here already. */
    int found() {
        return found;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    private ShrunkPicture kept(ShrunkPicture picture) throws IOException {
        Key key = Key.of(picture);
        ShrunkPicture same = kept.get(key);
        if (same != null) {
            found++;
            return same;
        }
        kept.put(key, picture);
        bytes += picture.bytes();
        for (Iterator<ShrunkPicture> oldest = kept.values().iterator(); bytes > MAX_BYTES && kept.size() > 1;) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
        return picture;
    }

    /** What a picture's colours mean, and those that a palette is of, a page may say anew. */
    private record Key(COSDictionary picture, Dimension size, COSBase space, COSBase palette) {

        static Key of(ShrunkPicture picture) throws IOException {
            PDColorSpace space = picture.isStencil() ? null : picture.getColorSpace();
            return new Key(picture.getCOSObject(), picture.size(), space == null ? null : space.getCOSObject(),
                    space instanceof PDIndexed indexed ? indexed.getBaseColorSpace().getCOSObject() : null);
        }
    }
}
