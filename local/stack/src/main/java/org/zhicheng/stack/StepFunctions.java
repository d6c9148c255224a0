package org.zhicheng.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.FunctionRuntime;
import org.zhicheng.stack.lambda.NoSuchFunction;
import org.zhicheng.stack.services.Answer;
import org.zhicheng.stack.services.Clients;
import org.zhicheng.stack.state.StackClock;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.StateMachineShape;
import org.zhicheng.stack.template.Template;
import org.zhicheng.states.Arns;
import org.zhicheng.states.Reply;
import org.zhicheng.states.StatesService;
import org.zhicheng.states.TaskIntegrations;

/** The engine of the embedded stack, with the template's state machines and functions. */
public final class StepFunctions implements Workflows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StatesService states;

    private StepFunctions(StatesService states) {
        this.states = states;
    }

    /** A {@link Workflows.Starter}. */
    public static StepFunctions start(Template template, Path folder, StackClock clock, FunctionRuntime functions, Backend backend) {
        Settings settings = template.settings();
        StatesService states = StatesService.open(folder, clock,
                new Outside(functions, new Clients(backend.endpoint(), backend.environment())),
                new Arns(settings.partition(), settings.region(), settings.account()));
        template.stateMachines().forEach(machine -> put(states, machine));
        clock.onSet(states::clockMoved);
        backend.register("states", (operation, request) -> {
            Reply reply = states.handle(operation, request);
            return new Answer(reply.status(), reply.body());
        });
        return new StepFunctions(states);
    }

    @Override
    public void resume() {
        states.resume();
    }

    @Override
    public void close() {
        states.close();
    }

    /** Makes the machine, or gives an earlier one the present definition, and has its alias name that version. */
    private static void put(StatesService states, StateMachineShape machine) {
        String definition = definition(machine);
        Reply made = states.handle("CreateStateMachine", JSON.createObjectNode().put("name", machine.name()).put("definition", definition)
                .put("roleArn", "arn:aws:iam::000000000000:role/local"));
        if (type(made).equals("StateMachineAlreadyExists")) {
            made = states.handle("UpdateStateMachine",
                    JSON.createObjectNode().put("stateMachineArn", machine.arn()).put("definition", definition));
        }
        check(machine, made);
        machine.alias().ifPresent(alias -> {
            Reply version = check(machine,
                    states.handle("PublishStateMachineVersion", JSON.createObjectNode().put("stateMachineArn", machine.arn())));
            ObjectNode route = JSON.createObjectNode().put("weight", 100);
            route.set("stateMachineVersionArn", version.body().get("stateMachineVersionArn"));
            ObjectNode order = JSON.createObjectNode().put("name", alias);
            order.putArray("routingConfiguration").add(route);
            Reply named = states.handle("CreateStateMachineAlias", order);
            if (type(named).equals("ConflictException")) {
                order.remove("name");
                named = states.handle("UpdateStateMachineAlias", order.put("stateMachineAliasArn", machine.arn() + ":" + alias));
            }
            check(machine, named);
        });
    }

    private static Reply check(StateMachineShape machine, Reply answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("state machine " + machine.logicalId() + ": " + answer.body());
        }
        return answer;
    }

    private static String type(Reply answer) {
        return answer.status() == 200 ? "" : answer.body().path("__type").asText();
    }

    private static String definition(StateMachineShape machine) {
        try {
            String definition = Files.readString(machine.definition());
            for (Map.Entry<String, String> substitution : machine.substitutions().entrySet()) {
                definition = definition.replace("${" + substitution.getKey() + "}", substitution.getValue());
            }
            return definition;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Outside(FunctionRuntime functions, Clients clients) implements TaskIntegrations {

        @Override
        public JsonNode invokeFunction(String name, JsonNode payload) throws FunctionFailed {
            try {
                FunctionAnswer answer = functions.invoke(name, JSON.writeValueAsBytes(payload));
                JsonNode result = JSON.readTree(answer.payload());
                if (answer.failed()) {
                    throw new FunctionFailed(result.path("errorType").asText("Lambda.Unknown"), result);
                }
                return result;
            } catch (NoSuchFunction e) {
                throw new FunctionFailed("Lambda.ResourceNotFoundException", e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String readObject(String bucket, String key) throws ObjectUnreadable {
            try (S3Client s3 = clients.s3()) {
                return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
            } catch (SdkException e) {
                throw new ObjectUnreadable(e.getMessage());
            }
        }
    }
}
