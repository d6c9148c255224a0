package org.zhicheng.stack.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB table, all that CreateTable needs.
 *
 * @param attributes name to type: {@code S}, {@code N} or {@code B}
 * @param streamView the stream's view type; empty where the table has no stream
 * @param expiry     the attribute of time to live; empty where items do not expire
 */
public record TableShape(String logicalId, String name, Map<String, String> attributes, List<Key> keys, List<Index> indexes,
        Optional<String> streamView, Optional<String> expiry) {

    /** A key attribute; its role is {@code HASH} or {@code RANGE}. */
    public record Key(String attribute, String role) {
    }

    /** A global secondary index; projection is {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE} of the named attributes. */
    public record Index(String name, List<Key> keys, String projection, List<String> included) {
    }
}
