package org.zhicheng.ground.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.ground.inspection.HostileFiles.adobe;
import static org.zhicheng.ground.inspection.HostileFiles.ascii;
import static org.zhicheng.ground.inspection.HostileFiles.cmykJpeg;
import static org.zhicheng.ground.inspection.HostileFiles.concat;
import static org.zhicheng.ground.inspection.HostileFiles.deflatedZeros;
import static org.zhicheng.ground.inspection.HostileFiles.encoded;
import static org.zhicheng.ground.inspection.HostileFiles.exif;
import static org.zhicheng.ground.inspection.HostileFiles.jpeg;
import static org.zhicheng.ground.inspection.HostileFiles.picture;
import static org.zhicheng.ground.inspection.HostileFiles.png;
import static org.zhicheng.ground.inspection.HostileFiles.pngOf;
import static org.zhicheng.ground.inspection.HostileFiles.progressiveJpeg;
import static org.zhicheng.ground.inspection.HostileFiles.withChunk;
import static org.zhicheng.ground.inspection.HostileFiles.withSegment;
import static org.zhicheng.ground.inspection.HostileFiles.zip;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.zhicheng.ground.inspection.Inspection.Accepted;
import org.zhicheng.ground.inspection.Inspection.Rejected;

/** R15: pictures are checked by their content, and bombs are refused with a reason. */
class PictureInspectionTest {
    @Test
    void shouldAcceptOrdinaryPictures() {
        assertThat(scan(jpeg(1240, 1754))).isEqualTo(new Accepted(ContentType.JPEG, 1, 1240, 1754, List.of()));
        assertThat(scan(png(1240, 1754))).isEqualTo(new Accepted(ContentType.PNG, 1, 1240, 1754, List.of()));
        assertThat(scan(progressiveJpeg(1240, 1754))).isInstanceOf(Accepted.class);
        assertThat(scan(encoded(picture(800, 900, BufferedImage.TYPE_BYTE_GRAY), "jpeg"))).isInstanceOf(Accepted.class);
        assertThat(scan(encoded(picture(800, 900, BufferedImage.TYPE_BYTE_BINARY), "png"))).isInstanceOf(Accepted.class);
        assertThat(scan(encoded(picture(800, 900, BufferedImage.TYPE_INT_ARGB), "png"))).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldRefuseWhatIsEmptyTooLargeOrOfAnotherType() {
        assertRejected(scan(new byte[0]), RejectionReason.EMPTY);
        assertRejected(scan(new byte[FileInspection.MAX_BYTES + 1]), RejectionReason.TOO_LARGE);
        assertRejected(scan(zip()), RejectionReason.WRONG_TYPE);
        assertRejected(scan(ascii("GIF89a")), RejectionReason.WRONG_TYPE);
        assertRejected(scan(ascii("<html><img src=x>")), RejectionReason.WRONG_TYPE);
        assertRejected(scan(encoded(picture(800, 900, BufferedImage.TYPE_INT_RGB), "bmp")), RejectionReason.WRONG_TYPE);
    }

    @Test
    void shouldRefuseATruncatedPictureAtAnyLength() {
        byte[] jpeg = jpeg(800, 900);
        byte[] png = png(800, 900);
        for (int i = 1; i < 40; i++) {
            Inspection cutJpeg = scan(Arrays.copyOf(jpeg, jpeg.length * i / 40));
            Inspection cutPng = scan(Arrays.copyOf(png, png.length * i / 40));
            assertRejected(cutJpeg, RejectionReason.TRUNCATED);
            assertRejected(cutPng, RejectionReason.TRUNCATED);
        }
    }

    @Test
    void shouldRefuseSomethingElseBehindThePicture() {
        for (byte[] picture : List.of(jpeg(800, 900), png(800, 900))) {
            assertRejected(scan(concat(picture, zip())), RejectionReason.HIDDEN_CONTENT);
            assertRejected(scan(concat(picture, ascii("<html><script>alert(1)</script>"))), RejectionReason.HIDDEN_CONTENT);
            assertRejected(scan(concat(picture, ascii("x".repeat(1000)))), RejectionReason.HIDDEN_CONTENT);
        }
    }

    @Test
    void shouldFindAnArchiveHiddenInAComment() {
        assertRejected(scan(withSegment(jpeg(800, 900), 0xFE, zip())), RejectionReason.HIDDEN_CONTENT);
    }

    @Test
    void shouldAcceptThePreviewThatPhonesAppend() {
        Accepted accepted = (Accepted) scan(concat(jpeg(800, 900), jpeg(80, 90)));

        assertThat(accepted.warnings()).containsExactly(InspectionWarning.MORE_THAN_ONE_PICTURE);
    }

    /** A picture that states a great size must be refused before memory is asked for. */
    @Test
    void shouldRefuseImageBombs() {
        assertRejected(scan(pngOf(50_000, 50_000, deflatedZeros(1000))), RejectionReason.TOO_MANY_PIXELS);
        assertRejected(scan(pngOf(-1, -1, deflatedZeros(1000))), RejectionReason.TOO_MANY_PIXELS);
        assertRejected(scan(pngOf(0, 100, deflatedZeros(1000))), RejectionReason.UNREADABLE);
        byte[] jpeg = jpeg(800, 900);
        int frame = 0;
        while ((jpeg[frame] & 0xFF) != 0xFF || (jpeg[frame + 1] & 0xFF) != 0xC0) {
            frame++;
        }
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFF);
        assertRejected(scan(jpeg), RejectionReason.TOO_MANY_PIXELS);
    }

