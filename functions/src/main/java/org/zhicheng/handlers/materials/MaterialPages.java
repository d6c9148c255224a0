package org.zhicheng.handlers.materials;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.lambda.ApiResponse;

/**
 * Where the pages of a material are for a while (R46).
 *
 * @param uri of all pages as one PDF, where that was asked for
 */
public record MaterialPages(Optional<URI> uri, Instant validUntil, List<Page> pages) {

    public MaterialPages {
        pages = List.copyOf(pages);
    }

    /** A page as a picture, in pixels, and where it is small; nowhere of what was rendered before there were previews. */
    public record Page(URI uri, int width, int height, Optional<URI> preview) {
    }

    /**
     * How far a file is read.
     *
     * @param of pages that there are; 0 while that is not known
     */
    public record Reading(int done, int of) {
    }

    /** Not yet: to be asked for again. */
    static ApiResponse beingRead(int done, int of) {
        return ApiResponse.json(202, new Reading(done, of)).with("retry-after", "2");
    }
}
