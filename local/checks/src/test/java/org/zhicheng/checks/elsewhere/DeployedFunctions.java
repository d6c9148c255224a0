package org.zhicheng.checks.elsewhere;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.FunctionRuntime;
import org.zhicheng.stack.lambda.NoSuchFunction;

/** Functions as they are deployed somewhere, invoked by Lambda's own call there, at the alias {@code live}. */
final class DeployedFunctions implements FunctionRuntime {

    /** For containers to start in, which on Lambda would be there. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final URI endpoint;
    private final Map<String, String> names;
    private final String region;
    private final AwsBasicCredentials credentials;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /**
     * Those of one deployment.
     *
     * @param endpoint of Lambda, without a slash at the end
     * @param names physical by logical
     */
    DeployedFunctions(URI endpoint, Map<String, String> names, String region, AwsBasicCredentials credentials) {
        this.endpoint = endpoint;
        this.names = Map.copyOf(names);
        this.region = region;
        this.credentials = credentials;
    }

    @Override
    public FunctionAnswer invoke(String function, byte[] event) {
        String name = names.get(function);
        if (name == null) {
            throw new NoSuchFunction(function);
        }
        try {
            HttpResponse<byte[]> answer = http.send(
                    signed(URI.create(endpoint + "/2015-03-31/functions/" + name + "/invocations?Qualifier=live"), event),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("Lambda answered " + answer.statusCode() + ": " + FunctionAnswer.of(answer.body()).text());
            }
            return answer.headers().firstValue("x-amz-function-error").isPresent()
                    ? FunctionAnswer.failure(answer.body())
                    : FunctionAnswer.of(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(function + " could not be called: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while " + function + " was called", e);
        }
    }

    @Override
    public Duration longestWait() {
        return LONGEST_WAIT;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest signed(URI address, byte[] event) {
        SdkHttpRequest request = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address)
                                .putHeader("content-type", "application/json").build())
                        .payload(ContentStreamProvider.fromByteArray(event)).putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        HttpRequest.Builder builder = HttpRequest.newBuilder(address).timeout(LONGEST_WAIT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(event));
        request.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }
}
