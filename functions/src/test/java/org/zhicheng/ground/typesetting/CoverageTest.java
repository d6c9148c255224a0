package org.zhicheng.ground.typesetting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

import org.junit.jupiter.api.Test;

class CoverageTest {
    /** R32: the table that submission asks is made from the fonts that print. */
    @Test
    void shouldKeepTheTableOfCharactersEqualToTheFonts() throws Exception {
        BitSet expected = new BitSet();
        for (FontFace face : FontFace.values()) {
            FontFiles.FontFile font = FontFiles.of(face);
            for (int c = 0x20; c <= 0x3FFFF; c++) {
                if (!Character.isISOControl(c) && font.has(c)) {
                    expected.set(c);
                }
            }
        }
        Path generated = Path.of("target", "coverage.bits");
        Files.createDirectories(generated.getParent());
        Files.write(generated, expected.toByteArray());

        BitSet committed = new BitSet();
        try (InputStream in = getClass().getResourceAsStream(PrintableCharacters.RESOURCE)) {
            if (in != null) {
                committed = BitSet.valueOf(in.readAllBytes());
            }
        }
        assertThat(committed.equals(expected)).as("copy target/coverage.bits to src/main/resources/fonts/ after a change of the fonts")
                .isTrue();
    }
}
