package org.zhicheng.demo.samples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Draws the scans of {@code samples/} from what the dossiers there say: the same pictures each time. They are committed, as playing needs no font. */
public final class MakeSamples {

    private MakeSamples() {
    }

    /** Arguments: the samples, and a TrueType font with Chinese characters of the basic block and extension A. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: MakeSamples <samples folder> <font.ttf>");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        write(Path.of(arguments[0]), TrueTypeFace.read(Path.of(arguments[1])));
    }

    static void write(Path folder, Typeface typeface) throws IOException {
        for (Dossier dossier : Samples.read(folder).dossiers()) {
            Papers papers = new Papers(dossier, typeface);
            for (String name : scans(dossier)) {
                List<BufferedImage> pages = papers.draw(name);
                Files.write(folder.resolve(dossier.slug()).resolve(name),
                        name.startsWith("A3.") ? ScanFile.jpeg(pages.getFirst(), 0.7f) : ScanFile.encode(name, pages));
            }
        }
    }

    /** File names of a dossier that are drawn, those handed in after a return included. */
    static List<String> scans(Dossier dossier) {
        return Stream
                .concat(dossier.materials().values().stream(),
                        dossier.returned().stream().flatMap(returned -> returned.materials().values().stream()))
                .flatMap(Collection::stream).filter(name -> !name.equals("summary.txt")).toList();
    }
}
