package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.zhicheng.dossier.flow.State;

/** {@code docs/permissions.md} as a reader takes it: by role and command, the states in which the command may be given. */
final class PublishedPermissions {

    private static final Pattern ROLE = Pattern.compile("## `(\\w+)` .*");
    private static final Pattern LINE = Pattern.compile("\\| `(\\w+)` \\| [^|]+ \\| (all|all but |)((?:`\\w+`(?:, )?)*) \\|");

    private final Map<String, Map<String, Set<State>>> states = new HashMap<>();

    static PublishedPermissions read() {
        try {
            return new PublishedPermissions(Files.readAllLines(TestStack.PROJECT.resolve("docs/permissions.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PublishedPermissions(List<String> lines) {
        Map<String, Set<State>> commands = Map.of();
        for (String line : lines) {
            Matcher role = ROLE.matcher(line);
            Matcher command = LINE.matcher(line);
            if (role.matches()) {
                commands = new HashMap<>();
                states.put(role.group(1), commands);
            } else if (command.matches() && !states.isEmpty()) {
                commands.put(command.group(1), named(command.group(2), command.group(3)));
            }
        }
    }

    /** Where the role may give the command; nowhere where the document does not say so. */
    Set<State> states(String role, String command) {
        return states.getOrDefault(role, Map.of()).getOrDefault(command, Set.of());
    }

    /** Every command that somebody who is not the system may give. */
    Set<String> commands() {
        return states.entrySet().stream().filter(role -> !role.getKey().equals("SYSTEM")).flatMap(role -> role.getValue().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static Set<State> named(String all, String names) {
        EnumSet<State> named = EnumSet.noneOf(State.class);
        Arrays.stream(names.split(", ")).filter(name -> !name.isEmpty()).map(name -> State.valueOf(name.replace("`", "")))
                .forEach(named::add);
        return all.isEmpty() ? named : EnumSet.complementOf(named);
    }
}
