package org.zhicheng.demo.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** A drawn face, plainly no photograph; features follow from the number of the person, so no two are alike. Drawn in a field of 250 × 350. */
final class Portrait {

    private static final Color[] SKIN = {new Color(0xF1D0B5), new Color(0xE8BE9C), new Color(0xF6DCC6), new Color(0xDDAF8A)};
    private static final Color[] NECK = {new Color(0xDBB595), new Color(0xCFA27F), new Color(0xE2C2A8), new Color(0xC1916C)};
    private static final Color[] HAIR = {new Color(0x2B2523), new Color(0x3A2F2A), new Color(0x1F2328), new Color(0x4A3A30)};
    private static final Color[] JACKET = {new Color(0x2F3E5C), new Color(0x4B4F57), new Color(0x5A3E48), new Color(0x2F544C),
            new Color(0x6B5B45), new Color(0x3D4F73),};
    private static final Color[] GROUND = {new Color(0xE3EAF1), new Color(0xECECEC), new Color(0xE6EEE9), new Color(0xF0ECE4)};
    private static final Color LINE = new Color(0x5B443A);

    private final int number;
    private final boolean woman;

    Portrait(int number, boolean woman) {
        this.number = number;
        this.woman = woman;
    }

    /** Draws into the given rectangle, whose sides should be as 25 to 35. */
    void draw(Graphics2D graphics, double x, double y, double width, double height) {
        Graphics2D pen = (Graphics2D) graphics.create();
        pen.transform(new AffineTransform(width / 250, 0, 0, height / 350, x, y));
        pen.clip(new Rectangle2D.Double(0, 0, 250, 350));
        pen.setColor(GROUND[(number + number / 5) % GROUND.length]);
        pen.fill(new Rectangle2D.Double(0, 0, 250, 350));
        double wide = 52 + number * 7 % 5 * 2.2;
        double tall = 68 + number * 3 % 4 * 3;
        double centre = 150;
        if (woman) {
            hairBehind(pen, wide, centre, tall);
        }
        body(pen);
        head(pen, wide, tall, centre);
        hair(pen, wide, tall, centre);
        face(pen, wide, centre);
        pen.dispose();
    }

    private Color skin() {
        return SKIN[shade()];
    }

    private int shade() {
        return (number + number / 4) % SKIN.length;
    }

    private void hairBehind(Graphics2D pen, double wide, double centre, double tall) {
        pen.setColor(hairColour());
        double length = switch (number / 2 % 3) {
            case 0 -> 130;
            case 1 -> 70;
            default -> 20;
        };
        pen.fill(new RoundRectangle2D.Double(125 - wide - 12, centre - tall - 8, wide * 2 + 24, tall + length + 20, 110, 110));
        if (length == 20) {
            pen.fill(new Ellipse2D.Double(98, centre - tall - 34, 54, 44));
        }
    }

    private void body(Graphics2D pen) {
        pen.setColor(NECK[shade()]);
        pen.fill(new RoundRectangle2D.Double(101, 195, 48, 75, 20, 20));
        Path2D jacket = new Path2D.Double();
        jacket.moveTo(5, 350);
        jacket.curveTo(8, 285, 40, 272, 96, 252);
        jacket.lineTo(125, 290);
        jacket.lineTo(154, 252);
        jacket.curveTo(210, 272, 242, 285, 245, 350);
        jacket.closePath();
        pen.setColor(JACKET[number % JACKET.length]);
        pen.fill(jacket);
        Path2D shirt = new Path2D.Double();
        shirt.moveTo(98, 250);
        shirt.lineTo(125, 330);
        shirt.lineTo(152, 250);
        shirt.lineTo(125, 276);
        shirt.closePath();
        pen.setColor(Color.WHITE);
        pen.fill(shirt);
        pen.setColor(JACKET[number % JACKET.length].darker());
        pen.setStroke(new BasicStroke(3f));
        pen.draw(new QuadCurve2D.Double(94, 254, 90, 300, 125, 345));
        pen.draw(new QuadCurve2D.Double(156, 254, 160, 300, 125, 345));
        if (!woman && number % 2 == 1) {
            Path2D tie = new Path2D.Double();
            tie.moveTo(118, 276);
            tie.lineTo(132, 276);
            tie.lineTo(129, 288);
            tie.lineTo(136, 322);
            tie.lineTo(125, 336);
            tie.lineTo(114, 322);
            tie.lineTo(121, 288);
            tie.closePath();
            pen.setColor(JACKET[(number + 2) % JACKET.length]);
            pen.fill(tie);
        }
    }

