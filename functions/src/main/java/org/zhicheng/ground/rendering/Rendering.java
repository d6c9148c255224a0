package org.zhicheng.ground.rendering;

import java.util.List;

/** What became of an uploaded file (R15, R46). */
public sealed interface Rendering {
    /**
     * The file as everyone sees it from now on.
     *
     * @param contentType what the file is
     * @param pages one for a picture
     * @param oddities what the applicant and each reviewer should know
     */
    record Rendered(ContentType contentType, List<Page> pages, List<Oddity> oddities) implements Rendering {
        public Rendered {
            pages = List.copyOf(pages);
            oddities = List.copyOf(oddities);
        }
    }

    /** The file is refused; the reason says what to do. */
    record Refused(RejectionReason reason) implements Rendering {
    }

    /**
     * A page as a picture: upright, in sRGB, without metadata.
     *
     * @param content PNG of print in grey, JPEG of anything else
     * @param width in pixels
     * @param height in pixels
     * @param preview the same, small
     */
    record Page(ContentType type, byte[] content, int width, int height, Preview preview) {
    }

    /**
     * A page to be recognised by among others, not to be read.
     *
     * @param content JPEG
     * @param width in pixels
     * @param height in pixels
     */
    record Preview(byte[] content, int width, int height) {
    }
}
