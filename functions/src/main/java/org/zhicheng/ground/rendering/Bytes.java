package org.zhicheng.ground.rendering;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Looks at raw bytes: what a file is, and what follows its end. */
final class Bytes {
    private static final byte[] PDF = ascii("%PDF-");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] FILE_TYPE = ascii("ftyp");
    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1");
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OFD = ascii("OFD.xml");
    /** Readers look for the mark of a PDF so far. */
    private static final int PDF_WITHIN = 1024;

    private Bytes() {
    }

    /** The type by its magic bytes; of what many people send by mistake, the reason says how to make a file that is taken. */
    static ContentType type(byte[] content) throws Refusal {
        if (pdfStart(content) >= 0) {
            return ContentType.PDF;
        }
        if (startsWith(content, 0, PNG)) {
            return ContentType.PNG;
        }
        if (startsWith(content, 0, JPEG)) {
            return ContentType.JPEG;
        }
        if (content.length >= 12 && startsWith(content, 4, FILE_TYPE)
                && HEIC_BRANDS.contains(new String(content, 8, 4, StandardCharsets.ISO_8859_1))) {
            throw new Refusal(RejectionReason.HEIC);
        }
        if (startsWith(content, 0, ZIP) && indexOf(content, OFD, 0, content.length) >= 0) {
            throw new Refusal(RejectionReason.OFD);
        }
        boolean later = indexOf(content, PDF, 0, Math.min(content.length, PDF_WITHIN + PDF.length)) >= 0;
        throw new Refusal(later ? RejectionReason.PRECEDED : RejectionReason.WRONG_TYPE);
    }

    /** Where a PDF begins: at once, or behind a byte order mark and blank lines, which programs put there and nobody sees; else -1. */
    static int pdfStart(byte[] content) {
        int at = startsWith(content, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        while (at < content.length && at < PDF_WITHIN && isSpace(content[at])) {
            at++;
        }
        return startsWith(content, at, PDF) ? at : -1;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Whether what follows the end of the file proper looks like a page or a program. */
    static boolean looksActive(byte[] content, int from) {
        int length = Math.min(content.length - from, 4096);
        String text = new String(content, from, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.contains("<html") || text.contains("<script") || text.contains("<!doctype") || text.contains("<?php")
                || text.contains("<svg") || text.startsWith("mz") || text.startsWith("\u007felf");
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
