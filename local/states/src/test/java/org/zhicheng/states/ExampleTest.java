package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, which has these very lines. */
class ExampleTest {

    @TempDir
    private Path folder;

    @Test
    void shouldRunTheExampleOfTheReadme() throws InterruptedException {
        // example
        String definition = """
                {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {"Ask": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Arguments": {
                    "FunctionName": "ask",
                    "Payload": {"question": "{% $states.input.question %}", "token": "{% $states.context.Task.Token %}"}
                  },
                  "Output": "{% {'answer': $states.result} %}",
                  "TimeoutSeconds": 86400,
                  "End": true
                }}}""";
        ObjectMapper json = new ObjectMapper();
        BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
        TaskIntegrations functions = (name, payload) -> {
            tokens.add(payload.get("token").textValue());
            return NullNode.getInstance();
        };
        JsonNode ended;
        try (StatesService states = StatesService.open(folder, Clock.systemUTC(), functions, Arns.of("aws", "us-east-1"))) {
            states.resume();
            ObjectNode machine = json.createObjectNode().put("name", "approval").put("definition", definition);
            String machineArn = states.handle("CreateStateMachine", machine).body().get("stateMachineArn").textValue();
            ObjectNode order = json.createObjectNode().put("stateMachineArn", machineArn).put("name", "first").put("input",
                    "{\"question\": \"May we?\"}");
            String execution = states.handle("StartExecution", order).body().get("executionArn").textValue();

            ObjectNode callback = json.createObjectNode().put("taskToken", tokens.take()).put("output", "\"Yes.\"");
            states.handle("SendTaskSuccess", callback);
            ended = StatesFixture.await(() -> states.handle("DescribeExecution", json.createObjectNode().put("executionArn", execution)),
                    reply -> !reply.body().get("status").textValue().equals("RUNNING")).body();
        }
        // end of the example
        assertThat(ended.get("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("output").textValue()).isEqualTo("{\"answer\":\"Yes.\"}");
    }

    @Test
    void shouldStandInTheReadmeAsItRuns() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/zhicheng/states/ExampleTest.java"));
        String begin = "        // example\n";
        String example = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("        // end of the example"))
                .indent(-8);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example + "```");
    }
}
