package org.zhicheng.lambda;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.AtMost;

/**
 * Holds every list and map of a request, and the texts in them, to a limit, whatever the use case makes of them. A name in a map is not empty,
 * as the table stores none that is.
 */
final class RequestLimits {

    /** Of a text in a list or a map; texts of other fields have limits of their own. */
    static final int LONGEST_TEXT = 1_000;

    private RequestLimits() {
    }

    /** @throws Failure {@code INVALID_VALUE} naming the first that is too large */
    static <T> T check(T request) {
        if (request instanceof Record fields) {
            record("", fields);
        }
        return request;
    }

    /** How many a component may hold. */
    static int most(RecordComponent component) {
        AtMost own = component.getAnnotation(AtMost.class);
        return own == null ? AtMost.USUAL : own.value();
    }

    private static void record(String path, Record fields) {
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            value(path + component.getName(), valueOf(component, fields), most(component));
        }
    }

    private static void value(String path, Object value, int most) {
        switch (value) {
            case null -> {
                // left out
            }
            case List<?> list -> {
                size(path, list.size(), most);
                for (int i = 0; i < list.size(); i++) {
                    part(path + "[" + i + "]", list.get(i));
                }
            }
            case Map<?, ?> map -> {
                size(path, map.size(), most);
                map.forEach((key, part) -> {
                    // An empty name of a day is read as none.
                    if (key == null || key.toString().isEmpty()) {
                        throw new Failure(ErrorCode.INVALID_VALUE, path, "≠ \"\":");
                    }
                    part(path, key);
                    part(path, part);
                });
            }
            case Optional<?> optional -> optional.ifPresent(present -> value(path, present, most));
            case Record fields -> record(path + ".", fields);
            default -> {
                // a single value
            }
        }
    }

    private static void part(String path, Object part) {
        if (part instanceof String text && text.length() > LONGEST_TEXT) {
            throw new Failure(ErrorCode.INVALID_VALUE, path, "≤ " + LONGEST_TEXT);
        }
        value(path, part, AtMost.USUAL);
    }

    private static void size(String path, int size, int most) {
        if (size > most) {
            throw new Failure(ErrorCode.INVALID_VALUE, path, "≤ " + most);
        }
    }

    private static Object valueOf(RecordComponent component, Record fields) {
        try {
            return component.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(fields.getClass() + " is not public", e);
        }
    }
}
