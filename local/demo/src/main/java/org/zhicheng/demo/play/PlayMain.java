package org.zhicheng.demo.play;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.demo.samples.Samples;

/** Plays the samples on any deployed API, from the command line. */
public final class PlayMain {

    private PlayMain() {
    }

    public static void main(String[] arguments) {
        int status;
        try {
            status = run(new ArrayDeque<>(Arrays.asList(arguments)));
        } catch (IllegalArgumentException | Unexpected | IOException e) {
            System.err.println(e.getMessage());
            status = 2;
        }
        System.out.flush();
        System.exit(status);
    }

    /** @return 0 where everything went as the samples say, 1 otherwise */
    public static int run(Deque<String> arguments) throws IOException {
        URI api = URI.create("http://localhost:8080");
        URI issuer = URI.create("http://localhost:4568");
        String client = "zhicheng";
        Path tokens = null;
        Path samples = Path.of("samples");
        Path certificates = Path.of("local", "target", "played");
        while (!arguments.isEmpty()) {
            String name = arguments.poll();
            switch (name) {
                case "--help", "-h" -> {
                    System.out.print(usage());
                    return 0;
                }
                case "--api" -> api = URI.create(value(name, arguments));
                case "--issuer" -> issuer = URI.create(value(name, arguments));
                case "--client" -> client = value(name, arguments);
                case "--tokens" -> tokens = Path.of(value(name, arguments));
                case "--samples" -> samples = Path.of(value(name, arguments));
                case "--certificates" -> certificates = Path.of(value(name, arguments));
                default -> throw new IllegalArgumentException("不认识 · unknown: " + name + "\n\n" + usage());
            }
        }
        SignIn signIn = tokens == null
                ? SignIn.directGrant(issuer, client)
                : SignIn.tokens(new ObjectMapper().readValue(Files.readString(tokens), new TypeReference<Map<String, String>>() {
                }));
        Player player = new Player(api, issuer, signIn, ClockControl.of(api), Samples.read(samples), certificates, System.out);
        return player.play().held() ? 0 : 1;
    }

    /** In a file, so that the script shows it without a build. */
    private static String usage() {
        try (InputStream text = PlayMain.class.getResourceAsStream("usage.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(String option, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(option + " 缺少值 · wants a value\n\n" + usage());
        }
        return arguments.poll();
    }
}
