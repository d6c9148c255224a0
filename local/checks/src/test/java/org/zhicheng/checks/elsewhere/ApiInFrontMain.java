package org.zhicheng.checks.elsewhere;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

import org.zhicheng.stack.gateway.HttpApi;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.Template;

/** The template's HTTP API, as the embedded stack has it, before functions that are deployed where there is no API Gateway; from the command line. */
public final class ApiInFrontMain {

    private ApiInFrontMain() {
    }

    /**
     * Serves until it is stopped; prints its address once it answers. Region and credentials are those of the environment.
     *
     * @param arguments the endpoint; a JSON object of the template's parameters; one of the functions' names by their names in the template
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: ENDPOINT PARAMETERS FUNCTIONS");
        }
        ObjectMapper json = new ObjectMapper();
        TypeReference<Map<String, String>> texts = new TypeReference<>() {
        };
        String region = System.getenv("AWS_REGION");
        Settings settings = Settings.local().withRegion(region);
        for (Map.Entry<String, String> parameter : json.readValue(arguments[1], texts).entrySet()) {
            settings = settings.withParameter(parameter.getKey(), parameter.getValue());
        }
        DeployedFunctions functions = new DeployedFunctions(URI.create(arguments[0]), json.readValue(arguments[2], texts), region,
                AwsBasicCredentials.create(System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")));
        HttpApi api = new HttpApi(Template.load(Path.of("template.yaml"), settings), functions, Clock.systemUTC(), Clock.systemUTC(),
                () -> {
                });
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", api);
        server.start();
        System.out.println("API http://localhost:" + server.getAddress().getPort());
    }
}
