package org.zhicheng.ground.typesetting;

import static org.zhicheng.ground.rule.NoticeRule.R32;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;

import org.zhicheng.ground.rule.Rule;

/**
 * Says which characters of a text no embedded font can print, so that it is found out at submission and not when the
 * certificate is made (R32). Cheap: reads a table of 26 KB once, never a font.
 */
@Rule(R32)
public final class PrintableCharacters {
    static final String RESOURCE = "/fonts/coverage.bits";

    private PrintableCharacters() {
    }

    /**
     * The characters of a text that cannot print.
     *
     * @return each once, in the order of the text, as a string of one code point; empty if everything prints
     */
    public static List<String> missing(String text) {
        BitSet coverage = Coverage.TABLE;
        return text.codePoints().filter(c -> !coverage.get(c)).distinct().mapToObj(Character::toString).toList();
    }

    /** Whether every character of the text can print. */
    public static boolean canPrint(String text) {
        return missing(text).isEmpty();
    }

    /** Read on first use, then kept. */
    private static final class Coverage {
        static final BitSet TABLE = read();

        private static BitSet read() {
            try (InputStream in = PrintableCharacters.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("Missing resource " + RESOURCE);
                }
                return BitSet.valueOf(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
