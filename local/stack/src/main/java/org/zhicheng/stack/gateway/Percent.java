package org.zhicheng.stack.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent decoding of paths and queries. */
final class Percent {

    private Percent() {
    }

    /** Decodes a path, where {@code +} is a plus. */
    static String decode(String path) {
        return decodeQuery(path.replace("+", "%2B"));
    }

    /** Decodes a query, where {@code +} is a space; what is no encoding stays as it is. */
    static String decodeQuery(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
