package org.zhicheng.ground.rendering;

/** What a file is for, as far as its inspection differs. */
public enum FileUse {
    /** A scanned paper: PDF, JPEG or PNG (R15). */
    SCAN,
    /** The portrait photo, material A3: JPEG or PNG of 25 to 35, 295 × 413 pixels or more. */
    PORTRAIT
}
