package org.zhicheng.checks;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.stack.services.Clients;
import org.zhicheng.stack.services.LocalCredentials;

/**
 * Where tests of the adapters find AWS: another implementation at {@code AWS_ENDPOINT_URL}, or else the embedded services. What it says
 * comes from the environment or from system properties of the same names.
 */
public final class Endpoint {

    private Endpoint() {
    }

    /** Empty where the embedded services are to be tested. */
    public static Optional<URI> given() {
        return setting("AWS_ENDPOINT_URL").map(URI::create);
    }

    /** Of the given endpoint, or of the shared embedded stack, which starts when first asked for. */
    static URI address() {
        return given().orElseGet(() -> TestStack.shared().stack().backend().endpoint());
    }

    /** Clients of that address, for what a test looks at by itself. */
    static Clients clients() {
        return clients(address());
    }

    /** Clients of a stack of the test's own. */
    public static Clients clients(URI address) {
        return new Clients(address, environment());
    }

    /** Region and credentials, as the SDK names them in an environment. */
    public static Map<String, String> environment() {
        return Map.of("AWS_REGION", setting("AWS_REGION", "us-east-1"), "AWS_ACCESS_KEY_ID",
                setting("AWS_ACCESS_KEY_ID", LocalCredentials.ACCESS_KEY), "AWS_SECRET_ACCESS_KEY",
                setting("AWS_SECRET_ACCESS_KEY", LocalCredentials.SECRET_KEY));
    }

    /** The file from which Step Functions there reads what tasks come to; empty where it emulates none. */
    public static Optional<Path> taskMocks() {
        return setting("SFN_MOCK_CONFIG").map(Path::of);
    }

    /** Whether Step Functions there emulates tasks: LocalStack does. */
    public static boolean mocksTasks() {
        return taskMocks().isPresent();
    }

    static boolean isEmbedded() {
        return given().isEmpty();
    }

    /** Whether moto answers there, whose name {@code scripts/test-endpoint} leaves in the environment. */
    static boolean isMoto() {
        return setting("AWS_ENDPOINT_KIND").filter("moto"::equals).isPresent();
    }

    /** What the environment says belongs to the endpoint that it names; the embedded services know one identity. */
    private static String setting(String name, String embedded) {
        return given().flatMap(endpoint -> setting(name)).orElse(embedded);
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter(value -> !value.isBlank());
    }
}
