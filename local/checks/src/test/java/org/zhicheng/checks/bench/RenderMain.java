package org.zhicheng.checks.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import org.zhicheng.ground.rendering.FileUse;
import org.zhicheng.ground.rendering.Oddity;
import org.zhicheng.ground.rendering.Renderer;
import org.zhicheng.ground.rendering.Rendering;

/** Renders each file of a folder and prints what became of them, what it took, and where MuPDF shows something else: {@code scripts/render}. */
public final class RenderMain {

    /** Of a long file the first pages tell enough. */
    private static final int MOST_PAGES = 3;
    /** Below it a page is looked at by eye; two renderers of plain text come out at 0.9 and more. */
    private static final double LIKE = 0.85;

    /** Of a poster MuPDF makes two gigabytes. */
    private static final long LARGEST = 200_000_000;

    private final Path pictures;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, Integer> oddities = new TreeMap<>();
    private final List<Long> millisAPage = new ArrayList<>();
    private final Map<String, List<Long>> others = new TreeMap<>();
    private final List<Double> likeness = new ArrayList<>();
    private final List<Long> slower = new ArrayList<>();
    private int pages;
    private long original;
    private long made;

    private RenderMain(Path pictures) {
        this.pictures = pictures;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("scripts/render FOLDER [PICTURES]");
            System.exit(2);
        }
        RenderMain run = new RenderMain(
                arguments.length > 1 ? Files.createDirectories(Path.of(arguments[1])) : Files.createTempDirectory("render"));
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            files.filter(Files::isRegularFile).sorted().forEach(run::render);
        }
        run.print();
    }

    private void render(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            long start = System.nanoTime();
            Rendering rendering = Renderer.render(content, FileUse.SCAN, (done, of) -> {
            });
            long millis = (System.nanoTime() - start) / 1_000_000;
            switch (rendering) {
                case Rendering.Rendered rendered -> {
                    count(rendered, content.length, millis);
                    if (file.toString().endsWith(".pdf")) {
                        time("pdftoppm", List.of("-r", "150", "-l", "" + MOST_PAGES, file.toString(), pictures + "/other"), rendered);
                        long other = time("mutool", List.of("draw", "-q", "-r", "150", "-F", "pgm", "-o", pictures + "/other-%d.pgm",
                                file.toString(), "1-" + MOST_PAGES), rendered);
                        if (other > 0) {
                            slower.add(100 * millis / rendered.pages().size() / other);
                            compare(file, rendered);
                        }
                        clear();
                    }
                }
                case Rendering.Refused refused -> {
                    outcomes.merge(refused.reason().name(), 1, Integer::sum);
                    boolean read = file.toString().endsWith(".pdf") && run("mutool",
                            List.of("draw", "-q", "-r", "20", "-F", "pgm", "-o", pictures + "/other-1.pgm", file.toString(), "1"));
                    clear();
                    System.out.println(refused.reason() + " " + file + (read ? ", which MuPDF reads" : ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            outcomes.merge("AN EXCEPTION", 1, Integer::sum);
            System.out.println(e + " " + file);
        }
    }

    private void count(Rendering.Rendered rendered, int size, long millis) {
        outcomes.merge("RENDERED", 1, Integer::sum);
        rendered.oddities().stream().map(Oddity::kind).distinct().forEach(kind -> oddities.merge(kind.name(), 1, Integer::sum));
        millisAPage.add(millis / rendered.pages().size());
        pages += rendered.pages().size();
        original += size;
        made += rendered.pages().stream().mapToLong(page -> page.content().length + page.preview().content().length).sum();
    }

    /** Milliseconds a page, its start included; 0 where the program is not there, or does not read the file. */
    private long time(String program, List<String> words, Rendering.Rendered rendered) throws IOException {
        long start = System.nanoTime();
        if (!run(program, words)) {
            return 0;
        }
        long millis = Math.max(1, (System.nanoTime() - start) / 1_000_000 / Math.min(MOST_PAGES, rendered.pages().size()));
        others.computeIfAbsent(program, _ -> new ArrayList<>()).add(millis);
        return millis;
    }

    private static boolean run(String program, List<String> words) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(words);
        try {
            Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            boolean done = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            process.destroy();
            return done;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void compare(Path file, Rendering.Rendered rendered) throws IOException {
        for (int i = 1; i <= Math.min(MOST_PAGES, rendered.pages().size()); i++) {
            Path other = pictures.resolve("other-" + i + ".pgm");
            if (Files.exists(other) && Files.size(other) < LARGEST) {
                byte[] ours = rendered.pages().get(i - 1).content();
                double like = Likeness.of(ImageIO.read(new ByteArrayInputStream(ours)), Likeness.readPgm(other));
                likeness.add(like);
                if (like < LIKE) {
                    System.out.printf("%.3f like MuPDF's: page %d of %s%n", like, i, file);
                    String name = file.getFileName() + "-" + i;
                    Files.write(pictures
                            .resolve(name + "-ours." + rendered.pages().get(i - 1).type().name().toLowerCase(java.util.Locale.ROOT)), ours);
                    ImageIO.write(Likeness.readPgm(other), "png", pictures.resolve(name + "-mupdf.png").toFile());
                }
            }
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> left = Files.list(pictures)) {
            left.filter(path -> path.getFileName().toString().startsWith("other")).sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void print() {
        System.out.println("| | files |\n|---|---|");
        outcomes.forEach((outcome, count) -> System.out.println("| " + outcome + " | " + count + " |"));
        oddities.forEach((kind, count) -> System.out.println("| with " + kind + " | " + count + " |"));
        System.out.println("\n" + pages + " pages\n\n| milliseconds a page | median | 95 of 100 | most |\n|---|---|---|---|");
        print("this renderer", millisAPage);
        others.forEach(this::print);
        print("this renderer in hundredths of MuPDF's", slower);
        List<Double> sorted = likeness.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            System.out.printf(
                    "%n%d pages beside MuPDF's: likeness %.3f at the median, %.3f with 5 of 100 below; %d below %.2f, pictures in %s%n",
                    sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() / 20),
                    sorted.stream().filter(like -> like < LIKE).count(), LIKE, pictures);
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream().mapToLong(RenderMain::peak).sum();
        System.out.printf("%nheap at most %d MB (-Xmx sets it); pages and previews %.2f times the originals%n", peak >> 20,
                (double) made / Math.max(1, original));
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getType() == java.lang.management.MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }

    private void print(String name, List<Long> millis) {
        if (!millis.isEmpty()) {
            List<Long> sorted = millis.stream().sorted().toList();
            System.out.printf("| %s | %d | %d | %d |%n", name, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100),
                    sorted.getLast());
        }
    }
}
