package org.zhicheng.ground.rendering;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;

/**
 * A picture of JPEG 2000 (ITU-T T.800) as plain samples, a byte each. OpenJPEG decodes it as WebAssembly: in a memory of its own of 256 MB at
 * most, which ends with the picture, and without anything to call outside of it.
 *
 * @param width in pixels, a half, a quarter … of what the picture states where that is too many
 * @param height likewise
 * @param channels of colour
 * @param colours by pixel, channel by channel
 * @param alpha how opaque each pixel is, where the picture says so
 */
record Jpeg2000(int width, int height, int channels, byte[] colours, Optional<byte[]> alpha) {
    /** More than a page is drawn of, which is 2,480 × 3,508 at most. */
    private static final long MAX_DECODED = 12_000_000;
    /** How a codestream begins, and where it then states its size (T.800, A.5.1). */
    private static final byte[] BEGIN = {(byte) 0xFF, 0x4F, (byte) 0xFF, 0x51};
    private static final int SIZE = 8;
    /** As openjpeg.h numbers colour spaces; the others say nothing, or what the number of channels says. */
    private static final int LUMINANCE_AND_CHROMINANCE = 3;
    private static final int EXTENDED = 4;
    private static final COSName ALPHA_WITHIN = COSName.getPDFName("SMaskInData");

    /** How many pixels a picture states; 0 where it states nothing. */
    static long pixels(byte[] encoded) {
        int at = Bytes.indexOf(encoded, BEGIN, 0, encoded.length) + SIZE;
        if (at < SIZE || at + 16 > encoded.length) {
            return 0;
        }
        long width = Bytes.unsigned32(encoded, at) - Bytes.unsigned32(encoded, at + 8);
        long height = Bytes.unsigned32(encoded, at + 4) - Bytes.unsigned32(encoded, at + 12);
        return Math.max(0, width) * Math.min(Math.max(0, height), Integer.MAX_VALUE);
    }

    /**
     * What PDFBox can read in the place of a picture of a PDF (ISO 32000-2, 7.4.9), whose dictionary says afterwards what it is now.
     *
     * @throws IOException where it can't be decoded
     */
    static COSStream unpack(byte[] encoded, COSDictionary dictionary) throws IOException {
        if (dictionary.getBoolean(COSName.IMAGE_MASK, COSName.IM, false)) {
            throw new IOException("a stencil of JPEG 2000");
        }
        COSBase stated = dictionary.getDictionaryObject(COSName.COLORSPACE, COSName.CS);
        Jpeg2000 picture = decode(encoded, isPalette(stated));
        picture.describe(dictionary, stated);
        if (picture.alpha.isPresent() && dictionary.getInt(ALPHA_WITHIN, 0) == 1) {
            dictionary.setItem(COSName.SMASK, picture.mask());
        }
        COSStream samples = new COSStream();
        try (OutputStream out = samples.createRawOutputStream()) {
            out.write(picture.colours);
        }
        return samples;
    }

    /** @param places whether the values are places in a palette, which stay as they are */
    private static Jpeg2000 decode(byte[] encoded, boolean places) throws IOException {
        int halved = 0;
        while (pixels(encoded) >> 2 * halved > MAX_DECODED) {
            halved++;
        }
        try {
            Instance instance = Instance.builder(OpenJpeg.load()).withMachineFactory(OpenJpeg::create).build();
            Memory memory = instance.memory();
            int address = call(instance.export("malloc"), encoded.length);
            memory.write(address, encoded);
            int result = call(instance.export("decode"), address, encoded.length, halved, places ? 1 : 0);
            return read(memory, result);
        } catch (RuntimeException e) {
            // What the sandbox does not allow, as more memory, it says by exceptions of many kinds.
            throw new IOException(e);
        }
    }

    /** @throws IOException where the answer is no address */
    private static int call(ExportFunction function, long... arguments) throws IOException {
        int address = (int) function.apply(arguments)[0];
        if (address == 0) {
            throw new IOException("no picture of JPEG 2000");
        }
        return address;
    }

    /** In the order of decode.c. */
    private static Jpeg2000 read(Memory memory, int at) throws IOException {
        int width = memory.readInt(at);
        int height = memory.readInt(at + 4);
        int channels = memory.readInt(at + 8);
        int space = memory.readInt(at + 12);
        int alpha = memory.readInt(at + 20);
        byte[] colours = memory.readBytes(memory.readInt(at + 16), width * height * channels);
        if (space == EXTENDED) {
            throw new IOException("colours of e-sYCC");
        }
        if (space == LUMINANCE_AND_CHROMINANCE && channels == 3) {
            toRgb(colours);
        }
        return new Jpeg2000(width, height, channels, colours,
                alpha == 0 ? Optional.empty() : Optional.of(memory.readBytes(alpha, width * height)));
    }

    private static void toRgb(byte[] colours) {
        for (int i = 0; i < colours.length; i += 3) {
            double y = colours[i] & 0xFF;
            double cb = (colours[i + 1] & 0xFF) - 128;
            double cr = (colours[i + 2] & 0xFF) - 128;
            colours[i] = limited(y + 1.402 * cr);
            colours[i + 1] = limited(y - 0.344136 * cb - 0.714136 * cr);
            colours[i + 2] = limited(y + 1.772 * cb);
        }
    }

    private static byte limited(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }

    private void describe(COSDictionary dictionary, COSBase stated) throws IOException {
        dictionary.setInt(COSName.WIDTH, width);
        dictionary.setInt(COSName.HEIGHT, height);
        dictionary.setInt(COSName.BITS_PER_COMPONENT, 8);
        dictionary.removeItem(COSName.DECODE);
        if (stated == null || PDColorSpace.create(stated).getNumberOfComponents() != channels) {
            dictionary.setItem(COSName.COLORSPACE, switch (channels) {
                case 1 -> COSName.DEVICEGRAY;
                case 3 -> COSName.DEVICERGB;
                case 4 -> COSName.DEVICECMYK;
                default -> throw new IOException("two colours without a name");
            });
        }
    }

    private COSStream mask() throws IOException {
        COSStream mask = new COSStream();
        mask.setItem(COSName.TYPE, COSName.XOBJECT);
        mask.setItem(COSName.SUBTYPE, COSName.IMAGE);
        mask.setInt(COSName.WIDTH, width);
        mask.setInt(COSName.HEIGHT, height);
        mask.setInt(COSName.BITS_PER_COMPONENT, 8);
        mask.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        try (OutputStream out = mask.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(alpha.orElseThrow());
        }
        return mask;
    }

    private static boolean isPalette(COSBase space) {
        return space instanceof COSArray array && array.size() > 0
                && (COSName.INDEXED.equals(array.getObject(0)) || COSName.I.equals(array.getObject(0)));
    }
}
