package org.zhicheng.stack.template;

import java.util.List;
import java.util.regex.Pattern;

/** One statement of a function's policies that allows something; its conditions are not looked at. */
public record Grant(List<String> actions, List<String> resources) {

    public Grant {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    public boolean allows(String action, String resource) {
        return actions.stream().anyMatch(pattern -> matches(pattern, action))
                && resources.stream().anyMatch(pattern -> matches(pattern, resource));
    }

    private static boolean matches(String pattern, String text) {
        return Pattern.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), text);
    }
}
