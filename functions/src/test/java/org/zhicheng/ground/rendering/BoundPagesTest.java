package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R46: the pages of a material as one PDF. */
class BoundPagesTest {
    private static final BoundPages.Sheet UPRIGHT = new BoundPages.Sheet(HostileFiles.jpeg(60, 80), 60, 80);
    private static final BoundPages.Sheet ACROSS = new BoundPages.Sheet(HostileFiles.png(80, 60), 80, 60);

    @Test
    @DisplayName("R46 400页逐页写出：写完一页才取下一页，内存中只有一页")
    void shouldWriteEachPageBeforeTheNextIsAskedFor_R46() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> written = new ArrayList<>();
        BoundPages.write(sheets(PdfContents.MAX_PAGES, out, written), out);

        assertThat(written).hasSize(PdfContents.MAX_PAGES);
        for (int page = 1; page < written.size(); page++) {
            assertThat(written.get(page) - written.get(page - 1)).isGreaterThan(100);
        }
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            assertThat(read.getNumberOfPages()).isEqualTo(PdfContents.MAX_PAGES);
            assertThat(read.getPage(0).getMediaBox().toString()).isEqualTo("[0.0,0.0,631.5,842.0]");
            assertThat(read.getPage(399).getMediaBox().toString()).isEqualTo("[0.0,0.0,842.0,631.5]");
        }
    }

    @Test
    @DisplayName("R46 相同的页面得到相同的字节")
    void shouldMakeTheSameBytesOfTheSamePages_R46() throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        BoundPages.write(List.of(UPRIGHT, ACROSS).iterator(), first);
        BoundPages.write(List.of(UPRIGHT, ACROSS).iterator(), second);
        assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    }

    @Test
    @DisplayName("R46 PDF中的每页图片（JPEG、8位灰度PNG、16级灰度PNG）与原页面逐像素一致")
    void shouldHoldThePicturesAsTheyAre_R46() throws IOException, Refusal {
        BufferedImage photo = shade();
        photo.setRGB(0, 0, 0x0000FF);
        List<Rendering.Page> pages = List.of(PagePictures.encode(photo, new Look(false, 0, 0, 0, 0)),
                PagePictures.encode(shade(), new Look(true, 0, 0, 1, 1)), PagePictures.encode(shade(), new Look(true, 0, 0, 1, 0)));
        assertThat(pages).extracting(Rendering.Page::type).containsExactly(ContentType.JPEG, ContentType.PNG, ContentType.PNG);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BoundPages.write(pages.stream().map(page -> new BoundPages.Sheet(page.content(), page.width(), page.height())).iterator(), out);

        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            for (int i = 0; i < pages.size(); i++) {
                PDImageXObject picture = (PDImageXObject) read.getPage(i).getResources().getXObject(COSName.getPDFName("P"));
                assertThat(pixels(picture.getImage())).as("%d", i)
                        .isEqualTo(pixels(Picture.read(pages.get(i).content(), pages.get(i).type()).seen(Renderer.LONGEST_SIDE)));
            }
        }
    }

    @Test
    @DisplayName("R46 带透明的图片不是页面图片：拒绝写入，不产生损坏的PDF")
    void shouldNotWriteAPictureThatHasAMask_R46() {
        BoundPages.Sheet sheet = new BoundPages.Sheet(
                HostileFiles.encoded(HostileFiles.picture(60, 80, BufferedImage.TYPE_INT_ARGB), "png"), 60, 80);
        assertThatIllegalStateException().isThrownBy(() -> BoundPages.write(List.of(sheet).iterator(), OutputStream.nullOutputStream()));
    }

    /** All greys, from the left to the right. */
    private static BufferedImage shade() {
        BufferedImage image = new BufferedImage(256, 80, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 256; x++) {
                image.setRGB(x, y, x * 0x010101);
            }
        }
        return image;
    }

    /** Grey by its values: the JDK takes it for linear light. */
    private static int[] pixels(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        return IntStream.range(0, width * image.getHeight())
                .map(i -> image.getType() == BufferedImage.TYPE_BYTE_GRAY
                        ? raster.getSample(i % width, i / width, 0) * 0x010101
                        : image.getRGB(i % width, i / width) & 0xFFFFFF)
                .toArray();
    }

    private static Iterator<BoundPages.Sheet> sheets(int pages, ByteArrayOutputStream out, List<Integer> written) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return written.size() < pages;
            }

            @Override
            public BoundPages.Sheet next() {
                written.add(out.size());
                return written.size() % 2 == 1 ? UPRIGHT : ACROSS;
            }
        };
    }
}
