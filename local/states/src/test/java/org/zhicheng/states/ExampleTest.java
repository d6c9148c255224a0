package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
                {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {
                  "Ask": {
                    "Type": "Task",
                    "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                    "Arguments": {
                      "FunctionName": "ask",
                      "Payload": {"question": "{% $states.input.question %}", "token": "{% $states.context.Task.Token %}"}
                    },
                    "TimeoutSeconds": 86400,
                    "Next": "Tell"
                  },
                  "Tell": {
                    "Type": "Task",
                    "Resource": "arn:aws:states:::lambda:invoke",
                    "Arguments": {"FunctionName": "tell", "Payload": {"answer": "{% $states.input %}"}},
                    "End": true
                  }
                }}""";
        ObjectMapper json = new ObjectMapper();
        BlockingQueue<JsonNode> inbox = new LinkedBlockingQueue<>();
        TaskIntegrations functions = (name, payload) -> {
            inbox.add(payload);
            return NullNode.getInstance();
        };
        try (StatesService states = StatesService.open(folder, Clock.systemUTC(), functions, Arns.of("aws", "us-east-1"))) {
            states.resume();
            ObjectNode machine = json.createObjectNode().put("name", "approval").put("definition", definition);
            String arn = states.handle("CreateStateMachine", machine).body().get("stateMachineArn").textValue();
            states.handle("StartExecution",
                    json.createObjectNode().put("stateMachineArn", arn).put("name", "first").put("input", "{\"question\": \"May we?\"}"));

            String token = inbox.take().get("token").textValue();
            states.handle("SendTaskSuccess", json.createObjectNode().put("taskToken", token).put("output", "\"Yes.\""));

            assertThat(inbox.take().get("answer").textValue()).isEqualTo("Yes.");
        }
        // end of the example
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
