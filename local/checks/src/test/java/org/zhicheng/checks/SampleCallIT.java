package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.host.SampleCall;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.lambda.FunctionAnswer;

/** {@code ./run invoke}: a function with its sample event, on the adapters; the contract tests have every event, on stores in memory. */
class SampleCallIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path state;

    @Test
    @DisplayName("R20 示例请求针对其所述内容得到答复")
    void shouldAnswerARequestOnWhatItSpeaksOf() throws Exception {
        JsonNode answer = JSON.readTree(SampleCall.of("submit-application", options()).prepared().payload());
        assertThat(answer.path("statusCode").asInt()).as(answer.path("body").asText()).isEqualTo(200);
        assertThat(JSON.readTree(answer.path("body").asText()).path("state").asText()).isEqualTo("SUBMITTED");
    }

    @Test
    @DisplayName("R20 门户页面的示例请求得到页面")
    void shouldServeThePortalToItsSampleRequest() throws Exception {
        JsonNode answer = JSON.readTree(SampleCall.of("serve-portal", options()).prepared().payload());
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.path("headers").path("content-type").asText()).startsWith("text/html");
    }

    @Test
    @DisplayName("R20 示例任务针对其所述内容执行")
    void shouldPerformATaskOnWhatItSpeaksOf() throws Exception {
        FunctionAnswer answer = SampleCall.of("issue-certificate", options()).prepared();
        assertThat(answer.failed()).as(answer.text()).isFalse();
        assertThat(JSON.readTree(answer.payload()).path("step").asText()).isEqualTo("CERTIFIED");
    }

    @Test
    @DisplayName("R20 可以在现有数据上调用示例")
    void shouldCallOnAStateAsItStandsWhereThatIsAskedFor() throws Exception {
        JsonNode answer = JSON.readTree(SampleCall.of("submit-application", options()).asItStands().payload());
        assertThat(answer.path("statusCode").asInt()).isEqualTo(404);
    }

    private StackOptions options() {
        return Wiring.options(TestStack.PROJECT.resolve("template.yaml"), state).withFreePorts();
    }
}
