package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
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
