package org.zhicheng.ground.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** Texts for people, from a folder of resources with a file of each language, {@code zh.properties} and {@code en.properties} in UTF-8. */
public final class Messages {

    private final String folder;
    private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

    private Messages(String folder) {
        this.folder = folder;
        for (Language language : Language.values()) {
            Properties file = new Properties();
            try (InputStream in = Messages.class
                    .getResourceAsStream("/" + folder + "/" + language.name().toLowerCase(Locale.ROOT) + ".properties")) {
                file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            texts.put(language, file);
        }
    }

    public static Messages in(String folder) {
        return new Messages(folder);
    }

    public Set<String> keys(Language language) {
        return texts.get(language).stringPropertyNames();
    }

    /** The text as it stands in the file. */
    public String plain(Language language, String key) {
        return Optional.ofNullable(texts.get(language).getProperty(key))
                .orElseThrow(() -> new IllegalStateException("no text " + key + " in " + folder + " " + language));
    }

    /** The text with its facts in the places <code>{0}</code>, <code>{1}</code>, …; names and days as the language writes them. */
    public String text(Language language, String key, Object... facts) {
        // an apostrophe is one, not the sign of MessageFormat
        return new MessageFormat(plain(language, key).replace("'", "''"), Locale.ROOT)
                .format(Stream.of(facts).map(language::write).toArray());
    }

    /** In both languages. */
    public Text both(String key, Object... facts) {
        return new Text(text(Language.ZH, key, facts), text(Language.EN, key, facts));
    }
}
