package org.zhicheng.ground.rendering;

import java.awt.Dimension;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.pdfbox.cos.COSDictionary;

/** What was shrunk for a document and is drawn again: a ground on each page, a tile again and again. Of many those that were drawn last. */
final class ShrunkPictures {
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private final Map<Key, ShrunkPicture> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** The same picture, as large, if it is here; else this one, which is so from now on. */
    ShrunkPicture kept(ShrunkPicture picture) {
        Key key = new Key(picture.getCOSObject(), picture.size());
        ShrunkPicture found = kept.get(key);
        if (found != null) {
            return found;
        }
        kept.put(key, picture);
        bytes += bytes(key);
        for (Iterator<Key> oldest = kept.keySet().iterator(); bytes > MAX_BYTES && kept.size() > 1;) {
            bytes -= bytes(oldest.next());
            oldest.remove();
        }
        return picture;
    }

    private static long bytes(Key key) {
        return 4L * key.size().width * key.size().height;
    }

    private record Key(COSDictionary picture, Dimension size) {
    }
}
