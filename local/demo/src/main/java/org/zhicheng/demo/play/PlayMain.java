package org.zhicheng.demo.play;

import java.io.IOException;
import java.net.URI;
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

    private static final String USAGE = """
            用法 · Usage: ./run play [选项 · options]     在已部署的接口上演示样本 · play the samples on a deployed API

              时钟不能拨动的接口上，只演示无须等待的样本，日期顺延到今天 · where the clock cannot be moved, those for which
              no time has to pass, with their dates moved to today

              --api URL             默认 http://localhost:8080 · the API
              --issuer URL          默认 http://localhost:4568 · who issues the tokens
              --client ID           默认 zhicheng · the client id
              --tokens FILE         已取得的令牌，{"applicant-01": "…"} · tokens fetched before, instead of the direct grant
              --samples DIR         默认 samples · the dossiers
              --certificates DIR    默认 local/target/played · for certificates and lists
            """;

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
                    System.out.print(USAGE);
                    return 0;
                }
                case "--api" -> api = URI.create(value(name, arguments));
                case "--issuer" -> issuer = URI.create(value(name, arguments));
                case "--client" -> client = value(name, arguments);
                case "--tokens" -> tokens = Path.of(value(name, arguments));
                case "--samples" -> samples = Path.of(value(name, arguments));
                case "--certificates" -> certificates = Path.of(value(name, arguments));
                default -> throw new IllegalArgumentException("不认识 · unknown: " + name + "\n\n" + USAGE);
            }
        }
        SignIn signIn = tokens == null
                ? SignIn.directGrant(issuer, client)
                : SignIn.tokens(new ObjectMapper().readValue(Files.readString(tokens), new TypeReference<Map<String, String>>() {
                }));
        Player player = new Player(api, issuer, signIn, ClockControl.of(api), Samples.read(samples), certificates, System.out);
        return player.play().held() ? 0 : 1;
    }

    private static String value(String option, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(option + " 缺少值 · wants a value\n\n" + USAGE);
        }
        return arguments.poll();
    }
}
