package org.zhicheng.ground.rendering;

import static org.zhicheng.ground.rule.NoticeRule.R15;
import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.awt.image.BufferedImage;
import java.util.List;

import org.zhicheng.ground.rule.Rule;

/**
 * Makes of an uploaded file the pictures that everyone sees from then on (R15, R46): whatever else the file holds is left behind. It is judged
 * by its content, with limits on time and memory at each step, without ever opening a network connection or another file, and the same
 * file gives the same bytes again.
 */
@Rule({R15, R46})
public final class Renderer {
    /** Counted up with every change that makes other pictures of the same file. */
    public static final int VERSION = 5;
    /** At most 10 MB a file (R15). */
    public static final int MAX_BYTES = 10 * 1024 * 1024;
    /** A4 at 300 dpi is 3,508 high; a third less still shows the smallest print of a diploma. */
    static final int LONGEST_SIDE = 2480;

    private Renderer() {
    }

    /** Is told how far a rendering is. */
    @FunctionalInterface
    public interface Progress {
        void pages(int done, int of);
    }

    /** Renders a file, telling page by page how far it is. */
    public static Rendering render(byte[] content, FileUse use, Progress progress) {
        try {
            return rendered(content, use, progress);
        } catch (Refusal e) {
            return new Rendering.Refused(e.reason());
        } catch (OutOfMemoryError e) {
            // The limits are drawn so that it does not happen; where it does, the file is the reason.
            return new Rendering.Refused(RejectionReason.TOO_COMPLEX);
        }
    }

    private static Rendering rendered(byte[] content, FileUse use, Progress progress) throws Refusal {
        if (content.length == 0) {
            throw new Refusal(RejectionReason.EMPTY);
        }
        if (content.length > MAX_BYTES) {
            throw new Refusal(RejectionReason.TOO_LARGE);
        }
        ContentType type = Bytes.type(content);
        if (type == ContentType.PDF) {
            if (use == FileUse.PORTRAIT) {
                throw new Refusal(RejectionReason.PORTRAIT_MUST_BE_PICTURE);
            }
            return PdfRendering.render(content, progress, new ShrunkPictures());
        }
        Picture picture = Picture.read(content, type);
        Rendering.Page page = use == FileUse.PORTRAIT ? PortraitPhoto.print(picture) : page(picture.seen(LONGEST_SIDE));
        progress.pages(1, 1);
        return new Rendering.Rendered(type, List.of(page), picture.oddities(use));
    }

    private static Rendering.Page page(BufferedImage image) {
        return PagePictures.encode(image, Look.at(image));
    }
}
