package org.zhicheng.stack.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of the resolved template with its path; the wrong kind of value is an error that says where. */
final class Section {

    private final Map<String, Object> values;
    private final String path;

    Section(Map<String, Object> values, String path) {
        this.values = values;
        this.path = path;
    }

    /** A resolved value as a section; empty where it is absent. */
    @SuppressWarnings("unchecked")
    static Section of(Object value, String path) {
        if (value == null || "".equals(value)) {
            return new Section(Map.of(), path);
        }
        if (!(value instanceof Map<?, ?>)) {
            throw new TemplateException(path + ": a mapping is wanted, not " + value);
        }
        return new Section((Map<String, Object>) value, path);
    }

    String path() {
        return path;
    }

    Map<String, Object> values() {
        return values;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Section section(String key) {
        return of(values.get(key), path + "." + key);
    }

    /** Each entry as a section under its key. */
    Map<String, Section> sections() {
        Map<String, Section> sections = new LinkedHashMap<>();
        values.keySet().forEach(key -> sections.put(key, section(key)));
        return sections;
    }

    List<Section> sectionList(String key) {
        List<Section> sections = new ArrayList<>();
        List<Object> items = list(key);
        for (int i = 0; i < items.size(); i++) {
            sections.add(of(items.get(i), path + "." + key + "[" + i + "]"));
        }
        return sections;
    }

    List<Object> list(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> items -> new ArrayList<>(items);
            case String text when text.isEmpty() -> List.of();
            case Object single -> List.of(single);
        };
    }

    List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    Optional<String> find(String key) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            throw new TemplateException(path + "." + key + ": a single value is wanted, not " + value);
        }
        return Optional.of(String.valueOf(value));
    }

    String text(String key) {
        return find(key).orElseThrow(() -> new TemplateException(path + "." + key + " is missing"));
    }

    int integer(String key, int absent) {
        try {
            return find(key).map(Integer::parseInt).orElse(absent);
        } catch (NumberFormatException e) {
            throw new TemplateException(path + "." + key + ": a whole number is wanted, not " + values.get(key), e);
        }
    }

    double number(String key, double absent) {
        try {
            return find(key).map(Double::parseDouble).orElse(absent);
        } catch (NumberFormatException e) {
            throw new TemplateException(path + "." + key + ": a number is wanted, not " + values.get(key), e);
        }
    }

    boolean flag(String key, boolean absent) {
        return find(key).map(Boolean::parseBoolean).orElse(absent);
    }
}
