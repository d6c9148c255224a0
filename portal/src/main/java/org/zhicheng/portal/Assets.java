package org.zhicheng.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the pages under names that hold a hash of their content, so that a browser keeps them for ever; compressed once. Parts that
 * the script loads by itself have such names from the build.
 */
final class Assets {

    // The camera is for reading the code on a paper: at one screen only, but who comes there does so without a page being loaded.
    static final Map<String, String> HEADERS = Map.of("x-content-type-options", "nosniff", "referrer-policy", "no-referrer",
            "strict-transport-security", "max-age=31536000; includeSubDomains", "vary", "accept-encoding", "cross-origin-opener-policy",
            "same-origin-allow-popups", "permissions-policy", "camera=(self), geolocation=(), microphone=()");

    private static final String FOLDER = "/portal/assets/";
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg",
            "image/svg+xml");
    /** A part that the script needs at once, as the bundler writes it. */
    private static final Pattern NEEDED = Pattern.compile("from\"\\./([^\"]+)\"");

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, Content> files = new LinkedHashMap<>();

    private Assets() {
    }

    /** A file, as it is and compressed. */
    record Content(String type, byte[] plain, byte[] gzip) {

        static Content of(String type, byte[] plain) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Content(type, plain, bytes.toByteArray());
        }
    }

    /** The bundled files beside this class; they are made by the build. */
    static Assets bundled() {
        Assets assets = new Assets();
        new String(read("files.txt"), StandardCharsets.UTF_8).lines().forEach(name -> {
            byte[] content = read(name);
            int dot = name.lastIndexOf('.');
            String address = FOLDER + (name.contains("-") ? name : name.substring(0, dot) + "-" + hash(content) + name.substring(dot));
            assets.addresses.put(name, address);
            assets.files.put(address, Content.of(TYPES.get(name.substring(dot + 1)), content));
        });
        return assets;
    }

    /** Where the parts are without which a script does not begin: asked for together with it, they cost no way of their own. */
    List<String> needed(String script) {
        Set<String> parts = new LinkedHashSet<>();
        addNeeded(script, parts);
        return parts.stream().map(addresses::get).toList();
    }

    private static void addNeeded(String script, Set<String> parts) {
        NEEDED.matcher(new String(read(script), StandardCharsets.UTF_8)).results().map(found -> found.group(1)).filter(parts::add)
                .forEach(part -> addNeeded(part, parts));
    }

    /** Where a file is. */
    String address(String name) {
        return addresses.get(name);
    }

    Optional<Content> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    static boolean isAsset(String path) {
        return path.startsWith(FOLDER);
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(String name) {
        try (InputStream content = Assets.class.getResourceAsStream("pages/" + name)) {
            if (content == null) {
                throw new IllegalStateException("the build has not bundled " + name);
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
