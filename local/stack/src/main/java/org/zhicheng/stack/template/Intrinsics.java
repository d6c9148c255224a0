package org.zhicheng.stack.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Evaluates intrinsic functions, conditions, mappings, parameters and references of one template. */
final class Intrinsics {

    private static final Object NO_VALUE = new Object();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final YamlTree tree;
    private final Settings settings;
    private final Section parameters;
    private final Section mappings;
    private final Section conditions;
    private final Section resources;
    private final Map<String, Boolean> decided = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    Intrinsics(YamlTree tree, Settings settings) {
        this.tree = tree;
        this.settings = settings;
        Section root = new Section(tree.root(), "");
        this.parameters = Section.of(root.values().get("Parameters"), "Parameters");
        this.mappings = Section.of(root.values().get("Mappings"), "Mappings");
        this.conditions = Section.of(root.values().get("Conditions"), "Conditions");
        this.resources = Section.of(root.values().get("Resources"), "Resources");
        settings.parameters().keySet().stream().filter(name -> !parameters.has(name)).findFirst().ifPresent(name -> {
            throw new TemplateException("the template has no parameter " + name + "; it has " + parameters.values().keySet());
        });
    }

    /** The value with every intrinsic evaluated; what became {@code AWS::NoValue} is left out of its map or list. */
    Object resolve(Object value, String path) {
        return switch (value) {
            case Map<?, ?> map when isIntrinsic(map, path) -> {
                Map.Entry<?, ?> only = map.entrySet().iterator().next();
                yield intrinsic(map, String.valueOf(only.getKey()), only.getValue(), path);
            }
            case Map<?, ?> map -> {
                Map<String, Object> resolved = new LinkedHashMap<>();
                map.forEach((key, item) -> {
                    Object result = resolve(item, path + "." + key);
                    if (result != NO_VALUE) {
                        resolved.put(String.valueOf(key), result);
                    }
                });
                yield resolved;
            }
            case List<?> list -> {
                List<Object> resolved = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    Object result = resolve(list.get(i), path + "[" + i + "]");
                    if (result != NO_VALUE) {
                        resolved.add(result);
                    }
                }
                yield resolved;
            }
            case Object scalar -> scalar;
        };
    }

    /** Whether a resource or output is made: it names no condition, or one that holds. */
    boolean included(Section section) {
        Object condition = section.values().get("Condition");
        return condition == null || condition(String.valueOf(condition), section.path());
    }

    boolean condition(String name, String path) {
        if (!conditions.has(name)) {
            throw new TemplateException(tree.place(name, path) + ": there is no condition " + name);
        }
        Boolean known = decided.get(name);
        if (known != null) {
            return known;
        }
        boolean holds = once("condition " + name, path, () -> truth(conditions.values().get(name), "Conditions." + name));
        decided.put(name, holds);
        return holds;
    }

    private boolean isIntrinsic(Map<?, ?> map, String path) {
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (name.startsWith("Fn::") || name.equals("Ref") && map.size() == 1) {
                if (map.size() != 1) {
                    throw new TemplateException(tree.place(map, path) + ": " + name + " stands beside other keys");
                }
                return true;
            }
        }
        return false;
    }

    private Object intrinsic(Map<?, ?> at, String name, Object argument, String path) {
        String inside = path + "." + name;
        return switch (name) {
            case "Ref" -> ref(String.valueOf(argument), tree.place(at, path));
            case "Fn::GetAtt" -> {
                String dotted = argument instanceof List<?> parts
                        ? parts.stream().map(part -> String.valueOf(resolve(part, inside))).collect(Collectors.joining("."))
                        : String.valueOf(argument);
                yield attribute(dotted, tree.place(at, path));
            }
            case "Fn::Sub" -> sub(argument, tree.place(at, path), inside);
            case "Fn::If" -> {
                List<?> parts = arguments(at, argument, 3, path);
                yield condition(String.valueOf(parts.get(0)), path) ? resolve(parts.get(1), inside) : resolve(parts.get(2), inside);
            }
            case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" -> truth(at, path);
            case "Fn::Join" -> {
                List<?> parts = arguments(at, argument, 2, path);
                yield items(at, parts.get(1), inside).stream().map(String::valueOf)
                        .collect(Collectors.joining(String.valueOf(parts.get(0))));
            }
            case "Fn::Split" -> {
                List<?> parts = arguments(at, argument, 2, path);
                yield Arrays.asList(String.valueOf(resolve(parts.get(1), inside)).split(Pattern.quote(String.valueOf(parts.get(0))), -1));
            }
            case "Fn::Select" -> {
                List<?> parts = arguments(at, argument, 2, path);
                List<?> from = items(at, parts.get(1), inside);
                int index = Integer.parseInt(String.valueOf(resolve(parts.get(0), inside)));
                if (index < 0 || index >= from.size()) {
                    throw new TemplateException(tree.place(at, path) + ": Fn::Select " + index + " of " + from.size());
                }
                yield from.get(index);
            }
            case "Fn::FindInMap" -> {
                List<?> keys = arguments(at, argument, 3, path);
                Object found = mappings.values();
                for (Object key : keys) {
                    String text = String.valueOf(resolve(key, inside));
                    found = found instanceof Map<?, ?> map ? map.get(text) : null;
                    if (found == null) {
                        throw new TemplateException(tree.place(at, path) + ": Fn::FindInMap finds no " + text);
                    }
                }
                yield found;
            }
            case "Fn::Base64" ->
                Base64.getEncoder().encodeToString(String.valueOf(resolve(argument, inside)).getBytes(StandardCharsets.UTF_8));
            default -> throw new TemplateException(tree.place(at, path) + ": the embedded stack does not know " + name);
        };
    }

    private boolean truth(Object value, String path) {
        if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
            throw new TemplateException(tree.place(value, path) + ": a condition is wanted");
        }
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        Object argument = only.getValue();
        String inside = path + "." + only.getKey();
        return switch (String.valueOf(only.getKey())) {
            case "Condition" -> condition(String.valueOf(argument), path);
            case "Fn::Equals" -> {
                List<?> parts = arguments(map, argument, 2, path);
                yield String.valueOf(resolve(parts.get(0), inside)).equals(String.valueOf(resolve(parts.get(1), inside)));
            }
            case "Fn::Not" -> !truth(arguments(map, argument, 1, path).getFirst(), inside);
            case "Fn::And" -> list(map, argument, path).stream().allMatch(part -> truth(part, inside));
            case "Fn::Or" -> list(map, argument, path).stream().anyMatch(part -> truth(part, inside));
            default -> throw new TemplateException(tree.place(map, path) + ": " + only.getKey() + " is no condition");
        };
    }

    private Object sub(Object argument, String place, String path) {
        Map<String, Object> own = new HashMap<>();
        String text;
        if (argument instanceof List<?> parts && parts.size() == 2 && parts.get(1) instanceof Map<?, ?> variables) {
            text = String.valueOf(parts.get(0));
            variables.forEach((name, value) -> own.put(String.valueOf(name), resolve(value, path)));
        } else if (argument instanceof String only) {
            text = only;
        } else {
            throw new TemplateException(place + ": Fn::Sub wants a text, or a text and variables");
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1).strip();
            Object value;
            if (name.startsWith("!")) {
                value = "${" + name.substring(1) + "}";
            } else if (own.containsKey(name)) {
                value = own.get(name);
            } else {
                value = name.contains(".") ? attribute(name, place) : ref(name, place);
            }
            if (value == NO_VALUE || value instanceof Map || value instanceof List) {
                throw new TemplateException(place + ": ${" + name + "} is no text");
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(value)));
        }
        return matcher.appendTail(filled).toString();
    }

    private Object ref(String name, String place) {
        return switch (name) {
            case "AWS::Partition" -> settings.partition();
            case "AWS::Region" -> settings.region();
            case "AWS::AccountId" -> settings.account();
            case "AWS::URLSuffix" -> settings.urlSuffix();
            case "AWS::StackName" -> settings.stackName();
            case "AWS::StackId" -> settings.arn("cloudformation", "stack/" + settings.stackName() + "/local");
            case "AWS::NoValue" -> NO_VALUE;
            default -> {
                if (parameters.has(name)) {
                    yield parameter(parameters.section(name), name);
                }
                if (settings.attributes().containsKey(name)) {
                    yield settings.attributes().get(name);
                }
                yield resource(name, place).ref();
            }
        };
    }

    private Object parameter(Section parameter, String name) {
        String given = settings.parameters().get(name);
        String value = given != null
                ? given
                : parameter.find("Default")
                        .orElseThrow(() -> new TemplateException("the parameter " + name + " has no default and no value was given"));
        List<String> allowed = parameter.texts("AllowedValues");
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            throw new TemplateException("the parameter " + name + " may be " + allowed + ", not " + value);
        }
        String type = parameter.find("Type").orElse("String");
        return type.equals("CommaDelimitedList") || type.startsWith("List<")
                ? Arrays.stream(value.split(",")).map(String::strip).map(Object.class::cast).toList()
                : value;
    }

    private String attribute(String dotted, String place) {
        String given = settings.attributes().get(dotted);
        if (given != null) {
            return given;
        }
        int dot = dotted.indexOf('.');
        if (dot < 1) {
            throw new TemplateException(place + ": Fn::GetAtt wants Resource.Attribute, not " + dotted);
        }
        String id = dotted.substring(0, dot);
        String name = dotted.substring(dot + 1);
        PhysicalResource resource = resource(id, place);
        return resource.attribute(name).orElseThrow(() -> new TemplateException(
                place + ": the embedded stack knows no attribute " + name + " of " + resource.type() + " " + id));
    }

    /** The names a deployed resource would have. SAM also makes roles of its own, which templates may name. */
    PhysicalResource resource(String id, String place) {
        if (!resources.has(id) && id.endsWith("Role") && resources.has(id.substring(0, id.length() - 4))) {
            return new PhysicalResource(id, "AWS::IAM::Role", id, settings);
        }
        int dot = id.indexOf('.');
        if (dot > 0 && resources.has(id.substring(0, dot))) {
            return new PhysicalResource(id.substring(0, dot), "generated " + id.substring(dot + 1), id.substring(0, dot), settings);
        }
        if (id.equals("ServerlessHttpApi") && !resources.has(id)) {
            return new PhysicalResource(id, "AWS::Serverless::HttpApi", id, settings);
        }
        if (!resources.has(id)) {
            throw new TemplateException(place + ": there is no parameter or resource " + id);
        }
        Section resource = resources.section(id);
        if (!included(resource)) {
            throw new TemplateException(place + ": the resource " + id + " is left out by its condition " + resource.text("Condition"));
        }
        String type = resource.text("Type");
        String nameKey = PhysicalResource.nameProperty(type);
        Object named = resource.section("Properties").values().get(nameKey);
        String name = PhysicalResource.defaultName(type, id, settings);
        if (named != null) {
            Object given = once("name of " + id, place, () -> resolve(named, resource.path() + ".Properties." + nameKey));
            name = given == NO_VALUE ? name : String.valueOf(given);
        }
        return new PhysicalResource(id, type, name, settings);
    }

    private List<?> arguments(Object at, Object argument, int count, String path) {
        List<?> parts = list(at, argument, path);
        if (parts.size() != count) {
            throw new TemplateException(tree.place(at, path) + ": " + count + " arguments are wanted, not " + parts.size());
        }
        return parts;
    }

    private List<?> items(Object at, Object argument, String path) {
        return list(at, resolve(argument, path), path);
    }

    private List<?> list(Object at, Object argument, String path) {
        if (argument instanceof List<?> parts) {
            return parts;
        }
        throw new TemplateException(tree.place(at, path) + ": a list is wanted, not " + String.valueOf(argument).toLowerCase(Locale.ROOT));
    }

    private <T> T once(String what, String place, Supplier<T> work) {
        if (!open.add(what)) {
            throw new TemplateException(place + ": " + String.join(" → ", open) + " → " + what + " goes in a circle");
        }
        try {
            return work.get();
        } finally {
            open.remove(what);
        }
    }
}
