package org.zhicheng.demo.samples;

import java.awt.geom.Path2D;

/** Outlines of characters. Text is filled as shapes, so a picture is the same whatever fonts a machine has. */
interface Typeface {

    /** Outline at one unit an em, base line at 0, y downwards. */
    Path2D outline(int codePoint);

    /** Advance width in ems. */
    double advance(int codePoint);
}
