package org.zhicheng.demo.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A page to draw on, in pixels; whatever is drawn, {@link #scan()} lays the sample's watermark over it. */
final class Sheet {

    static final Color INK = new Color(30, 30, 30);
    static final Color PALE_INK = new Color(110, 110, 110);
    static final Color SEAL = new Color(200, 32, 40);
    static final Color RULE = new Color(60, 100, 160);

    private static final String WATERMARK = "样本 SAMPLE 不作证明";
    private static final Color WATERMARK_INK = new Color(200, 212, 226);

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Typeface typeface;

    Sheet(int width, int height, Color paper, Typeface typeface) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.graphics = crayon(image);
        this.typeface = typeface;
        graphics.setColor(paper);
        graphics.fillRect(0, 0, width, height);
    }

    Graphics2D graphics() {
        return graphics;
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** Width of the text in pixels. */
    double measure(String text, double size) {
        return text.codePoints().mapToDouble(typeface::advance).sum() * size;
    }

    /** Writes one line with its base line at y. */
    void write(String text, double x, double y, double size, Color ink) {
        graphics.setColor(ink);
        fill(graphics, text, AffineTransform.getTranslateInstance(x, y), size, 0);
    }

    void centre(String text, double y, double size, Color ink) {
        write(text, (width() - measure(text, size)) / 2, y, size, ink);
    }

    /** Writes a heading, letters set apart and drawn bolder. */
    void heading(String text, double y, double size, double apart) {
        double total = measure(text, size) + apart * (text.codePointCount(0, text.length()) - 1);
        AffineTransform at = AffineTransform.getTranslateInstance((width() - total) / 2, y);
        graphics.setColor(INK);
        fill(graphics, text, at, size, apart);
        at.translate(0.8, 0);
        fill(graphics, text, at, size, apart);
    }

    /** Breaks lines between characters, but not inside a number or a Latin word, nor before a closing or after an opening mark. */
    double paragraph(String text, double x, double y, double width, double size, double leading) {
        StringBuilder line = new StringBuilder();
        int[] letters = text.codePoints().toArray();
        for (int start = 0, end; start < letters.length; start = end) {
            end = start + 1;
            while (end < letters.length && !breakable(letters[end - 1], letters[end])) {
                end++;
            }
            String word = new String(letters, start, end - start);
            if (measure(line + word, size) > width + size / 2) {
                write(line.toString(), x, y, size, INK);
                y += leading;
                line.setLength(0);
            }
            line.append(word);
        }
        write(line.toString(), x, y, size, INK);
        return y + leading;
    }

    /** Writes rows of label and value in a ruled table; answers the y below it. */
    double table(String[][] rows, double x, double y, double width, double labelWidth, double size, double rowHeight) {
        for (String[] row : rows) {
            double valueWidth = width - labelWidth - 16;
            double scale = Math.min(size, size * valueWidth / Math.max(1, measure(row[1], size)));
            double lines = scale < size * 0.7 ? Math.ceil(measure(row[1], size) / (valueWidth - size)) : 1;
            double height = rowHeight + (lines - 1) * size * 1.5;
            box(x, y, labelWidth, height, PALE_INK);
            box(x + labelWidth, y, width - labelWidth, height, PALE_INK);
            write(row[0], x + 8, y + rowHeight / 2 + size * 0.36, size, PALE_INK);
            if (lines > 1) {
                paragraph(row[1], x + labelWidth + 8, y + rowHeight / 2 + size * 0.36, valueWidth, size, size * 1.5);
            } else {
                write(row[1], x + labelWidth + 8, y + rowHeight / 2 + size * 0.36, scale, INK);
            }
            y += height;
        }
        return y;
    }

    void box(double x, double y, double width, double height, Color ink) {
        graphics.setColor(ink);
        graphics.setStroke(new BasicStroke(1f));
        graphics.draw(new Rectangle2D.Double(x, y, width, height));
    }

    void rule(double x1, double y, double x2, Color ink) {
        graphics.setColor(ink);
        graphics.setStroke(new BasicStroke(1f));
        graphics.draw(new Line2D.Double(x1, y, x2, y));
    }

    /** A round seal with the owner along the rim. It bears the word 样本 where a real one has a star. */
    void seal(String owner, double x, double y, double radius) {
        graphics.setColor(SEAL);
        graphics.setStroke(new BasicStroke(3f));
        graphics.draw(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
        int[] letters = owner.codePoints().toArray();
        double span = Math.min(Math.toRadians(270), letters.length * Math.toRadians(24));
        double size = Math.min(radius * 0.3, radius * 0.72 * span / letters.length);
        for (int i = 0; i < letters.length; i++) {
            double angle = letters.length == 1 ? 0 : -span / 2 + span * i / (letters.length - 1);
            AffineTransform at = AffineTransform.getTranslateInstance(x, y);
            at.rotate(angle);
            at.translate(-typeface.advance(letters[i]) * size / 2, -radius * 0.66);
            fill(graphics, Character.toString(letters[i]), at, size, 0);
        }
        double size2 = radius * 0.4;
        fill(graphics, "样本", AffineTransform.getTranslateInstance(x - size2, y + size2 * 0.4), size2, 0);
    }

    /** A name as if signed: slanted and uneven. */
    void sign(String name, double x, double y, double size) {
        AffineTransform at = AffineTransform.getTranslateInstance(x, y);
        at.rotate(-0.08);
        at.shear(-0.35, 0);
        graphics.setColor(RULE);
        fill(graphics, name, at, size, -size * 0.1);
    }

    /** The page with the watermark across it; dark ink stays legible, nothing hides the watermark. */
    BufferedImage scan() {
        BufferedImage result = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = crayon(result);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width(), height());
        pen.setColor(WATERMARK_INK);
        double size = width() / 12.5;
        double length = measure(WATERMARK, size);
        int lines = Math.max(1, (int) Math.round(height() / (size * 7.5)));
        for (int i = 0; i < lines; i++) {
            AffineTransform at = AffineTransform.getTranslateInstance(width() / 2.0, height() * (i + 0.5) / lines);
            at.rotate(-Math.toRadians(24));
            at.translate(-length / 2, size / 3);
            fill(pen, WATERMARK, at, size, 0);
        }
        pen.dispose();
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                result.setRGB(x, y, darker(result.getRGB(x, y), image.getRGB(x, y)));
            }
        }
        return result;
    }

    private void fill(Graphics2D pen, String text, AffineTransform at, double size, double apart) {
        AffineTransform place = new AffineTransform(at);
        place.scale(size, size);
        for (int codePoint : text.codePoints().toArray()) {
            pen.fill(typeface.outline(codePoint).createTransformedShape(place));
            place.translate(typeface.advance(codePoint) + apart / size, 0);
        }
    }

    private static boolean breakable(int before, int after) {
        return "，。；：、）”！？》·".indexOf(after) < 0 && "（“《·".indexOf(before) < 0
                && !(before > ' ' && before < 0x7F && after > ' ' && after < 0x7F);
    }

    private static int darker(int one, int other) {
        int red = Math.min(one >> 16 & 255, other >> 16 & 255);
        int green = Math.min(one >> 8 & 255, other >> 8 & 255);
        return red << 16 | green << 8 | Math.min(one & 255, other & 255);
    }

    private static Graphics2D crayon(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }
}
