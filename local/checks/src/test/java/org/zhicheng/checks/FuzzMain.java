package org.zhicheng.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.flow.State;

/**
 * A stack for {@code scripts/fuzz}: some applications in each state, and somebody of each role. Prints one line of JSON with the address,
 * the tokens and what there is, and stops when its input ends. What the functions log is in {@code local/target/fuzz-functions.log}.
 */
public final class FuzzMain {

    private static final int OF_EACH_STATE = 3;
    private static final String LOG = "local/target/fuzz-functions.log";

    private FuzzMain() {
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        // The functions write their log to standard output.
        System.setOut(new PrintStream(Files.newOutputStream(TestStack.PROJECT.resolve(LOG)), true, StandardCharsets.UTF_8));
        int status = 0;
        // Nothing is to be throttled, or most answers would be 429.
        try (TestStack stack = TestStack.start(options -> options.withParameter("RequestsPerSecond", "10000")
                .withParameter("RequestsAtOnce", "5000").withParameter("VerificationsPerSecond", "1000"))) {
            stack.prepare();
            stack.setClock(TestStack.TODAY);
            out.println(place(stack));
            out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (RuntimeException | AssertionError e) {
            e.printStackTrace();
            status = 1;
        }
        System.exit(status);
    }

    private static ObjectNode place(TestStack stack) {
        EveryState every = EveryState.on(stack);
        Journey certified = every.certified();
        ObjectNode place = Api.JSON.createObjectNode().put("api", stack.address().toString());
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("applicant", certified.applicant());
        tokens.put("employer", certified.employer());
        tokens.put("district", certified.district());
        tokens.put("committee", stack.token(Journey.COMMITTEE));
        tokens.put("office", certified.office());
        tokens.put("administrator", stack.token(Journey.ADMINISTRATOR));
        tokens.forEach(place.putObject("tokens")::put);
        for (int i = 0; i < OF_EACH_STATE; i++) {
            for (State state : State.values()) {
                Application application = every.another(state);
                ObjectNode one = place.withArray("applications").addObject().put("id", application.id())
                        .put("attempt", application.stay().attempt()).put("revision", application.formRevision())
                        .put("contentVersion", application.content().version());
                application.attachments().stream().map(Attachment::id).forEach(one.putArray("attachments")::add);
            }
        }
        place.putObject("certificate").put("number", certified.certificate().path("number").asText()).put("code",
                certified.certificate().path("code").asText());
        return place;
    }
}
