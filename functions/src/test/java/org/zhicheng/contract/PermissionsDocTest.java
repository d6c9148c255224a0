package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Permissions;

/** {@code docs/permissions.md} is printed from the code; it can be read without it and never differs. */
@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class PermissionsDocTest {

    private static final Path FILE = Repository.ROOT.resolve("docs/permissions.md");

    @Test
    void shouldPrintTheMatrixOfStateRoleAndCommandIntoTheDocuments() throws IOException {
        String document = document();
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, document);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "").as(
                "docs/permissions.md differs from Permissions; write it anew: mvn -pl functions test -Dtest=PermissionsDocTest -Dupdate=true")
                .isEqualTo(document);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Who may do what, and when

                Printed from `org.zhicheng.dossier.staff.Permissions` by `PermissionsDocTest`; do not edit. What is not listed is refused: 404 to whom the
                application is not to be seen, 403 to a wrong role, 409 in a wrong state. Towards the own application everyone is `APPLICANT` only,
                and nobody acts at two tiers of the same one, under whatever appointments, not even years later or after a correction (R29): who decided,
                recorded the notice or uploaded a paper as the employer's reviewer neither reviews it elsewhere, nor receives its originals, nor lists it in
                an approval document. Receiving and approving are one tier, the office. An employer sees its own staff, a district its own district (R20).
                An administrator stands in for a tier, with whatever it has to do, only where nobody of the tier could (R48); otherwise 409. The notice, the
                papers, the originals and the document are then recorded as the administrator's, who acts at no other tier of the same application.

                Every step forward asks one guard on the facts of now (R39): who is not eligible does not go on, and each open question is answered by
                who lets the application go on. Whoever decides names the version of the content that was seen (R49). What an approval document lists can
                no longer be withdrawn, returned or rejected (R40).

                An application is taken in hand (`TAKE`) as a sign to colleagues and no lock: any of the tier decides, and puts it back (R48). Only who has it
                in hand sees the ID number, and each look is recorded (R33, R35). A pass is undone within ten minutes, while the next tier has not begun (R41).

                What is about no one application: the office and administrators list and print approval documents, and preview, publish and withdraw the list of
                results of one; anyone reads a list while it is public, masked (R19, R28). What somebody of them prepared another confirms (R28).
                Administrators record, import and invite the experts of the committee's register; the office reads it, to run the sessions, and each expert the own
                entry. By consenting to be drawn an expert comes under a login, which gives no right: an administrator appoints to `COMMITTEE` (R45).

                ## States

                | State | 中文 | Held by | Waits for a person | Final |
                |---|---|---|---|---|
                """);
        for (State state : State.values()) {
            text.append("| `%s` | %s | %s | %s | %s |\n".formatted(state, state.chinese(), state.tier().chinese(), yes(state.isWait()),
                    yes(state.isFinal())));
        }
        for (Role role : Role.values()) {
            text.append("\n## `%s` %s\n\n| Command | 中文 | In the states |\n|---|---|---|\n".formatted(role, role.chinese()));
            for (Command command : Command.values()) {
                Set<State> states = Permissions.states(role, command);
                if (!states.isEmpty()) {
                    text.append("| `%s` | %s | %s |\n".formatted(command, command.chinese(), words(states)));
                }
            }
        }
        return text.toString();
    }

    private static String words(Set<State> states) {
        Set<State> others = EnumSet.complementOf(EnumSet.copyOf(states));
        if (others.isEmpty()) {
            return "all";
        }
        return others.size() <= 3 ? "all but " + list(others) : list(states);
    }

    private static String list(Set<State> states) {
        List<State> ordered = Arrays.stream(State.values()).filter(states::contains).toList();
        return ordered.stream().map(state -> "`" + state + "`").collect(Collectors.joining(", "));
    }

    private static String yes(boolean value) {
        return value ? "yes" : "";
    }
}
