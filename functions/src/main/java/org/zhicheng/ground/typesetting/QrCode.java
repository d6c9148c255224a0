package org.zhicheng.ground.typesetting;

import java.io.IOException;
import java.util.Map;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A QR code as it stands on paper, black on white with its quiet zone; up to a seventh of it may be lost (level M). Lengths in points. */
public final class QrCode {

    /** Modules that stay white on each side. */
    private static final int QUIET = 4;

    private final ByteMatrix modules;
    private final double x;
    private final double top;
    private final double module;

    /**
     * @param text what it says
     * @param x of its left edge, without the quiet zone
     * @param top of its upper edge
     * @param size of its sides
     * @throws IllegalArgumentException where the text is too long for a code
     */
    public QrCode(String text, double x, double top, double size) {
        try {
            this.modules = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8")).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text does not fit into a QR code", e);
        }
        this.x = x;
        this.top = top;
        this.module = size / modules.getWidth();
    }

    /** How wide the quiet zone is. */
    public double quiet() {
        return QUIET * module;
    }

    /** Where it stands, the quiet zone included. */
    public PDRectangle place() {
        double size = modules.getWidth() * module;
        return new PDRectangle((float) (x - quiet()), (float) (top - size - quiet()), (float) (size + 2 * quiet()),
                (float) (size + 2 * quiet()));
    }

    /** Draws it; what is drawn afterwards is black. */
    public void draw(PDPageContentStream page) throws IOException {
        PDRectangle place = place();
        page.setNonStrokingColor(1f, 1f, 1f);
        page.addRect(place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), place.getHeight());
        page.fill();
        page.setNonStrokingColor(0f, 0f, 0f);
        for (int row = 0; row < modules.getHeight(); row++) {
            int column = 0;
            while (column < modules.getWidth()) {
                int end = column;
                while (end < modules.getWidth() && modules.get(end, row) == 1) {
                    end++;
                }
                if (end > column) {
                    page.addRect((float) (x + column * module), (float) (top - (row + 1) * module), (float) ((end - column) * module),
                            (float) module);
                }
                column = end + 1;
            }
        }
        page.fill();
    }
}
