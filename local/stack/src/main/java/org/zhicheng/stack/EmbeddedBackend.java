package org.zhicheng.stack;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.zhicheng.stack.services.AwsJsonService;
import org.zhicheng.stack.services.EmbeddedServices;
import org.zhicheng.stack.services.KeyService.KeySpec;
import org.zhicheng.stack.services.LoginPerson;

/** The services that run in and beside this JVM, as the stack's backend. */
public final class EmbeddedBackend implements Backend {

    private final EmbeddedServices services;
    private final String audience;

    private EmbeddedBackend(EmbeddedServices services, String audience) {
        this.services = services;
        this.audience = audience;
    }

    /**
     * Services with their own people. Of the template's parameters they set {@code Issuer}, {@code Audience} and {@code PublicUrl}.
     *
     * @param people   whom the login page lists
     * @param audience of the tokens, and the client id of whoever signs people in
     */
    public static Starter starter(List<LoginPerson> people, String audience) {
        return (state, awsPort, issuerPort,
                clock) -> new EmbeddedBackend(EmbeddedServices.start(
                        new EmbeddedServices.Options(state, awsPort, issuerPort, EmbeddedServices.DEFAULT_REGION, audience, clock, people)),
                        audience);
    }

    public EmbeddedServices services() {
        return services;
    }

    @Override
    public URI endpoint() {
        return services.endpoint();
    }

    @Override
    public URI listen(InetAddress address) {
        return services.listen(address);
    }

    @Override
    public URI issuer() {
        return services.issuerUri();
    }

    @Override
    public URI login() {
        return services.issuerUri();
    }

    @Override
    public URI mailbox() {
        return services.mailbox();
    }

    @Override
    public Map<String, String> environment() {
        return services.environment();
    }

    @Override
    public Map<String, String> parameters(URI api) {
        return Map.of("Issuer", services.issuerUri().toString(), "Audience", audience, "PublicUrl", api.toString());
    }

    @Override
    public Map<String, String> createKeys(Map<String, String> specs) {
        Map<String, String> ids = new LinkedHashMap<>();
        specs.forEach((logicalId, spec) -> {
            String arn = services.keys().ensure("alias/" + logicalId, KeySpec.valueOf(spec));
            ids.put(logicalId, arn.substring(arn.lastIndexOf('/') + 1));
        });
        return ids;
    }

    @Override
    public void register(String service, AwsJsonService handler) {
        services.register(service, handler);
    }

    @Override
    public void createBuckets(Collection<String> names) {
        services.createBuckets(names);
    }

    @Override
    public void close() {
        services.close();
    }
}
