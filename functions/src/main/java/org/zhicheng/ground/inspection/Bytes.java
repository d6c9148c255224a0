package org.zhicheng.ground.inspection;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Looks at raw bytes: what a file is, and whether it pretends to be two things at once. */
final class Bytes {
    private static final byte[] PDF = ascii("%PDF-");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] ZIP_END = {'P', 'K', 5, 6};
    private static final byte[] ZIP_ENTRY = {'P', 'K', 1, 2};
    /** The record that ends a ZIP may be followed by a comment of 64 KB. */
    private static final int ZIP_TAIL = 22 + 0xFFFF;

    private Bytes() {
    }

    /** The type by its magic bytes, which have to be the first: a PDF that starts later is two files in one. */
    static ContentType type(byte[] content) throws Refusal {
        if (startsWith(content, 0, PDF)) {
            return ContentType.PDF;
        }
        if (startsWith(content, 0, PNG)) {
            return ContentType.PNG;
        }
        if (startsWith(content, 0, JPEG)) {
            return ContentType.JPEG;
        }
        throw new Refusal(RejectionReason.WRONG_TYPE);
    }

    /** Whether a program that reads ZIP, or runs JAR, would find an archive in the file. */
    static boolean endsAsZip(byte[] content) {
        int end = lastIndexOf(content, ZIP_END, Math.max(0, content.length - ZIP_TAIL));
        return end >= 0 && indexOf(content, ZIP_ENTRY, 0, end) >= 0;
    }

    /** Whether what follows the end of the file proper looks like a page or a program. */
    static boolean looksActive(byte[] content, int from) {
        int length = Math.min(content.length - from, 4096);
        String text = new String(content, from, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.contains("<html") || text.contains("<script") || text.contains("<!doctype") || text.contains("<?php")
                || text.contains("<svg") || text.contains("%pdf-") || text.startsWith("mz") || text.startsWith("\u007felf");
    }

    static boolean startsWith(byte[] content, int from, byte[] expected) {
        if (from < 0 || from + expected.length > content.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (content[from + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    static int indexOf(byte[] content, byte[] wanted, int from, int to) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (content[i] == wanted[0] && startsWith(content, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    static int lastIndexOf(byte[] content, byte[] wanted, int downTo) {
        for (int i = content.length - wanted.length; i >= downTo; i--) {
            if (content[i] == wanted[0] && startsWith(content, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    static int unsigned16(byte[] content, int at) {
        return (content[at] & 0xFF) << 8 | content[at + 1] & 0xFF;
    }

    static long unsigned32(byte[] content, int at) {
        return (long) unsigned16(content, at) << 16 | unsigned16(content, at + 2);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
