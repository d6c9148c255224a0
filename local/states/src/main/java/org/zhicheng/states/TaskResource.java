package org.zhicheng.states;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Task state calls: the Lambda integration, the same with a callback, or a function by its ARN. */
record TaskResource(Kind kind, String text) {

    private static final Pattern INTEGRATION = Pattern.compile("arn:aws[a-z-]*:states:::lambda:(invoke|invoke\\.waitForTaskToken)");
    private static final Pattern FUNCTION = Pattern
            .compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9-_]+(:[A-Za-z0-9$_-]+)?");

    enum Kind {
        INVOKE,
        CALLBACK,
        FUNCTION
    }

    /** Empty for a resource that the engine does not know. */
    static Optional<TaskResource> of(String text) {
        Matcher integration = INTEGRATION.matcher(text);
        if (integration.matches()) {
            return Optional.of(new TaskResource(integration.group(1).equals("invoke") ? Kind.INVOKE : Kind.CALLBACK, text));
        }
        return FUNCTION.matcher(text).matches() ? Optional.of(new TaskResource(Kind.FUNCTION, text)) : Optional.empty();
    }

    /** The action as events name it: {@code invoke} or {@code invoke.waitForTaskToken}. */
    String action() {
        return text.substring(text.lastIndexOf(':') + 1);
    }

    /** The bare name of a function that may be given by name, partial or whole ARN, with a version or alias. */
    static String functionName(String reference) {
        int marker = reference.indexOf(":function:");
        String name = marker < 0 ? reference : reference.substring(marker + ":function:".length());
        int qualifier = name.indexOf(':');
        return qualifier < 0 ? name : name.substring(0, qualifier);
    }
}