    private void head(Graphics2D pen, double wide, double tall, double centre) {
        pen.setColor(skin());
        pen.fill(new Ellipse2D.Double(125 - wide - 8, centre - 8, 20, 32));
        pen.fill(new Ellipse2D.Double(125 + wide - 12, centre - 8, 20, 32));
        Path2D face = new Path2D.Double();
        face.moveTo(125 - wide, centre - 10);
        face.curveTo(125 - wide, centre - tall * 1.25, 125 + wide, centre - tall * 1.25, 125 + wide, centre - 10);
        face.curveTo(125 + wide, centre + tall * 0.75, 125 + wide * 0.45, centre + tall, 125, centre + tall);
        face.curveTo(125 - wide * 0.45, centre + tall, 125 - wide, centre + tall * 0.75, 125 - wide, centre - 10);
        pen.fill(face);
    }

    private void hair(Graphics2D pen, double wide, double tall, double centre) {
        pen.setColor(hairColour());
        Area cap = new Area(new Ellipse2D.Double(125 - wide - 7, centre - tall - 12, wide * 2 + 14, tall * 1.75));
        double parting = (number % 3 - 1) * 26;
        double low = centre - tall * (woman ? 0.42 : 0.5);
        Path2D brow = new Path2D.Double();
        brow.moveTo(125 - wide + (woman ? 2 : 5), 350);
        brow.lineTo(125 - wide + (woman ? 2 : 5), low + 26);
        brow.quadTo(125 - wide + 8, low, 125 + parting, low - 8 - number % 4 * 3);
        brow.quadTo(125 + wide - 8, low, 125 + wide - (woman ? 2 : 5), low + 26);
        brow.lineTo(125 + wide - (woman ? 2 : 5), 350);
        brow.closePath();
        cap.subtract(new Area(brow));
        cap.intersect(new Area(new Rectangle2D.Double(0, 0, 250, centre + (woman ? 24 : 2))));
        pen.fill(cap);
        if (woman && number % 4 < 2) {
            pen.fill(new Arc2D.Double(125 - wide + 4, low - 16, wide * 2 - 8, 42, 0, 180, Arc2D.CHORD));
        }
    }

    private void face(Graphics2D pen, double wide, double centre) {
        double apart = wide * 0.45;
        double eye = centre + 4;
        for (int side = -1; side <= 1; side += 2) {
            double x = 125 + side * apart;
            pen.setColor(hairColour());
            pen.setStroke(new BasicStroke(woman ? 2.6f : 4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.draw(new QuadCurve2D.Double(x - 12, eye - 15, x, eye - 20 - number % 3 * 2, x + 12, eye - 15));
            pen.setColor(Color.WHITE);
            pen.fill(new Ellipse2D.Double(x - 10, eye - 5, 20, 11));
            pen.setColor(new Color(0x2A2320));
            pen.fill(new Ellipse2D.Double(x - 5, eye - 5, 10, 10.5));
            pen.setStroke(new BasicStroke(2f));
            pen.draw(new QuadCurve2D.Double(x - 11, eye, x, eye - 9, x + 11, eye));
            if (number % 3 == 0) {
                pen.setColor(LINE);
                pen.setStroke(new BasicStroke(2.4f));
                pen.draw(new RoundRectangle2D.Double(x - 18, eye - 13, 36, 27, number % 2 * 14 + 10, 20));
            }
        }
        pen.setColor(LINE);
        pen.setStroke(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (number % 3 == 0) {
            pen.draw(new QuadCurve2D.Double(125 - apart + 18, eye - 3, 125, eye - 8, 125 + apart - 18, eye - 3));
        }
        pen.draw(new QuadCurve2D.Double(123, centre + 12, 115 - number % 3, centre + 31, 126, centre + 31));
        pen.setColor(woman ? new Color(0xB8585A) : new Color(0x9A5F50));
        pen.setStroke(new BasicStroke(woman ? 4f : 3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double smile = 3 + number % 4 * 2;
        double mouth = 13 + number % 3 * 2;
        pen.draw(new QuadCurve2D.Double(125 - mouth, centre + 45, 125, centre + 45 + smile, 125 + mouth, centre + 45));
    }

    private Color hairColour() {
        return HAIR[(number * 3 + number / 4) % HAIR.length];
    }
}
