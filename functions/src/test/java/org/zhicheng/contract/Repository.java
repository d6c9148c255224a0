package org.zhicheng.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The files that the contract tests compare: the template, the workflow, the events, the API's contract and the sources. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    static final Path SOURCES = ROOT.resolve("functions/src/main/java");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Repository() {
    }

    /** False where this module is built alone, as {@code sam build} does: then there is nothing to compare with. */
    static boolean isWhole() {
        return Stream.of("template.yaml", "openapi.yaml", "statemachine/review.asl.json", "events").map(ROOT::resolve)
                .allMatch(Files::exists);
    }

    /** One function of the template. */
    record Function(String id, Node properties) {

        String handler() {
            return properties.at("Handler").text();
        }

        Class<?> type() {
            try {
                return Class.forName(handler());
            } catch (ClassNotFoundException e) {
                throw new AssertionError(id + ": there is no class " + handler(), e);
            }
        }

        boolean hasCodeOfItsOwn() {
            return properties.at("CodeUri").isThere();
        }

        /** {@code DecideReview}, the use case. */
        String name() {
            return id.substring(0, id.length() - "Function".length());
        }

        Path event() {
            return ROOT.resolve("events").resolve(name().replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT) + ".json");
        }

        List<Route> routes() {
            return properties.at("Events").children().stream().filter(e -> e.at("Type").text().equals("HttpApi"))
                    .map(e -> e.at("Properties")).map(e -> new Route(e.at("Method").text(), e.at("Path").text().replace("+}", "}"),
                            e.at("Auth").at("Authorizer").text().equals("NONE")))
                    .toList();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** One route of the API; of its path the contract does not say that the last part may hold slashes. */
    record Route(String method, String path, boolean isPublic) {
    }

    /** The template's functions but those with code of their own, which is tested where it is. */
    static List<Function> functions() {
        return allFunctions().filter(function -> !function.hasCodeOfItsOwn()).toList();
    }

    static Stream<Function> allFunctions() {
        Node resources = template().at("Resources");
        return resources.keys().stream().filter(id -> resources.at(id).at("Type").text().equals("AWS::Serverless::Function"))
                .map(id -> new Function(id, resources.at(id).at("Properties")));
    }

    static Node template() {
        return new Node(new Yaml(new ShortTags()).load(text(ROOT.resolve("template.yaml"))));
    }

    static Node openApi() {
        return new Node(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(ROOT.resolve("openapi.yaml"))));
    }

    static JsonNode json(Path file) {
        return parse(text(file));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode workflow() {
        return json(ROOT.resolve("statemachine/review.asl.json"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> sources() {
        return java(SOURCES);
    }

    /** The tests of all modules. */
    static List<Path> tests() {
        try (Stream<Path> parts = Files.list(ROOT.resolve("local"))) {
            return Stream.concat(Stream.of("functions", "portal").map(ROOT::resolve), parts.sorted())
                    .map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).flatMap(folder -> java(folder).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> java(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of each match. */
    static List<String> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
    }

    /** A place in a tree of maps, lists and scalars; what is not there is empty, never null. */
    record Node(Object value) {

        Node at(String key) {
            return new Node(value instanceof Map<?, ?> map ? map.get(key) : null);
        }

        boolean isThere() {
            return value != null;
        }

        String text() {
            return value == null ? "" : value.toString();
        }

        List<String> keys() {
            return value instanceof Map<?, ?> map ? map.keySet().stream().map(Object::toString).toList() : List.of();
        }

        /** The values of a map, the items of a list. */
        List<Node> children() {
            return switch (value) {
                case Map<?, ?> map -> map.values().stream().map(Node::new).toList();
                case List<?> list -> list.stream().map(Node::new).toList();
                case null, default -> List.of();
            };
        }

        /** The items of a list, or the one thing that stands instead of it. */
        List<Node> items() {
            return value instanceof List<?> ? children() : value == null ? List.of() : List.of(this);
        }

        List<String> texts() {
            return items().stream().map(Node::text).toList();
        }

        /** Itself and everything below. */
        Stream<Node> all() {
            return Stream.concat(Stream.of(this), children().stream().flatMap(Node::all));
        }
    }

    /** CloudFormation's short forms ({@code !Sub x}) as their long ones. */
    private static final class ShortTags extends SafeConstructor {

        ShortTags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(org.yaml.snakeyaml.nodes.Node node) {
                    String name = node.getTag().getValue().substring(1);
                    Object value = switch (node) {
                        case ScalarNode scalar -> scalar.getValue();
                        case SequenceNode sequence -> new ArrayList<Object>(constructSequence(sequence));
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new IllegalArgumentException(name);
                    };
                    Map<String, Object> form = new LinkedHashMap<>();
                    form.put(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, value);
                    return form;
                }
            });
        }
    }
}
