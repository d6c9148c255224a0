package org.zhicheng.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Another implementation of AWS that tests are to run against: {@code AWS_ENDPOINT_URL}, and what else it needs, from the environment or
 * from system properties of the same names. Without it they run against the embedded services.
 */
public final class Endpoint {

    private Endpoint() {
    }

    public static Optional<URI> given() {
        return setting("AWS_ENDPOINT_URL").map(URI::create);
    }

    /** The file from which Step Functions there reads what tasks come to; empty where it emulates none. */
    public static Optional<Path> taskMocks() {
        return setting("SFN_MOCK_CONFIG").map(Path::of);
    }

    /** Whether Step Functions there emulates tasks: LocalStack does. */
    public static boolean mocksTasks() {
        return taskMocks().isPresent();
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter(value -> !value.isBlank());
    }
}
