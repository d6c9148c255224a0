package org.zhicheng.stack.template;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a deployment would decide: parameters, where it stands, and values that only the running stack knows.
 *
 * @param attributes values of {@code Ref} ({@code "HttpApi"}) and {@code Fn::GetAtt} ({@code "HttpApi.ApiEndpoint"}) that win over the made-up ones
 */
public record Settings(Map<String, String> parameters, String region, String account, String partition, String stackName,
        Map<String, String> attributes) {

    public Settings {
        parameters = Map.copyOf(parameters);
        attributes = Map.copyOf(attributes);
    }

    /** The embedded stack's place: account of zeros. */
    public static Settings local() {
        return new Settings(Map.of(), "us-east-1", "000000000000", "aws", "zhicheng", Map.of());
    }

    public Settings withRegion(String other) {
        return new Settings(parameters, other, account, partition, stackName, attributes);
    }

    public Settings withParameter(String name, String value) {
        return new Settings(with(parameters, name, value), region, account, partition, stackName, attributes);
    }

    public Settings withAttribute(String name, String value) {
        return new Settings(parameters, region, account, partition, stackName, with(attributes, name, value));
    }

    String urlSuffix() {
        return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /** An ARN of this place. */
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return changed;
    }
}
