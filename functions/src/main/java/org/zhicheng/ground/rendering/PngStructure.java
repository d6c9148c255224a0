package org.zhicheng.ground.rendering;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Walks through the chunks of a PNG file (ISO/IEC 15948), inflating them only to count. */
final class PngStructure {
    private static final int SIGNATURE = 8;
    /** No honest colour profile is bigger. */
    private static final long MAX_PROFILE = 8L * 1024 * 1024;
    private static final int MAX_CHUNKS = 20_000;

    private final byte[] content;
    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater();
    private int width;
    private int height;
    private int channels;
    private long expected;
    private long inflated;
    private boolean data;
    private int orientation = 1;
    private Optional<byte[]> profile = Optional.empty();

    private PngStructure(byte[] content) {
        this.content = content;
    }

    static Picture read(byte[] content) throws Refusal {
        PngStructure structure = new PngStructure(content);
        try {
            return structure.walk();
        } finally {
            structure.inflater.end();
        }
    }

    private Picture walk() throws Refusal {
        clean.write(content, 0, SIGNATURE);
        int at = SIGNATURE;
        String name = "";
        for (int chunks = 0; !name.equals("IEND"); chunks++) {
            if (at + 12 > content.length) {
                throw new Refusal(RejectionReason.TRUNCATED);
            }
            long length = Bytes.unsigned32(content, at);
            if (length > content.length - at - 12L) {
                throw new Refusal(RejectionReason.TRUNCATED);
            }
            name = new String(content, at + 4, 4, StandardCharsets.ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(content, at + 4, (int) length + 4);
            if (crc.getValue() != Bytes.unsigned32(content, at + 8 + (int) length) || chunks > MAX_CHUNKS
                    || (chunks == 0) != name.equals("IHDR")) {
                throw new Refusal(RejectionReason.UNREADABLE);
            }
            chunk(name, at + 8, (int) length);
            if (Character.isUpperCase(name.charAt(0)) || name.equals("tRNS")) {
                clean.write(content, at, (int) length + 12);
            }
            at += (int) length + 12;
        }
        if (!data || inflated < expected) {
            throw new Refusal(RejectionReason.TRUNCATED);
        }
        return new Picture(ContentType.PNG, width, height, channels, orientation, false, false, false, profile, clean.toByteArray());
    }

    private void chunk(String name, int at, int length) throws Refusal {
        switch (name) {
            case "IHDR" -> header(at, length);
            case "IDAT" -> {
                data = true;
                count(at, length);
            }
            case "iCCP" -> profile = Optional.of(profile(at, length));
            case "eXIf" -> orientation = Exif.orientation(content, at, at + length, 1);
            default -> {
                // Other chunks are not taken over.
            }
        }
    }

    private void header(int at, int length) throws Refusal {
        if (length != 13) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        Picture.checkSize(Bytes.unsigned32(content, at), Bytes.unsigned32(content, at + 4));
        width = (int) Bytes.unsigned32(content, at);
        height = (int) Bytes.unsigned32(content, at + 4);
        int depth = content[at + 8];
        channels = switch (content[at + 9]) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw new Refusal(RejectionReason.UNREADABLE);
        };
        if (depth < 1 || depth > 16 || content[at + 12] < 0 || content[at + 12] > 1) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
        // An interlaced picture needs a little more, for the filter bytes of its passes; this is the least.
        expected = (((long) width * channels * depth + 7) / 8) * height;
    }

    /** Counts what the picture's data inflate to: neither less nor much more than the header says. */
    private void count(int at, int length) throws Refusal {
        byte[] sink = new byte[64 * 1024];
        inflater.setInput(content, at, length);
        try {
            while (!inflater.needsInput() && !inflater.finished()) {
                int n = inflater.inflate(sink);
                inflated += n;
                if (inflated > 2 * expected + 16L * height + 1024) {
                    throw new Refusal(RejectionReason.TOO_COMPLEX);
                }
                if (n == 0 && inflater.needsDictionary()) {
                    throw new Refusal(RejectionReason.UNREADABLE);
                }
            }
        } catch (DataFormatException e) {
            throw new Refusal(RejectionReason.UNREADABLE);
        }
    }

    /** A null-terminated name, one byte for the method, then compressed data. */
    private byte[] profile(int at, int length) throws Refusal {
        int end = at;
        while (end < at + length && content[end] != 0) {
            end++;
        }
        return Inflation.limited(content, end + 2, at + length, MAX_PROFILE);
    }
}
