package org.zhicheng.ground.rendering;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Walks through the segments of a JPEG file (ITU-T T.81) without decoding it. */
final class JpegStructure {
    private static final int PROGRESSIVE = 0xC2;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DNL = 0xDC;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;

    /** Each scan of a progressive picture is a pass over all of it; ordinary encoders make ten. */
    private static final int MAX_SCANS = 24;
    /** All coefficients of a progressive picture are kept in memory, 6 bytes a pixel and more. */
    private static final long MAX_PROGRESSIVE_PIXELS = 30_000_000;
    private static final byte[] PROFILE = Bytes.ascii("ICC_PROFILE\0");

    private final byte[] content;
    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
    private int at = 2;
    private int width;
    private int height;
    private int channels;
    private boolean progressive;
    private int scans;
    private int orientation = 1;
    private boolean adobe;
    private int transform = -1;
    private boolean followed;
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();

    private JpegStructure(byte[] content) {
        this.content = content;
    }

    static Picture read(byte[] content) throws Refusal {
        return new JpegStructure(content).walk();
    }

    /**
     * The pixels of a picture within another file, by its own header: what that file says of it may differ.
     *
     * @throws Refused where it is in passes, and these are too many, or its pixels
     */
    static long pixels(byte[] content) {
        long pixels = 0;
        int scans = 0;
        int i = 2;
        while (i + 9 < content.length) {
            if ((content[i] & 0xFF) != 0xFF || (content[i + 1] & 0xFF) == 0xFF) {
                // coded data, or fill bytes before a marker
                i++;
                continue;
            }
            int marker = content[i + 1] & 0xFF;
            if (marker < 0xC0 || marker >= 0xD0 && marker <= SOI) {
                i += 2;
                continue;
            }
            if (marker == EOI || marker == SOS && pixels == 0) {
                break;
            }
            if (marker == SOS && ++scans > MAX_SCANS) {
                throw new Refused(RejectionReason.TOO_COMPLEX);
            }
            if (pixels == 0 && isFrame(marker)) {
                pixels = (long) Bytes.unsigned16(content, i + 5) * Bytes.unsigned16(content, i + 7);
                if (marker == PROGRESSIVE && pixels > MAX_PROGRESSIVE_PIXELS) {
                    throw new Refused(RejectionReason.TOO_COMPLEX);
                }
            }
            i += 2 + Bytes.unsigned16(content, i + 2);
        }
        return pixels;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private Picture walk() throws Refusal {
        clean.write(0xFF);
        clean.write(SOI);
        int marker = nextMarker();
        while (marker != EOI) {
            segment(marker);
            marker = nextMarker();
        }
        clean.write(0xFF);
        clean.write(EOI);
        if (width == 0 || scans == 0) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        trailer();
        boolean cmyk = channels == 4;
        return new Picture(ContentType.JPEG, width, height, channels, orientation, cmyk && adobe, cmyk && transform == 2, followed,
                profile.size() == 0 ? Optional.empty() : Optional.of(profile.toByteArray()), clean.toByteArray());
    }

    /** The next marker; what stands between two segments without being one is passed over, as all viewers do. */
    private int nextMarker() throws Refusal {
        while (at < content.length && (content[at] & 0xFF) != 0xFF) {
            at++;
        }
        while (at < content.length && (content[at] & 0xFF) == 0xFF) {
            at++;
        }
        if (at >= content.length) {
            throw new Refusal(RejectionReason.TRUNCATED);
        }
        return content[at++] & 0xFF;
    }

    private void segment(int marker) throws Refusal {
        if (marker < 0xC0 || marker >= 0xD0 && marker <= SOI || marker == DNL) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        if (at + 2 > content.length) {
            throw new Refusal(RejectionReason.TRUNCATED);
        }
        int length = Bytes.unsigned16(content, at);
        if (length < 2) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        if (at + length > content.length) {
            throw new Refusal(RejectionReason.TRUNCATED);
        }
        if (isFrame(marker)) {
            frame(marker, length);
        } else if (marker == APP1) {
            orientation = Exif.orientation(content, at + 2, at + length, orientation);
        } else if (marker == APP14 && length >= 14 && Bytes.startsWith(content, at + 2, Bytes.ascii("Adobe"))) {
            adobe = true;
            transform = content[at + 13] & 0xFF;
        }
        if (marker == APP2 && length >= 2 + PROFILE.length + 2 && Bytes.startsWith(content, at + 2, PROFILE)) {
            // In parts of 64 KB, each behind its number and their count; every encoder writes them in order.
            profile.write(content, at + 2 + PROFILE.length + 2, length - 2 - PROFILE.length - 2);
        }
        boolean metadata = marker >= APP0 && marker <= APP15 && marker != APP14 || marker == COM;
        if (!metadata) {
            clean.write(0xFF);
            clean.write(marker);
            clean.write(content, at, length);
        }
        at += length;
        if (marker == SOS) {
            scan();
        }
    }

    private void frame(int marker, int length) throws Refusal {
        boolean known = marker == 0xC0 || marker == 0xC1 || marker == PROGRESSIVE;
        if (width != 0 || !known || length < 8 || content[at + 2] != 8) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        height = Bytes.unsigned16(content, at + 3);
        width = Bytes.unsigned16(content, at + 5);
        channels = content[at + 7] & 0xFF;
        progressive = marker == PROGRESSIVE;
        Picture.checkSize(width, height);
        if (channels != 1 && channels != 3 && channels != 4) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        if (progressive && (long) width * height > MAX_PROGRESSIVE_PIXELS) {
            throw new Refusal(RejectionReason.TOO_COMPLEX);
        }
    }

    /** Skips coded data up to the next marker that is neither a stuffed byte nor a restart. */
    private void scan() throws Refusal {
        if (width == 0) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        if (++scans > MAX_SCANS) {
            throw new Refusal(RejectionReason.TOO_COMPLEX);
        }
        int start = at;
        while (true) {
            if (at + 1 >= content.length) {
                throw new Refusal(RejectionReason.TRUNCATED);
            }
            if ((content[at] & 0xFF) == 0xFF) {
                int next = content[at + 1] & 0xFF;
                if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                    break;
                }
            }
            at++;
        }
        clean.write(content, start, at - start);
    }

    /** Phones put previews, brightness maps and films behind the picture; it is all left behind. */
    private void trailer() {
        int first = at;
        while (first < content.length && content[first] == 0) {
            first++;
        }
        followed = first + 2 < content.length && (content[first] & 0xFF) == 0xFF && (content[first + 1] & 0xFF) == SOI;
    }
}
