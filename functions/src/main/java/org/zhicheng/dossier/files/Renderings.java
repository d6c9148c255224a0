package org.zhicheng.dossier.files;

import java.time.Duration;
import java.util.Optional;

import org.zhicheng.ground.rendering.FileUse;

/** The renderings of materials (R46): asked for here, made by a function of its own, and found when they are there. */
public interface Renderings {

    /**
     * Has a file rendered, once.
     *
     * @return false where that was begun before and is over, whatever came of it
     */
    boolean start(Order order);

    /** What is known of a rendering, at the latest after some patience; at once where it has ended. */
    Optional<Manifest> find(String applicationId, String attachmentId, Duration patience);

    /** Writes down how far a rendering is, or what came of it. */
    void keep(String applicationId, String attachmentId, Manifest manifest);

    /**
     * What to render.
     *
     * @param failed true where it was tried, and the function died or took too long: only that is written down
     */
    record Order(String applicationId, String attachmentId, FileUse use, boolean failed) {
    }
}
