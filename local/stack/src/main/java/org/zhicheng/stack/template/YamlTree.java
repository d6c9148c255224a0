package org.zhicheng.stack.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file as maps, lists and scalars; a short intrinsic tag ({@code !Sub x}) becomes its long form; lines are remembered. */
final class YamlTree {

    private final String file;
    private final Map<Object, Integer> lines = new IdentityHashMap<>();
    private final Map<String, Object> root;

    private YamlTree(Path path) {
        this.file = path.getFileName().toString();
        try (Reader reader = Files.newBufferedReader(path)) {
            Node node = new Yaml(new LoaderOptions()).compose(reader);
            if (!(node instanceof MappingNode mapping)) {
                throw new TemplateException(path + ": not a template");
            }
            this.root = map(mapping);
        } catch (IOException | YAMLException e) {
            throw new TemplateException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    static YamlTree read(Path path) {
        return new YamlTree(path);
    }

    Map<String, Object> root() {
        return root;
    }

    /** File, line and path of a value, for messages. */
    String place(Object value, String path) {
        Integer line = lines.get(value);
        return line == null ? file + " " + path : file + ":" + line + " " + path;
    }

    private Object value(Node node) {
        Object plain = switch (node) {
            case MappingNode mapping -> map(mapping);
            case SequenceNode sequence -> list(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new TemplateException(file + ":" + line(node) + " cannot read " + node.getNodeId());
        };
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!") || tag.length() == 1) {
            return remember(plain, node);
        }
        String name = tag.substring(1);
        Map<String, Object> intrinsic = new LinkedHashMap<>();
        intrinsic.put(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, plain);
        return remember(intrinsic, node);
    }

    private Map<String, Object> map(MappingNode mapping) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key) || Tag.MERGE.equals(key.getTag())) {
                throw new TemplateException(file + ":" + line(entry.getKeyNode()) + " only plain keys are read here");
            }
            if (map.containsKey(key.getValue())) {
                throw new TemplateException(file + ":" + line(key) + " the key " + key.getValue() + " stands twice");
            }
            map.put(key.getValue(), value(entry.getValueNode()));
        }
        remember(map, mapping);
        return map;
    }

    private List<Object> list(SequenceNode sequence) {
        List<Object> list = new ArrayList<>();
        sequence.getValue().forEach(item -> list.add(value(item)));
        return list;
    }

    /** Dates, fractions, octal numbers and the like stay text, as CloudFormation reads them. */
    private static Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return text;
        }
        if (text.matches("-?(0|[1-9][0-9]{0,17})")) {
            return Long.parseLong(text);
        }
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case "", "~", "null" -> "";
            default -> text;
        };
    }

    private Object remember(Object value, Node node) {
        lines.putIfAbsent(value, line(node));
        return value;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
