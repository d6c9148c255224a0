package org.zhicheng.dossier.files;

import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Attachment.Rejection;

/**
 * What is said of a material's rendering, beside its pages (R46).
 *
 * @param renderer the version of the renderer that made it; an old rendering is never replaced
 * @param ended false while it is being made
 * @param done pages that are made
 * @param of pages that there will be; 0 while that is not known
 * @param contentType what the file is, by its content
 * @param pages empty until it has ended, and where the file was refused
 * @param oddities what whoever looks at it should know, as the attachment keeps it
 * @param rejection why the file was refused
 */
public record Manifest(int renderer, boolean ended, int done, int of, Optional<String> contentType, List<Page> pages, List<String> oddities,
        Optional<Rejection> rejection) {

    public Manifest {
        pages = List.copyOf(pages);
        oddities = List.copyOf(oddities);
    }

    /** While it is being made. */
    public static Manifest underWay(int renderer, int done, int of) {
        return new Manifest(renderer, false, done, of, Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /** Refused, or not to be rendered within the limits. */
    public static Manifest refused(int renderer, Rejection rejection) {
        return new Manifest(renderer, true, 0, 0, Optional.empty(), List.of(), List.of(), Optional.of(rejection));
    }

    /**
     * A page, in pixels.
     *
     * @param preview the same, small; none of what was rendered before there were previews
     */
    public record Page(String contentType, int width, int height, Optional<Preview> preview) {
    }

    /** A small JPEG, in pixels. */
    public record Preview(int width, int height) {
    }
}