    @Test
    void shouldRefuseDataThatInflateToMoreOrLessThanThePicture() {
        assertRejected(scan(pngOf(800, 900, deflatedZeros(300_000_000))), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(pngOf(800, 900, deflatedZeros(1000))), RejectionReason.TRUNCATED);
    }

    @Test
    void shouldRefuseBombsInTheMetadataOfAPng() {
        byte[] bomb = deflatedZeros(200_000_000);
        assertRejected(scan(withChunk(png(800, 900), "zTXt", concat(ascii("Comment\0\0"), bomb))), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withChunk(png(800, 900), "iCCP", concat(ascii("icc\0\0"), bomb))), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withChunk(png(800, 900), "iTXt", concat(ascii("Comment\0\1\0en\0x\0"), bomb))), RejectionReason.TOO_COMPLEX);
        assertThat(scan(withChunk(png(800, 900), "zTXt", concat(ascii("Comment\0\0"), deflatedZeros(100))))).isInstanceOf(Accepted.class);
        assertThat(scan(withChunk(png(800, 900), "iTXt", ascii("Comment")))).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldRefuseADamagedPng() {
        byte[] png = png(800, 900);
        png[png.length / 2] ^= 1;
        assertRejected(scan(png), RejectionReason.UNREADABLE);
    }

    @Test
    void shouldRefuseAProgressivePictureOfEndlessScans() {
        byte[] jpeg = progressiveJpeg(800, 900);
        int scan = 0;
        while ((jpeg[scan] & 0xFF) != 0xFF || (jpeg[scan + 1] & 0xFF) != 0xDA) {
            scan++;
        }
        byte[] scans = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] many = Arrays.copyOf(jpeg, scan);
        for (int i = 0; i < 10; i++) {
            many = concat(many, scans);
        }
        assertRejected(scan(concat(many, new byte[]{(byte) 0xFF, (byte) 0xD9})), RejectionReason.TOO_COMPLEX);
    }

    @Test
    void shouldWarnOfPicturesThatMayBeHardToRead() {
        assertThat(((Accepted) scan(jpeg(300, 400))).warnings()).containsExactly(InspectionWarning.LOW_RESOLUTION);
        Accepted turned = (Accepted) scan(withSegment(jpeg(1000, 800), 0xE1, exif(6)));
        assertThat(turned).isEqualTo(new Accepted(ContentType.JPEG, 1, 800, 1000, List.of(InspectionWarning.TURNED_BY_CAMERA)));
        assertThat(((Accepted) scan(cmykJpeg(800, 900, 0, 0, 0, 0))).warnings()).containsExactly(InspectionWarning.PRINT_COLOURS);
        assertThat(((Accepted) scan(withSegment(cmykJpeg(800, 900, 0, 0, 0, 0), 0xEE, adobe(0)))).warnings())
                .containsExactly(InspectionWarning.PRINT_COLOURS);
    }

    @Test
    void shouldSurviveMalformedExif() {
        byte[] exif = exif(6);
        for (int length = 0; length < exif.length; length++) {
            assertThat(scan(withSegment(jpeg(800, 900), 0xE1, Arrays.copyOf(exif, length)))).isInstanceOf(Accepted.class);
        }
        for (int at = 6; at < exif.length; at++) {
            byte[] wrong = exif.clone();
            wrong[at] = (byte) 0xFF;
            assertThat(scan(withSegment(jpeg(800, 900), 0xE1, wrong))).isInstanceOf(Accepted.class);
        }
    }

    /** Whatever is sent, an answer comes back and no exception. */
    @Test
    void shouldAnswerOnDamagedBytesOfEveryKind() {
        Random random = new Random(7);
        for (byte[] original : List.of(jpeg(300, 420), png(300, 420), progressiveJpeg(300, 420), HostileFiles.pdf(2))) {
            for (int i = 0; i < 150; i++) {
                byte[] damaged = original.clone();
                for (int k = 0; k < 5; k++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                assertThat(FileInspection.inspect(damaged, i % 2 == 0 ? FileUse.SCAN : FileUse.PORTRAIT)).isNotNull();
            }
        }
    }

    @Test
    void shouldTellTheApplicantWhatToDoInBothLanguages() {
        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(reason.chinese()).contains("请").endsWith("。");
            assertThat(reason.english()).containsIgnoringCase("please").endsWith(".");
        }
    }

    static void assertRejected(Inspection inspection, RejectionReason reason) {
        assertThat(inspection).isEqualTo(new Rejected(reason));
    }

    private static Inspection scan(byte[] content) {
        return FileInspection.inspect(content, FileUse.SCAN);
    }
}
