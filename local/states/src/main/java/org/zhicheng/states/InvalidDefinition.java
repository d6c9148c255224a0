package org.zhicheng.states;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that the engine refuses, with everything found wrong in it. */
public final class InvalidDefinition extends Exception {

    private final transient List<Defect> defects;

    InvalidDefinition(List<Defect> defects) {
        super("Invalid State Machine Definition: '" + defects.stream().map(Defect::toString).collect(Collectors.joining(", ")) + "'");
        this.defects = List.copyOf(defects);
    }

    public List<Defect> defects() {
        return defects;
    }

    /** One thing wrong, at a path into the definition such as {@code /States/AwaitEmployer/Next}. */
    public record Defect(String code, String message, String location) {

        @Override
        public String toString() {
            return code + ": " + message + " at " + location;
        }
    }
}
