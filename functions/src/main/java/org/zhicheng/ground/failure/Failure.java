package org.zhicheng.ground.failure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A refused command: a stable code, the facts its text needs, and every broken rule at once. Its message never holds personal data. */
public class Failure extends RuntimeException {

    private final ErrorCode code;
    private final transient Object[] arguments;
    private final transient List<Violation> violations;

    public Failure(ErrorCode code, Object... arguments) {
        this(code, List.of(), arguments);
    }

    protected Failure(ErrorCode code, List<Violation> violations, Object... arguments) {
        super(code.name());
        this.code = code;
        this.arguments = arguments.clone();
        this.violations = List.copyOf(violations);
    }

    /** The refusal of something that breaks rules of the notice; lists all of them. */
    public static Failure rulesBroken(List<Violation> violations) {
        return new Failure(ErrorCode.RULES_BROKEN, violations, violations.size());
    }

    /** A refusal that names several things at once. */
    public static Failure of(ErrorCode code, List<Violation> violations, Object... arguments) {
        return new Failure(code, violations, arguments);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** The field that is missing or has a value that cannot be; absent for what is about no single one. */
    public Optional<String> field() {
        boolean ofOne = code == ErrorCode.MISSING_FIELD || code == ErrorCode.INVALID_VALUE;
        return ofOne && arguments.length > 0 && arguments[0] instanceof String field ? Optional.of(field) : Optional.empty();
    }

    /** After how long the same may be asked again, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    public String text(Locale locale) {
        return code.text(locale, arguments);
    }
}
