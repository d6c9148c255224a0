package org.zhicheng.ground.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;

import org.zhicheng.ground.text.Text;

/** What a request's field is called where it is refused: the contract's name, which is English, and in Chinese what people call it. */
final class FieldNames {

    private static final Properties CHINESE = new Properties();

    static {
        try (InputStream in = FieldNames.class.getResourceAsStream("/refusal/fields.properties")) {
            CHINESE.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FieldNames() {
    }

    /** @param path such as {@code reason} or {@code decisions.0.comment}; its last name counts, and one that no page shows stays as it is */
    static Text of(String path) {
        return new Text(CHINESE.getProperty(path.substring(path.lastIndexOf('.') + 1), path), path);
    }

    static Set<String> all() {
        return CHINESE.stringPropertyNames();
    }
}
