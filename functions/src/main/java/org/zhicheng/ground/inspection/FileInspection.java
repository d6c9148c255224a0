package org.zhicheng.ground.inspection;

import static org.zhicheng.ground.rule.NoticeRule.R15;

import org.zhicheng.ground.inspection.Inspection.Accepted;
import org.zhicheng.ground.inspection.Inspection.Rejected;
import org.zhicheng.ground.rule.Rule;

/**
 * Inspects an uploaded file before it counts (R15): by its content, with limits on time and memory at each step, and without
 * ever opening a network connection or another file.
 */
@Rule(R15)
public final class FileInspection {
    /** At most 10 MB a file (R15). */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    private FileInspection() {
    }

    /** Inspects a file. */
    public static Inspection inspect(byte[] content, FileUse use) {
        try {
            return examine(content, use);
        } catch (Refusal e) {
            return new Rejected(e.reason());
        }
    }

    private static Accepted examine(byte[] content, FileUse use) throws Refusal {
        if (content.length == 0) {
            throw new Refusal(RejectionReason.EMPTY);
        }
        if (content.length > MAX_BYTES) {
            throw new Refusal(RejectionReason.TOO_LARGE);
        }
        ContentType type = Bytes.type(content);
        if (Bytes.endsAsZip(content)) {
            throw new Refusal(RejectionReason.HIDDEN_CONTENT);
        }
        return switch (type) {
            case PDF -> {
                if (use == FileUse.PORTRAIT) {
                    throw new Refusal(RejectionReason.PORTRAIT_MUST_BE_PICTURE);
                }
                yield PdfInspection.inspect(content);
            }
            case JPEG, PNG -> {
                Picture picture = Picture.read(content, type);
                if (use == FileUse.PORTRAIT) {
                    PortraitPhoto.check(picture);
                }
                picture.tryDecoding();
                yield new Accepted(type, 1, picture.seenWidth(), picture.seenHeight(), picture.warnings(use));
            }
        };
    }
}
