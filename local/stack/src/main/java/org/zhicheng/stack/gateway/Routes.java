package org.zhicheng.stack.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.RouteShape;

/** Finds the route of a request: the most specific wins, a literal before {@code {x}} before {@code {x+}} before {@code $default}. */
final class Routes {

    private final List<Target> targets = new ArrayList<>();

    Routes(List<FunctionShape> functions) {
        for (FunctionShape function : functions) {
            for (RouteShape route : function.routes()) {
                targets.stream().filter(known -> known.route.key().equals(route.key())).findFirst().ifPresent(known -> {
                    throw new IllegalArgumentException(
                            "the route " + route.key() + " stands in " + known.function.logicalId() + " and in " + function.logicalId());
                });
                targets.add(new Target(function, route, segments(route.path())));
            }
        }
    }

    /** Segments are those of the raw path; parameters come out decoded. */
    Optional<Match> find(String method, String rawPath) {
        List<String> segments = segments(rawPath);
        return targets.stream().filter(target -> target.route.method().equals("ANY") || target.route.method().equals(method))
                .flatMap(target -> target.match(segments).stream())
                .min(Comparator.comparing((Match match) -> match.rank).thenComparing(match -> match.route.method().equals("ANY")));
    }

    private static List<String> segments(String path) {
        String bare = path.startsWith("/") ? path.substring(1) : path;
        return List.of(bare.split("/", -1));
    }

    /** A route that fits, its function and the path's parameters. */
    record Match(FunctionShape function, RouteShape route, Map<String, String> parameters, String rank) {
    }

    private record Target(FunctionShape function, RouteShape route, List<String> pattern) {

        Optional<Match> match(List<String> segments) {
            if (route.path().equals("$default")) {
                return Optional.of(new Match(function, route, Map.of(), "3"));
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            StringBuilder rank = new StringBuilder();
            for (int i = 0; i < pattern.size(); i++) {
                String part = pattern.get(i);
                if (i >= segments.size()) {
                    return Optional.empty();
                }
                if (part.startsWith("{") && part.endsWith("+}")) {
                    String rest = String.join("/", segments.subList(i, segments.size()));
                    if (rest.isEmpty()) {
                        return Optional.empty();
                    }
                    parameters.put(part.substring(1, part.length() - 2), Percent.decode(rest));
                    return Optional.of(new Match(function, route, parameters, rank.append('2').toString()));
                }
                if (part.startsWith("{") && part.endsWith("}")) {
                    if (segments.get(i).isEmpty()) {
                        return Optional.empty();
                    }
                    parameters.put(part.substring(1, part.length() - 1), Percent.decode(segments.get(i)));
                    rank.append('1');
                } else if (part.equals(Percent.decode(segments.get(i)))) {
                    rank.append('0');
                } else {
                    return Optional.empty();
                }
            }
            return pattern.size() == segments.size()
                    ? Optional.of(new Match(function, route, parameters, rank.toString()))
                    : Optional.empty();
        }
    }
}
