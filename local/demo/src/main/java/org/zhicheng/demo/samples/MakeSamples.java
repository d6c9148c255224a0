package org.zhicheng.local.samples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@code samples/} anew: the same people, texts and pictures each time. The samples are committed; playing them needs no font. */
public final class MakeSamples {

    private MakeSamples() {
    }

    /** Arguments: the folder to write to, and a TrueType font with Chinese characters of the basic block and extension A. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: MakeSamples <samples folder> <font.ttf>");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        write(Path.of(arguments[0]), TrueTypeFace.read(Path.of(arguments[1])));
    }

    static void write(Path folder, Typeface typeface) throws IOException {
        writeTexts(folder);
        for (Dossier dossier : Cast.dossiers()) {
            Papers papers = new Papers(dossier, typeface);
            for (String name : scans(dossier)) {
                List<BufferedImage> pages = papers.draw(name);
                Files.write(folder.resolve(dossier.slug()).resolve(name),
                        name.startsWith("A3.") ? ScanFile.jpeg(pages.getFirst(), 0.7f) : ScanFile.encode(name, pages));
            }
        }
    }

    /** What needs no font: {@code people.json}, the dossiers and the summaries. */
    static void writeTexts(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("people.json"), Samples.json(new Samples.People(Cast.employers(), Cast.people())));
        for (Dossier dossier : Cast.dossiers()) {
            Path own = Files.createDirectories(folder.resolve(dossier.slug()));
            Files.writeString(own.resolve("dossier.json"), Samples.json(dossier));
            Files.writeString(own.resolve("summary.txt"), Summaries.of(dossier));
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
