package org.zhicheng.dossier.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;

/** The catalogue that the product comes with, until the bureau sets its own (R42): the 27 national series, in {@code catalogue/series.txt}. */
@Rule(R42)
final class FirstCatalogue {

    private static final String RESOURCE = "/catalogue/series.txt";

    private FirstCatalogue() {
    }

    static Catalogue get() {
        return Holder.FIRST;
    }

    /** Read when it is first asked for. */
    private static final class Holder {
        private static final Catalogue FIRST = read();
    }

    private static Catalogue read() {
        try (InputStream in = FirstCatalogue.class.getResourceAsStream(RESOURCE)) {
            return new Catalogue(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(FirstCatalogue::series).toList(), Revision.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // name | English name | specialties
    private static Catalogue.Series series(String line) {
        String[] parts = line.split("\\|", -1);
        return new Catalogue.Series(parts[0].strip(), parts[1].strip(), List.of(parts[2].strip().split("\\s+")));
    }
}
