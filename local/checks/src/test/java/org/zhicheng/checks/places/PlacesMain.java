package org.zhicheng.checks.places;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.zhicheng.demo.play.Result;
import org.zhicheng.demo.play.Result.Ending;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.FunctionPlace;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.lambda.ContainerRuntime;

/** Plays all samples with the functions in each place, each on a fresh state, and compares what is left, from the command line. */
public final class PlacesMain {

    private static final String USAGE = """
            usage: scripts/places [embedded] [processes] [containers]
              plays the samples with the functions in these places, in all three where none is named, and compares what each left with what
              they left in the stack's own JVM, played now or last; status 1 where something differs
            usage: scripts/places compare FILE FILE
              compares what two plays left, as it stands in local/target/places
            """;
    private static final int LACKING = 77;
    private static final Path FOLDER = Path.of("local", "target", "places");

    private PlacesMain() {
    }

    /** Where functions run; the first is what the others are held against. */
    private enum Place {
        EMBEDDED(FunctionPlace.THIS_JVM),
        PROCESSES(FunctionPlace.PROCESSES),
        CONTAINERS(FunctionPlace.CONTAINERS);

        private final FunctionPlace functions;

        Place(FunctionPlace functions) {
            this.functions = functions;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }

        Path picture() {
            return FOLDER.resolve(title() + ".json");
        }
    }

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        int status;
        try {
            status = arguments.length > 0 && arguments[0].equals("compare") ? compare(arguments, out) : run(arguments, out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + USAGE);
            status = 2;
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            status = 2;
        }
        out.flush();
        System.exit(status);
    }

    private static int run(String[] arguments, PrintStream out) throws IOException, InterruptedException {
        List<Place> places = arguments.length == 0
                ? List.of(Place.values())
                : Arrays.stream(arguments).map(name -> Place.valueOf(name.toUpperCase(Locale.ROOT))).sorted().toList();
        if (places.contains(Place.CONTAINERS) && ContainerRuntime.missing().isPresent()) {
            System.err.println(ContainerRuntime.missing().get());
            return LACKING;
        }
        Files.createDirectories(FOLDER);
        if (!places.contains(Place.EMBEDDED) && !Files.exists(Place.EMBEDDED.picture())) {
            throw new IllegalArgumentException("nothing to compare with: name embedded too, or play it first");
        }
        boolean good = true;
        for (Place place : places) {
            good &= play(place, out);
            if (place != Place.EMBEDDED) {
                good &= compare(Place.EMBEDDED.title(), Picture.read(Place.EMBEDDED.picture()), place.title(),
                        Picture.read(place.picture()), out);
            }
        }
        return good ? 0 : 1;
    }

    private static int compare(String[] arguments, PrintStream out) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("two files are wanted");
        }
        return compare("first", Picture.read(Path.of(arguments[1])), "second", Picture.read(Path.of(arguments[2])), out) ? 0 : 1;
    }

    private static boolean compare(String one, Picture left, String other, Picture right, PrintStream out) {
        Likeness likeness = Likeness.of(one, left.entries(), other, right.entries());
        likeness.differences().forEach(difference -> out.println("   ✗ " + difference));
        out.printf("%s beside %s: %,d alike, %,d differences%n", other, one, likeness.alike(), likeness.differences().size());
        return likeness.differences().isEmpty();
    }

    private static boolean play(Place place, PrintStream out) throws IOException, InterruptedException {
        Path folder = FOLDER.resolve(place.title()).toAbsolutePath();
        Samples samples = Samples.read(Path.of("samples"));
        StackOptions options = Wiring.options(Path.of("template.yaml"), folder).withFreePorts().withFresh().withFunctions(place.functions);
        try (EmbeddedStack stack = EmbeddedStack.start(options, Wiring.parts(samples));
                PrintStream log = printer(folder.resolve("functions.log"));
                PrintStream progress = printer(FOLDER.resolve(place.title() + ".log"))) {
            System.setOut(log);
            EmbeddedPlayer player = new EmbeddedPlayer(stack, samples, folder.resolve("certificates"));
            player.prepare();
            Result result = player.played(progress);
            Picture picture = Picture.of(stack);
            picture.write(place.picture());
            tell(place, result, picture, out);
            return result.held();
        } finally {
            System.setOut(out);
        }
    }

    private static void tell(Place place, Result result, Picture picture, PrintStream out) {
        List<String> broken = new ArrayList<>(result.failures());
        result.endings().stream().filter(ending -> !ending.held())
                .forEach(ending -> broken.add(ending.slug() + ": " + ending.actual() + " and not " + ending.expected()));
        broken.forEach(each -> out.println("   ✗ " + each));
        out.printf("%s: %d of %d samples as expected, %d steps in %d s; left: %,d items, %,d objects, %,d executions%n", place.title(),
                result.endings().stream().filter(Ending::held).count(), result.endings().size(), result.steps(), result.took().toSeconds(),
                picture.items(), picture.objects(), picture.entries().size() - picture.items() - picture.objects());
    }

    private static PrintStream printer(Path file) throws IOException {
        return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    }
}
