package org.zhicheng.stack;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

import org.zhicheng.stack.services.AwsJsonService;
import org.zhicheng.stack.state.StackClock;

/** The services around the functions, as the stack needs them: all of AWS behind one address, and who issues tokens. */
public interface Backend extends AutoCloseable {

    /** {@code AWS_ENDPOINT_URL}. */
    URI endpoint();

    /** Has the services answer at a further address of this machine, such as the bridge of its containers; the endpoint there. */
    URI listen(InetAddress address);

    /** Exactly as tokens name it. */
    URI issuer();

    /** Where a person signs in with a browser. */
    URI login();

    URI mailbox();

    /** What a function needs in its environment to reach these services. */
    Map<String, String> environment();

    /**
     * Parameters of the template that only a running stack knows, such as the issuer and the audience.
     *
     * @param api the HTTP API's address
     */
    Map<String, String> parameters(URI api);

    /**
     * Makes missing keys.
     *
     * @param specs key specs by logical id
     * @return the key id of each logical id
     */
    Map<String, String> createKeys(Map<String, String> specs);

    /** Puts one more service behind the address, by the name that signatures use, such as {@code states}. */
    void register(String service, AwsJsonService handler);

    /** Makes missing buckets. */
    void createBuckets(Collection<String> names);

    @Override
    void close();

    /** Starts the services. */
    @FunctionalInterface
    interface Starter {

        /**
         * Starts them and returns when they answer.
         *
         * @param awsPort    of all AWS services; 0 for any
         * @param issuerPort of the issuer; 0 for any
         */
        Backend start(Path state, int awsPort, int issuerPort, StackClock clock);
    }
}
