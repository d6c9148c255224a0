package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An address of the portal, as its table of routes has it.
 *
 * @param pattern with the names of its parts, such as {@code /applications/:application}, below the portal's own address
 * @param who has it open
 */
record PortalScreen(String pattern, String who) {

    private static final Path ROUTES = Path.of("..", "..", "portal", "src", "main", "ts", "routes.ts");
    private static final Pattern ROUTE = Pattern.compile("\\{ at: '/portal([^']*)', who: '(\\w+)'(?:, (\\w+): '([^']+)')? }");
    private static final Pattern PART = Pattern.compile(":(\\w+)");

    /** All there are, one for each value that a part of theirs may have. */
    static List<PortalScreen> all() {
        try {
            return ROUTE.matcher(Files.readString(ROUTES)).results().flatMap(PortalScreen::each).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<PortalScreen> each(MatchResult route) {
        PortalScreen screen = new PortalScreen(route.group(1), route.group(2));
        return route.group(3) == null
                ? Stream.of(screen)
                : Stream.of(route.group(4).split(" "))
                        .map(value -> new PortalScreen(screen.pattern.replace(":" + route.group(3), value), screen.who));
    }

    /** The address, with what its parts stand for. */
    String address(Map<String, String> parts) {
        return PART.matcher(pattern).replaceAll(part -> URLEncoder.encode(parts.get(part.group(1)), StandardCharsets.UTF_8));
    }
}
