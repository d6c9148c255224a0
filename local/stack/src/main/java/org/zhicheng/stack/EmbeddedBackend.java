package org.zhicheng.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.zhicheng.local.services.EmbeddedServices;
import org.zhicheng.local.services.KeyService.KeySpec;
import org.zhicheng.local.services.LoginPerson;

/** The services that run in and beside this JVM, as the stack's backend. */
final class EmbeddedBackend implements Backend {

    private final EmbeddedServices services;
    private final Map<String, String> parameters;

    private EmbeddedBackend(EmbeddedServices services, Map<String, String> parameters) {
        this.services = services;
        this.parameters = parameters;
    }

    /**
     * @param firstAdministrator whom the template's parameter of that name is given
     */
    static Starter starter(List<LoginPerson> people, String firstAdministrator) {
        return (state, awsPort, issuerPort, clock) -> start(state, awsPort, issuerPort, clock, people, firstAdministrator);
    }

    private static EmbeddedBackend start(Path state, int awsPort, int issuerPort, StackClock clock, List<LoginPerson> people,
            String firstAdministrator) {
        EmbeddedServices services = EmbeddedServices.start(new EmbeddedServices.Options(state, awsPort, issuerPort,
                EmbeddedServices.DEFAULT_REGION, EmbeddedServices.DEFAULT_AUDIENCE, clock, people, Map.of()));
        return new EmbeddedBackend(services, Map.of("Issuer", services.issuerUri().toString(), "Audience",
                EmbeddedServices.DEFAULT_AUDIENCE, "FirstAdministrator", firstAdministrator, "AllowedOrigins", "*"));
    }

    EmbeddedServices services() {
        return services;
    }

    @Override
    public URI endpoint() {
        return services.endpoint();
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
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("PublicUrl", api.toString());
        return all;
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
    public void createBuckets(Collection<String> names) {
        services.createBuckets(names);
    }

    @Override
    public void close() {
        services.close();
    }
}
