package org.zhicheng.ground.inspection;

import java.util.List;

/** What came of the inspection of an uploaded file (R15). */
public sealed interface Inspection {
    /**
     * The file may count.
     *
     * @param contentType what it is
     * @param pages pages of a PDF, 1 for a picture
     * @param width of a picture as it is seen, in pixels; of a PDF's first page in points
     * @param height likewise
     * @param warnings what the applicant should look at
     */
    record Accepted(ContentType contentType, int pages, int width, int height, List<InspectionWarning> warnings) implements Inspection {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /** The file is refused; the reason says what to do. */
    record Rejected(RejectionReason reason) implements Inspection {
    }
}
